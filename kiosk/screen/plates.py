"""Rounded, edged plates with smooth corners.

`pygame.draw.rect(border_radius=…)` leaves stairs that show on a 10-inch screen. So one quarter of a disc is drawn eight
times too large, scaled down smoothly, kept, and set into the four corners; what lies between is plain rectangles.
"""

import pygame

from kiosk.scenes.values import Box, Colour, Plate
from kiosk.screen.shelf import Shelf

FINE = 8
"""How many times too large a corner is drawn first."""

CORNERS_ROOM = 2 * 2**20


class Plates:
    """Paints plates on a surface; keeps the corners."""

    def __init__(self) -> None:
        self._shelf = Shelf(CORNERS_ROOM)

    def paint(self, surface: pygame.Surface, plate: Plate) -> None:
        """Fill, then edge. Where both are wanted the edge is a larger plate under the fill, so no gap can show."""
        radius = max(0, min(plate.radius, plate.box.w // 2, plate.box.h // 2))
        edge_px = plate.edge_px if plate.edge else 0
        if edge_px and plate.fill:
            self._full(surface, plate.box, radius, plate.edge)
            self._full(surface, plate.box.inset(edge_px), max(0, radius - edge_px), plate.fill)
        elif edge_px:
            self._ring(surface, plate.box, radius, edge_px, plate.edge)
        elif plate.fill:
            self._full(surface, plate.box, radius, plate.fill)

    def _full(self, surface: pygame.Surface, box: Box, radius: int, colour: Colour) -> None:
        if box.w <= 0 or box.h <= 0:
            return
        surface.fill(colour, (box.x, box.y + radius, box.w, box.h - 2 * radius))
        for y in (box.y, box.bottom - radius) if radius else ():
            surface.fill(colour, (box.x + radius, y, box.w - 2 * radius, radius))
        self._corners(surface, box, radius, 0, colour)

    def _ring(self, surface: pygame.Surface, box: Box, radius: int, edge_px: int, colour: Colour) -> None:
        for y in (box.y, box.bottom - edge_px):
            surface.fill(colour, (box.x + radius, y, box.w - 2 * radius, edge_px))
        for x in (box.x, box.right - edge_px):
            surface.fill(colour, (x, box.y + radius, edge_px, box.h - 2 * radius))
        self._corners(surface, box, radius, edge_px, colour)

    def _corners(self, surface: pygame.Surface, box: Box, radius: int, edge_px: int, colour: Colour) -> None:
        if not radius:
            return
        for right in (False, True):
            for bottom in (False, True):
                x, y = box.right - radius if right else box.x, box.bottom - radius if bottom else box.y
                surface.blit(self._corner(radius, edge_px, colour, right, bottom), (x, y))

    def _corner(self, radius: int, edge_px: int, colour: Colour, right: bool, bottom: bool) -> pygame.Surface:
        key = (radius, edge_px, colour, right, bottom)
        return self._shelf.get(key, lambda: pygame.transform.flip(quarter(radius, edge_px, colour), right, bottom))


def quarter(radius: int, edge_px: int, colour: Colour) -> pygame.Surface:
    """The upper left quarter of a disc, or of a ring when `edge_px` is given."""
    ink = pygame.Color(colour)
    clear = (ink.r, ink.g, ink.b, 0)  # not black: scaling mixes neighbours, and black would leave a dark rim
    large = pygame.Surface((radius * FINE, radius * FINE), pygame.SRCALPHA, 32)
    large.fill(clear)
    centre = (radius * FINE, radius * FINE)
    pygame.draw.circle(large, ink, centre, radius * FINE)
    if 0 < edge_px < radius:
        pygame.draw.circle(large, clear, centre, (radius - edge_px) * FINE)
    return pygame.transform.smoothscale(large, (radius, radius))
