"""What the office is asked for while it works: the date, and its passphrases."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kiosk.fleet.depot.state import State

_LONG_DAYS = 400
"""Since the last release; longer ago, and this machine's date is doubted."""

SECRET = click.option(
    "--passphrase-file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="KIOSK_KEY_PASSPHRASE_FILE",
    help="Its first line is the passphrase; without, it is asked for.",
)


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def dated(state: "State") -> datetime:
    """The date of what is made now. Kiosks never go back: one release dated in 2036 would end all others."""
    at, last = now(), state.last_made
    if last and (at - last).days > _LONG_DAYS:
        question = f"This machine says it is {at:%Y-%m-%d}, {(at - last).days} days after the last release. Is it?"
        click.confirm(question, abort=True, err=True)
    return at


def asking(file: Path | None, *, twice: bool = False) -> Callable[[str], str]:
    """Where secrets come from: a file, or whoever sits here. Never the command line, which others can read."""

    def ask(what: str) -> str:
        if file is None:
            return str(click.prompt(what, hide_input=True, confirmation_prompt=twice, err=True))
        from kiosk.fleet.refusing import NotPublished  # noqa: PLC0415

        try:
            return file.read_text("utf-8-sig").split("\n", 1)[0]
        except (OSError, ValueError) as error:
            raise NotPublished(f"{file} cannot be read, and the passphrase is in it.") from error

    return ask
