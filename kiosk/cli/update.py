"""`kiosk update`: new content from an address, how the machine stands, and the way back."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings
from kiosk.update.refusal import Refused

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.renewal import Outcome, Status
    from kiosk.update.install import Tell

STAGES = {
    "checking": "Checking signatures",
    "copying": "Fetching files",
    "removable": "Everything is here",
    "testing": "Compiling and testing",
    "voicing": "Rendering speech",
    "ready": "Ready",
    "nothing-new": "Nothing new",
}


@kiosk.command()
@click.option("--from", "address", metavar="ADDRESS|DIR", default="", help="https://…, s3://…, or a folder.")
@click.option("--status", "ask", is_flag=True, help="What is in use, what is ready, how the last attempt ended.")
@click.option("--rollback", is_flag=True, help="Return to the content before; it stays until something newer comes.")
def update(address: str, ask: bool, rollback: bool) -> None:
    """Fetch, verify, test and make ready new content. The kiosk takes it when nobody is learning."""
    if ask + rollback + bool(address) > 1:
        raise click.UsageError("--from, --status and --rollback go one at a time.")
    given = settings()
    try:
        if ask:
            _tell_status(given)
        elif rollback:
            _roll_back(given)
        else:
            _update(given, address or given.update.source)
    except Refused as why:
        click.echo(f"update refused: {why.why}", err=True)
        say_and_stop(f"{why} The content in use stays.")


def _update(given: "Settings", address: str) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    from kiosk.renewal import renew_from  # noqa: PLC0415

    if not address:
        raise click.UsageError("Say where from: --from ADDRESS, or the setting update.source.")
    with Progress(transient=True, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        outcome = renew_from(given, address, _telling(bar))
    _tell_interface(given, outcome)
    click.echo(_said(outcome))


def _telling(bar: "object") -> "Tell":
    """Each stage as a line of its own in the terminal."""
    from rich.progress import Progress, TaskID  # noqa: PLC0415

    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, of: int) -> None:
        if not isinstance(bar, Progress):
            return
        if stage not in tasks:
            tasks[stage] = bar.add_task(STAGES[stage], total=None)
        bar.update(tasks[stage], completed=done, total=of or None)

    return tell


def _tell_interface(given: "Settings", outcome: "Outcome") -> None:
    if outcome.outcome == "ready":
        _say_ready(given, outcome.release)


def _say_ready(given: "Settings", release: str) -> None:
    from kiosk.core.events import ReleaseReady  # noqa: PLC0415
    from kiosk.update.news import SOCKET, send  # noqa: PLC0415

    send(given.data.folder / SOCKET, ReleaseReady(release))


def _said(outcome: "Outcome") -> str:
    if outcome.outcome == "ready":
        said = f"Release {outcome.release} is ready: the kiosk takes it at rest, or when it starts."
    else:
        said = f"Nothing new: release {outcome.release} is here already."
    return f"{said} {outcome.sentence}".strip()


def _roll_back(given: "Settings") -> None:
    from kiosk.update.disk import on_disk  # noqa: PLC0415
    from kiosk.update.releases import Releases  # noqa: PLC0415

    releases = Releases(given.update.folder)
    before = releases.standing()
    if before.previous is None:
        say_and_stop("There is nothing to return to: this kiosk was never updated.")
    with on_disk():
        releases.roll_back()
    _say_ready(given, releases.standing().active or "provisioned")
    click.echo(f"{_named(releases.standing().active)} again: the kiosk takes it at rest, or when it starts.")
    click.echo(f"{_named(before.active)} is not taken again by itself.")


def _tell_status(given: "Settings") -> None:
    from kiosk.renewal import status  # noqa: PLC0415

    now = status(given)
    for line in _status_lines(now, datetime.now(UTC)):
        click.echo(line)


def _status_lines(now: "Status", today: datetime) -> list[str]:
    standing = now.standing
    trial = "" if standing.trial is None else f" (on trial, started {standing.trial} times)"
    lines = [f"in use: {_named(standing.active)}{trial}"]
    if now.active is not None:
        age = max(0, (today - now.active.made).days)
        lines.append(f"signed: {now.active.made:%Y-%m-%d}, {age} days ago; good until {now.active.expires:%Y-%m-%d}")
    lines.append(f"before: {_named(standing.previous) if standing.previous is not None else 'nothing'}")
    lines.append(f"ready: {standing.ready or 'nothing'}")
    if standing.refused:
        lines.append(f"not taken again: {', '.join(standing.refused)}")
    if now.last is not None:
        lines.append(f"last attempt: {now.last.at:%Y-%m-%d %H:%M} UTC from {now.last.source}: {now.last.outcome}")
        lines += [f"  {now.last.why or 'note'}: {now.last.sentence}"] if now.last.sentence else []
    return lines


def _named(release: str | None) -> str:
    return f"release {release}" if release else "the content that came with the machine"
