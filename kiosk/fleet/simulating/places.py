"""Sites and their kiosks: markets and halls over the wards, with codes that are made up."""

import base64
from hashlib import sha256

import msgspec
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from kiosk.fleet.simulating.wards import WARDS, Ward
from kiosk.fleet.sites import Site

MARKETS = ("Chợ Cũ", "Chợ Mới", "Chợ Cầu", "Chợ Bến", "Chợ Chiều", "Chợ Mai", "Chợ Trên", "Chợ Dưới")
MARKETS_EN = ("Old market", "New market", "Bridge market", "Landing market", "Evening market", "Morning market",
              "Upper market", "Lower market")  # fmt: skip
TWO_KIOSKS = 0.12
"""How many sites have a second kiosk."""


class Place(Struct, frozen=True):
    """One kiosk of a made-up fleet."""

    number: int
    kiosk: str
    site: str
    kind: str
    low: bool
    """Where the river comes."""
    secret: bytes
    """Its private key. It follows from the seed, so it guards nothing."""


def key_of(secret: bytes) -> str:
    """The public half, as a register writes it."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()).decode()


def places(kiosks: int, seed: int) -> tuple[tuple[Place, ...], tuple[Site, ...]]:
    """So many kiosks, and the register of their sites."""
    chance = np.random.default_rng([seed, 0])
    shares = np.array([ward.share for ward in WARDS])
    made: list[Place] = []
    sites: list[Site] = []
    while len(made) < kiosks:
        ward = WARDS[int(chance.choice(len(WARDS), p=shares / shares.sum()))]
        here = 2 if chance.random() < TWO_KIOSKS and len(made) + 2 <= kiosks else 1
        kind = "market" if chance.random() < 0.62 else "hall"
        site = _site(ward, kind, len(sites))
        new = [_place(len(made) + one, seed, site, ward) for one in range(here)]
        made += new
        sites.append(msgspec.structs.replace(site, keys=tuple(key_of(one.secret) for one in new)))
    return tuple(made), tuple(sites)


def _site(ward: Ward, kind: str, number: int) -> Site:
    which, again = number % len(MARKETS), number // len(MARKETS)
    vi, en = (MARKETS[which], MARKETS_EN[which]) if kind == "market" else ("Nhà văn hóa", "Culture hall")
    return Site(
        site=f"{'cho' if kind == 'market' else 'nha'}-{ward.code}-{number:04d}",
        name={"vi": f"{vi} {ward.vi} {again + 1}", "en": f"{en} {ward.en} {again + 1}"},
        ward=ward.name,
        kind="market" if kind == "market" else "hall",
        row=ward.row,
        column=ward.column,
    )


def _place(number: int, seed: int, site: Site, ward: Ward) -> Place:
    secret = sha256(f"kiosk {seed} {number}".encode()).digest()
    kiosk = sha256(f"number {seed} {number}".encode()).hexdigest()[:16]
    return Place(number, kiosk, site.site, site.kind, ward.row <= 3 and ward.column >= 3, secret)
