"""How a depot is laid out: the same in a folder, on a stick, on a web server and in a bucket.

    metadata/1.root.json  2.root.json …  timestamp.json  7.snapshot.json  7.targets.json
    targets/release.json, as targets/<sha256>.release.json
    targets/content/…     the content folder as authors know it, one target a file, `<folders>/<sha256>.<name>`
    targets/settings/<group>.toml    settings for the kiosks of a group
    targets/staff/cards.json         digests of the staff cards that open the menu

The Update Framework names what lies in `metadata/` (its specification, section 5, consistent snapshots).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

METADATA = "metadata"
TARGETS = "targets"
RELEASE = "release.json"
CONTENT = "content/"
SETTINGS = "settings/"
CARDS = "staff/cards.json"

MOST_FILES = 8_000
MOST_BYTES = 500_000_000
MOST_BYTES_OF_FILE = 50_000_000
DEEPEST = 6
"""Folders and the name: `content/hue/voices/vi/xin-chao.ogg` has five parts."""
LONGEST_PATH = 200

MADE = "made"
"""The field of `timestamp.json` that says when it was signed: the Framework itself only knows when a thing expires."""

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""No capital: a stick does not tell `Price.yaml` from `price.yaml`. No accent: NFC or NFD, nobody sees."""


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`release.json`: what this depot is and for whom."""

    format: Literal[1] = 1
    fleet: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")]
    """Whose kiosks: `hue`. A kiosk of another fleet refuses it."""
    groups: tuple[Annotated[str, Meta(pattern=r"^(\*|[a-z0-9-]{1,40})$")], ...] = ("*",)
    """Which of them: `market`, `hall`; `*` for all."""
    made: datetime
    """When it was put together, with its time zone."""
    title: dict[Literal["vi", "en"], str] = {}
    """What is new, for staff."""
    needs: int = 1
    """The least `kiosk.update.layout.SPEAKS` of a kiosk that can use it."""


SPEAKS = 1
"""What this kiosk understands; raised when content is written in a way that older kiosks cannot read."""


def odd_names(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(path, what is odd about it) for every path that must not be written to a disk; also two that clash."""
    seen: set[str] = set()
    for path in paths:
        why = odd(path) or ("there are two of it" if path.casefold() in seen else "")
        seen.add(path.casefold())
        if why:
            yield path, why


def odd(path: str) -> str:
    """Why a path may not be a target; empty when it may. Escapes, links to elsewhere and devices have no such name."""
    parts = path.split("/")
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        return "too long or too deep"
    if not unicodedata.is_normalized("NFC", path):
        return "not NFC"
    if not all(_PLAIN.fullmatch(part) for part in parts):
        return "letters other than a-z, 0-9, dot, dash and underscore"
    return "" if parts[0] in ("content", "settings", "staff") or path == RELEASE else "nothing that a kiosk knows"
