"""`python -m tests.pictures`: play the tour and keep what the documents show, small, in `docs/pictures/`.

A picture in a document is what a visitor would see today: drawn by the tour, never by hand. It is scaled down, and its
colours are rounded to steps of eight, which no eye sees and which halves the file.
"""

import os
import sys
from collections.abc import Sequence
from math import hypot
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiosk.cli.show import SIZES
from kiosk.config import load_settings
from kiosk.core.units import Lang
from kiosk.preview import Preview
from kiosk.tour import Tour, moves_of
from tests.guide import GUIDES, followed
from tests.wiring.__main__ import main as wiring

if TYPE_CHECKING:
    from pygame import Surface

FOLDER = Path(__file__).parent.parent / "docs/pictures"
JOURNEYS = Path(__file__).parent / "journeys"
SHOWN = ("*-home", "*-card", "*-pay-by-qr-5", "*-pay-by-qr-6")
"""Scenes of the picture at the top, as the tour names its files; of several the last one of its lesson's visit."""
AUTHORED = (("02-choose-day", "step"), ("02-choose-day", "mistake-1"), ("03-what-to-take", "step"), ("done", "step"))
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
    """Scenes in rows of two, on a ground as clear as the page they stand on."""
    import pygame

    wide = (WIDE - SEAM) // 2
    high = wide * scenes[0].get_height() // scenes[0].get_width()
    rows = -(-len(scenes) // 2)
    made = pygame.Surface((WIDE, rows * (high + SEAM) - SEAM), pygame.SRCALPHA)
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


STAFF_JOURNEYS = ("staff-first-day", "staff-day", "staff-tests", "staff-health")
STAFF_SHEETS = {
    "staff-pin": ("staff-choose", "staff-pin", "staff-menu", "staff-locked"),
    "staff-house": ("staff-sound", "staff-languages", "staff-phone", "staff-power"),
    "staff-content": ("staff-content", "staff-sure", "staff-counts", "staff-tonight"),
    "staff-tests": ("staff-network", "staff-tests", "staff-test-touch", "staff-test-camera"),
    "staff-health": ("staff-machine", "staff-aim"),
    "staff-self-test": ("staff-test-buttons", "staff-test-lamp", "staff-self-test", "staff-summary"),
}
"""Name of a sheet in the staff guide → four pages, as the tour names its files."""


def staff_toured(out: Path, lang: Lang) -> Path:
    """The folder with a picture of every page of the staff menu."""
    for journey in STAFF_JOURNEYS:
        with Tour(load_settings(os.environ), SIZES["10"], lang, out / journey) as visit:
            for move in moves_of(visit.library, JOURNEYS / f"{journey}.yaml", "together", lang):
                visit.go(move)
    return out


def staff_page(folder: Path, name: str) -> "Surface":
    """The picture of a page that shows most of it: a page of rows is met empty first, and fills later."""
    import pygame

    return pygame.image.load(max(sorted(folder.glob(f"*/*-{name}.png")), key=lambda file: file.stat().st_size))


def first_started(lang: Lang) -> "Surface":
    """The first start: the answers read back, and what is shown of three that are wrong."""
    from kiosk.packs.shelf import open_library
    from kiosk.scenes.look import Look
    from kiosk.scenes.picture import picture
    from kiosk.screen.headless import Headless
    from tests.setup_moments import guide

    library = open_library(load_settings(os.environ).content.library)
    width, height, diagonal, distance, _ = SIZES["10"]
    drawn = []
    for state in guide(library, lang):
        screen = Headless(width, height, library.pictures.get)
        look = Look(width, height, hypot(width, height) / diagonal, distance, screen.fonts.measure)
        screen.show(picture(library, state, look))
        drawn.append(screen.surface)
    return sheet(drawn)


def authored(out: Path, lang: Lang) -> "Surface":
    """Four scenes of the lesson that the author's guide builds."""
    import pygame

    with Preview(followed(GUIDES[0], out), out / "preview", langs=(lang,), lessons=("tomorrow",)) as preview:
        preview.draw()
        drawn = {(key.step, key.what): preview.out / card.picture for key, card in preview.cards.items()}
    return sheet([pygame.image.load(drawn[name]) for name in AUTHORED])


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    langs: tuple[Lang, ...] = ("en", "vi")
    for lang in langs:
        with TemporaryDirectory() as made:
            folder = staff_toured(Path(made), lang)
            for name, pages in STAFF_SHEETS.items():
                kept(sheet([staff_page(folder, page) for page in pages]), f"{name}-{lang}")
    for lang in langs:
        with TemporaryDirectory() as made:
            folder = toured(Path(made), "10", lang)
            kept(sheet([scene(folder, name) for name in SHOWN]), f"kiosk-{lang}")
            kept(authored(Path(made), lang), f"author-{lang}")
        kept(first_started(lang), f"first-start-{lang}")
    with TemporaryDirectory() as made:
        kept(scene(toured(Path(made), "7", "en"), "*-pay-by-qr-5"), "seven-inch")
    wiring()


if __name__ == "__main__":
    main()
