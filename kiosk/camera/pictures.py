"""Picture files as frames."""

import os
from pathlib import Path

from kiosk.camera.seam import Frame

LARGEST_FILE = 40 * 1024 * 1024
"""Bytes; no photograph of a code needs more."""


class PictureUnreadable(Exception):  # noqa: N818 - what happened
    """A file that is no picture, or none that can be opened; the text is a sentence."""


def load(path: Path) -> Frame:
    """The picture in a file, transparent parts white as on paper. Raises `PictureUnreadable` and nothing else."""
    # pygame greets on standard output, where `kiosk scan` writes its lines.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import numpy as np  # noqa: PLC0415 - only who opens pictures pays for it
    import pygame  # noqa: PLC0415

    try:
        if not path.is_file():
            raise PictureUnreadable(f"There is no file {path.name}; check the name and the folder.")
        if path.stat().st_size > LARGEST_FILE:
            raise PictureUnreadable(f"{path.name} is larger than {LARGEST_FILE >> 20} MB; save it smaller.")
        drawn = pygame.image.load(path)
        paper = pygame.Surface(drawn.get_size(), depth=24)
        paper.fill("white")
        paper.blit(drawn, (0, 0))
        raw = pygame.image.tobytes(paper, "RGB")
    except (pygame.error, OSError, ValueError, MemoryError) as broken:
        raise PictureUnreadable(f"{path.name} cannot be opened as a picture; save it as PNG or JPEG.") from broken
    width, height = drawn.get_size()
    return Frame(np.frombuffer(raw, np.uint8).reshape(height, width, 3))
