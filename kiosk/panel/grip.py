"""How long a button has been down: held on purpose, or stuck. Pure: moments and levels are handed in."""

from collections.abc import Iterator
from typing import Literal

from kiosk.core.units import DurationMs
from kiosk.panel.debounce import QUIET_MS

HELD_MS = DurationMs(2_000)
"""From here on somebody holds it; older hands press for up to a second."""

STUCK_MS = DurationMs(30_000)
"""Nobody holds a button for so long; a matchstick or spilt coffee does."""

Told = Literal["held", "released", "stuck", "freed"]


class Grip:
    """One button. Edges come as they happen; `turn` looks at the level twice a second while it is down.

    Nothing is told as held that was not seen to be down at that very moment, so an edge that was lost holds nothing.
    """

    def __init__(self) -> None:
        self._since: DurationMs | None = None
        self._opened: DurationMs | None = None
        self._from_start = self._told_held = self._stuck = self._anew = False

    @property
    def down(self) -> bool:
        """Whether there is anything to look at."""
        return self._since is not None

    def found_down(self, now: DurationMs) -> None:
        """It was down before anybody could press it: jammed, or wired to the wrong side. It holds nothing."""
        self._since, self._from_start = now, True

    def pressed(self, now: DurationMs) -> None:
        """The contact has closed; after a rest it is another grip."""
        rested = self._opened is not None and now - self._opened >= QUIET_MS
        if self._since is None or rested:
            self._anew = self._told_held or self._stuck
            self._since, self._from_start = now, False
        self._opened = None

    def opened(self, now: DurationMs) -> None:
        """The contact has opened: let go, or chatter."""
        self._opened = now

    def turn(self, now: DurationMs, *, down: bool) -> Iterator[Told]:
        """What is to be told now that its level was looked at."""
        if self._anew or (not down and self._rests(now)):
            yield from self._ends()
            self._since = self._since if down else None
        if down and self._since is not None:
            yield from self._lasts(now - self._since)

    def _rests(self, now: DurationMs) -> bool:
        return self._opened is None or now - self._opened >= QUIET_MS

    def _ends(self) -> Iterator[Told]:
        if self._told_held:
            yield "released"
        if self._stuck:
            yield "freed"
        self._told_held = self._stuck = self._anew = False

    def _lasts(self, ms: int) -> Iterator[Told]:
        if ms >= STUCK_MS and not self._stuck:
            self._stuck = True
            yield "stuck"
        elif HELD_MS <= ms < STUCK_MS and not self._from_start:
            self._told_held = True
            yield "held"
