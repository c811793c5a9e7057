"""`kiosk publish …`: for the office that signs content and sends it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli import kiosk, say_and_stop

if TYPE_CHECKING:
    from kiosk.fleet.depot import Depot
    from kiosk.fleet.state import State

_FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
DEPOT = click.argument("depot", type=FOLDER)
_LONG_DAYS = 400
SECRET = click.option(
    "--passphrase-file",
    type=_FILE,
    envvar="KIOSK_KEY_PASSPHRASE_FILE",
    help="Its first line is the passphrase; without, it is asked for.",
)


@kiosk.group()
def publish() -> None:
    """Sign content and send it to sticks, servers and buckets."""


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
            return file.read_text("utf-8").split("\n", 1)[0]
        except (OSError, ValueError) as error:
            raise NotPublished(f"{file} cannot be read, and the passphrase is in it.") from error

    return ask


def megabytes(count: int) -> str:
    """So many bytes, for people; what is little is not told as nothing."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{-(-count // 1000)} kB"


def finish(depot: "Depot", state: "State") -> None:
    """Keep the drafts, release what may be released, and say who still has to sign."""
    from kiosk.fleet.signing import awaited  # noqa: PLC0415

    after, roles = depot.put(state, now())
    if roles:
        click.echo(f"Released: {', '.join(f'{role} {after.released[role].signed.version}' for role in roles)}.")
    for line in awaited(after):
        click.echo(f"Waits: {line}")


@publish.command()
@DEPOT
@click.option("--fleet", required=True, help="Whose kiosks: a short name, as in their setting update.fleet.")
def init(depot: Path, fleet: str) -> None:
    """Begin a depot in a new folder."""
    from kiosk.fleet.depot import Depot  # noqa: PLC0415

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
    from kiosk.fleet.adding import Wish  # noqa: PLC0415
    from kiosk.fleet.adding import add as add_content  # noqa: PLC0415
    from kiosk.fleet.depot import Depot  # noqa: PLC0415
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


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar in the terminal."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


@publish.command()
@DEPOT
@click.option("--key", "keys", multiple=True, help="A key file, or hsm:… for one in hardware.")
@click.option("--from", "copy", type=FOLDER, help="A copy of the depot that somebody else signed.")
@SECRET
def sign(depot: Path, keys: tuple[str, ...], copy: Path | None, passphrase_file: Path | None) -> None:
    """Sign what waits, with the keys at hand; only `metadata` and `draft` of the depot are needed for it."""
    from kiosk.fleet.depot import Depot  # noqa: PLC0415
    from kiosk.fleet.keys import opened  # noqa: PLC0415
    from kiosk.fleet.people import known  # noqa: PLC0415
    from kiosk.fleet.signing import gathered  # noqa: PLC0415
    from kiosk.fleet.signing import sign as sign_drafts  # noqa: PLC0415

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
    from kiosk.fleet.depot import Depot  # noqa: PLC0415
    from kiosk.fleet.drafting import renewed  # noqa: PLC0415
    from kiosk.fleet.people import redated  # noqa: PLC0415

    with told(), Depot(depot).working() as state:
        finish(Depot(depot), redated(state, dated(state)) if root else renewed(state, dated(state)))


@publish.command()
@DEPOT
@click.argument("dest")
@click.option("--prune", is_flag=True, help="Then remove there what belongs to former releases.")
def to(depot: Path, dest: str, prune: bool) -> None:
    """Send the release to DEST: a stick or folder, https://… or s3://bucket/folder."""
    from kiosk.fleet.depot import Depot  # noqa: PLC0415
    from kiosk.fleet.sending import place_of, send  # noqa: PLC0415

    with told(), Depot(depot).working() as state, progress("Files") as bar:
        place = place_of(dest, depot)
        sent = send(Depot(depot), state, place, now=now(), prune=prune, progress=bar)
    gone = f", {sent.removed} old ones removed" if prune else ""
    click.echo(f"Sent to {place.name}: {sent.files} files new, {sent.there} there already{gone}; all read back well.")


@publish.command()
@DEPOT
def show(depot: Path) -> None:
    """What is released, how long it is good for, and who still has to sign."""
    from kiosk.fleet.depot import Depot  # noqa: PLC0415
    from kiosk.fleet.telling import depot_told  # noqa: PLC0415

    with told():
        for line in depot_told(Depot(depot), Depot(depot).state(), now()):
            click.echo(line)
