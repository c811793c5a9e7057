"""The sentence of a scene, with the word being spoken on gold.

A sentence too long for its room is split in pages that follow the voice. When the voice has ended the last page stays;
when the kiosk has no voice the pages turn by themselves, slowly.
"""

from msgspec import Struct

from kiosk.core.telling import caption as told
from kiosk.core.telling import lines
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import GOLD_SOFT, INK, LILAC_DEEP, PURPLE
from kiosk.scenes.type import Paragraph, inks, line_px, lines_in, paged, pitch_px
from kiosk.scenes.values import Box, Colour, Face, Item, Mark, Plate

BEATS_A_PAGE = 10
"""Five seconds, when pages turn without a voice."""


class Pages(Struct, frozen=True):
    """A sentence in pages, and which of them is shown."""

    pages: tuple[Paragraph, ...]
    now: int
    word: int
    """Index of the word being spoken, or -1."""

    @property
    def shown(self) -> Paragraph:
        """The page on the screen."""
        return self.pages[self.now]


def caption(
    setting: Setting, box: Box, face: Face | None = None, *, centred: bool = False, middle: bool = False
) -> Item:
    """The sentence in a box, from its top or in its `middle`."""
    words = told(setting.library, setting.state)
    face = face or setting.body()
    pages = pages_of(setting, words, box, face)
    place = _placed(box, pages.shown, middle=middle)
    marks = (*_spoken(setting, pages, place, centred=centred), *_words(setting, pages, place, INK, centred=centred))
    side = _side(setting)
    whole = Box(box.x - side, box.y, box.w + 2 * side, box.h)
    return Item("caption", "text", whole, (*marks, *_dots(setting, pages, box, centred=centred)), says=words)


def height_of(setting: Setting, width: int, most: int, face: Face | None = None) -> int:
    """How high a caption box wants to be for the longest sentence of this scene, up to so many lines."""
    told_here = lines(setting.library, setting.state)
    return max((_height(setting, words, width, most, face) for words in told_here), default=0)


def _height(setting: Setting, words: str, width: int, most: int, face: Face | None) -> int:
    face = face or setting.body()
    pages = paged(words, face, width, most, setting.look.measure)
    paragraph = max(pages, key=lambda page: len(page.lines))
    return paragraph.height + (_foot(setting) if len(pages) > 1 else 0)


def pages_of(setting: Setting, words: str, room: Box, face: Face) -> Pages:
    """Split a sentence for a room and find the page to show."""
    measure = setting.look.measure
    pages = paged(words, face, room.w, max(1, lines_in(room.h, face.px)), measure)
    if len(pages) > 1:
        pages = paged(words, face, room.w, max(1, lines_in(room.h - _foot(setting), face.px)), measure)
    word = _word(setting, words)
    return Pages(pages, _page(setting, pages, word), word)


def _word(setting: Setting, words: str) -> int:
    speaking = setting.state.speaking
    if speaking.ended or not 0 <= speaking.line < len(speaking.lines) or speaking.lines[speaking.line] != words:
        return -1
    return speaking.word


def _page(setting: Setting, pages: tuple[Paragraph, ...], word: int) -> int:
    if "voice" in setting.state.broken:
        return setting.state.beat // BEATS_A_PAGE % len(pages)
    if word >= 0:
        return max(n for n, page in enumerate(pages) if page.lines[0].first <= word or n == 0)
    heard = setting.state.speaking.ended and bool(setting.state.speaking.lines)
    return len(pages) - 1 if heard else 0


def _side(setting: Setting) -> int:
    """Room for the gold plate to stand out beside a word."""
    return setting.look.mm(1)


def _foot(setting: Setting) -> int:
    """Height of the dots under a page."""
    return setting.look.mm(1.5)


def _placed(room: Box, page: Paragraph, *, middle: bool) -> Box:
    rest = room.h - page.height
    return Box(room.x, room.y + (rest // 2 if middle and rest > 0 else 0), room.w, page.height)


def _words(setting: Setting, pages: Pages, place: Box, colour: Colour, *, centred: bool) -> tuple[Mark, ...]:
    return inks(pages.shown, place, colour, setting.look.measure, centred=centred)


def _spoken(setting: Setting, pages: Pages, place: Box, *, centred: bool) -> tuple[Mark, ...]:
    """The gold plate behind the word being spoken."""
    page, measure, px = pages.shown, setting.look.measure, pages.shown.face.px
    for number, line in reversed(tuple(enumerate(page.lines))):
        at, tokens = pages.word - line.first, line.text.split(" ")
        if 0 <= at < len(tokens):
            before = measure(" ".join(tokens[:at]) + " ", page.face) if at else 0
            width = measure(" ".join(tokens[: at + 1]), page.face) - before
            start = place.x + ((place.w - measure(line.text, page.face)) // 2 if centred else 0)
            side = _side(setting)
            box = Box(start + before - side, place.y + number * pitch_px(px), width + 2 * side, line_px(px))
            return (Plate(box, GOLD_SOFT, radius=setting.look.mm(1.5)),)
    return ()


def _dots(setting: Setting, pages: Pages, box: Box, *, centred: bool) -> tuple[Mark, ...]:
    if len(pages.pages) == 1:
        return ()
    size = setting.look.mm(1.2)
    step = 2 * size
    wide = step * (len(pages.pages) - 1) + size
    x = box.x + ((box.w - wide) // 2 if centred else 0)
    return tuple(
        Plate(Box(x + n * step, box.bottom - size, size, size), colour, radius=size // 2)
        for n, colour in enumerate(PURPLE if n == pages.now else LILAC_DEEP for n in range(len(pages.pages)))
    )
