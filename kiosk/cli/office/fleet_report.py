"""`kiosk fleet report`: what all kiosks tell together, on one page and in tables."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import say_and_stop
from kiosk.cli.office.fleet import fleet
from kiosk.core.units import LANGS, Lang

if TYPE_CHECKING:
    from kiosk.core.content.packs import Library
    from kiosk.fleet.report.answers import Answers

_DAY = click.DateTime(["%Y-%m-%d"])


@fleet.command()
@click.argument("office", type=click.Path(file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the report goes.")
@click.option("--lang", type=click.Choice([*LANGS, "both"]), default="both", show_default=True)
@click.option("--since", type=_DAY, default=None, help="The first day; without, the first that was collected.")
@click.option("--until", type=_DAY, default=None, help="The last day; without, the last that was collected.")
@click.option("--engine", default="duckdb", show_default=True, help="duckdb, spark, spark://…, or a server's address.")
@click.option(
    "--library",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Compiled content, for the words of lessons and steps; without, this machine's own if it has any.",
)
def report(  # noqa: PLR0913, PLR0917 - one for each option
    office: Path,
    out: Path,
    lang: str,
    since: datetime | None,
    until: datetime | None,
    engine: str,
    library: Path | None,
) -> None:
    """Write the report on the tables in OFFICE, which `kiosk fleet collect` has made, into a folder."""
    langs: tuple[Lang, ...] = tuple(one for one in LANGS if lang in (one, "both"))
    words = _library(library)
    found = _asked(office, engine, since.date() if since else None, until.date() if until else None)
    from kiosk.fleet.report.files import write  # noqa: PLC0415

    try:
        page = write(found, out, langs, words)
    except OSError as error:
        say_and_stop(
            f"The report could not be written ({error.strerror or error}): free space or choose another --out."
        )
    if found.concerns:
        machines = len({(one.site, one.kiosk) for one in found.concerns})
        need = "1 machine needs a visit" if machines == 1 else f"{machines} machines need a visit"
        click.echo(f"{need}: see the top of the page, and concerns.json.")
    click.echo(f"Open {page} in a browser.")


def _asked(office: Path, engine: str, since: date | None, until: date | None) -> "Answers":
    from kiosk.fleet.report.asking.days import span  # noqa: PLC0415
    from kiosk.fleet.report.asking.questions import answers  # noqa: PLC0415
    from kiosk.fleet.report.engines.office_tables import open_tables  # noqa: PLC0415
    from kiosk.fleet.report.engines.refusing import NoEngine  # noqa: PLC0415

    try:
        with open_tables(office, engine) as tables:
            first, last = span(tables, since, until)
            return answers(tables, since=first, until=last)
    except (NoEngine, ValueError) as error:
        say_and_stop(str(error))


def _library(given: Path | None) -> "Library | None":
    """The words of lessons. A report without them is still a report, so only a file that was asked for must be good."""
    from kiosk.cli.settings import settings  # noqa: PLC0415
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415

    try:
        return open_library(given or settings().content.library)
    except NoContent as error:
        if given:
            say_and_stop(str(error))
        click.echo(f"Lessons are shown by their names only: {error}.", err=True)
        return None
