"""`python -m tests.report_pictures`: what `docs/report.md` shows, of a fleet that never was, in a true browser."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.core.units import LANGS
from tests.e2e.reader import Reader
from tests.pictures import WIDE, kept

SHOWN = {
    "report-glance": "document.querySelector('#{lang}-glance')",
    "report-wards": "document.querySelector('#{lang}-wards figure')",
    "report-lesson": "document.querySelector('#{lang}-lessons article')",
}
WINDOW = WIDE + 64
"""So wide that a section of the page is as wide as a picture, and nothing is scaled."""


def made(folder: Path) -> Path:
    """The page of 120 kiosks and six weeks."""
    depot, office = str(folder / "depot"), str(folder / "office")
    for words in (
        ["simulate", depot, "--kiosks", "120", "--days", "42", "--until", "2026-11-21"],
        ["collect", depot],
        ["report", office, "--out", str(folder / "out")],
    ):
        subprocess.run([sys.executable, "-m", "kiosk", "fleet", *words], check=True, env=os.environ)  # noqa: S603
    return folder / "out/report.html"


def main() -> None:
    """Draw them all."""
    with TemporaryDirectory() as folder, Reader(Path(folder) / "profile") as reader:
        reader.read(made(Path(folder)).as_uri())
        reader.wide(WINDOW)
        for lang in LANGS:
            reader.choose(lang)
            for name, script in SHOWN.items():
                _keep(reader.picture(script.format(lang=lang)), f"{name}-{lang}")


def _keep(raw: bytes, name: str) -> None:
    import pygame

    kept(pygame.image.load(BytesIO(raw)), name)


if __name__ == "__main__":
    main()
