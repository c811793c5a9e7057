"""`kiosk fleet …`: for the office that reads what all kiosks tell at night."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.office.telling import progress

if TYPE_CHECKING:
    from kiosk.fleet.collecting.collect import Collected
    from kiosk.fleet.simulating.vocabulary import Vocabulary

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_INTERRUPTED = 130


@kiosk.group()
def fleet() -> None:
    """Collect the nightly numbers of all kiosks, and report on them."""


@contextmanager
def told() -> Iterator[None]:
    """What went wrong is a sentence and exit code 1."""
    from kiosk.fleet.collecting.refusing import NotCollected  # noqa: PLC0415
    from kiosk.fleet.sites import BadSites  # noqa: PLC0415

    try:
        yield
    except (NotCollected, BadSites) as error:
        say_and_stop(str(error))
    except OSError as error:
        say_and_stop(f"{error.filename or 'The office'}: {error.strerror or error}. What was done before stays.")


@fleet.command()
@click.argument("depot", type=_FOLDER)
@click.option("--into", type=_FOLDER, default=None, help="The office's folder; `office` beside DEPOT without.")
@click.option("--sites", type=_FILE, default=None, help="The register of sites; sites.yaml in the office without.")
@click.option("--anew", is_flag=True, help="Judge every document again, by the register as it is now.")
def collect(depot: Path, into: Path | None, sites: Path | None, anew: bool) -> None:
    """Verify the documents in DEPOT and put what is believed into the office's tables. Call it every night."""
    from kiosk.fleet.collecting.collect import Run  # noqa: PLC0415
    from kiosk.fleet.collecting.collect import collect as run  # noqa: PLC0415
    from kiosk.fleet.sites import read_sites  # noqa: PLC0415
    from kiosk.fleet.summing.make import sum_up  # noqa: PLC0415

    office = into or depot.absolute().parent / "office"
    try:
        with told(), progress("Days") as bar:
            register = read_sites(_register(sites or office / "sites.yaml"))
            now = datetime.now().astimezone()
            done = run(Run(depot=depot, office=office, register=register, now=now, anew=anew, tell=bar, sum_up=sum_up))
    except KeyboardInterrupt:
        click.echo("Interrupted. What was done stays; call it again for the rest.", err=True)
        sys.exit(_INTERRUPTED)
    _tell(done, office)


def _register(file: Path) -> Path:
    """Whoever collects for the first time has none yet."""
    if not file.is_file():
        say_and_stop(
            f"There is no register of places at {file}, so nothing could be believed. docs/fleet.md shows one; "
            "`kiosk stats key`, on the kiosk, prints the line of its key."
        )
    return file


def _tell(done: "Collected", office: Path) -> None:
    from kiosk.fleet.collecting.judging import SAID  # noqa: PLC0415

    click.echo(f"New documents: {done.new}. Days looked at: {done.days}. The tables are in {office}.")
    if done.reasons:
        click.echo(f"Files not believed: {sum(done.reasons.values())}, {done.held} of them new:", err=True)
        for reason, files in done.reasons.items():
            click.echo(f"  {files} {reason}: {SAID[reason]}", err=True)
    if done.unread:
        say_and_stop(f"Days that could not be read: {done.unread}. Look at the rights of their folders.")


@fleet.command()
@click.argument("depot", type=_FOLDER)
@click.option("--kiosks", type=click.IntRange(1, 100_000), required=True, help="How many.")
@click.option("--days", type=click.IntRange(1, 3660), required=True, help="How many days.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same fleet.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The last day; yesterday without.")
@click.option("--into", type=_FOLDER, default=None, help="Where sites.yaml goes; `office` beside DEPOT without.")
@click.option("--with-faults", is_flag=True, help="Forged, damaged and misplaced documents, too.")
def simulate(  # noqa: PLR0913, PLR0917 - one for each option
    depot: Path, kiosks: int, days: int, seed: int, until: datetime | None, into: Path | None, with_faults: bool
) -> None:
    """Write the documents of a fleet that never was into DEPOT, for tests and for planning."""
    from kiosk.fleet.simulating.simulate import Fleet  # noqa: PLC0415
    from kiosk.fleet.simulating.simulate import simulate as run  # noqa: PLC0415

    last = until.date() if until else date.fromordinal(date.today().toordinal() - 1)
    register = (into or depot.absolute().parent / "office") / "sites.yaml"
    words = _words()
    with told(), progress("Kiosks") as bar:
        made = run(
            Fleet(
                depot=depot,
                sites=register,
                kiosks=kiosks,
                days=days,
                last=last,
                seed=seed,
                words=words,
                with_faults=with_faults,
                tell=bar,
            )
        )
    faults = f", {made.faults} faults" if with_faults else ""
    click.echo(f"{made.documents} documents of {kiosks} kiosks at {made.sites} sites{faults}. Register: {register}")


def _words() -> "Vocabulary":
    """What can be counted, from the content of this machine."""
    from kiosk.cli.settings import settings  # noqa: PLC0415
    from kiosk.fleet.simulating.vocabulary import vocabulary  # noqa: PLC0415
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415
    from kiosk.stats.registry import load_registry  # noqa: PLC0415

    given = settings()
    try:
        library = open_library(given.content.library)
        return vocabulary(load_registry(given.stats.metrics.read_bytes(), library), library)
    except (NoContent, OSError, ValueError) as error:
        say_and_stop(str(error))
