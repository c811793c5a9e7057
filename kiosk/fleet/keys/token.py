"""Keys in hardware that never gives them away: a token with PKCS#11, written `hsm:2` or `hsm:2?label=OFFICE`.

`securesystemslib` talks to it and takes ECDSA keys on P-256 or P-384. Where the library of the token lies stands in
the environment variable `PYKCS11LIB`.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, urlparse

from securesystemslib.exceptions import UnsupportedLibraryError
from securesystemslib.signer import HSMSigner, Key, Signature, Signer

from kiosk.fleet.keys.secret import Ask
from kiosk.fleet.refusing import NotPublished

SCHEME = "hsm:"


def token(uri: str, ask: Ask) -> Signer:
    """The key at an address. Its PIN is asked for once, though both finding the key and signing may want it."""
    keyid, label = _place(uri)
    told: dict[str, str] = {}

    def pin(_what: str) -> str:
        if not told:
            told["pin"] = ask(f"PIN of the token for {uri}")
        return told["pin"]

    try:
        full, key = HSMSigner.import_(keyid, label, pin)
        return _Token(HSMSigner.from_priv_key_uri(full, key, pin), uri)
    except (NotPublished, KeyboardInterrupt):
        raise
    except UnsupportedLibraryError as error:
        raise NotPublished("Keys in hardware need another library. Run: pip install 'kiosk[hsm]'") from error
    except Exception as error:
        raise _told(uri, error) from error


class _Token(Signer):
    """A key in hardware whose faults are sentences."""

    def __init__(self, signer: HSMSigner, uri: str) -> None:
        self._signer, self._uri = signer, uri

    @property
    def public_key(self) -> Key:
        """The half that everybody may see."""
        return self._signer.public_key

    @classmethod
    def from_priv_key_uri(cls, priv_key_uri: str, public_key: Key, secrets_handler: Any = None) -> Signer:
        """As the library wants it."""
        return cls(HSMSigner.from_priv_key_uri(priv_key_uri, public_key, secrets_handler), priv_key_uri)

    def sign(self, payload: bytes) -> Signature:
        """A signature made inside the token."""
        try:
            return self._signer.sign(payload)
        except NotPublished:
            raise
        except Exception as error:
            raise _told(self._uri, error) from error


def _place(uri: str) -> tuple[int | None, str | None]:
    """`hsm:2?label=OFFICE` → (2, `OFFICE`)."""
    found = urlparse(uri)
    if found.path and not (found.path.isdecimal() and len(found.path) < 5):
        raise NotPublished(f"{uri}: a key in hardware is written hsm:2 or hsm:2?label=NAME-OF-THE-TOKEN")
    return (int(found.path) if found.path else None), dict(parse_qsl(found.query)).get("label")


def _told(uri: str, error: Exception) -> NotPublished:
    """PKCS#11 has a hundred errors of its own; two of them have a remedy."""
    if not os.environ.get("PYKCS11LIB"):
        return NotPublished(f"{uri}: say where the library of the token is, in the environment variable PYKCS11LIB.")
    kind = type(error).__name__
    if kind.startswith("Pin"):
        return NotPublished(f"{uri}: the token did not take the PIN. A token locks itself after some wrong ones.")
    return NotPublished(f"{uri}: the token gave no key ({error or kind}). Is it plugged in, and is that its label?")
