"""A real window: full screen on a device, with a frame on a PC.

    with Window.open(1280, 800, read_picture=pictures.get) as window:
        window.show(scene)
        felt = window.wait(500)
"""

import os
from collections.abc import Sequence

import pygame

from kiosk.core.units import DurationMs
from kiosk.scenes.values import Box
from kiosk.screen.drivers import Driver, candidates, settings
from kiosk.screen.felt import Felt, Uncovered
from kiosk.screen.painter import rect
from kiosk.screen.pictures import ReadPicture
from kiosk.screen.proof import shows
from kiosk.screen.stage import Stage
from kiosk.screen.translate import translate
from kiosk.screen.waiting import Waiter, waiter


class NoScreenError(Exception):
    """No window could be opened; the sentence says what was tried and what to do."""


class Window(Stage):
    """A stage that people see and touch."""

    def __init__(self, surface: pygame.Surface, read_picture: ReadPicture, waits: Waiter) -> None:
        super().__init__(surface, read_picture)
        self.driver: Driver = pygame.display.get_driver()
        self._waiter = waits

    @classmethod
    def open(  # noqa: PLR0913 - each is a setting of its own, and all but the size have a good default
        cls,
        width: int,
        height: int,
        *,
        read_picture: ReadPicture,
        fullscreen: bool = False,
        driver: Driver = "",
        title: str = "",
    ) -> "Window":
        """Open the window with the first driver that really shows a picture, or raise `NoScreenError`.

        Full screen takes the size that the display has; then `width` and `height` are only a wish.
        """
        tried: list[str] = []
        for name in candidates(driver, os.environ):
            try:
                surface = opened(name, width, height, fullscreen)
            except (pygame.error, NoScreenError) as error:
                tried.append(f"{name}: {error}")
                pygame.display.quit()
                continue
            pygame.display.set_caption(title)
            return cls(surface, read_picture, waiter(pygame.display.get_driver()))
        raise NoScreenError(
            f"No screen could be opened ({'; '.join(tried)}). Is a display connected, and may this user use it?"
        )

    def wait(self, timeout: DurationMs) -> list[Felt]:
        """What was felt; waits for it, for `wake`, or for the time to run out."""
        self._waiter.wait(timeout)
        felt = translate(pygame.event.get(), self.width, self.height)
        if any(isinstance(one, Uncovered) for one in felt):
            self.present([Box(0, 0, self.width, self.height)])
        return felt

    def wake(self) -> None:
        """Make `wait` return, from any thread."""
        self._waiter.wake()

    def present(self, boxes: Sequence[Box]) -> None:
        """Send the boxes to the display."""
        pygame.display.update([rect(box) for box in boxes])

    def close(self) -> None:
        """Close the window."""
        self._waiter.close()
        pygame.display.quit()


def opened(driver: Driver, width: int, height: int, fullscreen: bool) -> pygame.Surface:
    """The surface of a window opened with one driver."""
    os.environ.update(settings(driver))
    # Never pygame.init(): it would start joysticks and sound too, and with joysticks SDL polls instead of sleeping.
    pygame.display.init()
    surface = pygame.display.set_mode((0, 0) if fullscreen else (width, height), pygame.FULLSCREEN if fullscreen else 0)
    if not shows(surface, driver):
        raise NoScreenError("a window opens but its picture stays black")
    pygame.display.set_allow_screensaver(False)
    pygame.key.stop_text_input()
    if fullscreen:
        pygame.mouse.set_visible(False)
        pygame.event.set_grab(True)
    return surface
