"""The lines of an answer file, as volunteers write them: on a telephone, in Notepad, copied out of a chat.

It is TOML without sections. A reader of TOML stops at the first thing that is wrong and knows no lines, so each line is
read by itself. What is harmless is taken as it is meant: marks at the beginning of a file, Windows line ends, curly
quotation marks, no quotation marks at all, letters with loose accents. The rest becomes a fault with its line.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from kiosk.setup.fault import Wrong

MOST_BYTES = 64 * 1024
"""An answer file has one or two thousand."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Notepad writes the first, and the second when somebody saves as “Unicode”."""

_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
"""Marks without a width, which come along when text is copied out of a chat."""
_SPACES = {0x00A0: " ", 0x202F: " ", 0x3000: " ", 0x0009: " "}

_CURLY = re.compile(r"^[“”„‟″«](?P<text>[^“”„‟″«»]*)[“”‟″»]\s*(#.*)?$|^[‘’‚‛](?P<single>[^‘’‚‛]*)[‘’‛]\s*(#.*)?$")
_JOINS = re.compile(r"[ -]+")
_DOUBLED = re.compile(r"=\s*[\"'“”„‟″«‘’‚‛]")
_AFTER = re.compile(r"([\"'“”‟″»‘’‛])\s*[,;.]+\s*$")
"""An equals sign too many, and what ends a line in other languages: neither stands within the quotation marks."""
_QUOTES = frozenset("\"'“”„‟″«»")


class Line(Struct, frozen=True):
    """`name = value` on a line of the file."""

    number: int
    name: str
    value: str = ""
    wrong: str = ""
    """The code of what is wrong with how the value is written; then there is no value."""
    hashed: bool = False
    """A value without quotation marks was followed by `#`: a comment, or part of it?"""


def text_of(raw: bytes) -> str:
    """The file as text. Raises `Wrong`."""
    if len(raw) > MOST_BYTES:
        raise Wrong("file.long")
    coding = next(((bom, name) for bom, name in _BOMS if raw.startswith(bom)), (b"", "utf-8"))
    try:
        text = raw.removeprefix(coding[0]).decode(coding[1])
    except UnicodeDecodeError:
        raise Wrong("file.letters") from None
    if "\0" in text:
        raise Wrong("file.letters")
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN).translate(_SPACES)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> Iterator[Line]:
    """Every line that says something. Of a secret key that somebody has pasted only its first line is looked at."""
    pasted = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if not pasted and bare and not bare.startswith("#"):
            yield _line(number, bare)
        pasted = ("PRIVATE KEY" in bare and "BEGIN" in bare) or (pasted and "PRIVATE KEY" not in bare)


def _line(number: int, bare: str) -> Line:
    if bare.startswith("["):
        return Line(number, "", wrong="line.section")
    name, equals, value = bare.partition("=")
    if not equals:
        return Line(number, "", wrong="line.equals")
    name = name.strip().strip("\"'“”").lower()
    name = _JOINS.sub("_", name)
    try:
        text, hashed = _value(value.strip())
    except Wrong as wrong:
        return Line(number, name, wrong=wrong.code)
    return Line(number, name, text, hashed=hashed)


def _value(written: str) -> tuple[str, bool]:
    if "PRIVATE KEY" in written:
        raise Wrong("secret")
    if _DOUBLED.match(written):
        written = written[1:].lstrip()
    written = _AFTER.sub(r"\1", written)
    curly = _CURLY.match(written)
    if curly:
        return curly["text"] or curly["single"] or "", False
    if written[:1] in ('"', "'"):
        return _quoted(written), False
    text, hashed, _ = written.partition(" #") if not written.startswith("#") else ("", "#", "")
    text = text.strip()
    if set(text) & _QUOTES or "\\" in text:
        raise Wrong("line.quotes")
    if text[:1] in ("[", "{"):
        raise Wrong("line.list")
    return text, bool(hashed) and bool(text)


def _quoted(written: str) -> str:
    try:
        return str(tomllib.loads(f"value = {written}")["value"])
    except tomllib.TOMLDecodeError:
        raise Wrong("line.backslash" if "\\" in written and written.count(written[0]) == 2 else "line.quotes") from None
