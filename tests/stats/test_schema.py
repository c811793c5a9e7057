"""The tables: taken over from the first version, refused from a newer one, bounded, forgetful by days."""

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.core.events import Event, Failed, Recovered
from kiosk.stats import schema
from kiosk.stats.aside import moved_aside
from kiosk.stats.counters import Counters
from kiosk.stats.registry import Registry
from kiosk.stats.store import (
    BrokenStoreError,
    Store,
    UnwritableStoreError,
    check,
    read_cells,
    read_days,
    read_health,
)
from tests.stats.conftest import Calendar

DAY = "2026-11-21"


def first_version(path: Path) -> None:
    """A database as it was before there were versions; its day of 2099 was written before others."""
    connection = sqlite3.connect(path)
    with connection as transaction:
        transaction.execute(
            "create table counts (day text, part text, metric text, key text, n integer,"
            " primary key (day, part, metric, key))"
        )
        for day in ("2099-01-01", "2026-11-20", DAY):
            transaction.execute("insert into counts values (?, 'midday', 'visits', '', 3)", (day,))
            transaction.execute("insert into counts values (?, 'morning', 'language', 'en', 2)", (day,))
    connection.close()


def test_a_database_of_the_first_version_is_taken_over(path: Path) -> None:
    first_version(path)
    before = {day: read_cells(path, day) for day in read_days(path)}
    assert read_health(path, DAY) == {}
    store = Store(path)
    store.add({(DAY, "midday", "visits", ""): 1})
    store.close()
    after = {day: read_cells(path, day) for day in read_days(path)}
    before[DAY][DAY, "midday", "visits", ""] += 1
    assert after == before
    check(path)
    connection = sqlite3.connect(path)
    assert [row[0] for row in connection.execute("select day from days order by id")] == [
        "2099-01-01", "2026-11-20", DAY,
    ]  # fmt: skip
    connection.close()


def test_a_newer_version_is_moved_aside_as_it_was_found(path: Path, registry: Registry, calendar: Calendar) -> None:
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {schema.VERSION + 1}")
    connection.close()
    found = path.read_bytes()
    with pytest.raises(BrokenStoreError, match="newer version of the kiosk"):
        Store(path)
    counters = Counters(path, registry, calendar)
    counters.count("visits")
    counters.close()
    [(aside, why)] = moved_aside(path)
    assert aside.read_bytes() == found
    assert "newer version" in why
    assert read_cells(path, DAY) == {(DAY, "morning", "visits", ""): 1}


def test_a_table_that_is_missing_is_found_out(path: Path) -> None:
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("drop table health")
    connection.close()
    with pytest.raises(BrokenStoreError, match="a table is missing"):
        Store(path)


def many(day: str) -> dict[tuple[str, str, str, str], int]:
    return {(day, part, "mistakes", f"{n:030}"): 7 for part in schema.PARTS_OF_DAY for n in range(400)}


def test_without_room_the_oldest_days_go_and_counting_does_not_stop(path: Path) -> None:
    store = Store(path, most_pages=60)
    days = [(date(2026, 11, 1) + timedelta(days=n)).isoformat() for n in range(20)]
    for day in days:
        store.add(many(day))
    left = read_days(path)
    assert 1 < len(left) < len(days)
    assert list(left) == days[-len(left) :]
    assert read_cells(path, days[-1]) == many(days[-1])
    store.close()
    assert path.stat().st_size <= 60 * schema.PAGE


def test_a_day_that_fits_into_no_room_is_told_and_kept_for_later(path: Path) -> None:
    store = Store(path, most_pages=12)
    with pytest.raises(UnwritableStoreError, match="full"):
        store.add(many(DAY))
    assert store.cells(DAY) == {}
    store.add({(DAY, "morning", "visits", ""): 1})
    assert store.cells(DAY) == {(DAY, "morning", "visits", ""): 1}
    store.close()


def test_words_that_no_day_uses_any_more_are_forgotten(path: Path) -> None:
    store = Store(path)
    for n in range(schema.DAYS_KEPT + 3):
        day = (date(2026, 11, 1) + timedelta(days=n)).isoformat()
        store.add({(day, "morning", "mistakes", f"of-day-{n}"): 1}, {(day, "boots"): 1})
    store.close()
    connection = sqlite3.connect(path)
    try:
        for table in ("days", "names", "numbers", "health"):
            assert connection.execute(f"select count(*) from {table}").fetchone() == (schema.DAYS_KEPT,)  # noqa: S608
        assert connection.execute("select min(key) from names where key = 'of-day-2'").fetchone() == (None,)
    finally:
        connection.close()


@pytest.mark.parametrize("wrong", [datetime(1970, 1, 1, 0, 3), datetime(2099, 12, 31, 23, 59)])
def test_a_clock_that_jumps_there_and_back_costs_no_true_day(
    wrong: datetime, counters: Counters, calendar: Calendar, path: Path
) -> None:
    true = [datetime(2026, 11, 1, 9) + timedelta(days=n) for n in range(schema.DAYS_KEPT - 1)]
    for now in true:
        for calendar.now in (wrong, now, wrong, now - timedelta(hours=1), now):
            counters.count("visits")
        counters.flush()
    counters.close()
    assert set(read_days(path)) == {now.date().isoformat() for now in (*true, wrong)}
    for now in true:
        assert sum(read_cells(path, now.date().isoformat()).values()) == 3
    assert sum(read_cells(path, wrong.date().isoformat()).values()) == 2 * len(true)


def test_a_card_that_is_full_loses_nothing_once_there_is_room(
    registry: Registry, calendar: Calendar, tmp_path: Path
) -> None:
    """A folder in the place of the journal: SQLite can open no file there, as on a card without a free block."""
    told: list[Event] = []
    path = tmp_path / "counters.db"
    Store(path).close()
    (tmp_path / "counters.db-wal").mkdir()
    counters = Counters(path, registry, calendar, tell=told.append)
    for _ in range(3):
        counters.count("visits")
        counters.flush()
    assert [type(event) for event in told] == [Failed]
    (tmp_path / "counters.db-wal").rmdir()
    counters.count("visits")
    counters.flush()
    assert told[1:] == [Recovered("stats")]
    counters.close()
    assert read_cells(path, DAY) == {(DAY, "morning", "visits", ""): 4}
