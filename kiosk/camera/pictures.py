"""Picture files as frames. How large a picture is stands in its first bytes, and is asked before it is unpacked."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kiosk.camera.seam import Frame

if TYPE_CHECKING:
    import pygame

LARGEST_FILE = 40 * 1024 * 1024
"""Bytes; no photograph of a code needs more."""

MOST_PIXELS = 24_000_000
"""Of a picture that is opened at all: unpacked it takes 100 MB for a moment."""

ENOUGH_PIXELS = 3_000_000
"""Larger pictures are made smaller before anybody looks for codes in them; a code is never that fine."""

_SIZES_OF_JPEG = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a frame header, which holds height and width (ITU-T T.81, B.1.1.3)."""


class PictureUnreadable(Exception):  # noqa: N818 - what happened
    """A file that is no picture, or none that can be opened; the text is a sentence."""


def load(path: Path) -> Frame:
    """The picture in a file, transparent parts white as on paper. Raises `PictureUnreadable` and nothing else."""
    # pygame greets on standard output, where `kiosk scan` writes its lines.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import numpy as np  # noqa: PLC0415 - only who opens pictures pays for it
    import pygame  # noqa: PLC0415

    try:
        _check(path)
        drawn = _small_enough(pygame.image.load(path))
        paper = pygame.Surface(drawn.get_size(), depth=24)
        paper.fill("white")
        paper.blit(drawn, (0, 0))
        raw = pygame.image.tobytes(paper, "RGB")
    except (pygame.error, OSError, ValueError, MemoryError) as broken:
        raise PictureUnreadable(f"{path.name} cannot be opened as a picture; save it as PNG or JPEG.") from broken
    width, height = drawn.get_size()
    return Frame(np.frombuffer(raw, np.uint8).reshape(height, width, 3))


def _check(path: Path) -> None:
    if not path.is_file():
        raise PictureUnreadable(f"There is no file {path.name}; check the name and the folder.")
    if path.stat().st_size > LARGEST_FILE:
        raise PictureUnreadable(f"{path.name} is larger than {LARGEST_FILE >> 20} MB; save it smaller.")
    with path.open("rb") as file:
        width, height = _size(file)
    if width * height > MOST_PIXELS:
        millions = f"{width * height / 1e6:.0f} million pixels, and {MOST_PIXELS / 1e6:.0f} million can be read"
        raise PictureUnreadable(f"{path.name} has {millions}; save it smaller.")
    if not width or not height:
        raise ValueError("a picture without pixels")


def _size(file: BinaryIO) -> tuple[int, int]:
    """Width and height as the file claims. Raises `ValueError` for what is neither PNG nor JPEG."""
    start = file.read(24)
    if start.startswith(b"\x89PNG\r\n\x1a\n") and len(start) == 24:
        return int.from_bytes(start[16:20], "big"), int.from_bytes(start[20:24], "big")
    if start.startswith(b"\xff\xd8"):
        file.seek(2)
        for marker, length in _segments(file):
            if marker in _SIZES_OF_JPEG:
                header = file.read(5)
                return int.from_bytes(header[3:5], "big"), int.from_bytes(header[1:3], "big")
            file.seek(length - 2, os.SEEK_CUR)
    raise ValueError("neither PNG nor JPEG")


def _segments(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Marker and length of each segment of a JPEG; the file stands at its content."""
    while len(head := file.read(4)) == 4 and head[0] == 0xFF:
        length = int.from_bytes(head[2:4], "big")
        if length < 2:
            return
        yield head[1], length


def _small_enough(drawn: "pygame.Surface") -> "pygame.Surface":
    import pygame  # noqa: PLC0415

    width, height = drawn.get_size()
    if width * height <= ENOUGH_PIXELS or drawn.get_bitsize() not in (24, 32):
        return drawn
    share = (ENOUGH_PIXELS / (width * height)) ** 0.5
    return pygame.transform.smoothscale(drawn, (max(1, round(width * share)), max(1, round(height * share))))
