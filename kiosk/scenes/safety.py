"""The card under the words of a lesson: the one sentence to take home, or what the camera has just read."""

from kiosk.core import playing
from kiosk.core.codes.reading import Reading
from kiosk.core.state import Lesson
from kiosk.core.units import Dong
from kiosk.core.words.numbers import money_shown
from kiosk.scenes.controls import Sign, plate
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import JADE, PLAIN
from kiosk.scenes.type import balanced, inks
from kiosk.scenes.values import Box, Item, Mark

SHIELD = Sign("verified_user")


def safety(setting: Setting, lesson: Lesson, box: Box) -> tuple[Item, ...]:
    """The safety sentence at the foot of a box; nothing when it leaves too little room for the instruction."""
    words = setting.said(playing.script(setting.library, lesson).safety)
    return at_foot(setting, "safety", words, SHIELD, box)


def read_card(setting: Setting, reading: Reading, box: Box) -> tuple[Item, ...]:
    """The harmless part of the code just read."""
    words = " · ".join(part for part in _parts(setting, reading) if part)
    return at_foot(setting, "reading", words, Sign("center_focus_strong"), box) if words else ()


def at_foot(setting: Setting, name: str, words: str, sign: Sign, box: Box) -> tuple[Item, ...]:
    """A card with a sentence at the foot of a box, if it fits."""
    look = setting.look
    size, pad, air = look.mm(8), look.mm(3), look.mm(2)
    lines = balanced(words, setting.small("regular"), box.w - size - 3 * pad, look.measure)
    high = lines.height + 2 * air
    if high > box.h:
        return ()
    card = Box(box.x, box.bottom - high, box.w, high)
    place = Box(card.x + size + 2 * pad, card.y + air, lines.width, lines.height)
    marks: tuple[Mark, ...] = (
        plate(look, card, PLAIN, 4),
        sign.at(Box(card.x + pad, card.y + (card.h - size) // 2, size, size), JADE),
        *inks(lines, place, PLAIN.ink, look.measure),
    )
    return (Item(name, "text", card, marks, says=words),)


def _parts(setting: Setting, reading: Reading) -> tuple[str, ...]:
    amount = "" if reading.amount is None else money_shown(Dong(reading.amount), setting.state.lang)
    return (reading.payee, reading.bank, amount, reading.domain, reading.masked, reading.text)
