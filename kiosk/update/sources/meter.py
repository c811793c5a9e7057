"""How fast and how much may come over a network: a ceiling, and so many megabytes a night on a link paid by them.

What was spent stands on the disk before it is spent, a megabyte ahead, so that neither a restart nor a pulled plug
forgets any of it; at worst a megabyte is paid for that never came. A night goes from noon to noon: that of the calendar
would be two budgets long. The clock of a kiosk may not know the day; then it is the same night still.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from kiosk.durable import keep
from kiosk.update.disk import on_disk
from kiosk.update.refusal import Refused

AHEAD = 1_000_000
"""Bytes noted on the disk before they come."""
IN_FLIGHT = 1_500_000
"""So many bytes earlier it ends, or a quarter of the night's: what the kernel has taken in, nobody has read yet. On a
loopback, faster than any mobile network, 220 kB were under way from a web server and 1.4 MB from a bucket."""

_NOON = timedelta(hours=12)
_LIE = timedelta(days=1)
"""A noted night further ahead than that was noted under a clock that was wrong."""


class Meter:
    """The toll of all sources of one kiosk.

    `file`: what was spent, and in which night. `nightly_mb`: millions of bytes, 0 for a link that costs nothing.
    `kb_per_second`: thousands of bytes, 0 for no ceiling. `now`: the local time, or None when nobody knows it; a clock
    that nobody has set is not to be believed.
    """

    def __init__(  # noqa: PLR0913 - two rules, and the time in two ways
        self,
        file: Path,
        *,
        nightly_mb: int = 0,
        kb_per_second: int = 0,
        now: Callable[[], datetime | None] = datetime.now,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[float], None] = sleep,
    ) -> None:
        self._file, self._per_s = file, kb_per_second * 1_000
        self._limit = budget(nightly_mb)
        self._now, self._clock, self._wait = now, clock, wait
        self._night, self._noted = _read(file) if self._limit else (date.min, 0)
        self._spent = self._noted
        self._free_at = clock()

    def allow(self, most: int) -> int:
        """How many of `most` bytes may be read now; `Refused` as `budget` when this night's are spent."""
        if self._per_s:
            most = max(1, min(most, self._per_s))
        if not self._limit:
            return most
        self._turn()
        left = self._limit - self._spent
        if left <= 0:
            raise Refused("budget", "This night's megabytes are spent. The rest comes tomorrow, by itself.")
        if self._spent + most > self._noted:
            self._note(min(self._spent + AHEAD, self._limit))
        return min(most, left)

    def spent(self, count: int) -> None:
        """So many came; waits until the ceiling allows the next."""
        self._spent += count
        if self._per_s:
            self._free_at = max(self._free_at, self._clock()) + count / self._per_s
            if (pause := self._free_at - self._clock()) > 0:
                self._wait(pause)

    def settle(self) -> None:
        """Give back what was noted ahead. Whoever forgets to loses a megabyte, not the count."""
        if self._limit and self._noted != self._spent:
            self._note(self._spent)

    def _turn(self) -> None:
        """A new night, if it is known to be one."""
        now = self._now()
        night = (now - _NOON).date() if now else self._night
        if night > self._night or self._night - night > _LIE:
            self._night, self._spent = night, 0
            self._note(0)

    def _note(self, count: int) -> None:
        with on_disk():
            keep(self._file, f"{self._night.isoformat()} {count}\n".encode())
        self._noted = count


def budget(nightly_mb: int) -> int:
    """Bytes that may be read in a night, so that no more than `nightly_mb` million come."""
    night = nightly_mb * 1_000_000
    return night - min(IN_FLIGHT, night // 4)


def spent_in_night(file: Path, now: datetime) -> int:
    """Bytes that are noted for this night: at worst a megabyte more than came."""
    night, noted = _read(file)
    return noted if night in {(now - _NOON).date(), date.min} else 0


def _read(file: Path) -> tuple[date, int]:
    """The night and what was spent in it. What cannot be read may have been anything: that night's budget is gone."""
    try:
        found = re.fullmatch(rb"(\d{4}-\d\d-\d\d) (\d{1,15})\n", file.read_bytes())
        return (date.fromisoformat(found[1].decode()), int(found[2])) if found else (date.min, 10**15)
    except FileNotFoundError:
        return date.min, 0
    except (OSError, ValueError):
        return date.min, 10**15
