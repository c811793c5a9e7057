"""The body of the pretend phone: its rim, and the strip that says it is an exercise."""

from kiosk.scenes.grid import Shape, shape
from kiosk.scenes.look import Look
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import DEVICE, GOLD_DARK, GOLD_SOFT
from kiosk.scenes.type import inks, wrapped
from kiosk.scenes.values import Box, Colour, Item, Mark, Plate

BODY_MM: dict[Shape, tuple[float, float]] = {"wide": (1.4, 4.2), "low": (0.8, 2.6), "tall": (1.4, 4.2)}
"""Thickness of the rim and radius of its corners, such that a square view stays inside: radius · (1 − 1/√2) < rim."""


def rim(look: Look) -> int:
    """Thickness of the rim."""
    return look.mm(BODY_MM[shape(look)][0])


def outer_radius(look: Look) -> int:
    """Of the body."""
    return look.mm(BODY_MM[shape(look)][1])


def inner_radius(look: Look) -> int:
    """Of the screen inside the rim."""
    return outer_radius(look) - rim(look)


def device(look: Look, box: Box, ground: Colour) -> Item:
    """The rim with an empty screen of one colour."""
    marks = (
        Plate(box, DEVICE, radius=outer_radius(look)),
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
