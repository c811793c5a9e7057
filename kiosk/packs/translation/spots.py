"""Where each single value of a YAML file stands, letter by letter, so that one can be changed and nothing else.

Writing the whole file anew would lose the author's comments, her order and her line breaks; a table of changes she did
not make is no table of changes. The places come from libyaml's own marks, and what was written is read again and
compared before anybody gets it: a style that would not hold the new words falls back to double quotes.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from kiosk.packs.findings.finding import Steps

_BOM = "\ufeff"
_SAFE_BARE = re.compile(r"[^\W\d_][\w .,;?!()/–—…“”‘’%₫-]*")
"""Words that mean themselves without quotes: they begin with a letter and hold no sign of YAML's. A comma ends a value
in braces, so bare words with one are only kept where none were.
"""


class Spot(Struct, frozen=True):
    """One value: from which letter to which, how it is written, and what it says."""

    start: int
    end: int
    style: str
    """`"`, `'`, `>`, `|`, or empty for bare words."""
    text: str


def spots(text: str) -> dict[Steps, Spot]:
    """Every single value of a file that `kiosk.packs.reading.nodes` has read without complaint."""
    import yaml  # noqa: PLC0415 - as there

    shift = len(_BOM) if text.startswith(_BOM) else 0  # libyaml does not count it
    events = yaml.parse(text[shift:], Loader=yaml.CSafeLoader)
    next(events)  # the stream begins
    if _kind(next(events)) != "DocumentStart":
        return {}
    return dict(_values(events, next(events), (), shift))


def rewritten(text: str, changes: Mapping[Steps, str]) -> str:
    """The file with other words at these places; `ValueError` when they cannot be written."""
    before = spots(text)
    wanted = {steps: changes.get(steps, spot.text) for steps, spot in before.items()}
    for write in (_as_before, _quoted):
        made = _replaced(text, before, changes, write)
        if {steps: spot.text for steps, spot in spots_or_none(made).items()} == wanted:
            return made
    raise ValueError("it cannot be written")


def spots_or_none(text: str) -> dict[Steps, Spot]:
    """Spots of a file that may have been spoilt; none of one that is."""
    import yaml  # noqa: PLC0415

    try:
        return spots(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}


def _replaced(text: str, before: Mapping[Steps, Spot], changes: Mapping[Steps, str], write: Any) -> str:
    """From the end to the beginning, so that places ahead stay where they are."""
    for steps in sorted(changes, key=lambda steps: before[steps].start, reverse=True):
        spot = before[steps]
        text = text[: spot.start] + write(text[spot.start : spot.end], spot, changes[steps]) + text[spot.end :]
    return text


def _as_before(raw: str, spot: Spot, words: str) -> str:
    """In the style in which the old words were written."""
    plain = "\n" not in words and not any(_special(letter) for letter in words)
    if spot.style == "'" and plain:
        return "'" + words.replace("'", "''") + "'"
    if spot.style in (">", "|") and plain and "\n" in raw:
        head, body = raw.split("\n", 1)
        indent = body[: len(body) - len(body.lstrip(" "))]
        return f"{head}\n{indent}{words}{_tail(raw)}"
    if not spot.style and _SAFE_BARE.fullmatch(words) and ("," not in words or "," in raw):
        return words
    return _quoted(raw, spot, words)


def _quoted(raw: str, spot: Spot, words: str) -> str:
    """In double quotes, which hold everything."""
    inside = "".join(_escaped(letter) for letter in words)
    return f'"{inside}"{_tail(raw) if spot.style in (">", "|") else ""}'


def _tail(raw: str) -> str:
    """A block owns the line breaks behind it."""
    return raw[len(raw.rstrip()) :]


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if not _special(letter):
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def _special(letter: str) -> bool:
    """What YAML takes for a break, or may not stand in a file at all."""
    return letter != " " and (unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cn", "Cs", "Co") or letter == _BOM)


def _values(events: Iterator[Any], event: Any, steps: Steps, shift: int) -> Iterator[tuple[Steps, Spot]]:
    match _kind(event):
        case "Scalar":
            style = event.style if event.style in ("'", '"', ">", "|") else ""
            text = unicodedata.normalize("NFC", event.value)
            yield steps, Spot(event.start_mark.index + shift, event.end_mark.index + shift, style, text)
        case "SequenceStart":
            number = 0
            while _kind(inner := next(events)) != "SequenceEnd":
                yield from _values(events, inner, (*steps, number), shift)
                number += 1
        case "MappingStart":
            while _kind(key := next(events)) != "MappingEnd":
                name = unicodedata.normalize("NFC", key.value)
                yield from _values(events, next(events), (*steps, name), shift)


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")
