"""Every sentence of the page, in both languages. What is named by closed lists stands in `names.py`."""

from msgspec import Struct

from kiosk.core.units import Lang, Words


def _w(vi: str, en: str) -> Words:
    return {"vi": vi, "en": en}


TEXTS: dict[str, Words] = {
    # the head
    "title": _w("Báo cáo các máy học", "Report of the learning kiosks"),
    "period": _w("Từ {since} đến {until}", "From {since} to {until}"),
    "contents": _w("Trong báo cáo này", "In this report"),
    "table": _w("Bảng số liệu", "The numbers as a table"),
    "language": _w("Ngôn ngữ", "Language"),
    "nothing": _w("Chưa có con số nào trong những ngày này.", "There are no numbers for these days yet."),
    "empty": _w(
        "Trong những ngày này chưa máy nào gửi số liệu về. Có thể máy chưa được bật gửi, hoặc tệp của máy chưa "
        "được thu về.",
        "No kiosk has told anything of these days. Sending may not be switched on yet, or its files were not "
        "collected.",
    ),
    "more": _w("Còn {n} dòng nữa", "{n} more rows"),
    "in_file": _w(
        "Ở đây là {n} dòng đầu; đủ {all} dòng trong tệp tables/{name}.csv.",
        "These are the first {n} rows; all {all} are in tables/{name}.csv.",
    ),
    # machines that need a visit
    "concerns": _w("Máy cần người đến xem", "Machines that need a visit"),
    "concerns_all_well": _w("Không máy nào cần người đến xem", "No machine needs a visit"),
    "concerns_found": _w(
        "{machines} máy cần người đến xem, trong đó {urgent} máy cần đến ngay",
        "{machines} machines need a visit, {urgent} of them now",
    ),
    "concerns_file": _w(
        "Danh sách này cũng có trong tệp {file} cho các hệ thống khác.",
        "The same list is in {file}, for other systems.",
    ),
    # at a glance
    "glance": _w("Toàn thành phố", "The city at a glance"),
    "glance_found": _w(
        "{visits} lượt dùng ở {sites} nơi, trên {kiosks} máy", "{visits} visits at {sites} places, on {kiosks} kiosks"
    ),
    "glance_none": _w("Chưa có lượt dùng nào được kể", "No visits were told"),
    "finished_share": _w("{share} số lần mở bài được học đến hết", "{share} of the lessons opened were finished"),
    "alone_share": _w("{share} số lần học xong không cần gợi ý nào", "{share} of the finished ones without any hint"),
    "passed_share": _w("{share} số lần kiểm tra đạt", "{share} of the tests were passed"),
    "read_share_of_codes": _w("{share} số mã giơ trước máy ảnh", "{share} of the codes held up"),
    "quiet_share": _w(
        "{quiet} đêm trong số đó là ngày vắng, không kể số nào", "{quiet} of them of quiet days, without numbers"
    ),
    "kiosks_silent": _w("{silent} máy im tiếng từ {nights} đêm", "{silent} silent for {nights} nights or more"),
    "how_to_read": _w("Đọc những con số này thế nào", "How to read these numbers"),
    "read_people": _w(
        "Máy đếm lần chạm và lượt dùng, không đếm người: mười lượt có thể là một người. Không biết ai đã dùng, và "
        "không ghép được hai lượt với nhau.",
        "Touches and visits are counted, not people: ten visits may be one person. Who it was is not known, and "
        "no two visits can be joined.",
    ),
    "read_ten": _w(
        "Con số dưới 10 trong một ngày không rời khỏi máy: nó được gộp vào “khác”, để dành đến cuối tuần, hoặc bỏ "
        "đi. Con số còn lại làm tròn đến 5. Vì thế tổng ở đây thường nhỏ hơn thật, và các dòng không cộng lại "
        "đúng bằng tổng.",
        "Numbers below 10 on a day never leave a kiosk: they are folded into “other”, held until the end of the "
        "week, or left out. The rest is rounded to 5. So sums here are mostly too small, and rows do not add up "
        "to them exactly.",
    ),
    "read_dash": _w(
        "Dấu – nghĩa là không có con số nào được kể, không có nghĩa là không. Nhiều số, như số lần mở bài, máy chỉ kể "
        "vào Chủ nhật, cho cả tuần.",
        "A dash – means that no number was told. It does not mean none. Many numbers, such as lessons opened, are told "
        "on Sundays only, for the whole week.",
    ),
    "read_share": _w(
        "Phần trăm chỉ hiện khi có từ {least} lần trở lên, và chỉ nên đọc là “khoảng”.",
        "Shares are shown from {least} up, and should be read as “about”.",
    ),
    "read_size": _w(
        "Nơi có nhiều máy hơn thì nhiều lượt hơn: đừng xếp hạng các nơi bằng một con số này.",
        "Where more kiosks stand, there are more visits: this number alone does not rank places.",
    ),
    # weeks
    "weeks": _w("Theo tuần", "Week by week"),
    "weeks_found": _w(
        "Tuần {monday}: {n} lượt dùng, {change} so với tuần trước",
        "Week of {monday}: {n} visits, {change} on the week before",
    ),
    "weeks_one": _w("Tuần {monday}: {n} lượt dùng", "Week of {monday}: {n} visits"),
    "weeks_cut": _w("Những ngày này chưa trọn tuần nào", "These days hold no whole week yet"),
    "more_by": _w("nhiều hơn {share}", "{share} more"),
    "less_by": _w("ít hơn {share}", "{share} fewer"),
    "the_same": _w("gần như nhau", "about the same"),
    "weeks_unit": _w("Lượt dùng trong mỗi tuần, tính từ thứ Hai", "Visits in each week, from its Monday"),
    "week_whole": _w("trọn tuần", "whole week"),
    "week_part": _w("không trọn tuần", "part of a week"),
    # wards
    "wards": _w("Theo phường, xã", "Ward by ward"),
    "wards_found": _w("{ward} có nhiều lượt dùng nhất: {n}", "{ward} has the most visits: {n}"),
    "wards_unit": _w(
        "Lượt dùng; các ô nằm gần đúng như trên bản đồ, phía bắc ở trên",
        "Visits; the cells lie about as on a map, north on top",
    ),
    "kiosks_short": _w("{n} máy", "{n} kiosks"),
    "kiosk_short": _w("1 máy", "1 kiosk"),
    "to": _w("{low} đến {high}", "{low} to {high}"),
    "no_number": _w("không có số", "no number"),
    # topics, parts of the day
    "topics": _w("Theo chủ đề", "Topic by topic"),
    "topics_found": _w("Được mở nhiều nhất: {topic}, {n} lần", "Opened most: {topic}, {n} times"),
    "topics_unit": _w("Số lần mở ô chủ đề", "Times a topic tile was opened"),
    "parts_of_day_found": _w("Đông nhất vào {part}: {n} lượt dùng", "Busiest {part}: {n} visits"),
    "parts_of_day_unit": _w("Lượt dùng theo buổi", "Visits by part of the day"),
    # lessons
    "lessons": _w("Theo bài", "Lesson by lesson"),
    "lessons_found": _w("Bài được mở nhiều nhất: {lesson}, {n} lần", "Opened most: {lesson}, {n} times"),
    "sheet_elsewhere": _w(
        "Bảng này có {n} dòng, dài quá để đọc ở đây. Bảng nằm trong tệp tables/{name}.csv.",
        "This table has {n} rows, too many to be read here. It is in the file tables/{name}.csv.",
    ),
    "lessons_none": _w("Chưa có số lần mở bài nào được kể", "No openings were told"),
    "lessons_unit": _w("Số lần bài được mở và học đến hết", "Times a lesson was opened and finished"),
    "opened": _w("mở", "opened"),
    "finished": _w("học hết", "finished"),
    "lesson_left": _w("Bỏ dở nhiều nhất ở bước {step}: {n} lần", "Left most often at step {step}: {n} times"),
    "lesson_not_left": _w("Không bước nào bị bỏ dở đủ nhiều để kể", "No step was left often enough to be told"),
    "lesson_unit": _w("Số lần bỏ dở ở mỗi bước", "Times the lesson was left at each step"),
    "lesson_figures": _w(
        "Mở {opened} lần, học hết {finished}; không cần gợi ý {unassisted}, có gợi ý {helped}",
        "Opened {opened} times, finished {finished}; without a hint {unassisted}, with hints {helped}",
    ),
    "lesson_tests": _w("Kiểm tra: đạt {passed}, chưa đạt {failed}", "Tests: passed {passed}, not yet {failed}"),
    "lesson_ways": _w("Cách học: {ways}", "Ways: {ways}"),
    "lesson_mistakes": _w("Chỗ nhầm của bài này", "Mistakes known to this lesson"),
    "lesson_shared": _w("tính chung với bài khác", "together with other lessons"),
    "step": _w("Bước {n}", "Step {n}"),
    "steps_version": _w(
        "Lời của từng bước lấy từ bài học hiện có ở văn phòng; máy dùng bản khác có thể nói hơi khác.",
        "The words of the steps are from the lessons at the office; kiosks with another release may say it otherwise.",
    ),
    "folded": _w(
        "{share} nằm trong “khác”, vì từng số còn dưới 10 trong ngày: các dòng chỉ nên so với nhau một cách áng chừng.",
        "{share} are in “other”, for each was below 10 on its day: compare the rows only roughly.",
    ),
    "left_folded": _w(
        "{share} số lần bỏ dở không biết được ở bước nào, vì từng số còn dưới 10 trong ngày.",
        "Of {share} of the times a lesson was left, the step is not known: each was below 10 on its day.",
    ),
    "failures_other": _w("Không bộ phận nào hỏng nhiều riêng một mình", "No part failed often by itself"),
    # mistakes
    "mistakes": _w("Chỗ hay nhầm", "What people mistake"),
    "mistakes_found": _w("Hay gặp nhất: “{mistake}” ({n} lần)", "Met most: “{mistake}” ({n} times)"),
    "mistakes_unit": _w(
        "Số lần mỗi chỗ nhầm xảy ra, với câu máy nói khi đó", "Times each was met, with what the kiosk says then"
    ),
    # choices
    "choices": _w("Cách học và lựa chọn", "Ways of learning, and choices"),
    "ways_found": _w("Cách học được chọn nhiều nhất: {way}", "The way chosen most: {way}"),
    "ways_unit": _w("Số lần bài được mở và học hết, theo cách học", "Times lessons were opened and finished, by way"),
    "hints_found": _w("Gợi ý hay dùng nhất: {rung}", "The hint given most: {rung}"),
    "hints_unit": _w("Số lần gợi ý", "Hints given"),
    "language_found": _w("Ngôn ngữ được chọn nhiều nhất: {key}", "The language chosen most: {key}"),
    "accent_found": _w("Giọng được chọn nhiều nhất: {key}", "The accent chosen most: {key}"),
    "text_size_found": _w("Cỡ chữ được chọn nhiều nhất: {key}", "The text size chosen most: {key}"),
    "pace_found": _w("Tốc độ được chọn nhiều nhất: {key}", "The pace chosen most: {key}"),
    "choice_unit": _w("Số lần được chọn bằng tay", "Times it was chosen by hand"),
    # codes
    "scans": _w("Quét mã", "Scanning codes"),
    "scans_found": _w("{share} số lần giơ mã là đọc được", "{share} of the codes held up were read"),
    "scans_read": _w("Đọc được: {n} lần", "Read: {n} times"),
    "scans_read_unit": _w("Số mã đọc được, theo loại", "Codes read, by kind"),
    "unreadable_found": _w(
        "Không đọc được chủ yếu vì {reason}: {n} lần", "Not read mostly because {reason}: {n} times"
    ),
    "unreadable_unit": _w("Số lần không đọc được, theo lý do", "Times a code could not be read, by reason"),
    # sites
    "sites": _w("Theo nơi đặt máy", "Place by place"),
    "sites_found": _w("{n} nơi đặt máy; {quiet} nơi chưa kể con số nào", "{n} places; {quiet} told no number"),
    # machines
    "machines": _w("Máy và bản bài học", "Machines and their lessons"),
    "releases_found": _w("{share} số máy đang dùng bản {release}", "{share} of the kiosks run release {release}"),
    "releases_unit": _w("Số máy theo bản bài học, bản mới trước", "Kiosks by release of the lessons"),
    "as_set_up": _w("bản khi lắp máy", "as set up"),
    "app": _w("chương trình {app}", "program {app}"),
    "failures_found": _w("Hỏng nhiều nhất: {part}, {n} lần", "Failed most: {part}, {n} times"),
    "failures_unit": _w("Số lần một bộ phận ngừng và tự chạy lại", "Times a part stopped and came back by itself"),
    "failed": _w("ngừng", "stopped"),
    "recovered": _w("chạy lại", "came back"),
    "other": _w("khác (gộp số nhỏ)", "other (small numbers folded)"),
}  # fmt: skip


class Told(Struct, frozen=True):
    """The sentences in one language: `told("period", since=…, until=…)`."""

    lang: Lang

    def __call__(self, key: str, /, **facts: object) -> str:
        """A sentence. What is put into it is never read as a template."""
        return TEXTS[key][self.lang].format(**facts)


def of(words: Words, lang: Lang) -> str:
    """Somebody's words in a language, or in the one they wrote in."""
    return words.get(lang) or words.get("vi") or next(iter(words.values()), "")
