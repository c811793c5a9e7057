"""Who this machine is to the office: a random number that says nothing, and a key that proves a document is its own.

The number is another one every year, so that years cannot be laid end to end by it. The key stays, for the office has
its public half; with it comes the public code of the place, which is no secret anyway. Both are made when they are
first needed, never at the factory: cards that are copied before their first start make different ones.
"""

import base64
import os
import secrets
from pathlib import Path
from threading import get_native_id
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.durable import settle
from kiosk.stats.document import KIOSK

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_FILE, NUMBER_FILE = "device-key.pem", "number.json"
NOBODY = "0" * 16
_PRIVATE = 0o600


class NoIdentity(Exception):  # noqa: N818 - told in a sentence
    """Number or key can be neither read nor made."""


class _Number(Struct, frozen=True, forbid_unknown_fields=True):
    """`number.json`."""

    kiosk: Annotated[str, Meta(pattern=KIOSK)]
    year: int


class Identity:
    """The number and the key in a folder. Faults leave as `NoIdentity`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def number(self, day: str) -> str:
        """The random number for a day; the first day of a later year makes another."""
        year, file = int(day[:4]), self._folder / NUMBER_FILE
        known = self._known(file)
        if known is None or year > known.year:
            known = _Number(secrets.token_hex(8), year)
            _kept(file, msgspec.json.encode(known), anew=True)
        return known.kiosk

    def known(self) -> str:
        """The number as it is now, without making one; nothing but noughts when there is none yet."""
        known = self._known(self._folder / NUMBER_FILE)
        return known.kiosk if known else NOBODY

    def sign(self, text: bytes) -> bytes:
        """Ed25519 over the text (RFC 8032)."""
        return self._key().sign(text)

    def public(self) -> str:
        """The public half, as the office writes it into its register: 32 bytes in Base64."""
        return base64.b64encode(self._key().public_key().public_bytes_raw()).decode()

    def clear(self) -> None:
        """Remove what a pulled plug left behind, half a key perhaps."""
        try:
            for beside in self._folder.glob(".*.new"):
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise NoIdentity(f"{self._folder} cannot be written ({error.strerror}).") from error

    def _known(self, file: Path) -> _Number | None:
        """A damaged number is made anew: the office knows kiosks by their keys."""
        raw = _read(file)
        try:
            return None if raw is None else msgspec.json.decode(raw, type=_Number)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _key(self) -> "Ed25519PrivateKey":
        """The key; a damaged one is not replaced, for the office would take nothing signed with another."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

        file = self._folder / KEY_FILE
        raw = _read(file)
        if raw is None:
            raw = _kept(file, _pem(Ed25519PrivateKey.generate()), anew=False)
        try:
            key = load_pem_private_key(raw, None)
        except (ValueError, TypeError) as error:
            raise NoIdentity(_damaged(file)) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise NoIdentity(_damaged(file))
        return key


def _pem(key: "Ed25519PrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _damaged(file: Path) -> str:
    remedy = "Remove it, and give the office the new key that `kiosk stats key` then tells."
    return f"{file}: the key of this kiosk is damaged. {remedy}"


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NoIdentity(f"{file} cannot be read ({error.strerror}); run it as the kiosk's user.") from error


def _kept(file: Path, raw: bytes, *, anew: bool) -> bytes:
    """Put a private file in its place, as a whole; what is there then. Without `anew` the first to come has made it.

    Unlike `kiosk.durable.keep` the file is nobody else's from its first byte on, and two that start at the same time
    have one key.
    """
    beside = file.with_name(f".{file.name}.{get_native_id()}.new")
    try:
        file.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE), "wb") as new:
            os.fchmod(new.fileno(), _PRIVATE)
            new.write(raw)
            new.flush()
            os.fsync(new.fileno())
        _place(beside, file, anew=anew)
        settle(file.parent)
        return file.read_bytes()
    except OSError as error:
        raise NoIdentity(f"{file} cannot be written ({error.strerror}).") from error
    finally:
        beside.unlink(missing_ok=True)


def _place(beside: Path, file: Path, *, anew: bool) -> None:
    if anew:
        beside.replace(file)
        return
    try:
        file.hardlink_to(beside)
    except FileExistsError:
        return
