"""The one table on disk, and which way it can fail. Nobody but this file speaks SQL.

WAL with `synchronous=FULL` costs one sync a commit and keeps every commit through a power cut; the default journal
costs four, and WAL with `synchronous=NORMAL` lost the whole table. Measured by cutting the power of a virtual machine.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DAYS_KEPT = 35

Cell = tuple[str, str, str, str]
"""Day (`2026-11-21`), part of the day, metric, key."""

_ADD = """
insert into counts (day, part, metric, key, n) values (?, ?, ?, ?, ?)
on conflict (day, part, metric, key) do update set n = n + excluded.n
"""
# The newest days are those written last, not those with the greatest date: a board without a battery may have counted
# in 1970 or 2099, and neither may push out or outlive the true ones.
_FORGET = """
delete from counts where day not in (select day from counts group by day order by max(rowid) desc limit ?)
"""
_COLUMNS = {"day": str, "part": str, "metric": str, "key": str, "n": int}


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

    def __init__(self, path: Path, patience_s: float = 2.0) -> None:
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
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        found = self._connection.execute("pragma quick_check(1)").fetchone()[0]
        if found != "ok":
            raise BrokenStoreError(f"{self._path}: {found}")
        counts = self._db.table("counts")
        if counts.exists() and counts.columns_dict != _COLUMNS:
            raise BrokenStoreError(f"{self._path}: its table is of another version of the kiosk")
        self._db.enable_wal()
        self._connection.execute("pragma synchronous = full")
        counts.create(_COLUMNS, pk=("day", "part", "metric", "key"), if_not_exists=True)
        # Taken and given back, so that a lock held by somebody else shows now and not in the middle of a visit.
        self._connection.execute("begin immediate")
        self._connection.rollback()

    def add(self, counts: Mapping[Cell, int]) -> None:
        """Add to the cells in one commit, and forget the days that are too old."""
        with _border(self._path), self._connection as transaction:
            transaction.executemany(_ADD, [(*cell, n) for cell, n in counts.items()])
            transaction.execute(_FORGET, (DAYS_KEPT,))

    def cells(self, day: str) -> dict[Cell, int]:
        """Every cell of a day."""
        with _border(self._path):
            return _cells(self._connection, day)

    def close(self) -> None:
        """Fold the journal into the file and let go; never raises."""
        import sqlite3  # noqa: PLC0415

        try:
            self._connection.close()
        except sqlite3.Error:
            return  # the file is checked again when it is next opened


def read_cells(path: Path, day: str) -> dict[Cell, int]:
    """The cells of a day read beside a running kiosk, without a lock and without ever moving the file aside."""
    import sqlite3  # noqa: PLC0415

    if not path.exists():
        return {}
    with _border(path):
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=2.0)
        try:
            return _cells(connection, day)
        finally:
            connection.close()


def check(path: Path) -> None:
    """Raise `StoreError` unless the file is a whole database; for `kiosk doctor`. A missing file is fine."""
    import sqlite3  # noqa: PLC0415

    if not path.exists():
        return
    with _border(path):
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=2.0)
        try:
            found = connection.execute("pragma quick_check(1)").fetchone()[0]
            connection.execute("select n from counts limit 1").fetchone()
        finally:
            connection.close()
    if found != "ok":
        raise BrokenStoreError(f"{path}: {found}")


def _cells(connection: object, day: str) -> dict[Cell, int]:
    rows: Iterator[tuple[str, str, str, str, int]] = connection.execute(  # type: ignore[attr-defined]
        "select day, part, metric, key, n from counts where day = ?", (day,)
    )
    return {(day, part, metric, key): n for day, part, metric, key, n in rows}


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
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN):
            raise UnwritableStoreError(f"{path}: {error}") from error
        raise BrokenStoreError(f"{path}: {error}") from error
