"""A sensor that may flicker: what is told is steady. Pure: moments are handed in."""

from kiosk.core.units import DurationMs

FLAPS = 10
"""So many changes that were steady, within `FLAPPING_MS`: a contact that comes and goes, not people."""

FLAPPING_MS = DurationMs(60_000)


class Steady:
    """One sensor. A level counts once it has stood for `rise` (on) or `fall` (off) milliseconds.

    A sensor that flaps counts as off until it has been quiet for a minute.
    """

    def __init__(self, *, rise: int, fall: int) -> None:
        self._wait = {True: rise, False: fall}
        self._level = self.on = False
        self._since = DurationMs(0)
        self._changes: list[int] = []
        self.flaps = False

    def found(self, now: DurationMs, *, on: bool) -> None:
        """How it was at the beginning; nothing is told of that."""
        self._level, self._since, self.on = on, now, on

    def level(self, now: DurationMs, *, on: bool) -> None:
        """The line went up or down, or was looked at."""
        if on != self._level:
            self._level, self._since = on, now
            if self.flaps:
                self._changes = [now]

    def turn(self, now: DurationMs) -> bool | None:
        """The new state, when there is one."""
        self._changes = [then for then in self._changes if now - then < FLAPPING_MS]
        self.flaps = len(self._changes) >= FLAPS or (self.flaps and bool(self._changes))
        wanted = self._level and not self.flaps
        if wanted == self.on or (not self.flaps and now - self._since < self._wait[wanted]):
            return None
        self.on = wanted
        self._changes.append(now)
        return wanted
