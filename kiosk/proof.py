"""The proof of a release, in a child process under limits: `python -m kiosk.proof TASK ARGUMENTS`.

Whoever installs content never opens it; these tasks do, and what they meet cannot hurt more than themselves. They know
packs, scenes and voices, which the room of the updates does not. Each tells its progress and its end in lines of JSON
(`kiosk.update.guard`), and each may be called by a test directly.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from kiosk.core.units import LANGS, Accent, Lang
from kiosk.update.guard import Ceiling, Line, bound, say
from kiosk.update.refusal import Refused

if TYPE_CHECKING:
    from kiosk.core.content.packs import Library


class Share(Protocol):
    """How far a task has come, and what it is at."""

    def __call__(self, done: int, of: int, at: str = "") -> None:
        """To be told to whoever waits."""


MB = 1_000_000
CEILINGS = {
    "compile": Ceiling(seconds=600, memory=400 * MB),
    "test": Ceiling(seconds=900, memory=400 * MB),
    "voice": Ceiling(seconds=6 * 3600, memory=0),
}
"""Forty lessons take 1 s and 35 MB to compile on a PC, 50 s and 49 MB to play. Speech libraries map much more than they
use: no ceiling of memory there."""

WRONG_SEEDS = (7,)
"""Beside right moves, the robot learner makes those wrong moves."""
DRAWN_WITHIN_S = 4
"""Seconds for one drawing at the largest size; the packs' own take milliseconds. A longer one would freeze a lesson."""
LARGEST = (1920, 1080)


def compile_release(content: Path, recorded: Path, library: Path, today: date, lang: Lang) -> None:
    """Check everything and write the one file; build the recordings. The first fault refuses the release."""
    from kiosk.packs.compile import NotCompiled, compile  # noqa: PLC0415
    from kiosk.recordings import recorded as build_recorded  # noqa: PLC0415

    try:
        report = compile(content, library, today, lang)
    except NotCompiled as error:
        raise Refused("full", f"The compiled content could not be written: {error}") from error
    grave = [str(problem).removeprefix(f"{content}/") for problem in report.problems if problem.grave]
    if grave or not library.exists():
        more = f" (and {len(grave) - 1} more)" if len(grave) > 1 else ""
        raise Refused("broken", f"{grave[0] if grave else 'There is nothing in it.'}{more}")
    built = build_recorded(content, recorded)
    if built.refused:
        first = built.refused[0]
        raise Refused("broken", f"{first.path.relative_to(content)}: the recording cannot be used ({first.code}).")


def test_release(library_file: Path, before_file: Path | None, share: Share) -> None:
    """The robot learner plays every lesson that is not as before, in every way and language; drawings are drawn."""
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415

    library = open_library(library_file)
    try:
        before = open_library(before_file) if before_file else None
    except NoContent:
        before = None
    _draw(library, before, share)
    visits = tuple((lesson, lang) for lesson in changed(library, before) for lang in LANGS)
    for done, (lesson, lang) in enumerate(visits):
        share(done, len(visits), f"lesson {lesson} ({lang})")
        _play(library, lesson, lang)


def changed(library: "Library", before: "Library | None") -> tuple[str, ...]:
    """Lessons whose script, app or cards are others than before; one for all the rest if only words are."""
    if before is None:
        return tuple(library.lessons)
    if library == before:
        return ()
    different = tuple(name for name in library.lessons if _made_of(library, name) != _made_of(before, name))
    return different or tuple(library.lessons)[:1]


def _made_of(library: "Library", name: str) -> object:
    """All that a lesson is played with, its topic included: without one nobody can choose it."""
    lesson = library.lessons.get(name)
    if lesson is None:
        return None
    topics = tuple(topic for topic in library.topics if name in topic.lessons)
    return lesson, library.apps.get(lesson.app), tuple(_cards(library, name)), topics


def _cards(library: "Library", name: str) -> Iterator[object]:
    for step in library.lessons[name].steps:
        held = (getattr(step, "card", ""), *getattr(step, "others", ()))
        yield from (library.cards.get(card) for card in held if card)


def _play(library: "Library", lesson: str, lang: Lang) -> None:
    from kiosk.walk import played  # noqa: PLC0415

    for seeds in ((), WRONG_SEEDS):
        for told in played(library, lesson, lang, seeds):
            if told.bad:
                _, *faults = told.line.split("\n  ")  # the line of the visit, then a line for each fault of a scene
                more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
                raise Refused("failed", f"The robot learner met a fault: {(faults or [told.line])[0]}{more}")


def _draw(library: "Library", before: "Library | None", share: Share) -> None:
    import signal  # noqa: PLC0415

    from pygame import error  # noqa: PLC0415

    from kiosk.screen.pictures import draw  # noqa: PLC0415

    old: Mapping[str, str] = before.pictures if before else {}
    for name, svg in library.pictures.items():
        if svg == old.get(name):
            continue
        share(0, 0, f"pictures/{name}.svg")
        signal.alarm(DRAWN_WITHIN_S)  # unhandled, it ends this process: no Python runs while a drawing is drawn
        try:
            draw(svg, *LARGEST)
        except (error, ValueError) as why:
            raise Refused("broken", f"pictures/{name}.svg cannot be drawn: {why}") from why
        finally:
            signal.alarm(0)


def voice_release(
    library_file: Path, folder: Path, others: tuple[Path, ...], share: Share, accent: Accent = "central"
) -> str:
    """A clip for every sentence; without a synthesiser the kiosk shows captions, and that is what is said.

    Clips that neither this release nor any of `others` says are thrown away, or a card would fill over the years.
    """
    from kiosk.packs.sentences import sentences  # noqa: PLC0415
    from kiosk.packs.shelf import open_library  # noqa: PLC0415
    from kiosk.voice.render import NoVoiceError, prune, render_all  # noqa: PLC0415

    told = tuple(sentences(open_library(library_file)))
    try:
        report = render_all(told, folder, progress=share, accent=accent)
    except NoVoiceError as error:
        return f"{error} Until then there are captions."
    if report.refused:
        first = report.refused[0]
        raise Refused("broken", f"“{first.sentence.text}” ({first.sentence.lang}) cannot be spoken: {first.why}")
    prune((*told, *_still_said(others)), folder)
    return ""


def _still_said(libraries: tuple[Path, ...]) -> Iterator[tuple[str, Lang]]:
    from kiosk.packs.sentences import sentences  # noqa: PLC0415
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415

    for library in libraries:
        with suppress(NoContent):  # one that cannot be opened cannot be gone back to
            yield from sentences(open_library(library))


def _task(task: str, given: list[str]) -> str:
    """Carry out a task whose arguments are text; what it has to say when all is well."""
    if task == "compile":
        content, recorded, library, today, lang = given
        compile_release(Path(content), Path(recorded), Path(library), date.fromisoformat(today), cast(Lang, lang))
    elif task == "test":
        library, before = given
        test_release(Path(library), Path(before) if before else None, _share)
    else:
        library, folder, accent, *others = given
        kept = tuple(map(Path, others))
        return voice_release(Path(library), Path(folder), kept, _share, cast(Accent, accent))
    return ""


def _share(done: int, of: int, at: str = "") -> None:
    say(Line("done", done, of, sentence=at))


def main() -> None:
    """One task; its last line says how it ended."""
    task, *given = sys.argv[1:]
    bound(CEILINGS[task])
    try:
        say(Line("good", sentence=_task(task, given)))
    except Refused as why:
        say(Line("refused", why=why.why, sentence=str(why)))
    except MemoryError:
        say(Line("refused", sentence="The content takes more memory than a kiosk has for it."))
    except OSError as error:
        say(Line("refused", why="full", sentence=f"The data partition could not be written: {error}"))


if __name__ == "__main__":
    main()
