"""`kiosk packs sentences export|import`: tables for translators."""

from pathlib import Path

import click

from kiosk.cli import say_and_stop
from kiosk.cli.authors.packs import packs
from kiosk.core.units import Lang

_LANG = click.option(
    "--lang", type=click.Choice(["en", "vi"]), default="en", show_default=True, help="In which language it complains."
)
_NOTHING: dict[Lang, str] = {"en": "Nothing was changed.", "vi": "Chưa có gì bị sửa."}
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@packs.group()
def sentences() -> None:
    """Every sentence as a table, and back."""


@sentences.command(name="export")
@click.argument("path", type=_FOLDER)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_LANG
def export_sentences(path: Path, file: Path, lang: Lang) -> None:
    """Write every sentence of the content to a table, .xlsx or .csv."""
    from kiosk.packs.translation.complaints import BadTable  # noqa: PLC0415
    from kiosk.packs.translation.translate import export  # noqa: PLC0415

    try:
        number = export(path, file)
    except BadTable as error:
        say_and_stop(error.told(lang))
    click.echo(f"{number} sentences are in {file}. Change only the columns of sentences and notes.")


@sentences.command(name="import")
@click.argument("path", type=_FOLDER)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_LANG
def import_sentences(path: Path, file: Path, lang: Lang) -> None:
    """Write the changed sentences of a table back where they came from; all of them, or none."""
    from kiosk.packs.translation.complaints import BadTable  # noqa: PLC0415
    from kiosk.packs.translation.translate import import_  # noqa: PLC0415

    try:
        done = import_(path, file)
    except BadTable as error:
        say_and_stop(f"{error.told(lang)}\n{_NOTHING[lang]}")
    for address in done.changed:
        click.echo(address)
    for address, note in done.notes:
        click.echo(f"{address}: note: {note}")
    if done.composed:
        click.echo(f"{len(done.composed)} rows came with decomposed letters (NFD), which were composed.")
    click.echo(f"Sentences changed: {len(done.changed)}, files: {len(done.files)}. Now: kiosk packs check {path}")
