"""Whether a document is believed. Whoever can write into the depot can write anything; only a registered key is
trusted, and only for its own site."""

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from kiosk.fleet.sites import Register, raw_key
from kiosk.stats.document import MOST_BYTES, Nightly, Unreadable, canonical, opened, place_of

Reason = Literal[
    "too-large", "not-a-document", "wrong-place", "unknown-site", "no-key-fits", "too-early", "in-the-future",
    "changed-after-sending", "link", "no-file", "strange-name", "cannot-be-read",
]  # fmt: skip

SAID: dict[Reason, str] = {
    "too-large": "larger than a document may be",
    "not-a-document": "not a document of this version",
    "wrong-place": "its day or kiosk is not the one of its place: copied or renamed",
    "unknown-site": "its site is not in the register",
    "no-key-fits": "no key of its site has signed it: forged, damaged, or a key not registered yet",
    "too-early": "of a day before there were kiosks: a clock that was never set",
    "in-the-future": "of a day to come: a clock that is wrong",
    "changed-after-sending": "another document of this kiosk and day came first, and stays",
    "link": "a link, which is not followed",
    "no-file": "not a file",
    "strange-name": "a name that no document has",
    "cannot-be-read": "the disk or its rights do not let it be read",
}
"""Each reason in words. What a file says about itself is never repeated."""

FIRST_DAY = date(2025, 1, 1)
"""No kiosk was running before."""

CLOCKS_DIFFER = timedelta(days=1)
"""A document may be of tomorrow: of the office's day, which began later."""

RETRIED: frozenset[Reason] = frozenset({"unknown-site", "no-key-fits"})
"""What another register may change."""


class Believed(Struct, frozen=True):
    """A document that a registered key has signed."""

    document: Nightly
    digest: bytes


def out_of_time(day: date, today: date) -> Reason | None:
    """Why no document of this day can be true."""
    if day < FIRST_DAY:
        return "too-early"
    return "in-the-future" if day > today + CLOCKS_DIFFER else None


class Judge:
    """Knows the register, and remembers which key a kiosk signed with."""

    def __init__(self, register: Register, today: date) -> None:
        self._today = today
        self._keys = {code: tuple(_keys(site.keys)) for code, site in register.sites.items()}
        self._usual: dict[tuple[str, str], Ed25519PublicKey] = {}

    def judge(self, raw: bytes, place: str) -> Believed | Reason:
        """The document in these bytes, found at `<day>/<kiosk>.json`; or why it is not believed."""
        try:
            sealed = opened(raw)
        except Unreadable:
            return "too-large" if len(raw) > MOST_BYTES else "not-a-document"
        document, text = sealed.document, canonical(sealed.document)
        if flaw := self._flaw(document, place):
            return flaw
        if not self._signed(document, text, sealed.signature):
            return "no-key-fits"
        return Believed(document, sha256(text).digest())

    def _flaw(self, document: Nightly, place: str) -> Reason | None:
        """What is wrong whoever signed it."""
        if place_of(document) != place:
            return "wrong-place"
        try:
            never = out_of_time(date.fromisoformat(document.day), self._today)
        except ValueError:
            return "not-a-document"
        return never or (None if document.site in self._keys else "unknown-site")

    def _signed(self, document: Nightly, text: bytes, signature: str) -> bool:
        try:
            raw = base64.b64decode(signature, validate=True)
        except ValueError:
            return False
        whose = (document.site, document.kiosk)
        usual = self._usual.get(whose)
        for key in (usual, *self._keys[document.site]) if usual else self._keys[document.site]:
            if _fits(key, raw, text):
                self._usual[whose] = key
                return True
        return False


def _keys(texts: tuple[str, ...]) -> Iterator[Ed25519PublicKey]:
    for text in texts:
        raw = raw_key(text)
        if raw is not None:
            yield Ed25519PublicKey.from_public_bytes(raw)


def _fits(key: Ed25519PublicKey, signature: bytes, text: bytes) -> bool:
    try:
        key.verify(signature, text)
    except InvalidSignature:
        return False
    return True
