"""A support bundle: what whoever helps from afar must know, and nothing that is anybody's business.

Only what is on a closed list goes in: no log with free words, no PIN, no card, no counter of a day that is not over. On
top of that every word is looked through for what a secret looks like; a list alone would trust whoever extends it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from kiosk.core.codes.staff_card import PREFIX
from kiosk.update.trust.kept import ROLES, kept, kept_roots

ENTRIES = ("versions", "settings", "doctor", "state", "status", "metadata")
"""What a bundle may hold, each as `<name>.json`."""

HIDDEN = "***"

_SECRETS = (
    (re.compile(re.escape(PREFIX) + r"\S+"), HIDDEN),
    (re.compile(r"(?<=://)[^/\s@]*@"), f"{HIDDEN}@"),  # name and password in an address
    (re.compile(r"\?\S*"), f"?{HIDDEN}"),  # keys in the query of a signed address
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{40,}(?![\w-])"), HIDDEN),  # keys, tokens, digests
    (re.compile(r"(?<!\d)\+?\d(?:[ .]?\d){8,}(?!\d)"), HIDDEN),  # telephone numbers, accounts
)

_YEAR_ONE = (1980, 1, 1, 0, 0, 0)
"""Of every entry: equal bundles are equal bytes, and no date of a clock that lies."""


def bundle(entries: Mapping[str, Any]) -> bytes:
    """A zip archive of these entries; one that is not on the list is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ENTRIES:
            if name in entries:
                archive.writestr(zipfile.ZipInfo(f"{name}.json", _YEAR_ONE), document(entries[name]))
    return target.getvalue()


def document(value: Any) -> bytes:
    """JSON for people, without a secret."""
    plain = msgspec.to_builtins(value)
    return msgspec.json.format(msgspec.json.encode(redacted(plain), order="sorted"), indent=2)


def redacted(value: Any) -> Any:
    """The same value with everything hidden that looks like a secret."""
    match value:
        case str():
            for secret, instead in _SECRETS:
                value = secret.sub(instead, value)
            return value
        case dict():
            return {redacted(key): redacted(inner) for key, inner in value.items()}
        case list() | tuple():
            return [redacted(inner) for inner in value]
        case _:
            return value


def settings_told(values: Iterable[tuple[str, Any, str]]) -> dict[str, dict[str, Any]]:
    """(name, value, where it came from) of every setting, as an entry."""
    return {name: {"value": str(value), "from": origin} for name, value, origin in values}


class _Signed(msgspec.Struct, frozen=True):
    version: int
    expires: str


class _Metadata(msgspec.Struct, frozen=True):
    signed: _Signed


def metadata_told(trust: Path) -> dict[str, Any]:
    """Version and expiry of the metadata that was accepted, and which roots there have been."""
    told: dict[str, Any] = {}
    for role in ROLES:
        try:
            signed = msgspec.json.decode(kept(trust, role), type=_Metadata).signed
        except msgspec.MsgspecError:
            continue
        told[role] = {"version": signed.version, "expires": signed.expires}
    return told | {"roots": kept_roots(trust)}
