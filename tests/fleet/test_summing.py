"""Sums of months are a saving: with them, without them, or with old ones the report is the same."""

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.fleet.report.answers import Answers
from kiosk.fleet.report.asking.days import span
from kiosk.fleet.report.asking.questions import answers
from kiosk.fleet.report.engines.office_tables import open_tables
from kiosk.fleet.summing.make import sum_up
from kiosk.fleet.summing.months import Month, holds, months, without
from tests.bench.fleet_tables import write
from tests.fleet.nights import City, Sender

FIRST, LAST = date(2026, 1, 25), date(2026, 3, 5)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months, of which only one is there from its first day to its last."""
    office = tmp_path_factory.mktemp("fleet")
    write(office, 5, (LAST - FIRST).days + 1, first=FIRST)
    return office


@pytest.fixture(scope="module")
def summed(fleet: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = tmp_path_factory.mktemp("summed") / "office"
    shutil.copytree(fleet, office)
    assert sum_up(office) == 3
    return office


@pytest.fixture
def office(summed: Path, tmp_path: Path) -> Path:
    """Sums and rows, to be spoilt."""
    shutil.copytree(summed, tmp_path / "office")  # with its times of change
    return tmp_path / "office"


def reported(office: Path, since: date = FIRST, until: date = LAST) -> Answers:
    with open_tables(office) as tables:
        return answers(tables, since=since, until=until)


def names(office: Path) -> list[str]:
    return [month.name for month in months(office) if holds(office, month)]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (FIRST, LAST),
        (date(2025, 12, 1), date(2026, 4, 1)),
        (date(2026, 1, 28), date(2026, 3, 2)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 2, 3), date(2026, 2, 20)),
        (date(2026, 2, 2), LAST),
    ],
)
def test_any_days_give_the_same_report_with_sums_and_without(
    fleet: Path, summed: Path, since: date, until: date
) -> None:
    found = reported(summed, since, until)
    assert found.figures.lessons_opened > 0
    assert found == reported(fleet, since, until)


def test_whose_days_nobody_named_is_of_all_that_were_collected(fleet: Path, summed: Path) -> None:
    for office in (fleet, summed):
        with open_tables(office) as tables:
            assert span(tables, None, None) == (FIRST, LAST)
            assert span(tables, date(2026, 2, 2), None) == (date(2026, 2, 2), LAST)


def test_rows_of_summed_months_are_not_read(office: Path) -> None:
    """Else there would be nothing saved. Spoilt unseen: of the same length, and as if untouched."""
    whole = reported(office)
    for file in (office / "cells").rglob("*.parquet"):
        at = file.stat()
        file.write_bytes(b"x" * at.st_size)
        os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert reported(office) == whole


def test_what_is_true_is_not_made_again(office: Path) -> None:
    assert names(office) == ["2026-01", "2026-02", "2026-03"]
    assert sum_up(office) == 0


@pytest.mark.parametrize("spoilt", ["gone", "damaged", "other words", "a file is gone"])
def test_sums_that_do_not_fit_are_neither_believed_nor_kept(office: Path, spoilt: str) -> None:
    whole = reported(office)
    line = office / "sums/2026-02/made.json"
    if spoilt == "gone":
        line.unlink()
    elif spoilt == "damaged":
        line.write_bytes(b"\xff{")
    elif spoilt == "other words":
        line.write_text(line.read_text().replace('"asked":"', '"asked":"0'))
    else:
        line.with_name("heard.parquet").unlink()
    shutil.copy(office / "sums/2026-01/weeks.parquet", office / "sums/2026-02/weeks.parquet")
    assert names(office) == ["2026-01", "2026-03"]
    assert reported(office) == whole
    assert sum_up(office) == 1
    assert reported(office) == whole


def test_a_copy_that_lost_its_times_reads_the_rows_until_the_next_collect(office: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(office, copied, copy_function=shutil.copyfile)
    assert names(copied) == []
    assert reported(copied) == reported(office)


def test_who_is_stopped_while_summing_leaves_what_is_not_believed(office: Path) -> None:
    for name in ("made.json", "stays.parquet"):
        (office / "sums/2026-02" / name).unlink()
    (office / "sums/2026-02/stays.parquet").mkdir()  # nothing can take its place
    with pytest.raises(OSError, match="stays"):
        sum_up(office)
    assert names(office) == ["2026-01", "2026-03"]


def test_a_late_document_and_a_new_night_are_in_the_sums_after_collecting(tmp_path: Path) -> None:
    one, two = Sender(1), Sender(2)
    city = City(tmp_path)
    city.register(one, two)
    for sender, day in ((one, "2026-10-30"), (one, "2026-11-02")):
        city.send(sender, day)
    city.collect(sums=True)
    assert names(city.office) == ["2026-10", "2026-11"]
    city.send(two, "2026-10-30")
    city.collect()
    assert names(city.office) == ["2026-11"], "collected without summing: October is told by its rows"
    since, until = date(2026, 10, 30), date(2026, 11, 2)
    late = reported(city.office, since, until)
    assert late.figures.visits == 3 * 30
    city.collect(sums=True)
    assert names(city.office) == ["2026-10", "2026-11"]
    assert reported(city.office, since, until) == late


def test_numbers_of_days_and_of_sundays_are_added_as_one_would_by_hand(tmp_path: Path) -> None:
    """A week: Monday 2 to Sunday 8 November. Sunday's document tells what was held on its week, beside its own day."""
    one, two = Sender(1), Sender(2)
    city = City(tmp_path)
    city.register(one, two)
    visits = {"visits": {"morning": 40, "midday": 10}}
    city.send(one, "2026-11-02", counters={**visits, "lessons_finished": {"pay/alone": 15, "other": 10}})
    city.send(one, "2026-11-03", counters={"visits": {"morning": 20}})
    held = {"visits": {"midday": 25}, "lessons_finished": {"pay/watch": 20}, "lessons_opened": {"pay/alone": 60}}
    sunday = {"visits": {"afternoon": 15}, "lessons_finished": {"pay/alone": 10}}
    city.send(one, "2026-11-08", counters=sunday, week=held)
    city.send(two, "2026-11-08", counters={}, quiet=True, week={"visits": {"morning": 10}, "hints": {"glow": 15}})
    city.send(two, "2026-11-09", counters={"visits": {"morning": 30}})
    city.collect(sums=True)
    found = reported(city.office, date(2026, 11, 2), date(2026, 11, 9))
    first, second = found.weeks
    assert first.figures.visits == (40 + 10) + 20 + 15 + 25 + 10
    assert second.figures.visits == 30
    assert {part.key: part.n for part in found.parts_of_day} == {
        "morning": 40 + 20 + 10 + 30, "midday": 10 + 25, "afternoon": 15,
    }  # fmt: skip
    (lesson, other) = found.lessons
    assert (lesson.opened, lesson.finished, other.finished) == (60, 15 + 10 + 20, 10)
    assert {way.way: way.finished for way in lesson.ways} == {"watch": 20, "alone": 15 + 10}
    assert [(hint.key, hint.n) for hint in found.hints] == [("glow", 15)]
    assert (first.nights.heard, first.nights.quiet, first.kiosks, second.kiosks) == (4, 1, 2, 1)


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(DAYS, DAYS, st.sets(DAYS.map(lambda day: day.replace(day=1)), max_size=5))
def test_days_without_some_months_are_all_the_others(one: date, other: date, taken: set[date]) -> None:
    since, until = min(one, other), max(one, other)
    out = [Month(name="", days=(day,)) for day in taken]
    left = without((since, until), out)
    every = {since + timedelta(days=n) for n in range((until - since).days + 1)}
    gone = {day for day in every if any(day.replace(day=1) == first for first in taken)}
    got = [first + timedelta(days=n) for first, last in left for n in range((last - first).days + 1)]
    assert sorted(got) == sorted(every - gone)
