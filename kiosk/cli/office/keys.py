"""`kiosk publish keys …` and `kiosk publish card`: who may sign, and who may open the staff menu."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.office.asking import SECRET, asking, dated
from kiosk.cli.office.publish import DEPOT, FOLDER, publish
from kiosk.cli.office.telling import finish, told

if TYPE_CHECKING:
    from kiosk.fleet.depot.state import Role

_ROLES = click.Choice(["root", "targets", "snapshot", "timestamp"])


@publish.command()
@DEPOT
@click.argument("label")
@click.option("--revoke", is_flag=True, help="This card was lost, or whoever had it left.")
@click.option("--out", type=FOLDER, default="staff-card", show_default=True, help="Folder for the card.")
def card(depot: Path, label: str, revoke: bool, out: Path) -> None:
    """Make a card, and a file for a stick, that open the staff menu."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.keys.cards import issued, new_line, printed, revoked  # noqa: PLC0415

    with told(), Depot(depot).working() as state:
        if revoke:
            finish(Depot(depot), revoked(Depot(depot), state, label, dated(state)))
            return
        line = new_line()
        after = issued(Depot(depot), state, label, line, dated(state))
        files = printed(out, depot, label, line, _font())
        click.echo(f"In {out}: {', '.join(files)}. Print the card, put the file on the stick, then delete {out}.")
        finish(Depot(depot), after)


def _font() -> Path | None:
    """The kiosk's own font for the card, when this machine can make a PDF at all."""
    from importlib.util import find_spec  # noqa: PLC0415

    from kiosk.screen.faces import FOLDERS, family  # noqa: PLC0415

    return family(FOLDERS).get("regular") if find_spec("fpdf") else None


@publish.group()
def keys() -> None:
    """Who may sign what."""


@keys.command()
@DEPOT
@click.argument("name")
@click.option("--role", "roles", type=_ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--into", type=FOLDER, default=None, help="Folder for the key; ~/.kiosk-keys without.")
@SECRET
def new(depot: Path, name: str, roles: tuple["Role", ...], into: Path | None, passphrase_file: Path | None) -> None:
    """Make a key for somebody, and let it sign for a role."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.keys.keyring import make  # noqa: PLC0415
    from kiosk.fleet.keys.people import admit as admit_key  # noqa: PLC0415

    folder = into or Path.home() / ".kiosk-keys"
    with told(), Depot(depot).working() as state:
        key = make(name, folder, depot, asking(passphrase_file, twice=True))
        click.echo(f"The key of {name} is {folder / name}.pem. Keep it and its passphrase apart.")
        finish(Depot(depot), admit_key(state, key, roles, dated(state)))


@keys.command()
@DEPOT
@click.argument("name")
@click.argument("what")
@click.option("--role", "roles", type=_ROLES, multiple=True, required=True, help="May be given several times.")
@SECRET
def admit(depot: Path, name: str, what: str, roles: tuple["Role", ...], passphrase_file: Path | None) -> None:
    """Let a key made elsewhere sign for a role: WHAT is its NAME.pub, or hsm:… for one in hardware."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.keys.keyring import admitted  # noqa: PLC0415
    from kiosk.fleet.keys.people import admit as admit_key  # noqa: PLC0415

    with told(), Depot(depot).working() as state:
        key = admitted(name, what, asking(passphrase_file))
        finish(Depot(depot), admit_key(state, key, roles, dated(state)))


@keys.command()
@DEPOT
@click.argument("name")
@click.option("--role", "roles", type=_ROLES, multiple=True, help="Only from this role; from all without.")
def retire(depot: Path, name: str, roles: tuple["Role", ...]) -> None:
    """A key signs no longer: it was lost or stolen, or somebody left."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.keys.people import retire as retire_key  # noqa: PLC0415

    with told(), Depot(depot).working() as state:
        finish(Depot(depot), retire_key(state, name, roles, dated(state)))


@keys.command(name="list")
@DEPOT
def list_keys(depot: Path) -> None:
    """All keys, whose they are and what they may sign."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.depot.telling import keys_told  # noqa: PLC0415

    with told():
        for line in keys_told(Depot(depot).state()):
            click.echo(line)
