"""How anything that is not a plain figure is said: abbreviations, capitals, borrowed words, addresses of web pages."""

import re
import unicodedata

from kiosk.core.units import Lang
from kiosk.core.words import tables
from kiosk.core.words.figures import figure_said, plain_said

_PIECES = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|.")
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?|\S+@\S+", re.ASCII)
_VOWELS = frozenset("AEIOUY")


def listed(text: str, lang: Lang) -> str | None:
    """What the table of abbreviations says, exactly as written first, then however it is written."""
    table = tables.ABBREVIATIONS[lang]
    return table.get(text) or table.get(text.lower())


def letters_said(text: str, lang: Lang) -> str:
    """The words of one piece of text without blanks; empty only when nothing in it can be said."""
    if said := listed(text, lang) or figure_said(text, lang) or tables.SYMBOLS[lang].get(text):
        return said
    is_address = _ADDRESS.fullmatch(text) is not None and any(c.isalpha() for c in text)
    words = [_piece(piece, lang, is_address=is_address) for piece in _PIECES.findall(_sayable(text))]
    return re.sub(r"\s*,(?:\s*,)*", ",", " ".join(filter(None, words))).strip(", ")


def _sayable(text: str) -> str:
    """Without the likes of `¼`, which count as letters of a word to a pattern but have no sound."""
    return "".join(" " if c.isalnum() and not c.isalpha() and not c.isdecimal() else c for c in text)


def _piece(piece: str, lang: Lang, *, is_address: bool) -> str:
    """A run of letters, a run of digits, or one sign between them."""
    if piece.isdecimal():
        return plain_said(piece, lang)
    if piece[0].isalpha():
        return _word(piece, lang)
    if piece == "." and is_address:
        return tables.DOT[lang]
    if piece == "/":
        return tables.SLASH[lang] if is_address else ","
    if piece in "*.…•→":
        return ","
    return tables.SYMBOLS[lang].get(piece, "")


def _word(word: str, lang: Lang) -> str:
    """A word as the engine can read it: capitals without a vowel are spelled, all others read as a word."""
    if said := listed(word, lang):
        return said
    plain = _without_marks(word)
    if word.isupper() and len(word) > 1 and not _VOWELS & set(plain):
        return " ".join(tables.LETTERS[lang].get(c, c) for c in (word if lang == "vi" else plain))
    if lang == "en":
        return plain.replace("’", "'")
    # The engine raises its voice for capitals and guesses at spelling them: names of payees are written so.
    return word.lower() if word.isupper() else word


def _without_marks(word: str) -> str:
    """Base letters only: an English voice stops at Vietnamese marks."""
    bare = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))
