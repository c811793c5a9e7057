"""A real window: full screen on a device, with a frame on a PC.

with Window.open(1280, 800, read_picture=pictures.get) as window:
    window.show(scene)
    felt = window.wait(500)
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pygame

from kiosk.core.units import DurationMs
from kiosk.scenes.values import Box, Scene
from kiosk.screen.display import Display, NoFramebufferError, opened
from kiosk.screen.drivers import Driver, Way, candidates
from kiosk.screen.felt import Felt, Uncovered
from kiosk.screen.fingers import Fingers
from kiosk.screen.pictures import ReadPicture
from kiosk.screen.sdl import touchscreens
from kiosk.screen.shade import ShareOf, darken, unshaded
from kiosk.screen.stage import Stage
from kiosk.screen.touch import STRAIGHT, Glass, Matrix, calibrated
from kiosk.screen.translate import translate
from kiosk.screen.turned import Point, Turned
from kiosk.screen.waiting import Waiter, waiter

Opens = Callable[[Way], Display]

Say = Callable[[str], None]


class NoScreenError(Exception):
    """No window could be opened; the sentence says what was tried and what to do."""


def unsaid(_sentence: str) -> None:
    """Where nobody reads a log."""


class Window(Stage):
    """A stage that people see and touch."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is seen, what is felt, and how each is put right
        self,
        display: Display,
        way: Way,
        read_picture: ReadPicture,
        glass: Glass,
        waits: Waiter,
        share_of: ShareOf = unshaded,
    ) -> None:
        self.driver: Driver = str(way)
        self.glass = glass
        self._display, self._waiter, self._fingers = display, waits, Fingers(glass.devices)
        self._share_of, self._light, self._share = share_of, "", 1.0
        super().__init__(self._canvas(), read_picture)

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
        rotation: int = 0,
        touch: str = "",
        touch_matrix: Matrix = STRAIGHT,
        share_of: ShareOf = unshaded,
        say: Say = unsaid,
    ) -> "Window":
        """Open the window in the first way that really shows a picture, or raise `NoScreenError`.

        `width` and `height` are those of the display, before anything is turned. Full screen takes the size that the
        display has; then they are only a wish. `touch` is a part of the name of the touchscreen that counts.
        `share_of` tells how dark the picture itself must be, where nothing dims the light behind it.
        """
        opens = partial(opened, width=width, height=height, fullscreen=fullscreen)
        way, display = first_that_shows(candidates(driver, os.environ), opens, say)
        pygame.display.set_caption(title)
        pygame.display.set_allow_screensaver(False)
        pygame.key.stop_text_input()
        if fullscreen:
            pygame.mouse.set_visible(False)
            pygame.event.set_grab(True)
        glass = Glass(Turned(rotation), touch_matrix, touch, touchscreens)
        return cls(display, way, read_picture, glass, waiter(pygame.display.get_driver()), share_of)

    def show(self, scene: Scene) -> bool:
        """Make the screen show this scene, as bright as it is meant to be; whether anything had to be painted."""
        if scene.light != self._light:
            self._light, share = scene.light, self._share_of(scene.light)
            if share != self._share:
                self._share = share
                self.stand_on(self._canvas())
        return super().show(scene)

    def wait(self, timeout: DurationMs) -> list[Felt]:
        """What was felt; waits for it, for `wake`, or for the time to run out."""
        self._waiter.wait(timeout)
        felt = self._fingers.noticed(translate(pygame.event.get(), self.width, self.height, self.glass))
        if any(isinstance(one, Uncovered) for one in felt):
            self.present([Box(0, 0, self.width, self.height)])
        return felt

    def wake(self) -> None:
        """Make `wait` return, from any thread."""
        self._waiter.wake()

    def present(self, boxes: Sequence[Box]) -> None:
        """Send the boxes to the display, turned as the picture is, and darkened where it must be."""
        if not self._direct:
            boxes = [self._brought(box) for box in boxes]
        self._display.send(boxes)

    def calibrate(self, crosses: Sequence[Point], touches: Sequence[Point]) -> Matrix:
        """Put the glass right by what it told of touches of these crosses. Raises `NoMatrixError`; from any thread."""
        self.glass.matrix = calibrated(crosses, touches, self.glass.turned)
        return self.glass.matrix

    def close(self) -> None:
        """Close the window."""
        self._waiter.close()
        self._display.close()

    @property
    def _direct(self) -> bool:
        """Whether the picture is painted on the display itself, and not first beside it."""
        upright, deep = not self.glass.turned.degrees, self._display.surface.get_bitsize() == 32
        return upright and deep and self._share == 1.0

    def _canvas(self) -> pygame.Surface:
        """What to paint on. A picture that is turned or darkened is kept as it was painted, for parts come anew."""
        shown = self._display.surface
        return shown if self._direct else pygame.Surface(self.glass.turned.size(*shown.get_size()), 0, 32)

    def _brought(self, box: Box) -> Box:
        """Where this box of the picture lies on the display, once it is there."""
        place = self.glass.turned.paint(self.surface, box, self._display.surface)
        if self._share < 1:
            darken(self._display.surface, place, self._share)
        return place


def first_that_shows(ways: Iterable[Way], opens: Opens, say: Say) -> tuple[Way, Display]:
    """The first way whose picture was seen to arrive, opened. Raises `NoScreenError`.

    Where one opens and none can be proved, the first of those is taken all the same: if it is black, the voice and the
    buttons still work, and a proof that errs must not cost a kiosk its picture.
    """
    tried: list[str] = []
    unproved: Way | None = None
    for way in ways:
        try:
            display = opens(way)
        except (pygame.error, NoFramebufferError) as error:
            tried.append(f"{way}: {error}")
            pygame.display.quit()
            continue
        if display.shows():
            for sentence in tried:
                say(f"screen: {sentence}")
            return way, display
        tried.append(f"{way}: it opens, but its picture stays black")
        unproved = unproved or way
        display.close()
    if unproved is not None:
        say(f"screen: no way to a picture could be proved ({'; '.join(tried)}); {unproved} is used.")
        return unproved, opens(unproved)
    raise NoScreenError(
        f"No screen could be opened ({'; '.join(tried)}). Is a display connected, and may this user use it?"
    )
