"""What the office is told: how far its work is, what came of it, and what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kiosk.cli import say_and_stop
from kiosk.cli.office.asking import now

if TYPE_CHECKING:
    from kiosk.fleet.depot.folder import Depot
    from kiosk.fleet.depot.state import State


@contextmanager
def told() -> Iterator[None]:
    """What went wrong is a sentence and exit code 1."""
    from kiosk.fleet.refusing import NotPublished  # noqa: PLC0415

    try:
        yield
    except NotPublished as error:
        say_and_stop(str(error))
    except BrokenPipeError:
        raise  # whoever read our words has read enough: no fault of the depot
    except OSError as error:
        say_and_stop(f"{error.filename or 'The depot'}: {error.strerror or error}.")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar in the terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def megabytes(count: int) -> str:
    """So many bytes, for people; what is little is not told as nothing."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{-(-count // 1000)} kB"


def finish(depot: "Depot", state: "State") -> None:
    """Keep the drafts, release what may be released, and say who still has to sign."""
    from kiosk.fleet.depot.signing import awaited  # noqa: PLC0415

    after, roles = depot.put(state, now())
    if roles:
        click.echo(f"Released: {', '.join(f'{role} {after.released[role].signed.version}' for role in roles)}.")
    for line in awaited(after):
        click.echo(f"Waits: {line}")
