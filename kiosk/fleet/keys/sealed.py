"""A key as a file that only its passphrase opens.

PKCS#8 in PEM, encrypted as `cryptography` thinks best. That is AES-256 under PBKDF2 with 2,048 rounds (seen with
`openssl asn1parse`, cryptography 50): a passphrase that people can remember would be tried out in days. So it goes
through scrypt first, with a salt that stands in front of the key, where RFC 7468 allows words. A key without such a
line, made by another program, opens with its passphrase as it is.
"""

import os
import re
import unicodedata
from hashlib import scrypt
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner

from kiosk.fleet.refusing import NotPublished

COST = 1 << 17
"""128 MB and 0.4 s a try, on a PC with two cores."""
_COSTS = (1 << 10, 1 << 20)
"""No file makes this machine work for hours."""

_LINE = re.compile(rb"^scrypt n=([0-9]{1,8}) r=8 p=1 salt=([0-9a-f]{32})$", re.MULTILINE)


def sealed(signer: CryptoSigner, name: str, passphrase: str, cost: int = COST) -> bytes:
    """The secret half, as text for a file."""
    salt = os.urandom(16)
    key = load_pem_private_key(signer.private_bytes, None)
    lock = BestAvailableEncryption(_stretched(passphrase, salt, cost))
    head = f"Key of {name} for the content of kiosks. Keep it to yourself.\nscrypt n={cost} r=8 p=1 salt={salt.hex()}\n"
    return head.encode() + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def open_half(signer: CryptoSigner) -> bytes:
    """The half that everybody may see, as PEM."""
    mine = load_pem_private_key(signer.private_bytes, None).public_key()
    return mine.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def unsealed(path: Path, raw: bytes, passphrase: str) -> CryptoSigner:
    """The key in a file."""
    found = _LINE.search(raw)
    cost = int(found[1]) if found else COST
    if not _COSTS[0] <= cost <= _COSTS[1] or cost & (cost - 1):
        raise NotPublished(f"{path} is damaged. Take it from a copy.")
    password = _stretched(passphrase, bytes.fromhex(found[2].decode()), cost) if found else _typed(passphrase)
    try:
        return CryptoSigner(load_pem_private_key(raw, password))
    except (ValueError, TypeError) as error:
        lost = "Type the passphrase once more; if nobody knows it, the key is lost: see docs/ceremony.md."
        raise NotPublished(f"{path} did not open. {lost}") from error


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    return scrypt(_typed(passphrase), salt=salt, n=cost, r=8, p=1, maxmem=cost * 1024 + (1 << 22)).hex().encode()


def _typed(passphrase: str) -> bytes:
    """`ế` is one letter on some keyboards and three on others; it is the same passphrase."""
    return unicodedata.normalize("NFC", passphrase).encode()
