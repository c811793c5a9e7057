"""A screen without a display: for the tour, for tests, for a picture of any scene.

with Headless(1280, 800, read_picture=pictures.get) as screen:
    screen.show(scene)
    screen.save(Path("out/home.png"))
"""

from collections import deque
from threading import Condition

import pygame

from kiosk.core.units import DurationMs
from kiosk.screen.felt import Felt
from kiosk.screen.pictures import ReadPicture
from kiosk.screen.stage import Stage


def no_pictures(_: str) -> None:
    """A reader of drawings that has none."""


class Headless(Stage):
    """A stage in memory whose fingers are played with `feel`."""

    def __init__(self, width: int, height: int, read_picture: ReadPicture = no_pictures) -> None:
        super().__init__(pygame.Surface((width, height), 0, 32), read_picture)
        self._felt: deque[Felt] = deque()
        self._woken = False
        self._bell = Condition()

    def feel(self, *felt: Felt) -> None:
        """Touch the screen, from any thread."""
        with self._bell:
            self._felt.extend(felt)
            self._bell.notify_all()

    def wake(self) -> None:
        """Make `wait` return, from any thread."""
        with self._bell:
            self._woken = True
            self._bell.notify_all()

    def wait(self, timeout: DurationMs) -> list[Felt]:
        """What was felt; waits for it, for `wake`, or for the time to run out."""
        with self._bell:
            self._bell.wait_for(lambda: self._felt or self._woken, timeout / 1000)
            felt, self._woken = list(self._felt), False
            self._felt.clear()
            return felt
