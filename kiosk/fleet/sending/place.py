"""Where a depot can be sent, as one small interface; and the place that is a folder or a stick."""

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from kiosk.fleet.depot.settling import settle_all
from kiosk.fleet.refusing import NotPublished
from kiosk.update import layout

_PIECE = 1 << 20
MOST_METADATA = 5_000_000
"""Bytes of a file; python-tuf reads no longer `targets.json` either."""
_CLUSTER = 32 * 1024
"""What one byte takes on a stick of 32 GB; a file never takes less."""


class Place(Protocol):
    """Something that files can be laid into. Faults leave as `NotPublished`."""

    name: str
    """As people know it, without secrets."""

    def size(self, path: str) -> int | None:
        """How long a file is there; `None` when there is none."""

    def get(self, path: str, most: int) -> bytes | None:
        """A small file; `None` when there is none."""

    def put(self, path: str, raw: bytes) -> None:
        """Lay a file down, as a whole."""

    def settle(self) -> None:
        """Everything laid down so far is there after a pulled plug, too."""

    def holds(self, path: str, digest: str) -> bool:
        """Whether what is there now, read back, has this SHA-256."""

    def room(self, needed: dict[str, int]) -> str:
        """What is wrong with so many bytes more, as a sentence; empty when they fit."""

    def others(self, keep: set[str]) -> Iterator[str]:
        """Files of former releases that are not among these."""

    def remove(self, path: str) -> None:
        """Take a file away."""


def far_place_holds(place: Place, path: str, digest: str) -> bool:
    """Metadata is read back. Of a target its length is asked: its name is its hash, and kiosks look anyway."""
    if path.startswith(f"{layout.TARGETS}/"):
        return place.size(path) is not None
    raw = place.get(path, MOST_METADATA)
    return raw is not None and sha256(raw).hexdigest() == digest


class FolderPlace:
    """A folder, on a stick too. Written in one go, synced in one go, and read back from the medium itself."""

    def __init__(self, folder: Path) -> None:
        if not folder.parent.is_dir():
            raise NotPublished(f"There is no {folder.parent}. Is the stick plugged in?")
        self.name = str(folder)
        self._folder = folder

    def size(self, path: str) -> int | None:
        """How long it is."""
        try:
            return (self._folder / path).stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise self._fault(path, error) from error

    def get(self, path: str, most: int) -> bytes | None:
        """Its first bytes."""
        try:
            with (self._folder / path).open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._fault(path, error) from error

    def put(self, path: str, raw: bytes) -> None:
        """Beside and renamed: a web server may be reading this folder. Synced later, all together."""
        file = self._folder / path
        beside = file.with_name(f"{file.name}.part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(raw)
            beside.replace(file)
        except OSError as error:
            raise self._fault(path, error) from error

    def settle(self) -> None:
        """All at once: a stick then writes long runs instead of many small pieces."""
        try:
            if self._folder.exists():
                settle_all(self._folder)
        except OSError as error:
            raise self._fault("", error) from error

    def holds(self, path: str, digest: str) -> bool:
        """From the medium, not from memory: a stick that lies about its size forgets what it was given."""
        found = sha256()
        try:
            with (self._folder / path).open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                while piece := file.read(_PIECE):
                    found.update(piece)
        except OSError:
            return False
        return found.hexdigest() == digest

    def room(self, needed: dict[str, int]) -> str:
        """Reckoned in the clusters of a large stick."""
        blocks = sum(-(-size // _CLUSTER) + 1 for size in needed.values()) * _CLUSTER
        try:
            disk = shutil.disk_usage(self._folder if self._folder.exists() else self._folder.parent)
        except OSError as error:
            raise self._fault("", error) from error
        if blocks <= disk.free or not disk.total:  # a file system without a size does not know its room either
            return ""
        return f"{self.name} has room for {disk.free / 1e6:.0f} MB; {blocks / 1e6:.0f} MB are needed."

    def others(self, keep: set[str]) -> Iterator[str]:
        """What lies in the two folders of a depot; the rest of a stick is nobody's business."""
        for top in (layout.TARGETS, layout.METADATA):
            for folder, _, names in os.walk(self._folder / top):
                for name in names:
                    path = (Path(folder) / name).relative_to(self._folder).as_posix()
                    if path not in keep:
                        yield path

    def remove(self, path: str) -> None:
        """Gone is gone, whoever took it."""
        try:
            (self._folder / path).unlink(missing_ok=True)
        except OSError as error:
            raise self._fault(path, error) from error

    def _fault(self, path: str, error: OSError) -> NotPublished:
        where = f"{self.name}/{path}" if path else self.name
        return NotPublished(f"{where}: {error.strerror or error}. It can be sent again; what is there stays usable.")
