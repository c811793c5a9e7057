"""What lies in a depot, seen without believing any of it: no link followed, nothing large read, no name trusted."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from msgspec import Struct

from kiosk.fleet.collecting.judging import Reason
from kiosk.stats.document import MOST_BYTES

NAME = re.compile(r"([0-9a-f]{16})\.json")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNFINISHED = (".part", ".partial", ".tmp")
_LONGEST_NAME = 200


class Found(Struct, frozen=True):
    """A thing with a name in the depot."""

    path: str
    name: str
    """Below the depot, safe to show."""
    kiosk: str
    """The kiosk of its name, or empty."""
    size: int
    touched: int
    bad: Reason | None
    """What is wrong with it without having read it."""


def found_in(folder: Path) -> list[Found]:
    """What lies in one folder, in the order of names. Left out is what is still being written."""
    with os.scandir(folder) as entries:
        there = (_found(entry, folder.name) for entry in entries if not _unfinished(entry.name))
        return sorted(filter(None, there), key=lambda one: one.name)


def _unfinished(name: str) -> bool:
    return name.startswith(".") or name.endswith(_UNFINISHED)


def _found(entry: "os.DirEntry[str]", folder: str) -> Found | None:
    match = NAME.fullmatch(entry.name)
    try:
        about = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # taken away meanwhile
    bad: Reason | None = None if match else "strange-name"
    if not S_ISREG(about.st_mode):
        bad = "link" if S_ISLNK(about.st_mode) else "no-file"
    kiosk = match[1] if match else ""
    name = f"{folder}/{entry.name}"
    return Found(entry.path, name if match else shown(name), kiosk, about.st_size, about.st_mtime_ns, bad)


def taken(path: str) -> bytes | None:
    """The bytes of a file, one more than a document may have; `None` when it cannot be read, or is a file no more."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if S_ISREG(os.fstat(handle).st_mode):
                return os.read(handle, MOST_BYTES + 1)
        finally:
            os.close(handle)
    return None


def days_in(depot: Path) -> Iterator[tuple[date | None, Path]]:
    """Every entry of the depot, with the day that its name tells; `None` for what is no folder of a day."""
    with os.scandir(depot) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if not entry.name.startswith("."):
                yield (_day(entry.name) if entry.is_dir(follow_symlinks=False) else None), Path(entry.path)


def _day(name: str) -> date | None:
    if _DAY.fullmatch(name):
        with suppress(ValueError):
            return date.fromisoformat(name)
    return None


def shown(name: str) -> str:
    """A name as plain letters, whatever bytes it was given, and not endlessly long."""
    plain = name.encode("ascii", "backslashreplace").decode()
    return "".join(sign if sign.isprintable() else "?" for sign in plain)[:_LONGEST_NAME]
