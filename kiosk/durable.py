"""Old or new, never half: a file is written beside, synced, renamed, and its folder synced."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def keep(path: Path, raw: bytes, mode: int | None = None) -> None:
    """Replace a file as a whole, so that a pulled plug leaves the old one or the new one. Raises `OSError`.

    With a `mode` it has that from the first byte on: what is made readable for all and closed up afterwards was
    readable. A folder that is made for it may be entered by whoever may read it.
    """
    made = _folder(path.parent, 0o777 if mode is None else mode | (mode & 0o444) >> 2)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # left behind by a pulled plug
    try:
        with os.fdopen(os.open(beside, _NEW, 0o666 if mode is None else mode), "wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)  # whatever the umask is
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    for folder in (path.parent, *made):
        settle(folder)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def _folder(folder: Path, mode: int) -> list[Path]:
    """Make a folder that is not there; in which folders something is new by that."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    return [one.parent for one in new]


def settle(folder: Path) -> None:
    """What was made, renamed or removed in a folder is so after a pulled plug too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


TRIAL = 4096
"""Bytes of a trial: one page of the file system."""

_WORDS = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly", errno.EACCES: "readonly"}


def written(folder: Path) -> str:
    """Write a file, read it back from the card itself, remove it: `good`, `full`, `readonly` or `damaged`.

    What was just written is read from memory as a rule, and a dying card goes unseen: the kernel is told to forget it.
    Those who try at the same time (the hourly look, a page of staff, the doctor) do so one after another.
    """
    file, raw = folder / ".written-by-a-test", os.urandom(TRIAL)
    try:
        with _alone(folder):
            keep(file, raw)
            with file.open("rb") as back:
                os.posix_fadvise(back.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                same = back.read(TRIAL + 1) == raw
            file.unlink()
    except OSError as error:
        return _WORDS.get(error.errno or 0, "damaged")
    return "good" if same else "damaged"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else does meanwhile what is done alone in this folder, in no thread and in no process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
