"""What a verified `targets.json` lists, within what a kiosk takes; and the `release.json` among it."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from kiosk.update.layout import (
    MOST_BYTES,
    MOST_BYTES_OF_FILE,
    MOST_FILES,
    RELEASE,
    SPEAKS,
    TARGETS,
    Release,
    odd_names,
)
from kiosk.update.sources.source import Absent, Source
from kiosk.update.trust.blame import refusal

_LONGEST_RELEASE = 16_384
"""`release.json`: a few names and a title."""


class File(Struct, frozen=True):
    """One target: where it belongs, how long it is, what it holds."""

    path: str
    length: int
    sha256: str


class Listing(Struct, frozen=True):
    """All files of a depot, in the order of their paths."""

    version: int
    expires: datetime
    files: tuple[File, ...]


class _Hashes(Struct, frozen=True):
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class _Target(Struct, frozen=True):
    length: Annotated[int, Meta(ge=0)]
    hashes: _Hashes


class _Signed(Struct, frozen=True):
    version: int
    expires: datetime
    targets: dict[str, _Target]


class _Targets(Struct, frozen=True):
    signed: _Signed


def listed(raw: bytes, name: str) -> Listing:
    """What is listed. The signature of the bytes was checked before; python-tuf has no way to ask for all of it."""
    try:
        signed = msgspec.convert(json.loads(raw, object_pairs_hook=_each_once), _Targets).signed
    except ValueError as error:
        raise refusal("damaged", name, f"targets.json: {error}") from error
    files = (File(path, target.length, target.hashes.sha256) for path, target in sorted(signed.targets.items()))
    return Listing(signed.version, signed.expires, tuple(files))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a name that comes twice one reader of JSON takes the first, another the last: nobody knows what is meant."""
    once = dict(pairs)
    if len(once) < len(pairs):
        raise ValueError("a name comes twice")
    return once


def within_limits(files: tuple[File, ...], name: str) -> None:
    """No more and no larger files than a kiosk takes, none with a name that could do harm."""
    if len(files) > MOST_FILES:
        raise refusal("big", name, f"{len(files)} files, {MOST_FILES} are allowed")
    for file in files:
        if file.length > MOST_BYTES_OF_FILE:
            raise refusal("big", name, f"{file.path!a}: {file.length} bytes, {MOST_BYTES_OF_FILE} are allowed")
    if (total := sum(file.length for file in files)) > MOST_BYTES:
        raise refusal("big", name, f"{total} bytes together, {MOST_BYTES} are allowed")
    for path, why in odd_names(file.path for file in files):
        raise refusal("names", name, f"{path!a}: {why}")


class _Label(Struct, frozen=True):
    """Of `release.json` what decides whether the rest is for us: a newer one may say more than we understand."""

    fleet: str
    groups: tuple[str, ...] = ("*",)
    needs: int = 1


def release_in(source: Source, files: tuple[File, ...], *, fleet: str, group: str) -> Release:
    """The signed `release.json`: read within its length, compared with its hash, for us, understood strictly."""
    file = next((file for file in files if file.path == RELEASE and file.length <= _LONGEST_RELEASE), None)
    if file is None:
        raise refusal("foreign", source.name, f"it lists no {RELEASE}")
    raw = _whole(source, file)
    try:
        _for_us(msgspec.json.decode(raw, type=_Label), source.name, fleet, group)
        return msgspec.json.decode(raw, type=Release)
    except ValueError as error:
        raise refusal("foreign", source.name, f"{RELEASE}: {error}") from error


def _for_us(label: _Label, name: str, fleet: str, group: str) -> None:
    if label.fleet != fleet:
        raise refusal("foreign", name, f"it is for the kiosks of {label.fleet!a}")
    if group not in label.groups and "*" not in label.groups:
        raise refusal("group", name, f"it is for {', '.join(label.groups)}, this kiosk is of {group}")
    if label.needs > SPEAKS:
        raise refusal("newer", name, f"it needs {label.needs}, this kiosk speaks {SPEAKS}")


def _whole(source: Source, file: File) -> bytes:
    raw = bytearray()
    try:
        with source.open(f"{TARGETS}/{file.sha256}.{file.path}") as pieces:
            for piece in pieces:
                raw += piece
                if len(raw) > file.length:
                    break
    except Absent as error:
        raise refusal("damaged", source.name, f"{file.path} is missing") from error
    if len(raw) != file.length or sha256(raw).hexdigest() != file.sha256:
        raise refusal("damaged", source.name, f"{file.path} differs from what was signed")
    return bytes(raw)
