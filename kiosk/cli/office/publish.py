"""`kiosk publish …`: for the office that signs content and sends it."""

from pathlib import Path

import click

from kiosk.cli import kiosk
from kiosk.cli.office.asking import SECRET, asking, dated, now
from kiosk.cli.office.telling import finish, megabytes, progress, told

_FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
DEPOT = click.argument("depot", type=FOLDER)


@kiosk.group()
def publish() -> None:
    """Sign content and send it to sticks, servers and buckets."""


@publish.command()
@DEPOT
@click.option("--fleet", required=True, help="Whose kiosks: a short name, as in their setting update.fleet.")
def init(depot: Path, fleet: str) -> None:
    """Begin a depot in a new folder."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415

    with told():
        Depot(depot).begin(fleet)
    click.echo(f"A depot for {fleet} is in {depot}. Next, its keys: kiosk publish keys new {depot} NAME --role root")


@publish.command()
@DEPOT
@click.argument("content", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--group", "groups", multiple=True, help="Only for kiosks of this group; may be given several times.")
@click.option("--settings", multiple=True, type=_FILE, help="GROUP.toml: settings for the kiosks of a group.")
@click.option("--no-settings", is_flag=True, help="Take back all settings that were given before.")
@click.option("--title-vi", default="", help="What is new, for staff.")
@click.option("--title-en", default="", help="The same in English.")
@click.option("--layout/--no-layout", default=True, help="Look at every scene on every screen, too.")
def add(  # noqa: PLR0913, PLR0917 - one for each option
    depot: Path,
    content: Path,
    groups: tuple[str, ...],
    settings: tuple[Path, ...],
    no_settings: bool,
    title_vi: str,
    title_en: str,
    layout: bool,
) -> None:
    """Make a folder of content the next release. Broken content is refused."""
    from kiosk.fleet.depot.adding import Wish  # noqa: PLC0415
    from kiosk.fleet.depot.adding import add as add_content  # noqa: PLC0415
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.walk import faults_everywhere  # noqa: PLC0415

    title = {lang: text for lang, text in (("vi", title_vi), ("en", title_en)) if text}
    wish = Wish(content=content, groups=groups, settings=settings, drop_settings=no_settings, title=title)
    faults = faults_everywhere() if layout else None
    with told(), Depot(depot).working() as state, progress("Files") as bar:
        after, added = add_content(Depot(depot), state, wish, now=dated(state), faults=faults, progress=bar)
        for line in (*added.reminders, *(f"Left out: {one}" for one in added.left_out)):
            click.echo(line, err=True)
        if added.unchanged:
            click.echo("Nothing changed. For new dates only: kiosk publish renew")
            return
        click.echo(f"{added.files} files, {added.new} of them new: {megabytes(added.bytes)} for a kiosk to fetch.")
        finish(Depot(depot), after)


@publish.command()
@DEPOT
@click.option("--key", "keys", multiple=True, help="A key file, or hsm:… for one in hardware.")
@click.option("--from", "copy", type=FOLDER, help="A copy of the depot that somebody else signed.")
@SECRET
def sign(depot: Path, keys: tuple[str, ...], copy: Path | None, passphrase_file: Path | None) -> None:
    """Sign what waits, with the keys at hand; only `metadata` and `draft` of the depot are needed for it."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.depot.signing import gathered  # noqa: PLC0415
    from kiosk.fleet.depot.signing import sign as sign_drafts  # noqa: PLC0415
    from kiosk.fleet.keys.keyring import opened  # noqa: PLC0415
    from kiosk.fleet.keys.people import known  # noqa: PLC0415

    if not keys and copy is None:
        raise click.UsageError("Say with what: --key FILE, or --from COPY.")
    with told(), Depot(depot).working() as found:
        state = found
        if copy is not None:
            state, brought = gathered(state, Depot(copy).state())
            click.echo(f"Brought back: {', '.join(f'{role} by {who}' for role, who in brought) or 'nothing new'}.")
        for key in keys:
            state, roles = sign_drafts(state, opened(key, asking(passphrase_file), known(state)))
            click.echo(f"Signed with {key}: {', '.join(roles)}." if roles else f"Nothing waits for {key}.")
        finish(Depot(depot), state)


@publish.command()
@DEPOT
@click.option("--root", is_flag=True, help="The keys themselves for another year; two people have to sign that.")
def renew(depot: Path, root: bool) -> None:
    """New dates without new content."""
    from kiosk.fleet.depot.drafting import renewed  # noqa: PLC0415
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.keys.people import redated  # noqa: PLC0415

    with told(), Depot(depot).working() as state:
        finish(Depot(depot), redated(state, dated(state)) if root else renewed(state, dated(state)))


@publish.command()
@DEPOT
@click.argument("dest")
@click.option("--prune", is_flag=True, help="Then remove there what belongs to former releases.")
def to(depot: Path, dest: str, prune: bool) -> None:
    """Send the release to DEST: a stick or folder, https://… or s3://bucket/folder."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.sending.send import place_of, send  # noqa: PLC0415

    with told(), Depot(depot).working() as state, progress("Files") as bar:
        place = place_of(dest, depot)
        sent = send(Depot(depot), state, place, now=now(), prune=prune, progress=bar)
    gone = f", {sent.removed} old ones removed" if prune else ""
    click.echo(f"Sent to {place.name}: {sent.files} files new, {sent.there} there already{gone}; all read back well.")


@publish.command()
@DEPOT
def show(depot: Path) -> None:
    """What is released, how long it is good for, and who still has to sign."""
    from kiosk.fleet.depot.folder import Depot  # noqa: PLC0415
    from kiosk.fleet.depot.telling import depot_told  # noqa: PLC0415

    with told():
        for line in depot_told(Depot(depot), Depot(depot).state(), now()):
            click.echo(line)
