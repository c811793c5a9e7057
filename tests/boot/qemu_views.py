"""What may be on the screen of a kiosk whose program has just gone: its own pictures, or nothing. Never a console."""

import numpy as np

from kiosk.core.content.packs import Library
from kiosk.scenes.calm import calm
from kiosk.scenes.values import Scene
from kiosk.screen.headless import Headless
from tests.boot.qemu_board import HEIGHT, WIDTH
from tests.boot.qemu_visitor import HELP_NUMBER, standard_look
from tests.e2e.desk import APART
from tests.likeness import Pixels, pixels, unlikeness

DARK = 8
"""Of 255: what is black on any screen."""


class Views:
    """Tells one picture from another."""

    def __init__(self, library: Library, *scenes: Scene) -> None:
        self._screen = Headless(WIDTH, HEIGHT, library.pictures.get)
        look = standard_look(self._screen)
        self._known = {"calm": self._painted(calm(look, HELP_NUMBER))}
        self._known |= {f"kiosk {n}": self._painted(scene) for n, scene in enumerate(scenes)}

    def _painted(self, scene: Scene) -> Pixels:
        self._screen.show(scene)
        return pixels(self._screen.surface).copy()

    def named(self, shot: Pixels) -> str:
        """`black`, `calm`, `kiosk …`; `strange` is everything else, a console too."""
        if shot.shape[0] < HEIGHT or shot.shape[1] != WIDTH:
            return f"strange: {shot.shape}"
        shot = shot[:HEIGHT]
        if int(shot.max()) <= DARK:
            return "black"
        apart = {name: unlikeness(shot, known).share for name, known in self._known.items()}
        best = min(apart, key=lambda name: apart[name])
        return best if apart[best] <= APART else f"strange: {np.round(apart[best], 4)} from {best}"
