"""A depot in a folder, of a disk or of a stick that was mounted read-only.

A stick is written by somebody else, so nothing about it is believed: not the size of a file, not that it is one, not
that what was there a moment ago still is. Every folder on the way is opened on its own without following links; opening
the whole path would follow a link in its middle. Reading never goes further than whoever reads asks for, so a sparse
file of a terabyte costs nothing.
"""

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from kiosk.update.layout import METADATA, TARGETS
from kiosk.update.refusal import Refused
from kiosk.update.sources.asked import PIECE, parts_of
from kiosk.update.sources.source import Absent

DEEPEST_DEPOT = 2
"""People lay a depot into a folder of its own, or into one of that; deeper nobody looks."""
MOST_ENTRIES = 2_000
"""So many names are looked at in a folder: it may be full of photographs."""
MOST_FOLDERS = 500
"""And so many folders on a stick."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NOT_THERE = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG, errno.EISDIR}
)
_TAKEN_AWAY = frozenset(
    {errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ESHUTDOWN, errno.ENOMEDIUM, errno.ECONNABORTED}
)
_LEFT_BY_COMPUTERS = frozenset({"System Volume Information", "$RECYCLE.BIN", "LOST.DIR", "found.000"})
_DEVICES = Path("/sys/dev/block")


class Folder:
    """A depot in `root`, an absolute path without links in it (`find_depot` and `open_source` give such a one)."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.name = str(self.root)
        self._device: int | None = None

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        """The bytes of a file; `Refused` as `gone` when the folder went away, as `damaged` when it cannot be read."""
        parts = parts_of(path)
        top = self._top()
        try:
            file = self._descend(top, parts)
        finally:
            os.close(top)
        try:
            yield self._pieces(file, path, offset)
        finally:
            with suppress(OSError):
                os.close(file)

    def _top(self) -> int:
        """The root, by hand from `/` down; the very folder that it was at first, for a stick leaves an empty one."""
        folder = os.open("/", _FOLDER)
        try:
            for part in self.root.parts[1:]:
                folder = _into(folder, part)
            device = os.fstat(folder).st_dev
        except OSError as error:
            os.close(folder)
            raise Refused("gone", f"{self.name} is not there any more ({error.strerror}). Plug it in again.") from error
        if self._device not in (None, device):
            os.close(folder)
            raise Refused("gone", f"{self.name} was taken away. Plug it in again.")
        self._device = device
        return folder

    def _descend(self, top: int, parts: tuple[str, ...]) -> int:
        """The open file under `top`."""
        folder = os.dup(top)
        try:
            for part in parts[:-1]:
                folder = _into(folder, part)
            return _plain(folder, parts[-1])
        except OSError as error:
            if error.errno in _NOT_THERE:
                raise Absent(f"{self.name} has no {'/'.join(parts)}") from error
            raise self._fault("/".join(parts), error) from error
        finally:
            os.close(folder)

    def _pieces(self, file: int, path: str, offset: int) -> Iterator[bytes]:
        try:
            os.lseek(file, offset, os.SEEK_SET)
            while piece := os.read(file, PIECE):
                yield piece
        except OSError as error:
            raise self._fault(path, error) from error

    def _fault(self, path: str, error: OSError) -> Refused:
        """Pulled out or broken: the kernel says EIO to both, but forgets the device only of what was pulled out."""
        if error.errno in _TAKEN_AWAY or self._pulled_out():
            return Refused("gone", f"{self.name} went away while {path} was read. Plug it in again.")
        return Refused("damaged", f"{path} on {self.name} cannot be read ({error.strerror}). Copy it anew.")

    def _pulled_out(self) -> bool:
        if not self._device or not os.major(self._device) or not _DEVICES.is_dir():
            return False
        return not (_DEVICES / f"{os.major(self._device)}:{os.minor(self._device)}").exists()


def find_depot(folder: Path) -> Path:
    """Where on a stick the depot lies: at its top, or up to two folders deep, the upper first, then by their names.

    `Refused` as `empty` when nothing lies on it, as `foreign` when there is no depot, as `gone` or `damaged` when the
    stick cannot be read. Links are not followed. A folder that cannot be read hides no depot in another.
    """
    top = folder.resolve()
    waiting = deque([(top, 0)])
    faults: list[OSError] = []
    seen = looked = 0
    while waiting and looked < MOST_FOLDERS:
        place, depth = waiting.popleft()
        looked += 1
        try:
            if _is_folder(place / METADATA) and _is_folder(place / TARGETS):
                return place
            names = _names(place) if depth < DEEPEST_DEPOT else []
            waiting += [(place / name, depth + 1) for name in names if _is_folder(place / name)]
        except OSError as error:
            faults.append(error)
            names = []
        seen += len(names)
    raise _no_depot(folder, faults, seen)


def _no_depot(folder: Path, faults: list[OSError], seen: int) -> Refused:
    if faults and not (folder.is_dir() and faults[0].errno not in _TAKEN_AWAY):
        return Refused("gone", f"{folder} is not there any more. Plug it in again.")
    if faults:
        return Refused("damaged", f"{folder} cannot be read ({faults[0].strerror}). Try another stick.")
    if not seen:
        return Refused("empty", f"There is nothing on {folder}. Copy the new lessons onto it first.")
    return Refused("foreign", f"There are no lessons for a kiosk on {folder}. Copy the whole depot onto it.")


def _names(place: Path) -> list[str]:
    """What lies in a folder, as far as anybody looks; without what computers leave on every stick."""
    with os.scandir(place) as entries:
        names = [entry.name for entry in islice(entries, MOST_ENTRIES)]
    return sorted(name for name in names if not name.startswith(".") and name not in _LEFT_BY_COMPUTERS)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError as error:
        if error.errno in _NOT_THERE:
            return False
        raise


def _into(folder: int, name: str) -> int:
    """The next folder; the one before is closed."""
    inner = os.open(name, _FOLDER, dir_fd=folder)
    os.close(folder)
    return inner


def _plain(folder: int, name: str) -> int:
    """An open plain file. It is looked at before it is opened too: opening some devices already does something."""
    if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        raise OSError(errno.ENOENT, "no plain file")
    file = os.open(name, _FILE, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.ENOENT, "no plain file")
    return file
