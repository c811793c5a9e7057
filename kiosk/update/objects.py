"""Files by the hash of what is in them: what is there is never fetched again, and a fetch that broke off goes on.

    objects/<sha256>        whole, proven and synced before it gets this name
    objects/<sha256>.part   as far as a fetch has come; proven only when whole, so it may hold anything

The first kind is never written to again.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from kiosk.durable import settle
from kiosk.update.disk import made, on_disk
from kiosk.update.layout import TARGETS
from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Absent, Source

_PIECE = 64 * 1024

Moved = Callable[[int], None]
"""Called with bytes that have just arrived."""


class Wanted(Protocol):
    """A file as the signed list names it."""

    @property
    def path(self) -> str:
        """As authors know it."""

    @property
    def length(self) -> int:
        """Bytes."""

    @property
    def sha256(self) -> str:
        """Of its bytes, in hexadecimal."""


class Objects:
    """The store of one kiosk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where a whole object lies."""
        return self._folder / sha256

    def missing(self, wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
        """What is not here whole, each object once. Everything is read: a card may have lost bits since it came."""
        with on_disk():
            made(self._folder)
            once = {file.sha256: file for file in wanted}
            return tuple(file for file in once.values() if not self._holds(file))

    def to_fetch(self, missing: Iterable[Wanted]) -> int:
        """Bytes that have still to come."""
        return sum(file.length - min(file.length, _size(self._part(file))) for file in missing)

    def fetch(self, source: Source, file: Wanted, moved: Moved) -> None:
        """One object, from where an earlier fetch broke off. Raises `Refused`."""
        part = self._part(file)
        begun = _size(part) > 0
        if not self._fetched(source, file, part, moved):
            with on_disk():
                part.unlink(missing_ok=True)
            # What was there from before may be what a pulled plug left; only what came in one go accuses the source.
            if not begun or not self._fetched(source, file, part, moved):
                raise Refused("damaged", f"{file.path} is not what was signed, in {source.name}: make it anew.")
        with on_disk():
            part.replace(self.path(file.sha256))

    def settle(self) -> None:
        """Make the names of everything fetched last."""
        with on_disk():
            settle(self._folder)

    def sweep(self, kept: frozenset[str]) -> int:
        """Remove what no release links to and nobody is about to; how many there were."""
        swept = 0
        with on_disk():
            for entry in list(os.scandir(made(self._folder))):
                if entry.name.removesuffix(".part") not in kept and entry.stat(follow_symlinks=False).st_nlink == 1:
                    Path(entry.path).unlink()
                    swept += 1
        return swept

    def _part(self, file: Wanted) -> Path:
        return self._folder / f"{file.sha256}.part"

    def _holds(self, file: Wanted) -> bool:
        path = self.path(file.sha256)
        if path.is_file() and _size(path) == file.length and _digest(path) == file.sha256:
            return True
        path.unlink(missing_ok=True)
        return False

    def _fetched(self, source: Source, file: Wanted, part: Path, moved: Moved) -> bool:
        """Whether the part is whole now, and is what was signed."""
        with on_disk(), part.open("ab") as out:
            if out.tell() > file.length:
                return False
            hashed = hashlib.sha256()
            _read_into(hashed.update, part)
            if out.tell() < file.length:
                _pour(source, file, out, hashed.update, moved)
            out.flush()
            os.fsync(out.fileno())
            return out.tell() == file.length and hashed.hexdigest() == file.sha256


def address(file: Wanted) -> str:
    """Where a depot keeps a target: by its hash, beside its name (consistent snapshots)."""
    folder, _, name = file.path.rpartition("/")
    return "/".join(part for part in (TARGETS, folder, f"{file.sha256}.{name}") if part)


def _pour(source: Source, file: Wanted, out: BinaryIO, hashed: Callable[[bytes], None], moved: Moved) -> None:
    """The rest of a file; never a byte more than was signed."""
    try:
        with source.open(address(file), out.tell()) as pieces:
            for raw in pieces:
                piece = raw[: file.length - out.tell()]
                out.write(piece)
                hashed(piece)
                moved(len(piece))
                if out.tell() >= file.length:
                    return
    except Absent:
        raise Refused("damaged", f"{file.path} is missing in {source.name}: make it anew.") from None


def _read_into(hashed: Callable[[bytes], None], path: Path) -> None:
    with path.open("rb") as raw:
        while piece := raw.read(_PIECE):
            hashed(piece)


def _digest(path: Path) -> str:
    hashed = hashlib.sha256()
    _read_into(hashed.update, path)
    return hashed.hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
