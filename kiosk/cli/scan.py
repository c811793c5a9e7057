"""`kiosk scan`: what the codes of pictures say."""

import json
from pathlib import Path

import click

from kiosk.cli import kiosk


@kiosk.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def scan(files: tuple[Path, ...]) -> None:
    """What each picture's code is: one JSON line a file. Nothing is opened, kept or sent."""
    from kiosk.camera.scan import scan_files  # noqa: PLC0415

    for answer in scan_files(files):
        click.echo(json.dumps(answer, ensure_ascii=False))
