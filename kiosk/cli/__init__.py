"""The words typed by staff and by systemd. Each command is a thin sentence around one room; nothing is decided here."""

import sys
from typing import NoReturn

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kiosk")
def kiosk() -> None:
    """A walk-up learning kiosk for digital literacy."""


def say_and_stop(sentence: str) -> NoReturn:
    """One clear line and exit code 1: the thing asked for failed."""
    click.echo(sentence, err=True)
    sys.exit(1)


def main() -> None:
    """Run a command. Anything unexpected ends in a sentence, never in a traceback."""
    from kiosk.cli import commands  # noqa: F401, PLC0415 - registers the commands

    try:
        kiosk()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the outermost border
        say_and_stop(f"{type(error).__name__}: {error}. This is a fault of the program; please report it.")
