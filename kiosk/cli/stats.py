"""`kiosk stats`: what would leave this machine, to the letter; sending it; giving it away on a stick."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.stats.sending import Sent


@kiosk.group()
def stats() -> None:
    """The anonymous numbers of this machine."""


@stats.command()
@click.option("--day", metavar="YYYY-MM-DD", default=None, help="Another day than today.")
def tonight(day: str | None) -> None:
    """Print exactly what leaves this machine for a day, and what left last."""
    from kiosk.nightly import outbox, preview  # noqa: PLC0415
    from kiosk.stats.document import canonical  # noqa: PLC0415

    given = settings()
    with _told():
        click.echo(canonical(preview(given, _day(day))))
        last = outbox(given).last_left()
        if last is not None:
            click.echo(f"Left last: {last[0]}, to {last[1].to}, at {last[1].at}.", err=True)


@stats.command()
def make() -> None:
    """Make the documents of all finished days that have none, and send nothing."""
    from kiosk.nightly import NotMade, today  # noqa: PLC0415
    from kiosk.nightly import make as make_all  # noqa: PLC0415

    given = settings()
    try:
        days = make_all(given, today=today(given))
    except NotMade as why:
        click.echo("upload failed: not-made", err=True)
        say_and_stop(str(why))
    click.echo(f"{len(days)} documents were made.")


@stats.command()
def upload() -> None:
    """Send every finished day that has not been sent yet, if staff have switched sending on."""
    from kiosk.nightly import outbox, switched_on  # noqa: PLC0415

    given = settings()
    _make()
    with _told():
        if not switched_on(given):
            waiting = sum(1 for _ in outbox(given).waiting())
            click.echo(f"Sending is switched off; {waiting} days wait.")
            return
        came = _sent(given)
    click.echo(f"{came.sent} days were sent, {came.waiting} wait.")
    for fault in came.faults:
        click.echo(f"upload failed: {fault.fault}", err=True)
    if came.faults:
        say_and_stop("\n".join(f"{fault} Nothing is lost; it is tried again later." for fault in came.faults))


@stats.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write every finished day of the last five weeks to a folder or a stick, as the office collects it."""
    from kiosk.nightly import outbox  # noqa: PLC0415
    from kiosk.stats.places import FolderPlace  # noqa: PLC0415
    from kiosk.stats.sending import export as give_all  # noqa: PLC0415

    given = settings()
    _make()
    with _told():
        count = give_all(outbox(given), FolderPlace(folder.absolute()), now=_now)
    click.echo(f"{count} days are in {folder}.")


@stats.command()
def key() -> None:
    """Print the public key of this kiosk, for the office's register of sites. Makes it if there is none."""
    from kiosk.nightly import identity  # noqa: PLC0415

    with _told():
        click.echo(identity(settings()).public())


def _make() -> None:
    """Make what is due, in a process of its own: lessons and keys need not lie in memory while a server is waited for.

    What keeps it from being done it says itself; what was made before is sent all the same.
    """
    from subprocess import DEVNULL, run  # noqa: PLC0415

    run((sys.executable, "-m", "kiosk", "stats", "make"), check=False, stdin=DEVNULL, stdout=DEVNULL)


def _sent(given: "Settings") -> "Sent":
    from time import sleep  # noqa: PLC0415

    from kiosk.nightly import outbox  # noqa: PLC0415
    from kiosk.stats.places import place_for  # noqa: PLC0415
    from kiosk.stats.sending import WAITS, send  # noqa: PLC0415

    place = place_for(given.stats.to, proxy=given.update.proxy)
    return send(outbox(given), place, now=_now, wait=sleep, waits=WAITS)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong is a code for the log, a sentence, and exit code 1."""
    from kiosk.packs.shelf import NoContent  # noqa: PLC0415
    from kiosk.stats.identity import NoIdentity  # noqa: PLC0415
    from kiosk.stats.outbox import OutboxFault  # noqa: PLC0415
    from kiosk.stats.places import NotSent  # noqa: PLC0415
    from kiosk.stats.store import StoreError  # noqa: PLC0415

    try:
        yield
    except NotSent as fault:
        click.echo(f"upload failed: {fault.fault}", err=True)
        say_and_stop(f"{fault} Nothing is lost.")
    except (NoContent, NoIdentity, OutboxFault, StoreError, OSError, ValueError) as error:
        say_and_stop(str(error))


def _day(given: str | None) -> str:
    if given is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        click.echo(f"{given} is no day: write it as 2026-11-21.", err=True)
        sys.exit(2)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
