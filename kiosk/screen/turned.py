"""A picture turned on its display: what is laid out upright may be shown on a screen that lies on its side.

Everything is laid out and painted as people see it. Only what goes out to the display is turned, box by box, and what
the glass feels is turned back. No driver is asked for help: the kernel turns planes on some boards and not on others.
"""

import pygame
from msgspec import Struct

from kiosk.scenes.values import Box

Point = tuple[float, float]
"""From the left and from the top, each from 0 to 1."""


class Turned(Struct, frozen=True):
    """By how many degrees the picture is turned clockwise on the display: 0, 90, 180 or 270."""

    degrees: int = 0

    @property
    def sideways(self) -> bool:
        """Whether width and height change places."""
        return self.degrees % 180 == 90

    def size(self, width: int, height: int) -> tuple[int, int]:
        """The size of the picture on a display of this size; and the other way round."""
        return (height, width) if self.sideways else (width, height)

    def box(self, box: Box, width: int, height: int) -> Box:
        """Where a box of a picture of this size lies on the display."""
        match self.degrees:
            case 90:
                return Box(height - box.bottom, box.x, box.h, box.w)
            case 180:
                return Box(width - box.right, height - box.bottom, box.w, box.h)
            case 270:
                return Box(box.y, width - box.right, box.h, box.w)
        return box

    def to_display(self, x: float, y: float) -> Point:
        """Where a point of the picture lies on the display."""
        return {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}.get(self.degrees, (x, y))

    def to_picture(self, u: float, v: float) -> Point:
        """The point of the picture that lies here on the display."""
        return {90: (v, 1 - u), 180: (1 - u, 1 - v), 270: (1 - v, u)}.get(self.degrees, (u, v))

    def paint(self, picture: pygame.Surface, box: Box, display: pygame.Surface) -> Box:
        """Paint this box of the picture onto the display; where it lies there."""
        seen = pygame.Rect(box.x, box.y, box.w, box.h).clip(picture.get_rect())
        place = self.box(Box(seen.x, seen.y, seen.w, seen.h), *picture.get_size())
        if seen.w and seen.h:
            part = picture.subsurface(seen)
            part = pygame.transform.rotate(part, -self.degrees) if self.degrees else part
            display.blit(part, (place.x, place.y))
        return place
