"""The objects of an EMVCo code: two digits of identifier, two of length, then the value, one after another.

Lengths count characters and are 01 to 99; objects come in any order (NAPAS, VietQR format v1.0, §5.1). Nothing here
knows what an identifier means, and nothing nests by itself: whether a value is a template again depends on where it
stands, and old MoMo codes carry an object 80 of three plain digits where the standard expects a template.
"""

from collections.abc import Iterable

from msgspec import Struct

Item = tuple[str, str]
"""Identifier and value."""

HEAD = 4


class Parsed(Struct, frozen=True):
    """The objects found, and whether they used up the text exactly. After a fault, those before it are still here."""

    items: tuple[Item, ...]
    whole: bool

    def value(self, tag: str) -> str:
        """The value of the first object with this identifier, or nothing."""
        return next((value for found, value in self.items if found == tag), "")

    @property
    def unique(self) -> bool:
        """Whether no identifier comes twice: two readers could take a different one of the two."""
        return len({tag for tag, _ in self.items}) == len(self.items)

    @property
    def sound(self) -> bool:
        """Whether every length told the truth and every identifier came once."""
        return self.whole and self.unique and bool(self.items)


def _is_number(text: str) -> bool:
    # str.isdigit alone also accepts digits of other scripts, which no bank reads.
    return text.isascii() and text.isdigit()


def parse(text: str) -> Parsed:
    """Read objects until the text ends or an object lies about its length. Never raises."""
    items: list[Item] = []
    at = 0
    while at < len(text):
        head = text[at : at + HEAD]
        if len(head) < HEAD or not _is_number(head):
            return Parsed(tuple(items), False)
        end = at + HEAD + int(head[2:])
        if end == at + HEAD or end > len(text):
            return Parsed(tuple(items), False)
        items.append((head[:2], text[at + HEAD : end]))
        at = end
    return Parsed(tuple(items), True)


def parse_counting_bytes(text: str) -> Parsed:
    """The same with lengths that count UTF-8 bytes, as some writers do when a name has Vietnamese letters."""
    # Latin-1 gives every byte a character of its own, so that one reader serves both ways of counting.
    parsed = parse(text.encode("utf-8", "replace").decode("latin-1"))
    items = tuple((tag, value.encode("latin-1").decode("utf-8", "replace")) for tag, value in parsed.items)
    return Parsed(items, parsed.whole)


def write(items: Iterable[Item]) -> str:
    """Objects as text. Strict: an identifier of two digits, a value of 1 to 99 characters."""
    parts = []
    for tag, value in items:
        if len(tag) != 2 or not _is_number(tag):
            raise ValueError(f"{tag!r} is no identifier of a code object; use two digits.")
        if not 1 <= len(value) <= 99:
            raise ValueError(f"The value of object {tag} has {len(value)} characters; 1 to 99 fit.")
        parts.append(f"{tag}{len(value):02d}{value}")
    return "".join(parts)
