"""How long a button has been down: held on purpose, or stuck. Pure: moments and levels are handed in."""

from collections.abc import Iterator
from typing import Literal

from kiosk.core.units import DurationMs
from kiosk.panel.debounce import QUIET_MS

HELD_MS = DurationMs(2_000)
"""From here on somebody holds it; older hands press for up to a second."""

STUCK_MS = DurationMs(30_000)
"""Nobody holds a button for so long; chewing gum, a matchstick or spilt coffee does."""

FREE_MS = DurationMs(3_000)
"""Up for so long, one that was stuck is heard again: gum lets go and sticks again."""

Told = Literal["held", "released", "stuck", "freed"]


class Grip:
    """One button. Edges come as they happen; `turn` looks at the level twice a second while it is down.

    Nothing is told as held that was not seen to be down at that very moment, nothing as released that was not seen to
    be up, twice where no edge said so. An edge that was lost, or a spark, holds nothing and lets nothing go.
    """

    def __init__(self) -> None:
        self._since: DurationMs | None = None
        self._opened: DurationMs | None = None
        self._from_start = self._told_held = False
        self.stuck = False
        """It hangs, or did until a moment ago: its presses mean nothing."""

    @property
    def down(self) -> bool:
        """Whether there is anything to look at."""
        return self._since is not None

    def found_down(self, now: DurationMs) -> None:
        """It was down before anybody could press it: jammed, or wired to the wrong side. It holds nothing."""
        self._since, self._from_start = now, True

    def pressed(self, now: DurationMs) -> None:
        """The contact has closed; after a rest it is another grip, whose time begins anew."""
        if self._since is None or (self._rested(now) and not self.stuck):
            self._since, self._from_start = now, False
        self._opened = None

    def opened(self, now: DurationMs) -> None:
        """The contact has opened: let go, or chatter."""
        self._opened = now

    def turn(self, now: DurationMs, *, down: bool) -> Iterator[Told]:
        """What is to be told now that its level was looked at."""
        if self._since is None:
            return
        if down:
            self.pressed(now)
            yield from self._lasts(now - self._since)
        elif self._opened is None:
            self._opened = now
        elif now - self._opened >= (FREE_MS if self.stuck else QUIET_MS):
            yield from self._ends()

    def _rested(self, now: DurationMs) -> bool:
        return self._opened is not None and now - self._opened >= QUIET_MS

    def _ends(self) -> Iterator[Told]:
        if self.stuck:
            yield "freed"
        elif self._told_held:
            yield "released"
        self._since = self._opened = None
        self._told_held = self.stuck = False

    def _lasts(self, ms: int) -> Iterator[Told]:
        if ms >= STUCK_MS and not self.stuck:
            self.stuck = True
            yield "stuck"
        elif HELD_MS <= ms < STUCK_MS and not self._from_start:
            self._told_held = True
            yield "held"
