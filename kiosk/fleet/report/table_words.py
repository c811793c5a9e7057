"""Titles and heads of all tables, in both languages."""

from kiosk.core.units import Words


def _w(vi: str, en: str) -> Words:
    return {"vi": vi, "en": en}


TITLES: dict[str, Words] = {
    "concerns": _w("Máy cần đến xem", "Machines to visit"),
    "weeks": _w("Theo tuần", "Weeks"),
    "wards": _w("Theo phường, xã", "Wards"),
    "topics": _w("Chủ đề", "Topics"),
    "parts_of_day": _w("Buổi trong ngày", "Parts of the day"),
    "lessons": _w("Bài", "Lessons"),
    "steps": _w("Bước bị bỏ dở", "Steps left at"),
    "lesson_ways": _w("Cách học từng bài", "Ways of each lesson"),
    "mistakes": _w("Chỗ nhầm", "Mistakes"),
    "hints": _w("Gợi ý", "Hints"),
    "choices": _w("Lựa chọn", "Choices"),
    "codes_read": _w("Mã đọc được", "Codes read"),
    "codes_unreadable": _w("Mã không đọc được", "Codes not read"),
    "releases": _w("Bản bài học", "Releases"),
    "part_failures": _w("Bộ phận hỏng", "Parts that failed"),
    "sites": _w("Nơi đặt máy", "Places"),
    "site_counts": _w("Chi tiết từng nơi", "Details of places"),
    "kiosks": _w("Máy", "Kiosks"),
}

SEVERITIES: dict[str, Words] = {"urgent": _w("Cần ngay", "Now"), "soon": _w("Nên sớm", "Soon")}

HEADS: dict[str, Words] = {
    "severity": _w("mức", "when"),
    "says": _w("nội dung", "in words"),
    "site": _w("mã nơi đặt", "site"),
    "kiosk": _w("số máy", "kiosk"),
    "rule": _w("quy tắc", "rule"),
    "value": _w("giá trị", "value"),
    "monday": _w("tuần từ thứ Hai", "week from Monday"),
    "days": _w("số ngày", "days"),
    "kiosks": _w("máy", "kiosks"),
    "sites": _w("nơi đặt", "places"),
    "silent": _w("im tiếng", "silent"),
    "nights": _w("đêm có tin", "nights heard"),
    "quiet": _w("ngày vắng", "quiet days"),
    "visits": _w("lượt dùng", "visits"),
    "lessons_opened": _w("mở bài", "lessons opened"),
    "lessons_finished": _w("học hết", "finished"),
    "finished_percent": _w("học hết, %", "finished, %"),
    "lessons_unassisted": _w("không cần gợi ý", "without a hint"),
    "lessons_helped": _w("có gợi ý", "with hints"),
    "tests_passed": _w("kiểm tra đạt", "tests passed"),
    "tests_failed": _w("chưa đạt", "not yet passed"),
    "help_opened": _w("mở trợ giúp", "help opened"),
    "helper_called": _w("gọi người", "helper called"),
    "codes_read": _w("mã đọc được", "codes read"),
    "codes_unreadable": _w("mã không đọc được", "codes not read"),
    "concerns": _w("việc cần xem", "concerns"),
    "ward": _w("phường, xã", "ward"),
    "name": _w("tên", "name"),
    "place": _w("nơi đặt", "place"),
    "kind": _w("loại", "kind"),
    "last": _w("tin cuối", "last heard"),
    "first": _w("tin đầu", "first heard"),
    "top_topic": _w("chủ đề mở nhiều nhất", "topic opened most"),
    "key": _w("khóa", "key"),
    "n": _w("số lần", "times"),
    "what": _w("về", "about"),
    "lesson": _w("mã bài", "lesson"),
    "title": _w("bài", "title"),
    "step": _w("bước", "step"),
    "lessons": _w("trong bài", "in lessons"),
    "replaced": _w("đã đổi số", "replaced"),
    "release": _w("bản bài học", "release"),
    "app": _w("chương trình", "program"),
    "part_failures": _w("ngừng", "stopped"),
    "part_recoveries": _w("tự chạy lại", "came back"),
}
