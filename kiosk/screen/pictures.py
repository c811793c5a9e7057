"""The packs' own drawings: SVG text in, a picture of the wanted size out, kept in proportion."""

import re
from collections.abc import Callable
from io import BytesIO

import pygame

from kiosk.screen.shelf import Shelf

PICTURES_ROOM = 6 * 2**20
"""Bytes for painted drawings."""

ReadPicture = Callable[[str], str | None]
"""The SVG text of a drawing by its name; `None` when there is none."""

_ROOT = re.compile(r"<svg\b[^>]*>", re.S)
_SIZE = re.compile(r"\s(?:width|height)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Pictures:
    """Drawings by name and size."""

    def __init__(self, read: ReadPicture) -> None:
        self._read = read
        self._shelf = Shelf(PICTURES_ROOM)

    def get(self, name: str, width: int, height: int) -> pygame.Surface:
        """The drawing as large as it can be inside `width` by `height`; a plain plate when it is missing or broken."""
        return self._shelf.get((name, width, height), lambda: self._draw(name, width, height))

    def forget(self) -> None:
        """Other content is in use: a drawing of the same name may be another one."""
        self._shelf.clear()

    def _draw(self, name: str, width: int, height: int) -> pygame.Surface:
        svg = self._read(name)
        try:
            return draw(svg, width, height) if svg else blank(width, height)
        except (pygame.error, ValueError):
            # A drawing that cannot be drawn must not stop a lesson; `kiosk packs check` is where it is refused.
            return blank(width, height)


def draw(svg: str, width: int, height: int) -> pygame.Surface:
    """An SVG drawing as large as it can be inside `width` by `height`."""
    return pygame.image.load(BytesIO(resized(svg, width, height).encode()), "drawing.svg")


def resized(svg: str, width: int, height: int) -> str:
    """The same SVG text with its root asking for the largest size inside `width` by `height`.

    pygame-ce can load an SVG at a size, pygame 2.6.1 cannot; but both obey the root's own width and height.
    """
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("An SVG drawing needs an <svg> element at its root.")
    left, top, wide, high = view_box(root.group())
    scale = min(width / wide, height / high)
    w, h = max(1, int(wide * scale)), max(1, int(high * scale))
    bare = re.sub(r"\sviewBox\s*=\s*(\"[^\"]*\"|'[^']*')", "", _SIZE.sub("", root.group()))
    sized = f'<svg width="{w}" height="{h}" viewBox="{left:g} {top:g} {wide:g} {high:g}"' + bare[len("<svg") :]
    return svg[: root.start()] + sized + svg[root.end() :]


def view_box(root: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of the drawing's own coordinates, from the text of its root element."""
    box = re.search(r"\sviewBox\s*=\s*[\"']([^\"']*)", root)
    if box:
        left, top, wide, high = (float(number) for number in _NUMBER.findall(box.group(1)))
    else:
        left, top, wide, high = 0.0, 0.0, _length(root, "width"), _length(root, "height")
    if wide <= 0 or high <= 0:
        raise ValueError("An SVG drawing needs a viewBox, or a width and a height, larger than nothing.")
    return left, top, wide, high


def blank(width: int, height: int) -> pygame.Surface:
    """A calm plate where a drawing is missing."""
    plate = pygame.Surface((max(1, width), max(1, height)))
    plate.fill("#E7DCC8")
    return plate


def _length(root: str, name: str) -> float:
    found = re.search(rf"\s{name}\s*=\s*[\"']\s*([\d.]+)", root)
    return float(found.group(1)) if found else 0.0
