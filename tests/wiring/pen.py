"""A pen that draws three times as large as wanted; made small, lines and letters are smooth."""

from itertools import pairwise

from kiosk.scenes.values import Face, Weight
from tests.wiring.plan import HIGH, WIDE, Point

Rect = tuple[float, float, float, float]

LARGER = 3
BOLD_PX = 17

INK, PALE, PAPER, BOARD = "#221A33", "#6B6379", "#FFFFFF", "#0B5D3B"
RED, AMBER, DARK, PURPLE, GREY = "#B3261E", "#C77700", "#3A3A44", "#5B2A86", "#9A93A6"
WIRE = {
    "back": "#1B4F8A", "again": "#0B6E4F", "next": "#7A3E9D", "help": "#B3261E", "help_lamp": "#C77700",
    "camera_lamp": "#00707A", "status_lamp": "#5F7A00", "presence": "#A0306A", "light": "#8A5A00", "jack": "#44527A",
}  # fmt: skip


class Pen:
    """Draws in the picture's own measures."""

    def __init__(self) -> None:
        import pygame

        from kiosk.screen.fonts import Fonts

        self.pygame, self._fonts = pygame, Fonts()
        self.surface = pygame.Surface((WIDE * LARGER, HIGH * LARGER), 0, 32)
        self.surface.fill(PAPER)

    def line(self, points: tuple[Point, ...], colour: str, thick: float = 3) -> None:
        """A line with round corners."""
        large = [(x * LARGER, y * LARGER) for x, y in points]
        for one, other in pairwise(large):
            self.pygame.draw.line(self.surface, colour, one, other, round(thick * LARGER))
        for x, y in large:
            self.pygame.draw.circle(self.surface, colour, (x, y), thick * LARGER / 2)

    def box(self, place: Rect, fill: str, edge: str = "", radius: float = 6) -> None:
        """A rounded box."""
        large = self.pygame.Rect(*(n * LARGER for n in place))
        self.pygame.draw.rect(self.surface, fill, large, border_radius=round(radius * LARGER))
        if edge:
            self.pygame.draw.rect(self.surface, edge, large, 2 * LARGER, round(radius * LARGER))

    def dot(self, at: Point, radius: float, fill: str, edge: str = "") -> None:
        """A circle."""
        centre = at[0] * LARGER, at[1] * LARGER
        self.pygame.draw.circle(self.surface, fill, centre, radius * LARGER)
        if edge:
            self.pygame.draw.circle(self.surface, edge, centre, radius * LARGER, 2 * LARGER)

    def shape(self, points: tuple[Point, ...], fill: str) -> None:
        """A filled shape."""
        self.pygame.draw.polygon(self.surface, fill, [(x * LARGER, y * LARGER) for x, y in points])

    def text(self, words: str, at: Point, px: int, colour: str, align: str = "left") -> None:
        """Words whose middle line is at this height; what is large is bold."""
        weight: Weight = "extrabold" if px >= BOLD_PX else "semibold"
        shown = self._fonts.word(words, Face(weight, px * LARGER), colour)
        wide, high = shown.get_size()
        x = at[0] * LARGER - wide * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        self.surface.blit(shown, (x, at[1] * LARGER - high / 2))
