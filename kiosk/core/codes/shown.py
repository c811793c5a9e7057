"""What of a code's text may be shown: nothing invisible, nothing reversed, no number of a person, never much of it."""

import re
import unicodedata

LONGEST = 80
"""Characters of a foreign text that reach the screen at most."""

_PERSONAL_NUMBER = re.compile(r"\d(?:[ .\-]?\d){8,}")
"""Nine digits or more, also in groups: it may be a phone, an identity, an account or a bank card."""

_REVERSING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Marks that make text run the other way, so that what is read is not what is written."""

_LOOKALIKE_SCRIPTS = ("CYRILLIC", "GREEK")


def masked(number: str) -> str:
    """First three and last character, the rest covered: `046********0`. A short one is covered whole."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 4) + number[-1]


def tail(account: str) -> str:
    """The last four characters of an account, and never more than half of it."""
    return account[-min(4, len(account) // 2) :] if len(account) > 1 else ""


def cleaned(text: str, longest: int = LONGEST) -> str:
    """Composed letters, plain spaces, nothing invisible, long numbers masked, cut to a length."""
    # Cutting first bounds the work for hostile lengths; the slack leaves room for what is taken out.
    piece = unicodedata.normalize("NFC", text[: longest * 4])
    visible = "".join(" " if mark.isspace() else mark for mark in piece if mark.isspace() or _is_visible(mark))
    return _numbers_masked(" ".join(visible.split()))[:longest].rstrip()


def oddity(text: str) -> str:
    """A word for what is odd in a text: `bidi`, `control`, `homoglyph`; empty when nothing is."""
    piece = text[: LONGEST * 8]
    if any(mark in _REVERSING for mark in piece):
        return "bidi"
    if any(not mark.isspace() and unicodedata.category(mark) in {"Cc", "Cs"} for mark in piece):
        return "control"
    return "homoglyph" if any(_mixes_scripts(word) for word in piece.split()) else ""


def foreign(name: str) -> str:
    """`homoglyph` for a name with letters that are not Latin: shops of here write none, and some look like ours."""
    scripts = {unicodedata.name(mark, "?").split()[0] for mark in name[: LONGEST * 8] if mark.isalpha()}
    return "homoglyph" if scripts - {"LATIN"} else ""


def _is_visible(mark: str) -> bool:
    # Every category of "other": control, format (with the reversing marks), surrogate, private use, unassigned.
    return not unicodedata.category(mark).startswith("C")


def _numbers_masked(text: str) -> str:
    return _PERSONAL_NUMBER.sub(lambda number: masked(re.sub(r"\D", "", number[0])), text)


def _mixes_scripts(word: str) -> bool:
    scripts = {unicodedata.name(mark, "?").split()[0] for mark in word if mark.isalpha()}
    return "LATIN" in scripts and any(script in scripts for script in _LOOKALIKE_SCRIPTS)
