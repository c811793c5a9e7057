"""Controls: a plate with a sign (icon or picture) and a word, in the largest face that fits."""

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

BESIDE: tuple[Arrangement, ...] = ("beside", "over")
OVER: tuple[Arrangement, ...] = ("over", "beside")
"""Which to try first."""


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


class Control(Struct, frozen=True):
    """Everything about a thing to touch but its place."""

    name: str
    words: str
    sign: Sign
    means: Event
    tone: Tone
    role: Role = "button"
    faces: tuple[Face, ...] = ()
    """Faces to try for its word; the usual two when none are given."""
    likes: tuple[Arrangement, ...] = BESIDE
    """Arrangements to try, the best first."""


def control(setting: Setting, box: Box, what: Control) -> Item:
    """A thing to touch: picture, word and voice."""
    look = setting.look
    label = label_for(look, box, what.words, what.faces or setting.faces(), what.likes)
    marks = (plate(look, box, what.tone), *label_marks(look, box, label, what.sign, what.tone.ink))
    return Item(what.name, what.role, box, marks, says=what.words, means=what.means)


def label_for(
    look: Look, box: Box, words: str, faces: tuple[Face, ...], likes: tuple[Arrangement, ...] = BESIDE
) -> Label:
    """The first fitting label, the larger face first; what does not fit at all is for `check` to find."""
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


Style = tuple[Arrangement, Face]


def style_for(look: Look, box: Box, words: tuple[str, ...], styles: tuple[Style, ...], lines: int = 2) -> Style:
    """The first style in which all these words fit boxes of one size, so that neighbours look alike."""
    for most, (arrangement, face) in product(range(1, lines + 1), styles):
        labels = [set_label(look, box, word, face, arrangement) for word in words]
        if all(label and len(label.paragraph.lines) <= most for label in labels):
            return arrangement, face
    return styles[-1]


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
    return Box(box.x + side, box.y + side // 2, box.w - 2 * side, box.h - side)


def _space(look: Look) -> int:
    return look.mm(2)
