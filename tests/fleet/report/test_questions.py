"""What the report is told of a small city, number by number."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.fleet.report.answers import PARTS_OF_DAY, Answers, Count, Nights, Release, Way
from kiosk.fleet.report.asking.questions import answers
from kiosk.fleet.report.engines.office_tables import open_tables
from kiosk.fleet.sites import read_sites, written
from kiosk.stats import schema
from tests.fleet.nights import City
from tests.fleet.report.asked import AN_CUU, DONG_BA, FAR, NEW, NHAM_BIEU, OLD, SECOND, asked, city


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> City:
    return city(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def found(made: City) -> Answers:
    return asked(made)


def test_sums_are_of_all_published_numbers_and_those_of_weeks_add_to_them(found: Answers) -> None:
    assert found.figures.visits == 5 * 65
    assert found.figures.lessons_opened == 2 * 75
    assert found.figures.lessons_finished == 10
    assert (found.figures.lessons_helped, found.figures.tests_passed) == (0, 0)
    assert found.figures.codes_unreadable == 30


def test_visits_are_told_by_the_part_of_the_day(found: Answers) -> None:
    assert found.parts_of_day == (Count("morning", 200), Count("midday", 0), Count("afternoon", 75))
    assert PARTS_OF_DAY == schema.PARTS_OF_DAY


def test_a_lesson_tells_its_ways_its_weeks_and_where_people_give_up(found: Answers) -> None:
    pay, scan, other = found.lessons
    assert (pay.lesson, scan.lesson, other.lesson) == ("pay-by-qr", "scan-qr", "other")
    assert (pay.opened, pay.finished, other.opened) == (100, 10, 20)
    assert pay.ways == (Way("watch", 60, 0), Way("alone", 40, 10))
    assert other.ways == (Way("other", 20, 0),)
    assert pay.left_at == (Count("2", 35), Count("9", 10), Count("10", 10)), "steps are in the order of the lesson"
    assert (pay.given_up_at, scan.given_up_at, other.given_up_at) == ("2", "", "")
    assert pay.weeks == (100, 0)


def test_counts_go_from_large_to_small_and_what_was_folded_is_last(found: Answers) -> None:
    assert found.topics == (Count("codes", 25), Count("pay", 10), Count("other", 50))
    assert found.scans.unreadable == (Count("dark", 15), Count("glare", 15))
    assert found.choices.language == (Count("vi", 90), Count("en", 10))
    assert found.choices.accent == ()


def test_weeks_begin_on_mondays_and_tell_how_many_kiosks_were_heard(found: Answers) -> None:
    first, second = found.weeks
    assert (first.monday, second.monday) == ("2026-11-09", "2026-11-16")
    assert (first.days, first.kiosks, first.nights) == (7, 2, Nights(heard=3, quiet=0))
    assert (second.kiosks, second.nights, second.figures.visits) == (3, Nights(heard=4, quiet=1), 130)


def test_weeks_at_the_ends_may_be_cut_short(made: City) -> None:
    short = asked(made, since=date(2026, 11, 10), until=date(2026, 11, 16))
    assert [(week.monday, week.days, week.nights.heard) for week in short.weeks] == [
        ("2026-11-09", 6, 2),
        ("2026-11-16", 1, 1),
    ]
    assert short.figures.visits == 3 * 65


def test_a_new_number_stands_for_the_old_one_and_a_machine_that_stays_silent_is_missed(found: Answers) -> None:
    kiosks = {kiosk.kiosk: kiosk for kiosk in found.kiosks}
    assert [kiosks[one.kiosk].replaced for one in (OLD, NEW, SECOND, FAR)] == [True, False, False, False]
    assert [kiosks[one.kiosk].silent for one in (OLD, NEW, SECOND, FAR)] == [12, 0, 6, 0]
    assert kiosks[NEW.kiosk].nights == Nights(heard=3, quiet=1)
    assert kiosks[NEW.kiosk].first == "2026-11-15"
    assert kiosks[SECOND.kiosk].last == "2026-11-16"


def test_nobody_is_silent_for_nights_that_the_office_has_not_collected(made: City) -> None:
    later = asked(made, until=date(2026, 12, 20))
    assert max(kiosk.silent for kiosk in later.kiosks) == 12
    assert len(later.weeks) == 6


def test_every_place_of_the_register_is_told_in_the_order_of_the_map(found: Answers) -> None:
    dong_ba, hall, an_cuu = found.sites
    assert [site.site for site in found.sites] == [DONG_BA, NHAM_BIEU, AN_CUU]
    assert (dong_ba.kiosks, dong_ba.silent, dong_ba.last) == (2, 1, "2026-11-22")
    assert (dong_ba.nights, dong_ba.figures.visits) == (Nights(heard=6, quiet=1), 325)
    assert dong_ba.lessons == (Count("pay-by-qr", 100), Count("scan-qr", 30), Count("other", 20))
    assert (hall.kiosks, hall.last, hall.figures.visits) == (0, "", 0)
    assert an_cuu.unreadable == (Count("dark", 15), Count("glare", 15))
    assert dong_ba.concerns == sum(concern.site == DONG_BA for concern in found.concerns)


def test_a_ward_is_the_sum_of_its_places(found: Answers) -> None:
    phu_xuan, an_cuu = found.wards
    assert (phu_xuan.name["vi"], phu_xuan.row, phu_xuan.column, phu_xuan.sites) == ("Phú Xuân", 1, 2, 2)
    assert (phu_xuan.kiosks, phu_xuan.figures.visits, phu_xuan.topics[0]) == (2, 325, Count("codes", 25))
    assert (an_cuu.figures.visits, an_cuu.figures.codes_unreadable) == (0, 30)


def test_a_place_that_left_the_register_is_still_counted(made: City, tmp_path: Path) -> None:
    sites = [site for site in read_sites(made.office / "sites.yaml").sites.values() if site.site != AN_CUU]
    for table in ("cells", "health", "documents"):
        (tmp_path / table).symlink_to(made.office / table)
    (tmp_path / "sites.yaml").write_text(written(tuple(sites)), encoding="utf-8")
    with open_tables(tmp_path) as tables:
        lost = answers(tables, since=date(2026, 11, 9), until=date(2026, 11, 22)).sites[-1]
    assert (lost.site, lost.kind, lost.ward["en"]) == (AN_CUU, "", "Not in the register")
    assert lost.figures.codes_unreadable == 30


def test_releases_are_those_of_machines_that_are_missed_or_heard(found: Answers) -> None:
    assert found.releases == (
        Release("", "0.4.0", 1),
        Release("2026.11.01", "0.4.0", 1),
        Release("2026.11.02", "0.4.0", 1),
    )


def test_concerns_name_the_place_and_which_machine_of_two(found: Answers) -> None:
    said = [concern.says["vi"] for concern in found.concerns]
    assert said == [
        "Chợ Đông Ba (máy 0000): đã 6 đêm không có tin",
        "Chợ Đông Ba (máy 0000): thẻ nhớ chỉ còn trống 300 MB",
        "Chợ Đông Ba (máy 0000): thẻ nhớ sắp hỏng (đã mòn 90 %)",
        "Chợ Đông Ba (máy 0000): nguồn điện yếu, cần xem bộ nguồn và dây",
        "Chợ An Cựu: máy quá nóng (từ 85 °C), cần xem chỗ đặt và quạt",
        "Chợ Đông Ba (máy 0000): đồng hồ chưa được đặt giờ",
    ]


def test_days_without_a_word_give_an_empty_report(made: City) -> None:
    empty = asked(made, since=date(2025, 3, 3), until=date(2025, 3, 9))
    assert (empty.kiosks, empty.lessons, empty.concerns, empty.figures.visits) == ((), (), (), 0)
    assert (len(empty.weeks), len(empty.sites)) == (1, 3)


def test_days_the_wrong_way_round_are_told(made: City) -> None:
    with pytest.raises(ValueError, match="swap them"):
        asked(made, since=date(2026, 11, 22), until=date(2026, 11, 9))
