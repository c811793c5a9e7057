"""What a stick takes away, written so that the stick holds the old file or the new one, and read back.

The folder is somebody else's: it may be full, locked, pulled out at any moment, and a name in it may be a link that
leads into our own disk. So it is walked by hand, folder by folder, and no link is followed.
"""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.update.refusal import Refused, Why

LAY = "kiosk-lay"
"""A folder of this name (`lấy`: take) on a stick asks for the figures."""

SPARE = 1_000_000
"""Bytes that must stay free: folders grow in whole clusters, up to 64 KB each on a large stick."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_OLD = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOCKED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.EEXIST})


def asks(stick: Path) -> bool:
    """Whether this stick wants to take something away."""
    try:
        return (stick / LAY).is_dir() and not (stick / LAY).is_symlink()
    except OSError:
        return False


def give(stick: Path, machine: str, documents: Mapping[str, bytes]) -> int:
    """Write the documents to `kiosk-lay/<machine>/`; how many were new. Raises `Refused`.

    A name may begin with one folder, `2026-11-21/4f0c….json`.
    """
    with _told(stick), _opened(stick) as top, _inner(top, LAY) as lay:
        _room(lay, sum(map(len, documents.values())))
        with _inner(lay, machine) as folder:
            new = sum(_given(stick, folder, name, raw) for name, raw in documents.items())
            os.fsync(folder)
        os.fsync(lay)
    return new


def _given(stick: Path, folder: int, path: str, raw: bytes) -> bool:
    """Write one document and read it back; whether there was a need to."""
    first, _, rest = path.partition("/")
    if rest:
        with _inner(folder, first) as inner:
            return _given(stick, inner, rest, raw)
    new = _written(folder, first, raw)
    os.fsync(folder)
    if _read(folder, first, len(raw) + 1) != raw:
        raise Refused("damaged", f"{path} on {stick} reads back otherwise than written: use another stick.")
    return new


@contextmanager
def _told(stick: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why: Why = "stickfull" if error.errno in _FULL else "sticklocked" if error.errno in _LOCKED else "gone"
        raise Refused(why, f"{stick} cannot be written ({error.strerror}).") from error


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, _FOLDER)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _inner(folder: int, name: str) -> Iterator[int]:
    """A folder in a folder, made when it is not there."""
    try:
        handle = os.open(name, _FOLDER, dir_fd=folder)
    except FileNotFoundError:
        os.mkdir(name, 0o755, dir_fd=folder)
        handle = os.open(name, _FOLDER, dir_fd=folder)
    try:
        yield handle
    finally:
        os.close(handle)


def _room(folder: int, wanted: int) -> None:
    disk = os.fstatvfs(folder)
    if disk.f_blocks and disk.f_bavail * disk.f_frsize < wanted + SPARE:  # some know neither size nor room
        raise OSError(errno.ENOSPC, "too little room")


def _written(folder: int, name: str, raw: bytes) -> bool:
    """Write one file beside, sync it, put it in place; whether there was a need to."""
    if _read(folder, name, len(raw) + 1) == raw:
        return False
    beside = f"{name}.new"
    with suppress(FileNotFoundError):
        os.unlink(beside, dir_fd=folder)
    handle = os.open(beside, _NEW, 0o644, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(raw)
        os.fsync(handle)
        # Reading back shall ask the stick, not our memory (posix_fadvise(2)).
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
    os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)
    return True


def _read(folder: int, name: str, most: int) -> bytes | None:
    """What a file holds, as far as it could be ours; `None` when there is none."""
    try:
        handle = os.open(name, _OLD, dir_fd=folder)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most)
