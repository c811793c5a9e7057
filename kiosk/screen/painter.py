"""Paints scenes on a surface: everything, or only what lies in some boxes.

Two laws make painting a part of a scene give the same pixels as painting all of it: a mark never paints outside its own
box, and a dirty box is painted from the paper up with every mark that meets it.
"""

from collections.abc import Iterable
from typing import assert_never

import pygame

from kiosk.scenes.values import Box, Code, Colour, Icon, Ink, Mark, Picture, Plate, Scene, Veil, View
from kiosk.screen.codes import code
from kiosk.screen.fonts import Fonts
from kiosk.screen.photos import Frame, calm, mirrored, photo
from kiosk.screen.pictures import Pictures
from kiosk.screen.plates import Plates
from kiosk.screen.shelf import Shelf

TILE = 256
"""Side of the square that veils are made of: a veil as large as the screen would weigh 4 MB and be used once."""


class Painter:
    """Paints on one surface."""

    def __init__(self, surface: pygame.Surface, fonts: Fonts, pictures: Pictures) -> None:
        self.surface = surface
        self.fonts = fonts
        self.pictures = pictures
        self._plates = Plates()
        self._few = Shelf(4 * 2**20)
        self._shot: pygame.Surface | None = None
        self._views: dict[tuple[int, int], pygame.Surface] = {}

    def paint(self, scene: Scene, boxes: Iterable[Box] | None = None) -> None:
        """Paint the scene inside these boxes; all of it when none are given."""
        for box in (Box(0, 0, scene.width, scene.height),) if boxes is None else boxes:
            self._paint_box(scene, box)
        self.surface.set_clip(None)

    def look(self, frame: Frame | None) -> None:
        """Show this camera frame in every view painted from now on; `None`: the camera is closed, forget it."""
        self._views.clear()
        self._shot = None if frame is None else photo(frame)

    def _paint_box(self, scene: Scene, box: Box) -> None:
        self.surface.set_clip(rect(box))
        self.surface.fill(scene.paper)
        for item in scene.items:
            for mark in item.marks:
                if mark.box.meets(box):
                    self.surface.set_clip(rect(mark.box).clip(rect(box)))
                    self._mark(mark)

    def _mark(self, mark: Mark) -> None:
        match mark:
            case Plate():
                self._plates.paint(self.surface, mark)
            case Ink():
                self._ink(mark)
            case Icon(box=box):
                self._centre(self.fonts.icon(mark.name, min(box.w, box.h), mark.colour), box)
            case Picture(box=box):
                self._centre(self.pictures.get(mark.name, box.w, box.h), box)
            case Code():
                self._code(mark)
            case View():
                self._view(mark.box)
            case Veil():
                self._veil(mark)
            case _:
                assert_never(mark)

    def _ink(self, ink: Ink) -> None:
        """Set by its bottom edge: where stacked capitals outgrow the line they do so upwards, and the line stays.

        A box higher than the line holds it in its middle.
        """
        if not ink.text:
            return
        word = self.fonts.word(ink.text, ink.face, ink.colour)
        line = self.fonts.line_px(ink.face)
        self.surface.blit(word, (ink.box.x, ink.box.y + (ink.box.h - line) // 2 + line - word.get_height()))

    def _centre(self, picture: pygame.Surface | None, box: Box) -> None:
        if picture is not None:
            x, y = box.x + (box.w - picture.get_width()) // 2, box.y + (box.h - picture.get_height()) // 2
            self.surface.blit(picture, (x, y))

    def _code(self, mark: Code) -> None:
        px = min(mark.box.w, mark.box.h)
        self.surface.fill("#FFFFFF", rect(mark.box))
        self._centre(self._few.get((mark.payload, px), lambda: code(mark.payload, px)), mark.box)

    def _view(self, box: Box) -> None:
        shot, size = self._shot, (box.w, box.h)
        if shot is None:
            calm(self.surface, box)
            return
        if size not in self._views:
            self._views[size] = mirrored(shot, box.w, box.h)
        self.surface.blit(self._views[size], (box.x, box.y))

    def _veil(self, veil: Veil) -> None:
        tile = self._few.get((veil.colour, veil.strength), lambda: cloth(veil.colour, veil.strength))
        for y in range(veil.box.y, veil.box.bottom, TILE):
            for x in range(veil.box.x, veil.box.right, TILE):
                self.surface.blit(tile, (x, y))


def rect(box: Box) -> pygame.Rect:
    """A box as pygame wants it."""
    return pygame.Rect(box.x, box.y, box.w, box.h)


def cloth(colour: Colour, strength: int) -> pygame.Surface:
    """A square of veil."""
    tile = pygame.Surface((TILE, TILE), 0, 32)
    tile.fill(colour)
    tile.set_alpha(strength)
    return tile
