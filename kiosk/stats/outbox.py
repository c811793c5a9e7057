"""The documents of this machine: each made once, never changed afterwards, kept for 35 days whether they left or not.

    2026-11-21.json      the sealed document, as it travels
    2026-11-21.sent      there once it was sent: when, and where to
    2026-11-21.given     there once somebody took it away on a stick; it is sent all the same, for sticks get lost
    state.json           the newest day that was given up, and which days were given up without having left

A document is put in its place by a link, which the kernel refuses when something is there: of two that make the same
day the first wins, and nobody can make it again after the clock has gone back. Days at or before the newest one given
up are never made again either.
"""

import fcntl
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from re import compile as pattern
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from kiosk.durable import keep, settle
from kiosk.stats.document import DAY, MOST_BYTES, Nightly, Unreadable, opened, place_of
from kiosk.stats.tonight import sunday_of

KEPT = 35
"""Documents."""
REMEMBERED_DAYS = 70
"""How long a day given up is told of in `dropped_days`."""

_FILE = pattern(r"(\d{4}-\d{2}-\d{2})\.json")
_STATE = "state.json"
Mark = Literal["sent", "given"]
_MARKS: tuple[Mark, ...] = ("sent", "given")
_Day = Annotated[str, Meta(pattern=DAY)]


class OutboxFault(Exception):  # noqa: N818 - told in a sentence
    """The documents cannot be kept or read."""


class Left(Struct, frozen=True, kw_only=True):
    """When a document left, and where to."""

    at: str
    to: str


class Laid(Struct, frozen=True):
    """A document as it travels."""

    day: str
    place: str
    """Where it belongs in a depot."""
    raw: bytes


class _State(Struct, frozen=True, kw_only=True):
    newest_given_up: _Day | str = ""
    dropped: tuple[_Day, ...] = ()


class Outbox:
    """The folder of documents. Faults leave as `OutboxFault`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While documents are made, nobody else makes any: the night, a stick and the staff page may come together."""
        with self._told():
            self._folder.mkdir(mode=0o750, parents=True, exist_ok=True)
            handle = os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def days(self) -> tuple[str, ...]:
        """The days of which there is a document, the oldest first."""
        with self._told():
            names = os.listdir(self._folder) if self._folder.is_dir() else []  # noqa: PTH208 - only names are wanted
        return tuple(sorted(match[1] for name in names if (match := _FILE.fullmatch(name))))

    def given_up(self) -> str:
        """Up to which day none is made any more; empty when there is no such day."""
        return self._state().newest_given_up

    def dropped(self, day: str) -> int:
        """How many days before this one were given up without having left, in seventy days."""
        since = (date.fromisoformat(day) - timedelta(days=REMEMBERED_DAYS)).isoformat()
        return sum(since <= one < day for one in self._state().dropped)

    def lay(self, day: str, raw: bytes) -> bool:
        """Put a document in its place for ever; whether there was none yet."""
        file = self._folder / f"{day}.json"
        beside = self._folder / f".{day}.{os.getpid()}.new"
        with self._told():
            try:
                with beside.open("wb") as new:
                    new.write(raw)
                    new.flush()
                    os.fsync(new.fileno())
                file.hardlink_to(beside)
            except FileExistsError:
                return False
            finally:
                beside.unlink(missing_ok=True)
                settle(self._folder)
        return True

    def document(self, day: str) -> Nightly | None:
        """What was told of a day; `None` when nothing was, or nothing that can be read."""
        try:
            return opened(self.raw(day)).document
        except (FileNotFoundError, Unreadable):
            return None

    def raw(self, day: str) -> bytes:
        """The bytes of a document. Raises `FileNotFoundError` when there is none."""
        with self._told(), (self._folder / f"{day}.json").open("rb") as file:
            return file.read(MOST_BYTES + 1)

    def laid(self) -> Iterator[Laid]:
        """Every document that is whole, the oldest first. One that a failing card has damaged is passed over."""
        for day in self.days():
            try:
                raw = self.raw(day)
                yield Laid(day, place_of(opened(raw).document), raw)
            except (FileNotFoundError, Unreadable):
                continue

    def waiting(self) -> Iterator[Laid]:
        """Every document that was not sent yet."""
        return (one for one in self.laid() if self.left(one.day) is None)

    def left(self, day: str, mark: Mark = "sent") -> Left | None:
        """When and where to the document of a day has left."""
        try:
            return msgspec.json.decode((self._folder / f"{day}.{mark}").read_bytes(), type=Left)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return Left(at="", to="")  # a damaged mark is a mark

    def mark(self, day: str, left: Left, mark: Mark = "sent") -> None:
        """It has left. The first time counts."""
        if self.left(day, mark) is None:
            with self._told():
                keep(self._folder / f"{day}.{mark}", msgspec.json.encode(left))

    def last_left(self) -> tuple[str, Left] | None:
        """The newest day whose document was sent or given, and how."""
        found = [(day, left) for day in self.days() for mark in _MARKS if (left := self.left(day, mark))]
        return max(found, key=lambda one: (one[1].at, one[0]), default=None)

    def trim(self, *, counted: bool = True) -> int:
        """Give up the oldest beyond 35; how many of them had never left. Where nothing is sent, none counts as lost.

        Which ones is written first: a plug pulled then finds days that were given up already, and only clears up.
        """
        state, days = self._state(), self.days()
        old = days[:-KEPT] if len(days) > KEPT else ()
        lost = [day for day in old if counted and day > state.newest_given_up and not self._has_left(day)]
        with self._told():
            if old and old[-1] > state.newest_given_up:
                since = (date.fromisoformat(old[-1]) - timedelta(days=REMEMBERED_DAYS)).isoformat()
                dropped = tuple(day for day in (*state.dropped, *lost) if day >= since)
                keep(self._folder / _STATE, msgspec.json.encode(_State(newest_given_up=old[-1], dropped=dropped)))
            for day in old:
                for ending in (*_MARKS, "json"):
                    (self._folder / f"{day}.{ending}").unlink(missing_ok=True)
        return len(lost)

    def clear(self) -> None:
        """Remove what a pulled plug left behind. Only while `alone`."""
        with self._told():
            for beside in self._folder.glob(".*.new"):
                beside.unlink(missing_ok=True)

    def _has_left(self, day: str) -> bool:
        return any(self.left(day, mark) for mark in _MARKS)

    def _state(self) -> _State:
        try:
            return msgspec.json.decode((self._folder / _STATE).read_bytes(), type=_State)
        except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
            return _State()
        except OSError as error:
            raise OutboxFault(f"{self._folder} cannot be read ({error.strerror}).") from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            remedy = "See whether the card is full or the folder belongs to somebody else."
            raise OutboxFault(f"{self._folder} cannot be used ({error.strerror}). {remedy}") from error


def due(counted: Collection[str], made: Collection[str], *, since: str, before: str) -> tuple[str, ...]:
    """The days whose documents are to be made now, the oldest first.

    `counted`: the days that have numbers. A Sunday is due too when only other days of its week have any, for it tells
    what they held. `since`: no day before it is true; `before`: the day that has not ended yet.
    """
    true = [day for day in counted if since <= day < before]
    wanted = {*true, *(sunday_of(day) for day in true)}
    return tuple(sorted(day for day in wanted if day < before and day not in made))
