"""The index beside the clips of one language: how long each lasts and when each shown word of it begins."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.durable import settle

NAME = "times.msgpack"


class Times(Struct, frozen=True, array_like=True):
    """Of one clip, in milliseconds; `words` has one start for each shown word. `made` names what it was made of."""

    duration: int
    words: tuple[int, ...]
    made: str = ""


Index = dict[str, Times]
_READ = msgspec.msgpack.Decoder(Index)


def read_index(folder: Path) -> Index:
    """The index of a folder; empty when there is none or it is damaged, for it can always be made again."""
    try:
        return _READ.decode((folder / NAME).read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}


def write_index(folder: Path, index: Index) -> None:
    """The index as a whole: the old one or the new one, never half."""
    write_whole(folder / NAME, msgspec.msgpack.encode(dict(sorted(index.items()))))


def write_whole(path: Path, data: bytes) -> None:
    """Written beside, synced, renamed, and its folder synced: a pulled plug leaves the old file or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    settle(path.parent)
