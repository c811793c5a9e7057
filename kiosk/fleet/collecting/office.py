"""The office's folder: the tables of a day take their place together, and one run at a time writes.

A day is written into a folder of its own under `.staged`. Renaming that folder to `.settled/<day>` is the moment at
which it is true; only then do its files move to where they belong. Whoever is cut off before it leaves the old day,
whoever is cut off after it leaves a move that the next run ends first.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.durable import keep, settle
from kiosk.fleet.collecting.judging import Reason
from kiosk.fleet.collecting.refusing import NotCollected
from kiosk.fleet.collecting.tables import BELIEVED, ELSEWHERE, Table, partition

STAGED, SETTLED, LEDGER = ".staged", ".settled", "ledger"


class Seen(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the ledger: how a day of the depot was found."""

    touched: int
    """When its folder last changed, in ns; 0 when that may happen again within the same tick of the clock."""
    register: str
    """The register that its documents were judged by."""
    believed: int
    quarantined: dict[Reason, int]
    """How many files for each reason."""
    again: bool
    """Whether another register may change what is quarantined."""


class Office:
    """Where the tables are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def working(self) -> Iterator["Office"]:
        """Alone in here until the end; what an earlier run had decided is done first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock(fcntl.LOCK_EX, "Another collect is at work"):
            shutil.rmtree(self.folder / STAGED, ignore_errors=True)
            for day in self._decided():
                self._move(day)
            try:
                yield self
            finally:
                shutil.rmtree(self.folder / STAGED, ignore_errors=True)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """For who asks the tables: nobody writes meanwhile."""
        with self._lock(fcntl.LOCK_SH, "A collect is at work"):
            yield

    @contextmanager
    def _lock(self, how: int, who: str) -> Iterator[None]:
        with (self.folder / ".lock").open("a") as lock:
            try:
                fcntl.flock(lock, how | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise NotCollected(f"{who} in {self.folder}. Wait until it is done, then try again.") from error
            yield

    def seen(self, day: date) -> Seen | None:
        """The line of the ledger. A damaged one is as good as none: the day is looked at again."""
        try:
            seen = msgspec.json.decode(self._line(day).read_bytes(), type=Seen)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        wanted: list[Table] = [*BELIEVED] if seen.believed else []
        wanted += ["quarantine"] if seen.quarantined else []
        return seen if all((self.folder / partition(table, day)).is_file() for table in wanted) else None

    def note(self, day: date, seen: Seen) -> None:
        """A new line for a day whose tables stay as they are."""
        keep(self._line(day), msgspec.json.encode(seen))

    def stage(self, day: date) -> Path:
        """An empty folder to make the new tables of a day in."""
        folder = self.folder / STAGED / f"{os.getpid()}-{day.isoformat()}"
        folder.mkdir(parents=True)
        return folder

    def settle(self, staged: Path, day: date) -> None:
        """From here on the staged tables are the tables of that day."""
        decided = self.folder / SETTLED / day.isoformat()
        decided.parent.mkdir(exist_ok=True)
        staged.replace(decided)
        settle(decided.parent)
        self._move(day)

    def _decided(self) -> Iterator[date]:
        with suppress(FileNotFoundError):
            for folder in sorted((self.folder / SETTLED).iterdir()):
                yield date.fromisoformat(folder.name)

    def _move(self, day: date) -> None:
        """May be cut off and begun again; the line of the ledger goes last."""
        decided = self.folder / SETTLED / day.isoformat()
        tables: tuple[Table, ...] = (*BELIEVED, "quarantine")
        for table in tables:
            _move(decided / f"{table}.parquet", self.folder / partition(table, day))
        line = decided / "ledger.json"
        if line.exists() and msgspec.json.decode(line.read_bytes(), type=Seen).quarantined == {}:
            (self.folder / partition("quarantine", day)).unlink(missing_ok=True)
        _move(line, self._line(day))
        shutil.rmtree(decided)

    def _line(self, day: date) -> Path:
        return self.folder / LEDGER / f"{day.isoformat()}.json"

    @property
    def elsewhere(self) -> Path:
        """The quarantine of what lies in no day."""
        return self.folder / ELSEWHERE


def _move(file: Path, to: Path) -> None:
    if file.exists():
        to.parent.mkdir(parents=True, exist_ok=True)
        file.replace(to)
        settle(to.parent)
