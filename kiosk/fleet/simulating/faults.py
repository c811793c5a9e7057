"""What an attacker, a broken card or a wrong clock leaves in a depot: one of each kind for every hundred kiosks."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.fleet.simulating.places import Place
from kiosk.stats.document import MOST_BYTES, Nightly, canonical, opened, sealed

FORMULA = "=cmd|' /C calc'!A0"
PAGE = "<img src=x onerror=alert(1)>"

Fault = tuple[str, bytes]
"""A path below the depot and what lies there."""


def spoil(depot: Path, places: tuple[Place, ...], days: list[date], seed: int) -> int:
    """Add faults; true documents stay as they are."""
    made = 0
    for number, place in enumerate(places[::100]):
        stranger = _stranger(seed, number)
        for path, raw in _faults(depot, place, stranger, days):
            file = depot / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(file):
                file.write_bytes(raw)
                made += 1
    return made


def _stranger(seed: int, number: int) -> str:
    """The number of a kiosk that never was."""
    return sha256(f"stranger {seed} {number}".encode()).hexdigest()[:16]


def _faults(depot: Path, place: Place, stranger: str, days: list[date]) -> Iterator[Fault]:
    day = next((one for one in reversed(days) if (depot / one.isoformat() / f"{place.kiosk}.json").exists()), None)
    if day is None:
        return
    raw = (depot / day.isoformat() / f"{place.kiosk}.json").read_bytes()
    own = Ed25519PrivateKey.from_private_bytes(place.secret)
    other = Ed25519PrivateKey.from_private_bytes(sha256(place.secret).digest())
    true = opened(raw).document
    for number, (begin, make) in enumerate(FAULTS.items()):
        kiosk = f"{int(stranger, 16) ^ number:016x}"
        when = {"early": date(1970, 1, 1), "future": days[-1] + timedelta(days=400)}.get(begin, day)
        document = msgspec.structs.replace(true, kiosk=kiosk, day=when.isoformat())
        yield f"{when.isoformat()}/{kiosk}.json", make(document, own, other)


def _hostile(text: str) -> Callable[[Nightly, Ed25519PrivateKey, Ed25519PrivateKey], bytes]:
    def make(document: Nightly, own: Ed25519PrivateKey, _: Ed25519PrivateKey) -> bytes:
        spoilt = msgspec.structs.replace(document, release=text, counters={"visits": {text: 10}})
        return sealed(spoilt, own.sign(canonical(spoilt)))

    return make


def _signed(document: Nightly, own: Ed25519PrivateKey, _: Ed25519PrivateKey) -> bytes:
    return sealed(document, own.sign(canonical(document)))


def _forged(document: Nightly, _: Ed25519PrivateKey, other: Ed25519PrivateKey) -> bytes:
    return sealed(document, other.sign(canonical(document)))


def _replayed(document: Nightly, own: Ed25519PrivateKey, other: Ed25519PrivateKey) -> bytes:
    return _signed(msgspec.structs.replace(document, kiosk="0" * 16), own, other)


def _elsewhere(document: Nightly, own: Ed25519PrivateKey, other: Ed25519PrivateKey) -> bytes:
    return _signed(msgspec.structs.replace(document, site="nowhere"), own, other)


FAULTS: dict[str, Callable[[Nightly, Ed25519PrivateKey, Ed25519PrivateKey], bytes]] = {
    "early": _signed,
    "future": _signed,
    "forged": _forged,
    "replayed": _replayed,
    "unregistered": _elsewhere,
    "truncated": lambda *made: _signed(*made)[:-40],
    "huge": lambda *made: _signed(*made) + b" " * MOST_BYTES,
    "formula": _hostile(FORMULA),
    "page": _hostile(PAGE),
    "nothing": lambda *_: b"",
}
"""Every fault by its name."""
