"""What every screen can do, be it a real window or a picture in memory: show a scene, paint only what changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pygame

from kiosk.scenes.change import change
from kiosk.scenes.values import Box, Scene, View
from kiosk.screen.fonts import Fonts
from kiosk.screen.painter import Painter
from kiosk.screen.photos import Frame
from kiosk.screen.pictures import Pictures, ReadPicture


class Stage:
    """A surface and the scene on it."""

    def __init__(self, surface: pygame.Surface, read_picture: ReadPicture) -> None:
        self.surface = surface
        self.fonts = Fonts()
        self.painter = Painter(surface, self.fonts, Pictures(read_picture))
        self.scene: Scene | None = None

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.surface.get_width()

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.surface.get_height()

    def show(self, scene: Scene) -> bool:
        """Make the screen show this scene; whether anything had to be painted."""
        boxes = change(self.scene, scene) if self.scene else None
        if boxes is None:
            boxes = (Box(0, 0, scene.width, scene.height),)
        self.scene = scene
        if not views(scene):
            self.painter.look(None)  # no frame of a visitor outlives the view it was shown in
        try:
            self._paint(boxes)
        except Exception:
            self.scene = None  # nobody has seen it: the next one is painted whole
            raise
        return bool(boxes)

    def look(self, frame: Frame | None) -> None:
        """Show the newest camera frame in the views of the scene."""
        boxes = views(self.scene) if self.scene else []
        if boxes:
            self.painter.look(frame)
            self._paint(boxes)

    def repaint(self) -> None:
        """Paint all of the present scene again."""
        if self.scene:
            self._paint([Box(0, 0, self.scene.width, self.scene.height)])

    def renew(self) -> None:
        """Other content is in use: the next scene is painted whole, with its drawings, over the old picture."""
        self.painter.pictures.forget()
        self.scene = None

    def stand_on(self, surface: pygame.Surface) -> None:
        """Paint on another surface of the same size from now on; the next scene is painted whole."""
        self.surface = self.painter.surface = surface
        self.scene = None

    def forget(self) -> None:
        """A visit is over: keep no word and no camera frame of it. The next scene is painted from nothing."""
        self.fonts.forget()
        self.painter.look(None)

    def shot(self) -> pygame.Surface:
        """A copy of what is on the screen."""
        return self.surface.copy()

    def save(self, path: Path) -> None:
        """Write what is on the screen to a picture file; the ending tells which kind."""
        pygame.image.save(self.surface, path)

    def close(self) -> None:
        """Give the screen back. May be called twice."""

    def present(self, boxes: Sequence[Box]) -> None:
        """Bring what was painted in these boxes before the visitor's eyes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _paint(self, boxes: Sequence[Box]) -> None:
        if boxes and self.scene:
            self.painter.paint(self.scene, boxes)
            self.present(boxes)


def views(scene: Scene) -> list[Box]:
    """Where a scene shows the camera."""
    return [mark.box for item in scene.items for mark in item.marks if isinstance(mark, View)]
