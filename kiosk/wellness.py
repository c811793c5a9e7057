"""Whether the kiosk deserves to be left running: it paints, and the threads it cannot do without are alive.

A part that breaks tells so itself and the visit goes on without it. A part whose thread is simply gone, or never comes
back from its driver, tells nothing; only a new start brings it back. That waits until nobody is learning, and never
comes twice within ten minutes.
"""

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kiosk.core.units import DurationMs
from kiosk.loop import Screen
from kiosk.scenes.values import Scene
from kiosk.screen.plugs import unplugged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.screen.felt import Felt
    from kiosk.screen.photos import Frame

LASTING = frozenset({"voice", "counters", "hours", "news", "panel", "staff"})
"""Threads that end only with the kiosk, or with a part that gave up: a panel has its pins again after a new start. A
camera's come and go, with time limits of their own."""

PATIENCE = DurationMs(600_000)
"""So long a kiosk runs before it is started anew for a lost thread: else one that always dies would end every visit."""

RELIT = DurationMs(60_000)
"""A screen that was plugged in again is lit by a new start, for nothing else sets its mode; but none within a minute,
which would be taken for a bad one."""

BLIND = 10
"""So many pictures in a row that could not be painted: a screen that was unplugged for a moment is not lost."""

Names = Callable[[], Iterable[str]]


def nothing_hangs() -> str:
    """For a kiosk whose parts are not asked."""
    return ""


class Witness:
    """A screen, and whether it can still be painted on."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.failed = 0
        """Pictures in a row that could not be shown."""

    def show(self, scene: Scene) -> bool:
        """Make the screen show a scene."""
        self.failed += 1
        shown = self._screen.show(scene)
        self.failed = 0
        return shown

    def look(self, frame: "Frame | None") -> None:
        """Show a camera frame in the views of the scene."""
        self._screen.look(frame)

    def wait(self, timeout: DurationMs) -> "Sequence[Felt]":
        """What was felt."""
        return self._screen.wait(timeout)

    def wake(self) -> None:
        """Make `wait` return, from any thread."""
        self._screen.wake()


def threads() -> frozenset[str]:
    """The names of all that run now."""
    return frozenset(thread.name for thread in threading.enumerate())


class Wellness:
    """Asked by the heartbeat before each beat."""

    def __init__(  # noqa: PLR0913 - each is another thing that is looked at
        self,
        witness: Witness,
        resting: Callable[[], bool],
        clock: Callable[[], DurationMs],
        running: Names = threads,
        *,
        dark: Callable[[], bool] = unplugged,
        hanging: Callable[[], str] = nothing_hangs,
    ) -> None:
        """Made once all parts are open: what runs now has to go on running. `dark`: no display is plugged in.

        `hanging` names a part that never came back from its driver.
        """
        self._witness, self._resting, self._clock, self._running = witness, resting, clock, running
        self._hanging = hanging
        self._lasting = LASTING & frozenset(running())
        self._since = clock()
        self._dark = dark
        self._was_dark = False

    def __call__(self) -> str:
        """What is wrong, in a sentence; empty when all is well."""
        if self._witness.failed >= BLIND:
            return f"The screen could not be painted {self._witness.failed} times in a row."
        ran = self._clock() - self._since
        self._was_dark |= self._dark()
        if self._was_dark and not self._dark() and ran >= RELIT and self._resting():
            return "The screen was unplugged and is back; the kiosk is started anew on it."
        if ran < PATIENCE or not self._resting():
            return ""
        if lost := sorted(self._lasting.difference(self._running())):
            return f"The thread {lost[0]} is gone; the kiosk is started anew."
        hanging = self._hanging()
        return f"The part {hanging} does not come back from its driver; the kiosk is started anew." if hanging else ""
