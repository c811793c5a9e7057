"""What is secret leaves the boot partition once the kiosk has it: whoever takes the card out can read it there."""

import os
from pathlib import Path

from kiosk.durable import keep, settle
from kiosk.setup.lines import lines_of, text_of

SECRETS = ("wifi_password", "staff_card")
"""Answers that are emptied: a password, and the name of a card that is gone by then."""

TAKEN = '{field} = ""  # máy đã giữ / the kiosk has it'


def scrubbed(raw: bytes) -> bytes:
    """The answer file without its secrets. All else stays as somebody wrote it, and her line ends too."""
    text = text_of(raw)
    lines = text.split("\n")
    for line in lines_of(text):
        if line.name in SECRETS and (line.value or line.wrong):
            lines[line.number - 1] = TAKEN.replace("{field}", line.name)
    if lines == text.split("\n"):
        return raw
    return ("\r\n" if b"\r" in raw else "\n").join(lines).encode()


def rewrite(file: Path, raw: bytes) -> None:
    """Replace a file as a whole, then blot out what it said: on vfat the old sectors would stay as they were.

    Whoever holds a file open still reaches its sectors after another has taken its name. A plug pulled between the two
    leaves the new file, and the old words in sectors that no file owns.
    """
    with file.open("r+b") as old:
        keep(file, raw)
        _blot(old.fileno())


def destroy(file: Path) -> None:
    """Remove a file, and what it said; fine when it is not there."""
    try:
        with file.open("r+b") as old:
            file.unlink()
            settle(file.parent)
            _blot(old.fileno())
    except FileNotFoundError:
        return


def _blot(handle: int) -> None:
    os.pwrite(handle, bytes(os.fstat(handle).st_size), 0)
    os.fsync(handle)
