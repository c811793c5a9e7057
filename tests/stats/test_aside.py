"""A database that cannot be used is moved aside; the lessons and the counting go on."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.core.events import Event
from kiosk.stats.aside import KEPT, move_aside, moved_aside
from kiosk.stats.counters import Counters
from kiosk.stats.registry import Registry
from kiosk.stats.store import BrokenStoreError, LockedStoreError, Store, StoreError, check, read_cells
from tests.stats.conftest import Calendar

DAY = "2026-11-21"
CELL = (DAY, "morning", "visits", "")


def whole(path: Path) -> None:
    store = Store(path)
    store.add({(DAY, "morning", "language", f"k{n}"): n for n in range(500)})
    store.close()


def no_database(path: Path) -> None:
    path.write_bytes(b"\x00\xffthis is a recipe for bun bo Hue" * 200)


def bad_page(path: Path) -> None:
    whole(path)
    raw = bytearray(path.read_bytes())
    raw[4096 : 3 * 4096] = b"\xa5" * (2 * 4096)
    path.write_bytes(raw)


def cut_short(path: Path) -> None:
    whole(path)
    path.write_bytes(path.read_bytes()[:5000])


def newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table counts (day text, sector text, n integer)")
    connection.close()


BREAKAGES: list[Callable[[Path], None]] = [no_database, bad_page, cut_short, newer_version]


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_file_is_moved_aside_and_counting_goes_on(
    breakage: Callable[[Path], None], counters: Counters, path: Path
) -> None:
    breakage(path)
    broken = path.read_bytes()
    counters.count("visits")
    counters.close()
    [(aside, why)] = moved_aside(path)
    assert aside.name == "counters.broken-1.db"
    assert aside.read_bytes() == broken
    assert str(path) in why
    assert read_cells(path, DAY) == {CELL: 1}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_locked_file_is_moved_aside_and_stays_harmless(mode: str, counters: Counters, path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute(f"pragma journal_mode = {mode}")
    holder.execute("create table something (x)")
    holder.execute("begin exclusive")
    holder.execute("insert into something values (1)")
    counters.count("visits")
    counters.flush()
    [(aside, why)] = moved_aside(path)
    assert "another program holds it" in why
    # The holder goes on with the file it opened: in WAL mode it can even commit there.
    with suppress(sqlite3.OperationalError):
        holder.execute("commit")
    holder.close()
    counters.count("visits")
    counters.close()
    assert read_cells(path, DAY) == {CELL: 2}
    assert aside.exists()


def test_a_file_locked_in_the_middle_of_the_day(counters: Counters, path: Path) -> None:
    counters.count("visits")
    counters.flush()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin immediate")
    counters.count("visits")
    counters.flush()
    holder.execute("rollback")
    holder.close()
    counters.close()
    [(aside, _)] = moved_aside(path)
    assert read_cells(path, DAY) == {CELL: 1}
    assert read_cells(aside, DAY) == {CELL: 1}


def test_a_reader_beside_a_running_kiosk_moves_nothing(counters: Counters, path: Path) -> None:
    assert read_cells(path, DAY) == {}
    counters.count("visits")
    counters.flush()
    assert read_cells(path, DAY) == {CELL: 1}
    check(path)
    no_database(path.with_name("other.db"))
    with pytest.raises(BrokenStoreError, match="not a database"):
        read_cells(path.with_name("other.db"), DAY)
    assert path.with_name("other.db").exists()
    counters.close()
    assert moved_aside(path) == ()


def test_only_so_many_broken_files_are_kept(path: Path) -> None:
    for number in range(KEPT + 3):
        path.write_text(str(number), encoding="utf-8")
        path.with_name("counters.db-wal").write_text("w", encoding="utf-8")
        move_aside(path, f"reason {number}")
    names = [(file.name, why) for file, why in moved_aside(path)]
    assert names == [(f"counters.broken-{n}.db", f"reason {n - 1}") for n in (4, 5, 6)]
    assert len(list(path.parent.iterdir())) == 3 * KEPT


def test_a_file_that_cannot_be_moved_stops_nothing(registry: Registry, calendar: Calendar, tmp_path: Path) -> None:
    told: list[Event] = []
    path = tmp_path / "counters.db"
    path.mkdir()
    counters = Counters(path, registry, calendar, tell=told.append)
    counters.count("visits")
    counters.flush()
    counters.close()
    assert len(told) == 1
    assert "stats" in repr(told[0])


def test_locks_and_breakages_are_told_apart(path: Path) -> None:
    whole(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(LockedStoreError, match="another program holds it"):
        Store(path, patience_s=0.01)
    holder.close()
    no_database(path)
    with pytest.raises(StoreError, match="not a database"):
        check(path)
