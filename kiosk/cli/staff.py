"""`kiosk staff …`: for whoever has a shell on the kiosk, when the menu cannot be entered any more."""

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings


@kiosk.group()
def staff() -> None:
    """The staff menu of this kiosk."""


@staff.command(name="forget-pin")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_pin(yes: bool) -> None:
    """Remove the PIN of the staff menu. The next to come with a staff card or stick chooses a new one."""
    from kiosk.staff.pin import forget_pin as forget  # noqa: PLC0415
    from kiosk.staff.pin import pin_file  # noqa: PLC0415

    folder = settings().staff.folder
    if not pin_file(folder).exists():
        click.echo("No PIN is set; there is nothing to forget.")
        return
    if not yes and not click.confirm("Forget the PIN? Whoever comes first with a staff card or stick chooses the next"):
        say_and_stop("The PIN was kept.")
    try:
        forget(folder)
    except OSError as error:
        say_and_stop(f"{folder}: the PIN cannot be removed ({error.strerror}); run it as the kiosk's user, or as root.")
    click.echo("The PIN is forgotten.")
