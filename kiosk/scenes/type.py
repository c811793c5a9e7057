"""Setting words: where lines break, how high they stand.

Lines are 1.5 em apart, as stacked Vietnamese marks need. The line box is 1.362 em, the line size of Open Sans and of
Noto Sans.
"""

import math
from functools import lru_cache

from msgspec import Struct

from kiosk.scenes.look import Measure
from kiosk.scenes.values import Box, Colour, Face, Ink

LINE = 1.362
PITCH = 1.5
LONG = 14
"""Letters from which a single word may be broken: a web address, never a word of a language."""


def line_px(px: int) -> int:
    """Height of a line box. One pixel over, since font libraries round ascent and descent up on their own."""
    return math.ceil(px * LINE) + 1


def pitch_px(px: int) -> int:
    """From one line to the next."""
    return math.ceil(px * PITCH)


class Line(Struct, frozen=True):
    """One set line and the index of its first word in the whole text."""

    text: str
    first: int


class Paragraph(Struct, frozen=True):
    """Lines of one face."""

    lines: tuple[Line, ...]
    face: Face
    width: int
    """Of the widest line."""

    @property
    def height(self) -> int:
        """From the top of the first line box to the bottom of the last."""
        return tall(len(self.lines), self.face.px)

    @property
    def text(self) -> str:
        """Its words again, in one line."""
        return " ".join(line.text for line in self.lines)


def tall(lines: int, px: int) -> int:
    """Height of so many lines."""
    return max(0, lines - 1) * pitch_px(px) + line_px(px)


def lines_in(height: int, px: int) -> int:
    """How many lines fit in a height."""
    return max(0, (height - line_px(px)) // pitch_px(px) + 1) if height >= line_px(px) else 0


@lru_cache(maxsize=4096)
def wrapped(text: str, face: Face, width: int, measure: Measure) -> Paragraph:
    """The text in lines no wider than `width`; a single word wider than that stands out, for `check` to find."""
    lines = tuple(_lines(_pieces(text, face, width, measure), face, width, measure))
    widest = max((measure(line.text, face) for line in lines), default=0)
    return Paragraph(lines or (Line("", 0),), face, widest)


@lru_cache(maxsize=1024)
def balanced(text: str, face: Face, width: int, measure: Measure) -> Paragraph:
    """As many lines as `wrapped` needs, as even as they can be: no last line of a single word."""
    wide = wrapped(text, face, width, measure)
    narrow, enough = width // 2, width
    while enough - narrow > face.px // 4:
        middle = (narrow + enough) // 2
        paragraph = wrapped(text, face, middle, measure)
        if len(paragraph.lines) == len(wide.lines) and paragraph.width <= middle:
            enough = middle
        else:
            narrow = middle
    return wrapped(text, face, enough, measure)


@lru_cache(maxsize=1024)
def paged(text: str, face: Face, width: int, lines: int, measure: Measure) -> tuple[Paragraph, ...]:
    """The text in pages of at most so many lines, ending where a sentence ends when one does in the second half."""
    words = text.split()
    pages: list[Paragraph] = []
    done = 0
    while done < len(words) or not pages:
        rest = wrapped(" ".join(words[done:]), face, width, measure)
        taken = len(words) - done if len(rest.lines) <= lines else _breath(words[done:], rest.lines[lines].first)
        page = balanced(" ".join(words[done : done + taken]), face, width, measure)
        pages.append(Paragraph(tuple(Line(line.text, line.first + done) for line in page.lines), face, page.width))
        done += max(1, taken)
    return tuple(pages)


def forget_words() -> None:
    """Leave nothing behind of the texts that were set, for some were names or digits."""
    for cached in (wrapped, balanced, paged):
        cached.cache_clear()


def fitted(text: str, faces: tuple[Face, ...], width: int, height: int, measure: Measure) -> Paragraph | None:
    """The text in the first of these faces that fits a room; `None` when none does."""
    for face in faces:
        paragraph = wrapped(text, face, width, measure)
        if paragraph.width <= width and paragraph.height <= height:
            return paragraph
    return None


def inks(paragraph: Paragraph, box: Box, colour: Colour, measure: Measure, *, centred: bool = False) -> tuple[Ink, ...]:
    """The lines of a paragraph as marks, from the top of the box."""
    px = paragraph.face.px
    marks = []
    for number, line in enumerate(paragraph.lines if paragraph.text else ()):
        width = measure(line.text, paragraph.face)
        x = box.x + (box.w - width) // 2 if centred else box.x
        place = Box(x, box.y + number * pitch_px(px), width, line_px(px))
        marks.append(Ink(place, line.text, paragraph.face, colour))
    return tuple(marks)


def _pieces(text: str, face: Face, width: int, measure: Measure) -> list[tuple[int, str]]:
    """Words with their index; addresses wider than a line in as many pieces as needed."""
    pieces = []
    for index, word in enumerate(text.split()):
        breakable = len(word) >= LONG  # and so is what is left of it
        while breakable and measure(word, face) > width:
            cut = next((n for n in range(len(word) - 1, 1, -1) if measure(word[:n], face) <= width), 1)
            pieces.append((index, word[:cut]))
            word = word[cut:]  # noqa: PLW2901 - what is left of it
        pieces.append((index, word))
    return pieces


def _lines(pieces: list[tuple[int, str]], face: Face, width: int, measure: Measure) -> list[Line]:
    lines: list[Line] = []
    for index, word in pieces:
        longer = f"{lines[-1].text} {word}" if lines else ""
        if lines and measure(longer, face) <= width:
            lines[-1] = Line(longer, lines[-1].first)
        else:
            lines.append(Line(word, index))
    return lines


def _breath(words: list[str], most: int) -> int:
    """How many of at most `most` words to take so that a page ends where one may breathe."""
    for ends in (".?!:", ",;"):
        for taken in range(most, most // 2, -1):
            if words[taken - 1][-1] in ends:
                return taken
    return most
