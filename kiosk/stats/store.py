"""The database of counters, and which way it can fail. Nobody but this file and `schema` speaks SQL.

WAL with `synchronous=FULL` costs one sync a commit and keeps every commit through a power cut; the default journal
costs four, and WAL with `synchronous=NORMAL` lost the whole table. Measured by cutting the power of a virtual machine.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Any, TypeVar
from urllib.parse import quote

from kiosk.stats import schema
from kiosk.stats.health import Health, merged
from kiosk.stats.schema import DAYS_KEPT, PARTS_OF_DAY

__all__ = ["DAYS_KEPT", "Cell", "HealthCell", "Store", "StoreError", "check", "read_cells", "read_days", "read_health"]

Cell = tuple[str, str, str, str]
"""Day (`2026-11-21`), part of the day, metric, key."""

HealthCell = tuple[str, str]
"""Day, name."""

LEAST_FREE = 1_000_000
"""Bytes. Below this a journal of SQLite does not grow, and it says only that it could not write."""

_Found = TypeVar("_Found")


class StoreError(Exception):
    """The counters on disk cannot be used. The words say what happened and to which file."""


class BrokenStoreError(StoreError):
    """The file is no whole database of this version: a fresh one is needed."""


class LockedStoreError(StoreError):
    """Somebody else holds the file and does not let go: a fresh one is needed."""


class UnwritableStoreError(StoreError):
    """No file can be written there now: a full card, a missing folder. Trying later may help; a fresh file does not."""


class Store:
    """An open database of counters. Opening checks it; every method raises only `StoreError`."""

    def __init__(self, path: Path, patience_s: float = 2.0, *, most_pages: int = schema.MOST_PAGES) -> None:
        import sqlite3  # noqa: PLC0415 - both are needed only once the kiosk already draws

        from sqlite_utils import Database  # noqa: PLC0415

        self._path = path
        with _border(path):
            # One lock of `Counters` guards every use, so a thread other than the opener may use the connection.
            self._connection = sqlite3.connect(path, timeout=patience_s, check_same_thread=False)
        try:
            with _border(path):
                # Plugins would be looked up in every installed package; a kiosk has none.
                self._db = Database(self._connection, execute_plugins=False)
                self._prepare(most_pages)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, most_pages: int) -> None:
        found = self._connection.execute("pragma quick_check(1)").fetchone()[0]
        if found != "ok":
            raise BrokenStoreError(f"{self._path}: {found}")
        if wrong := schema.fault(self._connection):
            raise BrokenStoreError(f"{self._path}: {wrong}")
        self._db.enable_wal()
        for pragma in ("synchronous = full", f"wal_autocheckpoint = {schema.JOURNAL_PAGES}",
                       f"journal_size_limit = {schema.JOURNAL_PAGES * schema.PAGE}",
                       f"max_page_count = {most_pages}"):  # fmt: skip
            self._connection.execute(f"pragma {pragma}")
        schema.make(self._connection)

    def add(self, counts: Mapping[Cell, int], health: Mapping[HealthCell, Health] | None = None) -> None:
        """Add to the cells in one commit, and forget the days that are too old. Without room the oldest day goes."""
        while True:
            try:
                with _border(self._path), self._connection as transaction:
                    _add(transaction, counts, health or {})
                return
            except UnwritableStoreError:
                if not self._gave_up_a_day():
                    raise

    def cells(self, day: str) -> dict[Cell, int]:
        """Every cell of a day."""
        with _border(self._path):
            return _cells(self._connection, day)

    def health(self, day: str) -> dict[str, Health]:
        """What the machine told of itself on a day."""
        with _border(self._path):
            return _health(self._connection, day)

    def close(self) -> None:
        """Fold the journal into the file and let go; never raises."""
        import sqlite3  # noqa: PLC0415

        try:
            self._connection.close()
        except sqlite3.Error:
            return  # the file is checked again when it is next opened

    def _gave_up_a_day(self) -> bool:
        """Whether there was a day older than the newest. A card that is full takes not even this."""
        with _border(self._path), self._connection as transaction:
            oldest = transaction.execute(schema.OLDEST_DAY).fetchone()
            if oldest is not None:
                schema.forget(transaction, [oldest[0]])
        return oldest is not None


def _add(transaction: Any, counts: Mapping[Cell, int], health: Mapping[HealthCell, Health]) -> None:
    days = dict.fromkeys([cell[0] for cell in counts] + [day for day, _ in health])
    transaction.executemany(schema.ADD_DAY, [(day,) for day in days])
    transaction.executemany(schema.ADD_NAME, {(metric, key) for _, _, metric, key in counts})
    transaction.executemany(
        schema.ADD, [(PARTS_OF_DAY.index(part), n, day, metric, key) for (day, part, metric, key), n in counts.items()]
    )
    for (day, name), value in health.items():
        told = transaction.execute("select value from health where day = ? and name = ?", (day, name)).fetchone()
        now = value if told is None else merged(name, told[0], value)
        transaction.execute(schema.PUT_HEALTH, (day, name, now))
    if old := [row[0] for row in transaction.execute(schema.OLD_DAYS, (DAYS_KEPT,))]:
        schema.forget(transaction, old)


# --- beside a running kiosk: without a lock, and without ever moving the file aside -----------------------------------


def read_cells(path: Path, day: str) -> dict[Cell, int]:
    """The cells of a day."""
    return _read(path, lambda connection: _cells(connection, day), {})


def read_health(path: Path, day: str) -> dict[str, Health]:
    """What the machine told of itself on a day."""
    return _read(path, lambda connection: _health(connection, day), {})


def read_days(path: Path) -> tuple[str, ...]:
    """The days of which there are numbers, of visits or of the machine alone, by date."""
    return _read(path, _days, ())


def check(path: Path) -> None:
    """Raise `StoreError` unless the file is a whole database; for `kiosk doctor`. A missing file is fine."""
    found = _read(path, _checked, "ok")
    if found != "ok":
        raise BrokenStoreError(f"{path}: {found}")


def _read(path: Path, look: Callable[[Any], _Found], nothing: _Found) -> _Found:
    import sqlite3  # noqa: PLC0415

    if not path.exists():
        return nothing
    with _border(path):
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=2.0)
        try:
            return look(connection)
        finally:
            connection.close()


def _cells(connection: Any, day: str) -> dict[Cell, int]:
    rows = connection.execute("select day, part, metric, key, n from counts where day = ?", (day,))
    return {(day, part, metric, key): n for day, part, metric, key, n in rows}


def _health(connection: Any, day: str) -> dict[str, Health]:
    if not _has_health(connection):
        return {}
    return dict(connection.execute("select name, value from health where day = ?", (day,)))


def _has_health(connection: Any) -> bool:
    """The first version had none, and a kiosk may not have opened it since it was renewed."""
    return connection.execute("select 1 from sqlite_master where name = 'health'").fetchone() is not None


def _days(connection: Any) -> tuple[str, ...]:
    also = " union select day from health" if _has_health(connection) else ""
    return tuple(day for (day,) in connection.execute(f"select day from counts{also} order by day"))  # noqa: S608


def _checked(connection: Any) -> str:
    found: str = connection.execute("pragma quick_check(1)").fetchone()[0]
    connection.execute("select n from counts limit 1").fetchone()
    return found


@contextmanager
def _border(path: Path) -> Iterator[None]:
    """Foreign errors become ours here, once."""
    import sqlite3  # noqa: PLC0415

    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LockedStoreError(f"{path}: another program holds it") from error
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN) or (code == sqlite3.SQLITE_IOERR and _full(path)):
            why = f"{path} cannot be written ({error}): make room there, and let the kiosk's user write"
            raise UnwritableStoreError(f"{why}; until then the numbers are kept in memory") from error
        raise BrokenStoreError(f"{path}: {error}") from error


def _full(path: Path) -> bool:
    """Whether an error of input or output is only for want of room: the file is whole then, and stays where it is."""
    try:
        return disk_usage(path.parent).free < LEAST_FREE
    except OSError:
        return False
