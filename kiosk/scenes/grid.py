"""Where things stand: the bar at the foot, the stage above it, columns and rows with a finger's gap between."""

from typing import Literal

from kiosk.scenes.look import Look
from kiosk.scenes.values import Box

Shape = Literal["wide", "low", "tall"]
"""`low` is a screen so small (7") that a finger takes a quarter of its height; `tall` stands upright."""

LOW_MM = 110


def shape(look: Look) -> Shape:
    """How this screen wants its scenes laid out."""
    if look.height > look.width:
        return "tall"
    return "low" if look.height < look.mm(LOW_MM) else "wide"


def margin(look: Look) -> int:
    """Between the rim of the screen and what stands nearest to it; a small screen can spare less."""
    return look.mm({"wide": 4, "low": 1.5, "tall": 3}[shape(look)])


def key_gap(look: Look) -> int:
    """Between two keys of the keypad. Four rows of 20 mm and 3 mm between them are higher than glass of seven inches.

    At 20 mm a gap of 1 mm is as good as one of 3 (Colle & Hiszem 2004, Ergonomics 47, standing before a kiosk): so it
    is the gap that gives way there, not the key.
    """
    return look.mm(1.5) if shape(look) == "low" else look.gap


def bar_box(look: Look) -> Box:
    """The bar: a row of buttons at the foot of every scene."""
    above, below = _BAR_PADS_MM[shape(look)]
    height = look.mm(above) + bar_finger(look) + look.mm(below)
    return Box(0, look.height - height, look.width, height)


def bar_slots(look: Look) -> tuple[Box, ...]:
    """The four places of the bar."""
    above, _ = _BAR_PADS_MM[shape(look)]
    side = look.mm(2) if shape(look) == "tall" else margin(look)
    row = Box(side, bar_box(look).y + look.mm(above), look.width - 2 * side, bar_finger(look))
    return columns(row, 4, look.gap)


def bar_finger(look: Look) -> int:
    """Height of the buttons in the bar: a finger, and a second line of words where they are narrow."""
    return look.mm(27) if shape(look) == "tall" else look.finger


_BAR_PADS_MM: dict[Shape, tuple[float, float]] = {"wide": (2, 2), "low": (1.2, 0.5), "tall": (2, 2.5)}
"""Space over and under the buttons of the bar."""


def stage_box(look: Look) -> Box:
    """Everything above the bar that may be used; with the bar's own air there are 3 mm between their controls."""
    side = margin(look)
    over, under = (0.5, 1.8) if shape(look) == "low" else (3, 2.5)
    return Box(side, look.mm(over), look.width - 2 * side, bar_box(look).y - look.mm(over) - look.mm(under))


def columns(box: Box, count: int, gap: int) -> tuple[Box, ...]:
    """Equal boxes beside one another."""
    width = (box.w - (count - 1) * gap) // count
    return tuple(Box(box.x + n * (width + gap), box.y, width, box.h) for n in range(count))


def rows(box: Box, count: int, gap: int) -> tuple[Box, ...]:
    """Equal boxes under one another."""
    height = (box.h - (count - 1) * gap) // count
    return tuple(Box(box.x, box.y + n * (height + gap), box.w, height) for n in range(count))


def cells(box: Box, across: int, down: int, gap: int) -> tuple[Box, ...]:
    """A table of equal boxes, row by row."""
    return tuple(cell for row in rows(box, down, gap) for cell in columns(row, across, gap))


def left(box: Box, width: int, gap: int) -> tuple[Box, Box]:
    """A box of this width and the rest to its right."""
    return Box(box.x, box.y, width, box.h), Box(box.x + width + gap, box.y, box.w - width - gap, box.h)


def top(box: Box, height: int, gap: int) -> tuple[Box, Box]:
    """A box of this height and the rest under it."""
    return Box(box.x, box.y, box.w, height), Box(box.x, box.y + height + gap, box.w, box.h - height - gap)


def foot(box: Box, height: int, gap: int) -> tuple[Box, Box]:
    """What is left above, and a box of this height at the foot."""
    rest, low = top(box, box.h - height - gap, gap)
    return rest, low


def centred(box: Box, width: int, height: int) -> Box:
    """A box of this size in the middle of another."""
    return Box(box.x + (box.w - width) // 2, box.y + (box.h - height) // 2, width, height)
