"""“Is this code mine?”: what the camera sees, then what the code says, its name or its address in big letters."""

from collections.abc import Callable

from kiosk.core import verdict
from kiosk.core.codes.reading import Reading
from kiosk.core.state import Check
from kiosk.scenes.bar import ANOTHER, BACK, HOME, bar
from kiosk.scenes.caption import caption, height_of
from kiosk.scenes.code_card import code_card, ribbon
from kiosk.scenes.controls import Sign, plate
from kiosk.scenes.grid import Shape, foot, left, shape, stage_box, top
from kiosk.scenes.safety import at_foot
from kiosk.scenes.scan import lying, viewfinder
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import PLAIN
from kiosk.scenes.type import tall
from kiosk.scenes.values import Box, Item, Picture

VIEW_SHARE: dict[Shape, float] = {"wide": 0.5, "low": 0.54, "tall": 0.62}
"""How much of the width (upright: of the height) the view takes; larger than in a lesson, for it is all there is."""

DRAWINGS: dict[verdict.Verdict, str] = {
    "payment": "cash-bag",
    "damaged": "mistake-soft",
    "odd": "mistake-soft",
    "link": "link-web",
    "papers": "refuse-photo",
    "other": "qr-code",
}
"""What stands where the view was: the camera is shut by then, and no frame of it is kept."""


def check_code(setting: Setting) -> tuple[Item, ...]:
    """What is before the camera, or what it said."""
    reading = (setting.state.check or Check()).reading
    if reading is not None:
        return (*_LAID[shape(setting.look)](setting, reading), *bar(setting, BACK, ANOTHER))
    laid = _cards if "camera" in setting.state.broken else _looking
    return (*laid(setting), *bar(setting, BACK, HOME))


def _looking(setting: Setting) -> tuple[Item, ...]:
    look, how, box = setting.look, shape(setting.look), stage_box(setting.look)
    gap, share = look.mm(2 if how == "low" else 5), VIEW_SHARE[how]
    if how == "tall":
        words, view = foot(box, round(box.h * share), gap)
    else:
        view, words = left(box, round(box.w * share), gap)
    _, free = top(words, height_of(setting, words.w, 4), look.mm(3))
    kept = at_foot(setting, "kept", setting.phrase("check_nothing_kept"), Sign("visibility_off"), free)
    room = Box(words.x, words.y, words.w, (kept[0].box.y - look.mm(3) if kept else words.bottom) - words.y)
    seen = viewfinder(setting, view, strip_says="check_strip", trouble=(setting.state.check or Check()).trouble)
    return (*seen, caption(setting, room, middle=how == "wide"), *kept)


def _cards(setting: Setting) -> tuple[Item, ...]:
    """No camera: the practice cards, to see what the service would say."""
    box, lines = stage_box(setting.look), {"wide": 2, "low": 1, "tall": 3}[shape(setting.look)]
    need = tall(lines, setting.body().px) + (setting.look.mm(2) if lines == 1 else 0)
    words, below = top(box, need, setting.look.mm(2))
    names = tuple(card.card for card in verdict.samples(setting.library))
    return (caption(setting, words), *lying(setting, names, below))


def _wide(setting: Setting, reading: Reading) -> tuple[Item, ...]:
    look = setting.look
    panel, words = left(stage_box(look), look.mm(78), look.mm(5))
    said, card = _words_and_card(setting, reading, words)
    return (*_panel(setting, reading, panel), said, *card)


def _low(setting: Setting, reading: Reading) -> tuple[Item, ...]:
    """No room for a drawing beside the card of a payment; the one row of other cards lies over the sentence."""
    look, box = setting.look, stage_box(setting.look)
    if verdict.verdict(reading) == "payment":
        words, place = left(box, box.w * 2 // 5, look.mm(2))
        return (caption(setting, words, middle=True), *code_card(setting, reading, place, headed=True))
    card = code_card(setting, reading, Box(box.x, box.y, box.w, box.h * 3 // 5), headed=True)
    if card:
        _, words = top(box, card[-1].box.bottom - box.y, look.mm(1))
        return (*card, caption(setting, words, middle=True))
    panel, words = left(box, box.w * 2 // 5, look.mm(3))
    return (*_panel(setting, reading, panel), caption(setting, words, middle=True))


def _tall(setting: Setting, reading: Reading) -> tuple[Item, ...]:
    panel, words = top(stage_box(setting.look), setting.look.mm(52), setting.look.mm(4))
    said, card = _words_and_card(setting, reading, words)
    return (*_panel(setting, reading, panel), said, *card)


_LAID: dict[Shape, Callable[[Setting, Reading], tuple[Item, ...]]] = {"wide": _wide, "low": _low, "tall": _tall}


def _words_and_card(setting: Setting, reading: Reading, box: Box) -> tuple[Item, tuple[Item, ...]]:
    """The sentence over the card; the sentence has the whole box where there is no card."""
    look = setting.look
    lines = 3 if verdict.verdict(reading) == "payment" else 6  # five rows need the room that one row leaves
    said, rest = top(box, min(height_of(setting, box.w, lines), box.h * 3 // 5), look.mm(3))
    card = code_card(setting, reading, rest, headed=False)
    return caption(setting, said if card else box, middle=not card), card


def _panel(setting: Setting, reading: Reading, box: Box) -> tuple[Item, ...]:
    """A drawing of what the code is, and the word for it on a ribbon at its foot."""
    look, kind = setting.look, verdict.verdict(reading)
    art, strip = foot(box, ribbon(setting, kind, box).box.h, 0)
    place = art.inset(look.mm(3))
    drawing = Item("drawing", "decor", box, (plate(look, box, PLAIN, 5), Picture(place, DRAWINGS[kind])))
    return drawing, ribbon(setting, kind, strip)
