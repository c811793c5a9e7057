"""Which months an office has, and which of them have sums that are still true.

    office/sums/2026-11/weeks.parquet   a file for each kind of sums
    office/sums/2026-11/made.json       what they were made of, written last

What they were made of is told by size and time of change of every file of that month, and by the words of the
expressions. So nothing has to be told when a day changes, a copy of the office or a newer program: sums that do not fit
are not looked at, and made anew when the next night is collected.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.durable import keep
from kiosk.fleet.collecting.tables import Table, partition
from kiosk.fleet.report import answers
from kiosk.fleet.report.asking import expressions

SUMS = "sums"
SUMMED: tuple[Table, ...] = tuple(sorted({table for table, _ in expressions.KEPT.values()}))
"""The tables that sums are made of: not `health`, which is only asked of seven nights."""

Range = tuple[date, date]
"""The first day and the last one."""


class Made(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What sums were made of."""

    asked: str
    """Of the expressions that were asked."""
    files: dict[str, tuple[int, int]]
    """Below the office, with size and time of change in ns."""


class Month(Struct, frozen=True, kw_only=True):
    """A month of which some days were collected."""

    name: str
    days: tuple[date, ...]
    """In their order."""

    @property
    def whole(self) -> Range:
        """Its first and its last day, collected or not."""
        first = self.days[0].replace(day=1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])

    def within(self, since: date, until: date) -> bool:
        """Whether all days that it has are asked for."""
        return since <= self.days[0] and self.days[-1] <= until


def months(office: Path) -> tuple[Month, ...]:
    """All that were collected, in their order."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for day in sorted(_days(office)):
        days[f"{day:%Y-%m}"].append(day)
    return tuple(Month(name=name, days=tuple(several)) for name, several in days.items())


def _days(office: Path) -> Iterator[date]:
    for folder in (office / "documents").glob("day=*"):
        with suppress(ValueError):  # whatever else somebody has put there
            yield date.fromisoformat(folder.name.removeprefix("day="))


def file_of(office: Path, name: str, month: Month) -> Path:
    """Where sums of a month lie, or lay."""
    return office / SUMS / month.name / f"{name}.parquet"


def holds(office: Path, month: Month) -> bool:
    """Whether its sums are those of its days as they are now."""
    try:
        made = msgspec.json.decode(_line(office, month).read_bytes(), type=Made)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return made == found(office, month) and all(file_of(office, name, month).is_file() for name in expressions.KEPT)


def found(office: Path, month: Month) -> Made:
    """What sums of it would be made of now."""
    names = [partition(table, day) for day in month.days for table in SUMMED]
    return Made(asked=_asked(), files={name: at for name in names if (at := _state(office / name))})


def note(office: Path, month: Month, made: Made) -> None:
    """The sums of a month are written, and these are what they were made of."""
    keep(_line(office, month), msgspec.json.encode(made))


def without(span: Range, taken: Iterable[Month]) -> list[Range]:
    """What is left of some days when whole months are taken out."""
    left, (since, until) = [], span
    for first, last in sorted(month.whole for month in taken):
        if since < first and since <= until:
            left.append((since, min(until, first - timedelta(days=1))))
        since = max(since, last + timedelta(days=1))
    return [*left, (since, until)] if since <= until else left


def _line(office: Path, month: Month) -> Path:
    return office / SUMS / month.name / "made.json"


def _state(file: Path) -> tuple[int, int] | None:
    with suppress(FileNotFoundError):
        about = file.stat()
        return about.st_size, about.st_mtime_ns
    return None


def _asked() -> str:
    """A mark of the questions, which changes whenever their words do: nobody has to remember to say so."""
    words = Path(expressions.__file__).read_bytes() + repr(answers.Figures.__struct_fields__).encode()
    return sha256(words).hexdigest()[:16]
