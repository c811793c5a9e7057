"""Scanning: what the camera sees, in the place of the phone. Without a camera: the cards themselves, to touch."""

from kiosk.core import events as e
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import PracticeCard
from kiosk.core.state import Lesson
from kiosk.scenes.controls import plate
from kiosk.scenes.device import device, practice_strip, rim
from kiosk.scenes.grid import cells, centred, foot, left, shape, top
from kiosk.scenes.look import Look
from kiosk.scenes.reason import reason
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import DEVICE, JADE_LIGHT, PLAIN
from kiosk.scenes.type import fitted, inks, line_px, wrapped
from kiosk.scenes.values import Box, Code, Item, Mark, Picture, Plate, View


def viewfinder(
    setting: Setting,
    box: Box,
    example: PracticeCard | None = None,
    *,
    strip_says: str = "practice_strip",
    trouble: str = "",
) -> tuple[Item, ...]:
    """A phone whose camera is on: the exercise strip, the view, brackets in which to hold the card.

    A trouble is why nothing can be read yet.

    With an example nobody holds anything: the card stands in the view, to show what holding it up looks like.
    """
    look = setting.look
    screen = box.inset(rim(look))
    strip, view = top(screen, line_px(setting.small().px) + look.mm(1.2), 0)
    return (
        device(look, box, DEVICE),
        Item("view", "view", view, _seen(look, view, example), says=setting.phrase("hold_card")),
        practice_strip(setting, strip, setting.phrase(strip_says)),
        Item("brackets", "decor", view, _brackets(setting, view)),
        *reason(look, view, trouble),
    )


def _seen(look: Look, view: Box, example: PracticeCard | None) -> tuple[Mark, ...]:
    if example is None:
        return (View(view),)
    side = min(view.w, view.h) * 3 // 5
    card = centred(view, side, side)
    paper = Plate(card.inset(-look.mm(2)), PLAIN.fill, radius=look.mm(2))
    return (Plate(view, DEVICE), paper, Code(card, example.payload))


def cards(setting: Setting, lesson: Lesson, step: Scan, box: Box) -> tuple[Item, ...]:
    """The practice cards, in an order of chance, so that the right one is not always the first."""
    names = sorted({step.card, *step.others})
    turn = (lesson.seed + lesson.step) % len(names)
    return lying(setting, (*names[turn:], *names[:turn]), box)


def lying(setting: Setting, names: tuple[str, ...], box: Box) -> tuple[Item, ...]:
    """These cards, side by side, to touch."""
    across = 1 if shape(setting.look) == "tall" else len(names) if len(names) <= 3 else 2
    down = -(-len(names) // across)
    places = cells(box, across, down, setting.look.gap)
    return tuple(_card(setting, name, place) for name, place in zip(names, places, strict=False))


def _card(setting: Setting, name: str, box: Box) -> Item:
    """A card as it would lie in the hand: drawing, code, title."""
    card, look = setting.library.cards[name], setting.look
    said, base, pad = setting.said(card.title), plate(look, box, PLAIN, 3), look.mm(1.5)
    art, room = _art_and_room(setting, said, box.inset(pad), pad)
    small = wrapped(said, setting.small(), room.w, look.measure)
    words = fitted(said, setting.faces(), room.w, room.h, look.measure) or small
    place = Box(room.x, room.y + (room.h - words.height) // 2, room.w, words.height)
    marks: tuple[Mark, ...] = (
        base,
        *_drawing_and_code(card, art, pad),
        *inks(words, place, PLAIN.ink, look.measure, centred=True),
    )
    return Item(f"card:{name}", "button", box, marks, says=said, means=e.CardShown(name))


def _art_and_room(setting: Setting, said: str, inside: Box, pad: int) -> tuple[Box, Box]:
    """Where drawing and code go, and where the title: to their right on a long card, else under them."""
    if inside.w > 2 * inside.h:
        return left(inside, min(2 * inside.h + pad, inside.w * 3 // 5), pad)
    title = wrapped(said, setting.small(), inside.w, setting.look.measure)
    return foot(inside, min(title.height, inside.h * 3 // 5), pad // 2)


def _drawing_and_code(card: PracticeCard, box: Box, gap: int) -> tuple[Mark, ...]:
    """Beside one another, both as large as the room allows; a card without a drawing shows its code alone."""
    if not card.picture:
        side = min(box.w, box.h)
        return (Code(centred(box, side, side), card.payload),)
    side = min(box.w * 3 // 5, box.h)
    drawing, other = left(box, box.w - side - gap, gap)
    return (Picture(drawing, card.picture), Code(centred(other, side, side), card.payload))


def _brackets(setting: Setting, view: Box) -> tuple[Mark, ...]:
    """Four corners of a square in the middle of the view."""
    look = setting.look
    side = min(view.w, view.h) * 4 // 5
    thick, arm = look.mm(1.6), side // 4
    x, y = view.x + (view.w - side) // 2, view.y + (view.h - side) // 2
    far_x, far_y = x + side, y + side
    places = (
        Box(x, y, arm, thick), Box(x, y, thick, arm),
        Box(far_x - arm, y, arm, thick), Box(far_x - thick, y, thick, arm),
        Box(x, far_y - thick, arm, thick), Box(x, far_y - arm, thick, arm),
        Box(far_x - arm, far_y - thick, arm, thick), Box(far_x - thick, far_y - arm, thick, arm),
    )  # fmt: skip
    return tuple(Plate(place, JADE_LIGHT, radius=thick // 3) for place in places)


def wants_cards(setting: Setting) -> bool:
    """Whether the cards are shown on screen, for want of a camera."""
    return "camera" in setting.state.broken
