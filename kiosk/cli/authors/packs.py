"""`kiosk packs …`: for authors of lessons."""

from datetime import date
from pathlib import Path

import click

from kiosk.cli import kiosk, say_and_stop
from kiosk.cli.settings import settings
from kiosk.core.units import Lang

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True)


@kiosk.group()
def packs() -> None:
    """Check, compile, voice and play content."""


@packs.command()
@click.argument("path", type=_FOLDER, default="content")
@_LANG
@click.option("--layout/--no-layout", default=True, help="Look at every scene on every screen, too.")
def check(path: Path, lang: Lang, layout: bool) -> None:
    """Say everything that is wrong with the content, as file:line."""
    from kiosk.packs.check import check as check_content  # noqa: PLC0415
    from kiosk.recordings import hear  # noqa: PLC0415
    from kiosk.walk import faults_everywhere  # noqa: PLC0415

    _say_past_review()
    problems = check_content(path, date.today(), lang, faults_everywhere() if layout else None, hear)
    for problem in problems:
        click.echo(str(problem))
    if any(problem.grave for problem in problems):
        say_and_stop("The content is refused until this is mended.")
    click.echo("The content is good.")


@packs.command(name="compile")
@click.argument("path", type=_FOLDER, default="content")
@_LANG
def compile_content(path: Path, lang: Lang) -> None:
    """Put all good packs into the one file that a kiosk opens."""
    from kiosk.durable import keep  # noqa: PLC0415
    from kiosk.packs.compile import NotCompiled  # noqa: PLC0415
    from kiosk.packs.compile import compile as compile_packs  # noqa: PLC0415
    from kiosk.stats.declare import BadMetricsError, compile_metrics  # noqa: PLC0415

    given = settings()
    try:
        report = compile_packs(path, given.content.library, date.today(), lang)
        _say_past_review()
        metrics = compile_metrics()
        if not given.stats.metrics.exists() or given.stats.metrics.read_bytes() != metrics:
            keep(given.stats.metrics, metrics)
    except (NotCompiled, BadMetricsError) as error:
        say_and_stop(str(error))
    for problem in report.problems:
        click.echo(str(problem), err=True)
    if not (report.written or report.unchanged):
        say_and_stop("Nothing was compiled: the kiosk's own words are broken.")
    left_out = f" Left out: {', '.join(report.refused)}." if report.refused else ""
    click.echo(f"{'Nothing changed' if report.unchanged else 'Compiled'}: {given.content.library}.{left_out}")


def _say_past_review() -> None:
    """Counters that nobody has asked about for too long: a warning, for a kiosk must start all the same."""
    from kiosk.stats.declare import past_review  # noqa: PLC0415

    for overdue in past_review(date.today()):
        click.echo(overdue, err=True)


@packs.command()
@click.argument("path", type=_FOLDER, default="content")
def voice(path: Path) -> None:
    """Render every sentence of the content to clips, and make clips of what people recorded. What exists is kept."""
    from rich.progress import Progress  # noqa: PLC0415

    from kiosk.packs.compile import compiled  # noqa: PLC0415
    from kiosk.packs.sentences import sentences  # noqa: PLC0415
    from kiosk.voice.render import NoVoiceError, prune, render_all  # noqa: PLC0415

    given = settings()
    library, report_of_packs = compiled(path, date.today(), "en")
    if library is None:
        say_and_stop("\n".join(str(problem) for problem in report_of_packs.problems))
    told = tuple(sentences(library))
    try:
        with Progress(transient=True) as bar:
            task = bar.add_task("Speech", total=None)
            report = render_all(
                told,
                given.voice.folder,
                progress=lambda n, all_: bar.update(task, completed=n, total=all_),
                accent=given.voice.accent,
            )
    except NoVoiceError as error:
        say_and_stop(str(error))
    for refused in report.refused:
        click.echo(f"{refused.sentence.lang}: “{refused.sentence.text}”: {refused.why}", err=True)
    # A pack that was refused today may be mended tomorrow: its clips are not rendered twice for that.
    removed = 0 if report_of_packs.refused else prune((*told, *_in_use(given.content.library)), given.voice.folder)
    did = f"{report.made} clips rendered, {report.kept} kept, {removed} removed"
    click.echo(f"{did}, in {given.voice.folder} ({report.seconds:.0f} s).")
    _recorded(path, given.content.library.parent / "recorded")  # as in a release
    if report.refused:
        say_and_stop(f"{len(report.refused)} sentences have no clip.")


def _recorded(content: Path, out: Path) -> None:
    """Clips of what people recorded, and a line about it if there is any."""
    from kiosk.recordings import recorded  # noqa: PLC0415

    built = recorded(content, out)
    for unusable in built.refused:
        click.echo(f"{unusable.path} is not used; `kiosk packs check` says why.", err=True)
    if built.made or built.kept or built.removed:
        click.echo(f"{built.made} recordings made into clips, {built.kept} kept, {built.removed} removed, in {out}.")


def _in_use(library: Path) -> tuple[tuple[str, Lang], ...]:
    """Sentences of the library that this kiosk opens: whoever renders another folder keeps their clips."""
    from kiosk.packs.sentences import sentences  # noqa: PLC0415
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415

    try:
        return tuple(sentences(open_library(library)))
    except NoContent:
        return ()


@packs.command()
@click.argument("path", type=_FOLDER, default="content")
@click.option("--lesson", help="Only this lesson.")
@click.option("--seed", "seeds", type=int, multiple=True, help="Wrong moves by these seeds; without, only right ones.")
@_LANG
def play(path: Path, lesson: str | None, seeds: tuple[int, ...], lang: Lang) -> None:
    """Let the robot learner play every lesson in every way, and say where it got stuck."""
    from kiosk.packs.compile import compiled  # noqa: PLC0415
    from kiosk.walk import played  # noqa: PLC0415

    library, report = compiled(path, date.today(), "en")
    if library is None:
        say_and_stop("\n".join(str(problem) for problem in report.problems))
    stuck = 0
    for told in played(library, lesson, lang, seeds):
        click.echo(told.line)
        stuck += told.bad
    if stuck:
        say_and_stop(f"{stuck} visits got stuck or met a fault.")


@packs.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="build/schema")
def schema(folder: Path) -> None:
    """Write JSON Schemas of packs, lessons and apps, for editors that help while typing."""
    import json  # noqa: PLC0415

    from kiosk.packs.schema import FILES  # noqa: PLC0415
    from kiosk.packs.schema import schema as schema_of  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    for kind in FILES:
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=2)
        (folder / f"{kind}.schema.json").write_text(text, encoding="utf-8")
    click.echo(f"{len(FILES)} schemas are in {folder}/")
