from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlite_utils import Database

from kiosk.core.events import Event, Failed, Recovered
from kiosk.stats.counters import SECONDS_GATHERED, Counters, part_of_day
from kiosk.stats.registry import Registry, Undeclared
from kiosk.stats.store import DAYS_KEPT, read_cells
from tests.stats.conftest import Calendar

DAY = "2026-11-21"


def rows(path: Path) -> dict[tuple[str, str, str], int]:
    return {(part, metric, key): n for (_, part, metric, key), n in read_cells(path, DAY).items()}


def test_the_same_cell_grows_and_others_stay_apart(counters: Counters, path: Path, calendar: Calendar) -> None:
    for _ in range(3):
        counters.count("visits")
    counters.flush()
    calendar.now = datetime(2026, 11, 21, 12, 0)
    counters.count("visits")
    counters.count("language", "en")
    counters.flush()
    counters.count("language", "en")
    counters.close()
    assert rows(path) == {
        ("morning", "visits", ""): 3,
        ("midday", "visits", ""): 1,
        ("midday", "language", "en"): 2,
    }


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "morning"), (10, "morning"), (11, "midday"), (13, "midday"), (14, "afternoon"), (23, "afternoon")],
)
def test_the_day_has_three_parts(hour: int, part: str) -> None:
    assert part_of_day(hour) == part


def test_cells_of_a_day_include_what_is_not_yet_written(counters: Counters) -> None:
    counters.count("visits")
    counters.flush()
    counters.count("visits")
    assert counters.cells(DAY) == {(DAY, "morning", "visits", ""): 2}
    assert counters.cells("2026-11-20") == {}
    counters.close()


def test_the_table_holds_nothing_but_cells(counters: Counters, path: Path) -> None:
    counters.count("visits")
    counters.close()
    with Database(path) as database:
        tables = {table: set(database[table].columns_dict) for table in database.table_names()}
        assert tables == {
            "days": {"id", "day"},
            "names": {"id", "metric", "key"},
            "numbers": {"day", "part", "name", "n"},
            "health": {"day", "name", "value"},
            "sqlite_sequence": {"name", "seq"},
        }
        assert list(database["counts"].rows) == [
            {"day": DAY, "part": "morning", "metric": "visits", "key": "", "n": 1}
        ]
        assert database.journal_mode == "wal"


def test_undeclared_leaves_no_trace(counters: Counters, path: Path) -> None:
    canary = "00020101021138CANARY0999"
    counters.count("visits")
    for metric, key in (("mistakes", canary), ("codes_read", canary), ("visits", canary), (canary, "")):
        with pytest.raises(Undeclared):
            counters.count(metric, key)
    counters.flush()
    found = [file for file in path.parent.iterdir() if b"CANARY" in file.read_bytes()]
    counters.close()
    assert path.exists()
    assert not found
    assert b"CANARY" not in path.read_bytes()
    assert rows(path) == {("morning", "visits", ""): 1}


def test_at_most_one_commit_in_ten_seconds(counters: Counters) -> None:
    """An hour of a kiosk where something is counted four times a second, turned as its thread would turn it."""
    commits: list[float] = []
    for quarter in range(4 * 3600):
        now_s = quarter / 4
        counters.count("visits")
        before = counters.commits
        counters.turn(now_s)
        commits += [now_s] * (counters.commits - before)
    counters.close()
    apart = [later - earlier for earlier, later in pairwise(commits)]
    assert 350 <= len(commits) <= 360
    assert min(apart) >= SECONDS_GATHERED


def test_a_lone_count_waits_for_company_and_rest_is_rest(counters: Counters) -> None:
    assert counters.turn(0.0) is None
    counters.count("visits")
    assert counters.turn(100.0) == SECONDS_GATHERED
    assert counters.turn(104.0) == pytest.approx(6.0)
    assert counters.commits == 0
    assert counters.turn(110.0) is None
    assert counters.commits == 1
    assert counters.turn(500.0) is None
    counters.close()
    assert counters.commits == 1


def test_the_thread_writes_at_close(counters: Counters, path: Path) -> None:
    counters.start()
    counters.count("visits")
    counters.close()
    counters.close()
    assert rows(path) == {("morning", "visits", ""): 1}
    assert counters.commits == 1


def test_35_counted_days_are_kept_whatever_the_clock_says(counters: Counters, path: Path, calendar: Calendar) -> None:
    first = calendar.now
    for day in range(DAYS_KEPT + 5):
        calendar.now = datetime(2099, 1, 1) if day == 20 else first + timedelta(days=day)
        counters.count("visits")
        counters.flush()
    counters.close()
    with Database(path) as database:
        days = [row["day"] for row in database["counts"].rows]
    assert len(days) == DAYS_KEPT
    assert min(days) == (first + timedelta(days=5)).date().isoformat()
    assert "2099-01-01" in days


def unwritable(folder: Path) -> Path:
    blocked = folder / "a-file"
    blocked.write_text("not a folder", encoding="utf-8")
    return blocked / "counters.db"


def test_where_nothing_can_be_written_counting_goes_on_and_is_told_once(
    tmp_path: Path, registry: Registry, calendar: Calendar
) -> None:
    told: list[Event] = []
    path = unwritable(tmp_path)
    counters = Counters(path, registry, calendar, tell=told.append)
    for now_s in (0.0, 10.0, 20.0, 30.0):
        counters.count("visits")
        counters.turn(now_s)
    assert [type(event) for event in told] == [Failed]
    assert "a-file" in str(told[0])
    path.parent.unlink()
    counters.turn(40.0)
    assert told[1:] == [Recovered("stats")]
    counters.close()
    assert rows(path) == {("morning", "visits", ""): 4}


def test_a_turn_that_failed_comes_back_in_ten_seconds(tmp_path: Path, registry: Registry, calendar: Calendar) -> None:
    counters = Counters(unwritable(tmp_path), registry, calendar)
    counters.count("visits")
    rest: Callable[[float], float | None] = counters.turn
    assert [rest(0.0), rest(10.0)] == [SECONDS_GATHERED, SECONDS_GATHERED]
    counters.close()
