"""`kiosk run`, `kiosk desk`, `kiosk tour`: what people see."""

import os
from collections.abc import Callable
from pathlib import Path

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings
from kiosk.config import BadSettingsError, Settings
from kiosk.core.units import Lang
from kiosk.core.ways import WAYS

SIZES = {
    "7": (800, 480, 176.4, 450.0, 85.92),
    "10": (1280, 800, 256.5, 500.0, 0.0),
    "upright": (800, 1280, 256.5, 500.0, 0.0),
}
"""Screens that pictures are made for: width, height in pixels, diagonal and viewing distance in millimetres, and where
pixels are not square the height."""


@kiosk.command()
@click.option("--calm", is_flag=True, help="Only show whom to call, as after three bad starts in a row.")
def run(calm: bool) -> None:
    """Full screen, on the device."""
    _opened(lambda: _run_device(calm=calm))


def _run_device(*, calm: bool) -> None:
    from kiosk.device import run_device  # noqa: PLC0415

    run_device(os.environ, calm=calm)


@kiosk.command()
def desk() -> None:
    """In a window on a PC; keys play the panel and hold practice cards before the camera."""
    given = settings()
    _opened(lambda: _run_desk(given))


def _run_desk(given: Settings) -> None:
    from kiosk.app import run as run_kiosk  # noqa: PLC0415 - pygame is loaded only where a window is opened
    from kiosk.desk import PANEL, TITLE, keys  # noqa: PLC0415

    click.echo(f"{TITLE}\n{PANEL}")
    run_kiosk(given, keys=keys, title=TITLE)


def _opened(show: Callable[[], None]) -> None:
    from kiosk.packs.shelf import NoContent  # noqa: PLC0415
    from kiosk.screen.window import NoScreenError  # noqa: PLC0415

    try:
        show()
    except (BadSettingsError, NoContent, NoScreenError) as error:
        say_and_stop(str(error))


@kiosk.command()
@click.argument("journey", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", default="out", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--screen", type=click.Choice(sorted(SIZES)), default="10", show_default=True, help="Size of the pictures."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option(
    "--way",
    type=click.Choice(list(WAYS)),
    default="together",
    show_default=True,
    help="Way of every lesson, when no journey is given.",
)
def tour(journey: Path | None, out: Path, screen: str, lang: Lang, way: str) -> None:
    """Play a visit without a screen: a picture of every scene and a transcript.

    Without a JOURNEY the robot learner plays every lesson.
    """
    from rich.progress import track  # noqa: PLC0415

    from kiosk.packs.journeys import BadJourney, CannotGo  # noqa: PLC0415
    from kiosk.packs.shelf import NoContent  # noqa: PLC0415
    from kiosk.tour import Tour, moves_of  # noqa: PLC0415

    try:
        with Tour(settings(), SIZES[screen], lang, out) as visit:
            for move in track(moves_of(visit.library, journey, way, lang), description="Tour", transient=True):
                visit.go(move)
    except (NoContent, BadJourney, CannotGo) as error:
        say_and_stop(str(error))
    click.echo(f"{visit.pictures} pictures and transcript.jsonl are in {out}/")
