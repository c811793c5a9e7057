"""`kiosk packs preview`: a page with a picture of every scene, for authors."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from kiosk.cli import say_and_stop
from kiosk.cli.authors.packs import packs
from kiosk.core.units import LANGS, Lang

if TYPE_CHECKING:
    from kiosk.preview import Changed, Preview

PORT = 8420


@packs.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default="content")
@click.option("--out", default="out/preview", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--screen", "screens", type=click.Choice(["7", "10", "upright"]), multiple=True, help="Without, only 10.")
@click.option("--lang", "langs", type=click.Choice(LANGS), multiple=True, help="Without, every language.")
@click.option("--lesson", "lessons", multiple=True, help="Only this lesson; may be given several times.")
@click.option("--watch", is_flag=True, help="Go on, and draw what changes when a file is saved.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="For --watch.")
def preview(  # noqa: PLR0913, PLR0917 - the words of a command line
    path: Path,
    out: Path,
    screens: tuple[str, ...],
    langs: tuple[Lang, ...],
    lessons: tuple[str, ...],
    watch: bool,
    port: int,
) -> None:
    """Draw every scene of the content on one page, with what is said there and what is wrong."""
    from kiosk.preview import Preview  # noqa: PLC0415

    try:
        with Preview(path, out, screens=screens or ("10",), langs=langs or LANGS, lessons=lessons) as drawn:
            told_in: Lang = langs[0] if len(langs) == 1 else "en"
            _watch(drawn, port, told_in) if watch else _once(drawn, told_in)
    except OSError as error:
        say_and_stop(f"The preview could not be made ({error.strerror or error}); free space or choose another --out.")


def _once(drawn: "Preview", lang: Lang) -> None:
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(transient=True) as bar:
        task = bar.add_task("Preview", total=None)
        changed = drawn.draw(lambda _card: bar.advance(task))
    _tell(changed, lang)
    if not changed.drawn:
        say_and_stop("No scene could be drawn: see above what is wrong, or whether there is such a lesson.")
    click.echo(f"{len(changed.drawn)} pictures; open {drawn.out / 'index.html'} in a browser.")


def _watch(drawn: "Preview", port: int, lang: Lang) -> None:
    from kiosk.preview.board import Board  # noqa: PLC0415
    from kiosk.preview.serve import Server  # noqa: PLC0415
    from kiosk.preview.watch import Watch  # noqa: PLC0415

    board = Board()
    watching = Watch(drawn, board)
    try:
        server = Server(drawn.out, board, drawn.html, port)
    except OSError as error:
        say_and_stop(f"Nothing can be served on port {port} ({error.strerror}); choose another with --port, 0 for any.")
    with server:
        try:
            _tell(watching.begin(), lang)
            click.echo(f"Open {server.address} in a browser. What you save is drawn there. Ctrl-C ends.")
            for changed in watching.changes(Event()):
                click.echo(f"Drawn again: {len(changed.drawn)}.")
                _tell(changed, lang)
        except KeyboardInterrupt:
            click.echo("Ended.")


def _tell(changed: "Changed", lang: Lang) -> None:
    for problem in changed.told.problems.get(lang, ()):
        click.echo(str(problem))
    for lesson, why in changed.stuck.items():
        click.echo(f"{lesson} keeps its last good pictures ({why}).")
