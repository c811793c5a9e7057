"""Call this number: what stands there when the kiosk cannot go on by itself. No lesson and no library is needed for it.

Its words are the only ones that stand in code: content may be the very thing that is broken. They are not spoken; the
voice is closed then. Both languages stand there, for nobody can switch.
"""

from collections.abc import Iterator

from kiosk.scenes.grid import margin
from kiosk.scenes.look import Look
from kiosk.scenes.theme import INK, INK_SOFT, LILAC, PAPER, PURPLE
from kiosk.scenes.type import Paragraph, balanced, inks
from kiosk.scenes.values import Box, Colour, Face, Icon, Item, Plate, Scene, Weight

_Told = tuple[Paragraph, Colour]

NO_NUMBER = (
    "Máy đang nghỉ một lát. Nhờ bác gọi giúp người trông máy.",
    "This kiosk is resting. Please call whoever looks after it.",
)
WITH_NUMBER = (
    "Máy đang nghỉ một lát. Nhờ bác gọi giúp số này:",
    "This kiosk is resting. Please call this number.",
)


def calm(look: Look, number: str) -> Scene:
    """A telephone, a sentence, the number as large as it goes, the sentence again in English."""
    told = next((told for told in _sizes(look, number) if _high(look, told) <= look.height), _told(look, number, 0, 0))
    return Scene(look.width, look.height, PAPER, tuple(_stacked(look, told)))


def _sizes(look: Look, number: str) -> Iterator[tuple[_Told, ...]]:
    """From the largest to the smallest that is allowed."""
    body, small = look.body_px("large"), look.small_px()
    for words, digits in ((body, 2 * body), (body, body), (small, body)):
        yield _told(look, number, words, digits)


def _told(look: Look, number: str, words: int, digits: int) -> tuple[_Told, ...]:
    small = look.small_px()
    vi, en = WITH_NUMBER if number else NO_NUMBER
    lines: tuple[tuple[str, Weight, int, Colour], ...] = (
        (vi, "extrabold", words, INK),
        (number, "extrabold", _widest(look, number, digits), PURPLE),
        (en, "semibold", small, INK_SOFT),
    )
    return tuple(
        (balanced(text, Face(weight, max(px, small)), _width(look), look.measure), colour)
        for text, weight, px, colour in lines
        if text
    )


def _widest(look: Look, number: str, px: int) -> int:
    """As large as wanted, or as the width of the screen allows."""
    return next((n for n in range(px, 0, -2) if look.measure(number, Face("extrabold", n)) <= _width(look)), px)


def _width(look: Look) -> int:
    return look.width - 2 * margin(look)


def _high(look: Look, told: tuple[_Told, ...]) -> int:
    return sum(paragraph.height for paragraph, _ in told) + (len(told) - 1) * look.gap


def _stacked(look: Look, told: tuple[_Told, ...]) -> Iterator[Item]:
    """One under another, all of it in the middle of the screen; the telephone where there is room for it."""
    ring, high = look.mm(28), _high(look, told)
    shown = high + ring + 3 * look.gap <= look.height
    y = (look.height - high - (ring + look.gap if shown else 0)) // 2
    if shown:
        yield _telephone(Box((look.width - ring) // 2, y, ring, ring))
        y += ring + look.gap
    for number, (paragraph, colour) in enumerate(told):
        yield _words(look, f"words-{number}", paragraph, y, colour)
        y += paragraph.height + look.gap


def _telephone(box: Box) -> Item:
    ring = Plate(box, LILAC, radius=box.w // 2)
    return Item("telephone", "decor", box, (ring, Icon(box.inset(box.w // 4), "call", PURPLE)))


def _words(look: Look, name: str, paragraph: Paragraph, y: int, colour: Colour) -> Item:
    box = Box(margin(look), y, _width(look), paragraph.height)
    return Item(name, "text", box, inks(paragraph, box, colour, look.measure, centred=True), says=paragraph.text)
