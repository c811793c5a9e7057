"""When the kiosk is awake. A thread that sleeps until the next change, and hardly ever wakes before.

The date may lie: a clock that nobody can vouch for closes no kiosk, for then it would be dark in the middle of the
morning, and nobody there would know why.
"""

from collections.abc import Callable
from datetime import datetime
from threading import Condition, Thread

from kiosk.core.events import Event, HoursTold

DAY = 24 * 60

LONGEST_SLEEP_S = 10 * 60.0
"""The clock may be set while we sleep, by a time server or by hand; then the next change is elsewhere."""

Told = Callable[[], datetime | None]
"""The time of day here, or `None` when nobody knows it."""


def awake(minute: int, opens: int, closes: int) -> bool:
    """Whether it is open at this minute of the day. Hours may go past midnight; equal ones never close."""
    if opens == closes:
        return True
    return opens <= minute < closes if opens < closes else not closes <= minute < opens


def seconds_to_change(now: datetime, opens: int, closes: int) -> float:
    """Until the next opening or closing."""
    second = now.hour * 3600 + now.minute * 60 + now.second + now.microsecond / 1e6
    return min((change * 60 - second) % (DAY * 60) or DAY * 60 for change in (opens, closes))


class Hours:
    """Tells `HoursTold` whenever it changes. The kiosk believes itself open until it is told otherwise."""

    def __init__(self, tell: Callable[[Event], None], now: Told, opens: int = 0, closes: int = 0) -> None:
        self._tell, self._now = tell, now
        self._opens, self._closes = opens, closes
        self._open = True
        self._bell = Condition()
        self._closed = False
        self._thread = Thread(target=self._run, name="hours", daemon=True)

    def start(self) -> None:
        """Begin to watch the clock."""
        self._thread.start()

    def set(self, opens: int, closes: int) -> None:
        """Other hours from now on."""
        with self._bell:
            self._opens, self._closes = opens, closes
            self._bell.notify()

    def close(self) -> None:
        """End. May be called twice."""
        with self._bell:
            self._closed = True
            self._bell.notify()
        if self._thread.is_alive():
            self._thread.join(2)

    def look(self) -> float | None:
        """Tell it when it has changed. Seconds to sleep; `None` where the kiosk never closes."""
        opens, closes = self._opens, self._closes
        now = self._now() if opens != closes else None
        open_now = now is None or awake(now.hour * 60 + now.minute, opens, closes)
        if open_now != self._open:
            self._open = open_now
            self._tell(HoursTold(open_now))
        if opens == closes:
            return None
        return LONGEST_SLEEP_S if now is None else min(LONGEST_SLEEP_S, seconds_to_change(now, opens, closes))

    def _run(self) -> None:
        with self._bell:
            while not self._closed:
                self._bell.wait(self.look())
