"""The one compiled file: a short head that proves it whole, then a `Library` as MessagePack.

The only module of this room that runs on a kiosk: no YAML, no folder walked. The head is there because a damaged
MessagePack file may still decode, into a lesson with a wrong word; the checksum makes damage certain to be seen. Who
made the file is not its business: signatures are checked before it is ever put in place.
"""

import zlib
from pathlib import Path

import msgspec

from kiosk.core.content.packs import Library

MAGIC = b"kiosk-library 1\n"
"""Changes when the head does; the content model itself is checked field by field on opening."""

_HEAD = len(MAGIC) + 4


class NoContent(Exception):  # noqa: N818 - a state of the kiosk, told to staff in a sentence
    """There is no compiled content that this kiosk can use."""


class OtherVersion(NoContent):
    """It is whole, but another version of the kiosk compiled it: compiled anew it is good again."""


class _OtherwiseError(ValueError):
    """As `OtherVersion`, of bytes."""


def open_library(path: Path) -> Library:
    """All content, ready to use, or `NoContent` with a sentence that says what to do."""
    try:
        return unpacked(path.read_bytes())
    except FileNotFoundError:
        raise NoContent(f"no compiled content at {path}; run `kiosk packs compile`") from None
    except OSError as error:
        raise NoContent(f"cannot read {path} ({error.strerror}); check the disk and the file's permissions") from error
    except _OtherwiseError as error:
        raise OtherVersion(f"{path} {error}; run `kiosk packs compile` to make it anew") from error
    except ValueError as error:
        raise NoContent(f"{path} {error}; run `kiosk packs compile` to make it anew") from error


def packed(library: Library) -> bytes:
    """The bytes of the compiled file."""
    body = msgspec.msgpack.encode(library)
    return MAGIC + zlib.crc32(body).to_bytes(4) + body


def unpacked(raw: bytes) -> Library:
    """The library in these bytes; `ValueError` with the end of a sentence when there is none."""
    if raw[: len(MAGIC)] != MAGIC:
        kind = _OtherwiseError if raw.startswith(MAGIC[:14]) else ValueError  # another number, or rubbish
        raise kind("is not compiled content of this version")
    body = memoryview(raw)[_HEAD:]
    if zlib.crc32(body) != int.from_bytes(raw[len(MAGIC) : _HEAD]):
        raise ValueError("is damaged")
    try:
        return msgspec.msgpack.decode(body, type=Library)
    except msgspec.MsgspecError as error:
        raise _OtherwiseError("was compiled by another version of the kiosk") from error
