"""Words and icons as pictures, measured and kept.

Text is shaped by SDL_ttf with HarfBuzz; composed and decomposed Vietnamese give the same picture. Icons are ligatures
of the icon font: the text `volume_up` is one glyph, one em wide, so no table of code points is needed.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import pygame

from kiosk.scenes.values import Colour, Face, Weight
from kiosk.screen import faces
from kiosk.screen.shelf import Shelf

WORDS_ROOM = 3 * 2**20
"""Bytes for painted words: a screen or two full of very large type; painting one anew takes a twentieth of a ms."""


class Fonts:
    """The text font in its weights, and the icon font. `missing` says in sentences what is not installed."""

    def __init__(self, folders: Iterable[Path] = faces.FOLDERS) -> None:
        pygame.font.init()
        places = tuple(folders)
        self._files = faces.family(places)
        self._icon_file = faces.find(faces.ICONS, places)
        self._shelf = Shelf(WORDS_ROOM)
        self._font = cache(self._open)
        self.measure = lru_cache(8192)(self._measure)
        self.has_icon = cache(self._has_icon)
        self.missing = tuple(self._complaints())

    def line_px(self, face: Face) -> int:
        """Height of a line box in this face."""
        return self._font(face.weight, face.px).get_linesize()

    def word(self, text: str, face: Face, colour: Colour) -> pygame.Surface:
        """A text as a picture on nothing."""
        font = self._font(face.weight, face.px)
        return self._shelf.get((text, face, colour), lambda: font.render(text, True, colour))

    def icon(self, name: str, px: int, colour: Colour) -> pygame.Surface | None:
        """An icon as a picture of `px` by `px`; `None` when the font or the icon is missing."""
        if not self.has_icon(name):
            return None
        return self._shelf.get((name, px, colour), lambda: self._icons(px).render(name, True, colour))

    def forget(self) -> None:
        """Forget every word painted and measured: among them may be digits that a visitor typed."""
        self._shelf.clear()
        self.measure.cache_clear()

    def _has_icon(self, name: str) -> bool:
        """Whether the icon font has this ligature: then the whole name is as wide as one glyph."""
        return self._icon_file is not None and self._icons(32).size(name)[0] <= 32

    def _measure(self, text: str, face: Face) -> int:
        return self._font(face.weight, face.px).size(text)[0]

    def _open(self, weight: Weight, px: int) -> pygame.font.Font:
        return pygame.font.Font(self._files.get(weight), px)

    @lru_cache(32)  # noqa: B019 - one Fonts lives as long as the process
    def _icons(self, px: int) -> pygame.font.Font:
        return pygame.font.Font(self._icon_file, px)

    def _complaints(self) -> Iterable[str]:
        if not self._files:
            yield "Neither Open Sans nor Noto Sans is installed; text is drawn plainly. Install fonts-open-sans."
        if self._icon_file is None:
            yield "The icon font is not installed; icons are missing. Install fonts-material-design-icons-iconfont."
