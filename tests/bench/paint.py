"""What painting costs in this process, without a display: medians in milliseconds."""

import statistics
import time
from collections.abc import Callable

import numpy as np
import pygame
from msgspec.structs import replace

from kiosk.core.state import State
from kiosk.light import DIMMED
from kiosk.scenes.change import change
from kiosk.scenes.values import Box, Item, Scene, View
from kiosk.screen.headless import Headless
from kiosk.screen.shade import darken
from kiosk.screen.turned import Turned
from tests.bench.miniature import picture
from tests.bench.page import PLACE


def paint() -> dict[str, float]:
    """The page of `miniature` at 1280 by 800."""
    rest, pressed = picture(State()), picture(State(pressed="on"))
    view = Item("view", "view", Box(700, 100, 500, 400), (View(Box(700, 100, 500, 400)),))
    watching = Scene(rest.width, rest.height, rest.paper, (*rest.items, view))
    with Headless(rest.width, rest.height) as screen:
        screen.show(rest)
        found = {
            "all of the page": median(screen.repaint),
            "a press and its release": median(lambda: (screen.show(pressed), screen.show(rest))),
            "an equal scene": median(lambda: screen.show(replace(rest))),
            "finding what changed": median(lambda: change(rest, pressed)),
            "all of the page, turned": median(turning(screen)),
            "all of the page, dimmed": median(dimming(screen, Box(0, 0, screen.width, screen.height))),
            "a button, dimmed": median(dimming(screen, Box(*PLACE))),
        }
        screen.show(watching)
        frame = np.zeros((480, 640, 3), np.uint8)
        return found | {"a camera frame": median(lambda: screen.look(frame))}


def turning(screen: Headless) -> Callable[[], None]:
    """Painting all of the page, and turning it by 90° onto a display that lies."""
    display, whole = pygame.Surface((screen.height, screen.width), 0, 32), Box(0, 0, screen.width, screen.height)

    def turned() -> None:
        screen.repaint()
        Turned(90).paint(screen.surface, whole, display)

    return turned


def dimming(screen: Headless, box: Box) -> Callable[[], None]:
    """Painting a part of the page, and bringing it darkened onto a display."""
    display = pygame.Surface((screen.width, screen.height), 0, 32)

    def dimmed() -> None:
        if screen.scene:
            screen.painter.paint(screen.scene, [box])
        darken(display, Turned().paint(screen.surface, box, display), DIMMED)

    return dimmed


def median(deed: Callable[[], object], times: int = 100) -> float:
    """Milliseconds that a deed takes."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        deed()
        took.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(took), 3)
