"""`kiosk stick`: what a stick asks for is done, and the interface is told how far it is."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings
from kiosk.core.events import ReleaseReady, StaffCame, StickLeft
from kiosk.update.news import SOCKET, send

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.update.sources.source import Source
    from kiosk.update.stick.serve import Done, Hands, Progress


@kiosk.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--writable",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the same stick may be written, if FOLDER may only be read.",
)
@click.option("--left", is_flag=True, help="Only tell the interface that the stick was pulled out.")
def stick(folder: Path, writable: Path | None, left: bool) -> None:
    """Serve the stick mounted at FOLDER: a staff card, new lessons, figures to take away."""
    from kiosk.update.stick.serve import serve  # noqa: PLC0415

    given = settings()
    news = given.data.folder / SOCKET
    if left:
        send(news, StickLeft())
        return
    done = serve(folder, _hands(given, news), lambda event: send(news, event), writable=writable)
    for line in _said(done):
        click.echo(line)
    for fault in done.faults:
        click.echo(f"update refused: {fault.why}", err=True)
    if done.faults:
        say_and_stop("\n".join(f"{fault} The content in use stays." for fault in done.faults))


def _hands(given: "Settings", news: Path) -> "Hands":
    from kiosk.nightly import today  # noqa: PLC0415
    from kiosk.takeaway import documents, machine  # noqa: PLC0415
    from kiosk.update.stick.serve import Hands  # noqa: PLC0415

    def renewed(source: "Source", progress: "Progress") -> str:
        from kiosk.renewal import renew  # noqa: PLC0415

        outcome = renew(given, source, progress)
        if outcome.outcome != "ready":
            return ""
        send(news, ReleaseReady(outcome.release))
        return outcome.release

    return Hands(
        staff=lambda digest: _staff_came(given, digest, news),
        renew=renewed,
        documents=lambda: documents(given, today(given)),
        machine=machine(),
    )


def _staff_came(given: "Settings", digest: str, news: Path) -> bool:
    from kiosk.staff.cards import FIRST_CARDS, StaffCards  # noqa: PLC0415
    from kiosk.staff.pin import pin_file  # noqa: PLC0415

    first = given.data.folder / FIRST_CARDS
    if not StaffCards(given.update.folder / "cards.json", first=first).knows(digest):
        click.echo("The staff card on this stick is not on the list of this kiosk.", err=True)
        return False
    send(news, StaffCame("stick", pin_set=_there(pin_file(given.staff.folder))))
    return True


def _there(file: Path) -> bool:
    """A PIN that this process may not see is one: nobody chooses another by bringing a stick."""
    try:
        return file.is_symlink() or file.exists()
    except OSError:
        return True


def _said(done: "Done") -> list[str]:
    lines = ["A true staff card: the kiosk asks for the PIN."] if done.staff else []
    if done.given is not None:
        lines.append(f"{done.given} new documents were written to the stick.")
    if done.release:
        lines.append(f"Release {done.release} is ready: the kiosk takes it at rest, or when it starts.")
    if done.nothing_new:
        lines.append("There is nothing new on this stick.")
    return lines
