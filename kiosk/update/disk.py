"""The data partition: who may write it just now, and its faults as reasons for a refusal."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.durable import settle
from kiosk.update.refusal import Refused

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def on_disk() -> Iterator[None]:
    """Whatever our own disk does not do leaves as `Refused`: `full`, `readonly`, or `damaged`."""
    try:
        yield
    except OSError as error:
        what = f"{error.filename or 'a file'}: {error.strerror}"
        if error.errno in _FULL:
            raise Refused("full", f"The data partition is full ({what}): free some space on it.") from error
        if error.errno in _READ_ONLY:
            raise Refused("readonly", f"The data partition cannot be written ({what}): is it mounted so?") from error
        raise Refused("damaged", f"The data partition has a fault ({what}): exchange its card.") from error


def made(folder: Path) -> Path:
    """A folder that is there and stays there, its parents too."""
    if not folder.is_dir():
        made(folder.parent)
        folder.mkdir(exist_ok=True)
        settle(folder.parent)
    return folder


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Nobody else is in here meanwhile. The kernel lets go of the lock when its holder dies."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o664)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
