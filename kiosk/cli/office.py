"""`kiosk scan`, `kiosk stats`, `kiosk doctor`: looking at pictures, numbers and the machine."""

import json
import os
import sys
from datetime import date
from pathlib import Path

import click
from msgspec import Struct

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings


@kiosk.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def scan(files: tuple[Path, ...]) -> None:
    """What each picture's code is: one JSON line a file. Nothing is opened, kept or sent."""
    from kiosk.camera.scan import scan_files  # noqa: PLC0415

    for answer in scan_files(files):
        click.echo(json.dumps(answer, ensure_ascii=False))


@kiosk.group()
def stats() -> None:
    """The anonymous numbers of this machine."""


@stats.command()
@click.option("--day", default=None, help="YYYY-MM-DD; today without.")
def tonight(day: str | None) -> None:
    """Print exactly what would leave this machine."""
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415
    from kiosk.stats.registry import load_registry  # noqa: PLC0415
    from kiosk.stats.store import StoreError, read_cells  # noqa: PLC0415
    from kiosk.stats.tonight import canonical  # noqa: PLC0415
    from kiosk.stats.tonight import tonight as document  # noqa: PLC0415

    given = settings()
    today = day or date.today().isoformat()
    try:
        registry = load_registry(given.stats.metrics.read_bytes(), open_library(given.content.library))
        cells = read_cells(given.stats.path, today)
    except (NoContent, StoreError, OSError, ValueError) as error:
        say_and_stop(str(error))
    click.echo(canonical(document(_Stored(cells), registry, today)))


class _Stored(Struct, frozen=True):
    """The counters of one day, as read beside a running kiosk."""

    stored: dict[tuple[str, str, str, str], int]

    def cells(self, _day: str) -> dict[tuple[str, str, str, str], int]:
        """The day's cells."""
        return self.stored


@kiosk.command()
@click.option("--settings", "every_setting", is_flag=True, help="Every setting and where it came from, too.")
def doctor(every_setting: bool) -> None:
    """Every part of this machine, in words and with the remedy. Exit code 1 when there can be no lessons."""
    from kiosk.config import names  # noqa: PLC0415
    from kiosk.health import examine, worst  # noqa: PLC0415

    given = settings()
    findings = examine(given, os.environ)
    for finding in findings:
        click.echo(f"{finding.state:9} {finding.part}: {finding.says} {finding.remedy}".rstrip())
    if every_setting:
        for section, name in names():
            value = getattr(getattr(given, section), name)
            click.echo(f"{section}.{name} = {value}  ({given.origins[f'{section}.{name}']})")
    sys.exit(1 if worst(findings) == "broken" else 0)
