"""Practice cards on paper: four cards of A6 on each sheet of A4, to be cut apart along the marks.

Each says in both languages that it is for practice, and its code is one that cannot pay. `kiosk packs check` has seen
to that already; it is looked at once more, because paper stays around for years. Bigger than a bank card, so that
words can be read at arm's length and the code held steadily in two hands.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk.core import codes
from kiosk.core.content.packs import PracticeCard
from kiosk.core.units import Lang

if TYPE_CHECKING:
    from fpdf import FPDF

SHEET_MM = (210.0, 297.0)
CARD_MM = (105.0, 148.5)
"""A quarter of A4."""

SMALLEST_MODULE_MM = 0.8
"""Below this cheap cameras begin to miss squares of the code at arm's length."""

CODE_MM = 82.0
"""The side of a code with its quiet margin, at most."""

_EDGE_MM = 8.0
"""What printers may leave white, and a slip of the scissors, stay clear of words and code."""
_BAND_MM = 17.0
_PICTURE_MM = 29.0
_PIXELS_A_MM = 12
"""About 300 to the inch."""

_INK, _PALE, _BAND, _WHITE = (20, 28, 40), (86, 92, 102), (0, 77, 110), (255, 255, 255)


class _Type(Struct, frozen=True):
    """How words are set."""

    points: int
    colour: tuple[int, int, int]
    style: str = ""

    @property
    def line_mm(self) -> float:
        """From one line to the next: 1.28 of the letters' size, of 0.353 mm a point; marks on capitals need it."""
        return self.points * 0.45


_WARNING = (
    ("THẺ TẬP – không trả tiền được", _Type(14, _WHITE, "B")),
    ("PRACTICE CARD – it cannot pay", _Type(10, _WHITE)),
)
_TITLE: tuple[tuple[Lang, _Type], ...] = (("vi", _Type(20, _INK, "B")), ("en", _Type(13, _PALE)))
_NAME = _Type(8, _PALE)

Modules = Callable[[str], Sequence[str]]
"""A code as rows of `1` (dark) and `0`, with its quiet margin: the same that the synthetic camera holds up."""

Painted = Callable[[str, int, int], bytes]
"""A PNG of a drawing by its name, inside so many pixels."""


class CardsNotPrinted(Exception):  # noqa: N818 - told to staff in a sentence
    """These cards must not or cannot be printed; the message says which and what to do."""


def cards_pdf(cards: Sequence[PracticeCard], *, modules: Modules, painted: Painted, fonts: Mapping[str, Path]) -> bytes:
    """All sheets as one PDF. `fonts` has a file for `regular` and `bold`."""
    if not cards:
        raise CardsNotPrinted("The content has no practice cards.")
    rows = {card.card: _rows(card, modules) for card in cards}
    sheets = _Sheets(fonts)
    for at, card in enumerate(cards):
        sheets.add(at, card, rows[card.card], painted)
    return sheets.bytes()


def module_mm(rows: Sequence[str]) -> float:
    """How wide a module is printed."""
    return CODE_MM / len(rows)


def _rows(card: PracticeCard, modules: Modules) -> Sequence[str]:
    """The code of a card that may be printed; `CardsNotPrinted` for any other."""
    for why in _objections(card):
        raise CardsNotPrinted(f"Card `{card.card}` is not printed: {why}. Nothing was written.")
    rows = modules(card.payload)
    if module_mm(rows) < SMALLEST_MODULE_MM:
        why = f"its code has {len(rows)} modules a side, each {module_mm(rows):.2f} mm; shorten the payload"
        raise CardsNotPrinted(f"Card `{card.card}` is not printed: {why}. Nothing was written.")
    return rows


def _objections(card: PracticeCard) -> Iterator[str]:
    """Codes that move money are refused by what they say, not by what the author calls them."""
    reading = codes.read(card.payload)
    if reading.kind in ("vietqr", "vnpay", "emv") and not reading.practice:
        yield "its code could move money; give it the bank number 999999, which no bank has"
    if not card.payload.isascii() and reading.kind != "cccd":
        yield "its payload has letters beyond ASCII, which some readers garble; write it without marks"


class _Sheets:
    """A PDF that grows card by card."""

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._pdf = _document(fonts)

    def add(self, at: int, card: PracticeCard, rows: Sequence[str], painted: Painted) -> None:
        if at % 4 == 0:
            self._pdf.add_page()
            self._cut_marks()
        left, top = at % 2 * CARD_MM[0], at % 4 // 2 * CARD_MM[1]
        self._band(left, top)
        self._title(left, top + _BAND_MM, card)
        if card.picture:
            self._picture(left + _EDGE_MM, top + _BAND_MM + 4, painted, card.picture)
        self._code(left + (CARD_MM[0] - CODE_MM) / 2, top + CARD_MM[1] - _EDGE_MM - CODE_MM - 3, rows)
        self._line(left, top + CARD_MM[1] - _EDGE_MM - 3, card.card, _NAME)

    def bytes(self) -> bytes:
        return bytes(self._pdf.output())

    def _band(self, left: float, top: float) -> None:
        """Clear of the cut, so that scissors need not be exact and printers need not reach the edge."""
        self._pdf.set_fill_color(*_BAND)
        self._pdf.rect(left + 4, top + 4, CARD_MM[0] - 8, _BAND_MM - 3, style="F", round_corners=True, corner_radius=2)
        for n, (words, how) in enumerate(_WARNING):
            self._line(left, top + 5 + n * 6.6, words, how)

    def _title(self, left: float, top: float, card: PracticeCard) -> None:
        x = left + _EDGE_MM + (_PICTURE_MM + 4 if card.picture else 0)
        wide = left + CARD_MM[0] - _EDGE_MM - x
        self._pdf.set_xy(x, top + 7)
        for lang, how in _TITLE:
            self._set(how)
            self._pdf.multi_cell(wide, how.line_mm, card.title[lang], align="L", new_x="LEFT", new_y="NEXT")

    def _picture(self, left: float, top: float, painted: Painted, name: str) -> None:
        side = int(_PICTURE_MM * _PIXELS_A_MM)
        self._pdf.image(BytesIO(painted(name, side, side)), left, top, _PICTURE_MM, _PICTURE_MM, keep_aspect_ratio=True)

    def _code(self, left: float, top: float, rows: Sequence[str]) -> None:
        """Runs of dark modules as ink, not as a picture: printers draw their edges as sharp as they can.

        Each reaches 0.02 mm down into the next row, or viewers show hairs of white between the rows.
        """
        mm = module_mm(rows)
        self._pdf.set_fill_color(0, 0, 0)
        for y, row in enumerate(rows):
            for first, past in _runs(row):
                self._pdf.rect(left + first * mm, top + y * mm, (past - first) * mm, mm + 0.02, style="F")

    def _line(self, left: float, top: float, words: str, how: _Type) -> None:
        """In the middle of a card."""
        self._set(how)
        self._pdf.set_xy(left, top)
        self._pdf.cell(CARD_MM[0], how.line_mm, words, align="C")

    def _set(self, how: _Type) -> None:
        self._pdf.set_font("card", how.style, how.points)
        self._pdf.set_text_color(*how.colour)

    def _cut_marks(self) -> None:
        """Short lines where the cuts begin, end and cross; what lies between is cut along a ruler."""
        pdf = self._pdf
        pdf.set_draw_color(*_PALE)
        pdf.set_line_width(0.15)
        for y0, y1 in ((4, 12), (SHEET_MM[1] / 2 - 4, SHEET_MM[1] / 2 + 4), (SHEET_MM[1] - 12, SHEET_MM[1] - 4)):
            pdf.line(SHEET_MM[0] / 2, y0, SHEET_MM[0] / 2, y1)
        for x0, x1 in ((4, 12), (SHEET_MM[0] / 2 - 4, SHEET_MM[0] / 2 + 4), (SHEET_MM[0] - 12, SHEET_MM[0] - 4)):
            pdf.line(x0, SHEET_MM[1] / 2, x1, SHEET_MM[1] / 2)


def _document(fonts: Mapping[str, Path]) -> "FPDF":
    """An empty A4 document with the kiosk's own font; dated 1970, so that the same cards give the same bytes."""
    try:
        from fpdf import FPDF  # noqa: PLC0415 - an office prints cards; a kiosk does not have it
    except ImportError as error:
        raise CardsNotPrinted("Printing needs fpdf2. Run: pip install 'kiosk[office]'") from error
    pdf = FPDF(format="A4", unit="mm")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime.fromtimestamp(0, UTC))
    pdf.set_margin(0)
    pdf.c_margin = 0
    for style, name in (("", "regular"), ("B", "bold")):
        pdf.add_font("card", style, fonts[name])
    return pdf


def _runs(row: str) -> Iterator[tuple[int, int]]:
    """Where dark modules that touch begin and end."""
    at = 0
    while (first := row.find("1", at)) >= 0:
        at = row.find("0", first)
        at = len(row) if at < 0 else at
        yield first, at
