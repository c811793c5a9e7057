"""Old or new, never half: a file is written beside, synced, renamed, and its folder synced."""

import os
from pathlib import Path


def keep(path: Path, raw: bytes) -> None:
    """Replace a file as a whole, so that a pulled plug leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    settle(path.parent)


def settle(folder: Path) -> None:
    """What was made, renamed or removed in a folder is so after a pulled plug too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
