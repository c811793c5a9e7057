"""The words typed by staff and by systemd. Each command is a thin sentence around one room; nothing is decided here.

What is typed on a kiosk has a module here, `kiosk doctor` a folder; what `authors/` and the `office/` type has another.
"""

import sys
from importlib import import_module
from typing import NoReturn

import click

QUICK = {"run": "show", "desk": "show"}
"""Commands before which somebody stands and waits → the module they are in. The others are loaded with all the rest."""


class Commands(click.Group):
    """Loads commands when they are asked for: all of them together take a seventh of the time to the first picture."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Of this name."""
        import_module(f"kiosk.cli.{QUICK.get(cmd_name, 'commands')}")
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All there are."""
        import_module("kiosk.cli.commands")
        return super().list_commands(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kiosk")
def kiosk() -> None:
    """A walk-up learning kiosk for digital literacy."""


def say_and_stop(sentence: str) -> NoReturn:
    """One clear line and exit code 1: the thing asked for failed."""
    click.echo(sentence, err=True)
    sys.exit(1)


def main() -> None:
    """Run a command. Anything unexpected ends in a sentence, never in a traceback."""
    try:
        kiosk()
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except OSError as error:
        where, why = error.filename or "This machine", error.strerror or error
        say_and_stop(f"{where}: {why}. See whether it is there, whether there is room, and who may use it.")
    except Exception as error:  # noqa: BLE001 - the outermost border
        say_and_stop(f"{type(error).__name__}: {error}. This is a fault of the program; please report it.")
