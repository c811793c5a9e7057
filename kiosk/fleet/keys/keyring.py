"""Keys of people: made, admitted and opened for signing."""

import os
import re
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from securesystemslib.signer import CryptoSigner, Key, Signer, SSlibKey

from kiosk.fleet.depot.state import NAME
from kiosk.fleet.keys import sealed
from kiosk.fleet.keys.secret import SHORTEST, Ask
from kiosk.fleet.keys.token import SCHEME, token
from kiosk.fleet.refusing import NotPublished

_WHO = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def make(name: str, folder: Path, depot: Path, ask: Ask, cost: int = sealed.COST) -> Key:
    """A new key in `folder`: `NAME.pem`, which nobody else may see, and `NAME.pub`, which everybody may."""
    outside(folder, depot)
    passphrase = ask(f"New passphrase for the key of {_named(name)}")
    if len(passphrase) < SHORTEST:
        raise NotPublished(f"A passphrase has at least {SHORTEST} letters; four words are good. No key was made.")
    signer = CryptoSigner.generate_ed25519()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_new(folder / f"{name}.pem", sealed.sealed(signer, name, passphrase, cost), 0o600)
        write_new(folder / f"{name}.pub", sealed.open_half(signer), 0o644)
    except FileExistsError as error:
        raise NotPublished(f"{error.filename} is there already. No key is written over: take another name.") from None
    except OSError as error:
        raise NotPublished(f"{folder} cannot be written: {error.strerror}.") from error
    return owned(name, signer.public_key)


def admitted(name: str, what: str, ask: Ask) -> Key:
    """The public half of a key made elsewhere: from `NAME.pub`, or out of hardware."""
    if what.startswith(SCHEME):
        return owned(name, token(what, ask).public_key)
    try:
        return owned(name, SSlibKey.from_crypto(load_pem_public_key(Path(what).read_bytes())))
    except OSError as error:
        raise NotPublished(f"{what} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NotPublished(f"{what} is no public key. Ask for the file NAME.pub that `keys new` made.") from error


def opened(what: str, ask: Ask, known: list[Key]) -> Signer:
    """A key ready to sign: a PEM file or `hsm:…`. `known` are the keys of the depot."""
    signer = token(what, ask) if what.startswith(SCHEME) else _file(Path(what), ask)
    if signer.public_key.keyid not in {key.keyid for key in known}:
        raise NotPublished(f"The key in {what} is none of this depot. See: kiosk publish keys list")
    return signer


def owned(name: str, key: Key) -> Key:
    """The key with the name of its owner in it, to be signed along with it."""
    key.unrecognized_fields[NAME] = _named(name)
    return key


def outside(folder: Path, depot: Path) -> None:
    """What is secret is not kept where everything is copied from."""
    if folder.resolve().is_relative_to(depot.resolve()):
        raise NotPublished(f"{folder} is inside the depot, which is copied everywhere. Take another folder.")


def write_new(path: Path, raw: bytes, mode: int) -> None:
    """A new file that only its owner can read from its first moment on; `FileExistsError` when there is one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _file(path: Path, ask: Ask) -> Signer:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NotPublished(f"{path} cannot be read: {error.strerror}.") from error
    if b"ENCRYPTED PRIVATE KEY" not in raw:
        raise NotPublished(f"{path} is no key with a passphrase. Make one: kiosk publish keys new")
    return sealed.unsealed(path, raw, ask(f"Passphrase of {path.name}"))


def _named(name: str) -> str:
    if not _WHO.fullmatch(name):
        raise NotPublished(f"“{name}” is no name of a key: use a-z, 0-9 and dashes.")
    return name
