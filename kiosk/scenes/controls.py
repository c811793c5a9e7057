"""Controls: a plate with a sign (icon or picture) and a word, in the largest face and the calmest arrangement that fits."""

from itertools import product
from typing import Literal

from msgspec import Struct

from kiosk.core.events import Event
from kiosk.scenes.grid import centred, shape
from kiosk.scenes.look import Look
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import Tone
from kiosk.scenes.type import Paragraph, balanced, fitted, inks, wrapped
from kiosk.scenes.values import Box, Colour, Face, Icon, Item, Mark, Picture, Plate, Role

Arrangement = Literal["beside", "over"]
"""The sign left of the word, or above it."""


class Sign(Struct, frozen=True):
    """The picture part of a control: an icon of the icon font or a drawing of the pack."""

    icon: str = ""
    picture: str = ""
    ems: float = 2.25
    """Above a word it is at most so many times as large as the word's face."""

    def at(self, box: Box, colour: Colour) -> Mark:
        """The sign as a mark."""
        return Picture(box, self.picture) if self.picture else Icon(box, self.icon, colour)


class Label(Struct, frozen=True):
    """A word with its sign, set for a box."""

    paragraph: Paragraph
    arrangement: Arrangement
    sign_px: int


def plate(look: Look, box: Box, tone: Tone, radius_mm: float = 4) -> Plate:
    """The ground of a control or card."""
    edge = max(2, look.mm(0.5)) if tone.edge else 0
    return Plate(box, tone.fill, tone.edge, edge, min(look.mm(radius_mm), box.h // 2))


def control(
    setting: Setting, name: str, box: Box, words: str, sign: Sign, means: Event, tone: Tone, *,
    role: Role = "button", faces: tuple[Face, ...] = (), likes: tuple[Arrangement, ...] = ("beside", "over"),
) -> Item:  # fmt: skip
    """A thing to touch: picture, word and voice."""
    label = label_for(setting.look, box, words, faces or setting.faces(), likes)
    marks: tuple[Mark, ...] = (plate(setting.look, box, tone), *label_marks(setting.look, box, label, sign, tone.ink))
    return Item(name, role, box, marks, says=words, means=means)


def label_for(
    look: Look, box: Box, words: str, faces: tuple[Face, ...], likes: tuple[Arrangement, ...] = ("beside", "over")
) -> Label:
    """The first fitting label, trying every arrangement in the larger face first; what does not fit is for `check` to find."""
    for face in faces:
        for arrangement in likes:
            label = set_label(look, box, words, face, arrangement)
            if label is not None:
                return label
    return Label(wrapped(words, faces[-1], _inner(look, box).w, look.measure), likes[-1], faces[-1].px)


def label_marks(look: Look, box: Box, label: Label, sign: Sign, colour: Colour) -> tuple[Mark, ...]:
    """Sign and word, centred together in the box."""
    paragraph, size, space = label.paragraph, label.sign_px, _space(look)
    if label.arrangement == "over":
        size = min(size, round(sign.ems * paragraph.face.px))
        group = centred(box, paragraph.width, size + paragraph.height)
        head = Box(box.x + (box.w - size) // 2, group.y, size, size)
        words = Box(group.x, group.y + size, group.w, paragraph.height)
        return (sign.at(head, colour), *inks(paragraph, words, colour, look.measure, centred=True))
    group = centred(box, size + space + paragraph.width, paragraph.height)
    head = Box(group.x, box.y + (box.h - size) // 2, size, size)
    words = Box(group.x + size + space, group.y, paragraph.width, paragraph.height)
    return (sign.at(head, colour), *inks(paragraph, words, colour, look.measure))


def style_for(
    look: Look, box: Box, words: tuple[str, ...], faces: tuple[Face, ...], likes: tuple[Arrangement, ...], lines: int = 2
) -> tuple[Face, Arrangement]:
    """The first arrangement and face in which all these words fit boxes of one size, so that neighbours look alike."""
    for most, arrangement, face in product(range(1, lines + 1), likes, faces):
        labels = [set_label(look, box, word, face, arrangement) for word in words]
        if all(label and len(label.paragraph.lines) <= most for label in labels):
            return face, arrangement
    return faces[-1], likes[-1]


def set_label(look: Look, box: Box, words: str, face: Face, arrangement: Arrangement) -> Label | None:
    """The word in this face and arrangement; `None` when it does not fit the box."""
    inner = _inner(look, box)
    if arrangement == "beside":
        size = min(round(face.px * 1.25), inner.h)
        paragraph = fitted(words, (face,), inner.w - size - _space(look), inner.h, look.measure)
        single = paragraph is not None and (len(paragraph.lines) == 1 or box.h < 2 * box.w // 3)
        return Label(paragraph, "beside", size) if paragraph and single else None
    least = round(face.px * 0.9)
    paragraph = fitted(words, (face,), inner.w, inner.h - least, look.measure)
    if paragraph is None:
        return None
    paragraph = balanced(words, face, inner.w, look.measure)
    return Label(paragraph, "over", min(inner.h - paragraph.height, inner.w))


def _inner(look: Look, box: Box) -> Box:
    side = look.mm(1.5 if shape(look) == "wide" else 1)
    return box.inset(look.mm(0.5)) if box.w < 3 * side else Box(box.x + side, box.y + side // 2, box.w - 2 * side, box.h - side)


def _space(look: Look) -> int:
    return look.mm(2)
