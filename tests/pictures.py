"""`python -m tests.pictures`: play the tour and keep what the documents show, small, in `docs/pictures/`.

A picture in a document is what a visitor would see today: drawn by the tour, never by hand. It is scaled down, and its
colours are rounded to steps of eight, which no eye sees and which halves the file.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiosk.cli.show import SIZES
from kiosk.config import load_settings
from kiosk.core.units import Lang
from kiosk.tour import Tour, moves_of

if TYPE_CHECKING:
    from pygame import Surface

FOLDER = Path(__file__).parent.parent / "docs/pictures"
SHOWN = ("*-home", "*-card", "*-pay-by-qr-5", "*-pay-by-qr-6")
"""Scenes of the picture at the top, as the tour names its files; of several the last one of its lesson's visit."""
WIDE, SEAM, STEP = 880, 12, 8


def toured(out: Path, screen: str, lang: Lang) -> Path:
    """The folder with a picture of every scene of the payment lesson."""
    with Tour(load_settings(os.environ), SIZES[screen], lang, out) as visit:
        for move in moves_of(visit.library, None, "together", lang):
            visit.go(move)
    return out


def scene(folder: Path, pattern: str) -> "Surface":
    """The picture of a scene. Cards are held up in two lessons: the first is the fish stall's."""
    import pygame

    files = sorted(folder.glob(f"{pattern}.png"))
    return pygame.image.load(files[0] if "card" in pattern else files[-1])


def sheet(scenes: Sequence["Surface"]) -> "Surface":
    """Four scenes in two rows, on a ground as clear as the page they stand on."""
    import pygame

    wide = (WIDE - SEAM) // 2
    high = wide * scenes[0].get_height() // scenes[0].get_width()
    made = pygame.Surface((WIDE, 2 * high + SEAM), pygame.SRCALPHA)
    for n, one in enumerate(scenes):
        small = pygame.transform.smoothscale(one, (wide, high))
        made.blit(small, (n % 2 * (wide + SEAM), n // 2 * (high + SEAM)))
    return made


def kept(picture: "Surface", name: str) -> None:
    """Write a picture, rounded, and say how large it is."""
    import numpy as np
    import pygame

    pixels = pygame.surfarray.pixels3d(picture)
    pixels[:] = np.minimum(255, (pixels.astype(np.uint16) + STEP // 2) // STEP * STEP)
    del pixels  # gives the surface back
    file = FOLDER / f"{name}.png"
    pygame.image.save(picture, file)
    sys.stdout.write(f"{file.name}: {file.stat().st_size // 1024} KiB\n")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    langs: tuple[Lang, ...] = ("en", "vi")
    for lang in langs:
        with TemporaryDirectory() as made:
            folder = toured(Path(made), "10", lang)
            kept(sheet([scene(folder, name) for name in SHOWN]), f"kiosk-{lang}")
    with TemporaryDirectory() as made:
        kept(scene(toured(Path(made), "7", "en"), "*-pay-by-qr-5"), "seven-inch")


if __name__ == "__main__":
    main()
