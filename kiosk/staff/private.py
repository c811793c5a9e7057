"""The small files of this room: as a whole or not at all, and for nobody else's eyes."""

import os
from pathlib import Path

from kiosk import durable
from kiosk.durable import settle

MOST_BYTES = 1_000_000
"""No file of this room is longer; a damaged folder may name a film."""

PRIVATE = 0o600


def keep(path: Path, raw: bytes, mode: int = PRIVATE) -> None:
    """Replace a file as a whole, which nobody else may read. Raises `OSError`."""
    durable.keep(path, raw, mode)


def drop(path: Path) -> None:
    """Remove a file for good; fine when there is none. Raises `OSError`."""
    path.unlink(missing_ok=True)
    if path.parent.exists():
        settle(path.parent)


def left_out(file: Path, error: Exception, remedy: str) -> str:
    """A file that is there and does not count, in a sentence; `remedy` is for one that can be read and is damaged."""
    if not isinstance(error, OSError):
        return f"{file} is left out (it is damaged): {remedy}."
    why = error.strerror or str(error)
    return f"{file} is left out ({why}): let the kiosk's user read it; where it is no plain file, remove it."


def read(path: Path) -> bytes | None:
    """The bytes of a plain file, `None` when there is none. Raises `OSError`, also for what is too long or no file.

    A pipe in its place would hold up whoever opens it, so it is opened without waiting.
    """
    try:
        held = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(held, "rb") as file:
        raw = file.read(MOST_BYTES + 1) or b""
    if len(raw) > MOST_BYTES:
        raise OSError(f"{path} is longer than anything that belongs there")
    return raw
