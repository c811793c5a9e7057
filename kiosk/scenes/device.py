"""The body of the pretend phone: its rim, and the strip that says it is an exercise."""

from kiosk.scenes.look import Look
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import DEVICE, GOLD_DARK, GOLD_SOFT
from kiosk.scenes.type import inks, wrapped
from kiosk.scenes.values import Box, Colour, Item, Mark, Plate

RIM_MM = 1.4
RADIUS_MM = 4.2
"""Such that the corners of a square view stay inside the rounded rim: radius · (1 − 1/√2) < rim."""


def rim(look: Look) -> int:
    """Thickness of the rim."""
    return look.mm(RIM_MM)


def inner_radius(look: Look) -> int:
    """Of the screen inside the rim."""
    return look.mm(RADIUS_MM) - rim(look)


def device(look: Look, box: Box, ground: Colour) -> Item:
    """The rim with an empty screen of one colour."""
    marks = (
        Plate(box, DEVICE, radius=look.mm(RADIUS_MM)),
        Plate(box.inset(rim(look)), ground, radius=inner_radius(look)),
    )
    return Item("phone", "decor", box, marks)


def practice_strip(setting: Setting, box: Box, words: str, *, square: Box | None = None) -> Item:
    """Gold, at the head of the screen and round like it; `square` is the part that is not (the lower half)."""
    look, face = setting.look, setting.small()
    short = words if look.measure(words, face) <= box.w - look.mm(2) else briefly(words)
    line = wrapped(short, face, box.w, look.measure)
    middle = Box(box.x, box.y + (box.h - line.height) // 2, box.w, line.height)
    half = Box(box.x, box.y + box.h // 2, box.w, box.h - box.h // 2)
    marks: tuple[Mark, ...] = (
        Plate(box, GOLD_SOFT, radius=inner_radius(look)),
        Plate(half, GOLD_SOFT),
        *((Plate(square, GOLD_SOFT),) if square else ()),
        *inks(line, middle, GOLD_DARK, look.measure, centred=True),
    )
    return Item("strip", "text", box, marks, says=short)


def briefly(words: str) -> str:
    """The part before the dash, which is enough where there is no room: EXERCISE – not real."""
    return words.split(" – ", maxsplit=1)[0]
