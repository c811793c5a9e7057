"""From the text on the screen to the words the voice is given, keeping which shown word each spoken word belongs to.

The engine clips numbers and freezes on long rows of digits, so it never gets to see a figure. The tokens are exactly
`text.split()`: a highlight counts shown words, whatever is said for them.
"""

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.core.words import tables
from kiosk.core.words.dates import date_said, read_date
from kiosk.core.words.figures import long_digits, measure_said
from kiosk.core.words.letters import letters_said, listed

_OPENING = "([{<«“\"'‘¿¡•→–—-"
_CLOSING = ")]}>»”\"'’.,;:!?…–—-"
_ENDS = ".!?"
_RESTS = ",;:…)]–—"


class Token(Struct, frozen=True):
    """One shown word and what is said for it; nothing is said for a lone dash or arrow."""

    shown: str
    said: str


class _Piece(Struct, frozen=True):
    """A shown word taken out of its brackets and punctuation."""

    shown: str
    opening: str
    core: str
    mark: str


def spoken(text: str, lang: Lang) -> tuple[Token, ...]:
    """One token for each word of `text.split()`, with the words to be spoken."""
    pieces = [_piece(shown, lang) for shown in unicodedata.normalize("NFC", text).split()]
    said = [_said(pieces, at, lang) for at in range(len(pieces))]
    return tuple(Token(piece.shown, _rested(pieces, said, at)) for at, piece in enumerate(pieces))


def sentence(tokens: Sequence[Token]) -> str:
    """What the engine is given."""
    return " ".join(token.said for token in tokens if token.said)


def starts(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Where in `sentence` each token begins; a silent token begins where the next one does."""
    found, at = [], 0
    for token in tokens:
        found.append(at)
        at += len(token.said) + 1 if token.said else 0
    return tuple(found)


def _piece(shown: str, lang: Lang) -> _Piece:
    """`(120.000 đ).` is opened by a bracket and closed with a full stop; `TP.` is an abbreviation with its dot."""
    core = shown.lstrip(_OPENING)
    opening = shown[: len(shown) - len(core)]
    stripped = core.rstrip(_CLOSING)
    closing = core[len(stripped) :]
    if closing.startswith(".") and listed(f"{stripped}.", lang):
        stripped, closing = f"{stripped}.", closing[1:]
    end = next((c for c in closing if c in _ENDS), "")
    return _Piece(shown, opening, stripped, end or ("," if set(closing) & set(_RESTS) else ""))


def _said(pieces: Sequence[_Piece], at: int, lang: Lang) -> str:
    """The words of one token, seen between its neighbours."""
    core = pieces[at].core
    before = pieces[at - 1].core.lower() if at and not pieces[at - 1].mark else ""
    after = pieces[at + 1].core.lower() if at + 1 < len(pieces) and not pieces[at].mark else ""
    if core.isdecimal() and core.isascii():
        return _row_of_digits(pieces, at, lang, before, after)
    if after in tables.CURRENCY_SIGNS and core.replace(".", "").replace(",", "").isdecimal():
        return measure_said(core, lang, money=True)
    if before == "ngày" and (date := read_date(core)):
        return date_said(date, lang).removeprefix("ngày ")
    if before and before[-1].isdecimal() and (unit := tables.UNITS[lang].get(core.lower())):
        return unit
    said = letters_said(core, lang)
    return said.removeprefix("tháng ") if before == "tháng" else said


def _row_of_digits(pieces: Sequence[_Piece], at: int, lang: Lang, before: str, after: str) -> str:
    """Bare digits: part of a number written in groups (`1900 1075`), a fourth month or day, an amount, or a number."""
    core = pieces[at].core
    if lang == "vi" and core == "4" and before in ("tháng", "thứ"):
        return "tư"
    if after in tables.UNITS[lang]:
        return measure_said(core, lang)
    if len(_row(pieces, at)) >= 5:
        return long_digits(core, lang) + ("," if after.isdecimal() else "")
    return letters_said(core, lang)


def _row(pieces: Sequence[_Piece], at: int) -> str:
    """All digits of the neighbouring groups that no punctuation parts from this one."""
    first = at
    while first and pieces[first - 1].core.isdecimal() and not pieces[first - 1].mark:
        first -= 1
    last = at
    while last + 1 < len(pieces) and pieces[last + 1].core.isdecimal() and not pieces[last].mark:
        last += 1
    return "".join(piece.core for piece in pieces[first : last + 1])


def _rested(pieces: Sequence[_Piece], said: Sequence[str], at: int) -> str:
    """The words with what makes the voice rest: their own punctuation, that of an amount, or a bracket or dash next."""
    if not said[at]:
        return ""
    last = at + 1 == len(pieces)
    amount = pieces[at].core.lower().endswith(tuple(tables.CURRENCY_SIGNS)) and said[at].endswith(("đồng", "dong"))
    parted = not last and (not said[at + 1] or bool(set(pieces[at + 1].opening) & set("(–—-→")))
    mark = pieces[at].mark or ("," if parted or (amount and not last) else "")
    return said[at].rstrip(",") + (mark or ("," if said[at].endswith(",") else ""))
