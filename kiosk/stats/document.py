"""The document of a day as it leaves a kiosk and as the office reads it: one struct, one text, one signature.

Whoever makes it (`kiosk.stats`) and whoever reads it (`kiosk.fleet`) use these very types; unknown fields are refused
on both sides, so nothing can travel that is not named here.
"""

import base64
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

MOST_BYTES = 16_384
"""Of a sealed document."""

SITE = r"^[a-z0-9-]{1,40}$(?!\n)"
KIOSK = r"^[0-9a-f]{16}$(?!\n)"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"
NAME = r"^[a-z][a-z0-9_/.-]{0,79}$(?!\n)"
"""`$` alone lets a newline through at the end."""
VERSION = r"^[0-9A-Za-z._+-]*$(?!\n)"
MOST_NUMBER = 2**53
"""Exact wherever a number may be read."""

Name = Annotated[str, Meta(pattern=NAME)]
Numbers = dict[Name, Annotated[int, Meta(ge=10, le=10_000_000, multiple_of=5)]]
"""Key → how often, at least ten, rounded to five."""


class Nightly(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one kiosk tells of one day."""

    schema: Literal[2] = 2
    kiosk: Annotated[str, Meta(pattern=KIOSK)]
    """A random number of this installation, another one every year."""
    site: Annotated[str, Meta(pattern=SITE)]
    """The public code of the place, as staff gave it."""
    day: Annotated[str, Meta(pattern=DAY)]
    app: Annotated[str, Meta(max_length=20, pattern=VERSION)]
    release: Annotated[str, Meta(max_length=40, pattern=VERSION)]
    """Content in use at the end of the day; empty: what the kiosk was set up with."""
    quiet: bool
    """Fewer than ten visits: then there are no counters."""
    counters: dict[Name, Numbers]
    week: dict[Name, Numbers] = {}
    """On Sundays: what was too small on single days of the week, and is not too small together."""
    health: dict[
        Name,
        Annotated[int, Meta(ge=-MOST_NUMBER, le=MOST_NUMBER)]
        | Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9 ._:/+-]*$(?!\n)")],
    ] = {}
    """About the machine, exact."""


class Sealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document with its signature: Ed25519 over `canonical(document)`, in Base64."""

    document: Nightly
    signature: Annotated[str, Meta(min_length=88, max_length=88)]


class Unreadable(ValueError):  # noqa: N818 - a sentence for the office
    """These bytes are no sealed document."""


def canonical(document: Nightly) -> bytes:
    """The one text of a document: keys sorted, no blanks, so that equal days give equal bytes."""
    return msgspec.json.encode(document, order="sorted")


def sealed(document: Nightly, signature: bytes) -> bytes:
    """What travels. The signature is of `canonical(document)`."""
    return msgspec.json.encode(
        Sealed(document=document, signature=base64.b64encode(signature).decode()), order="sorted"
    )


def opened(raw: bytes) -> Sealed:
    """The sealed document in these bytes. Raises `Unreadable`; the signature has not been looked at yet."""
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"it has {len(raw)} bytes, more than {MOST_BYTES}")
    try:
        return msgspec.json.decode(raw, type=Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(f"it is no document of this version ({error})") from None


def place_of(document: Nightly) -> str:
    """Where it lies in a depot: the same document always at the same place, so nothing is ever doubled."""
    return f"{document.day}/{document.kiosk}.json"
