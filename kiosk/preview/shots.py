"""Which scenes an author wants to see: each step as a visitor meets it, answers to mistakes, and the pages around.

Less than the check of the layout looks at (`kiosk.packs.checks.layout`): what differs only in a glow or in the size of
letters would make the page long and tell nothing about the words.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.content.lessons import Lesson as Script
from kiosk.core.content.lessons import Scan, Step
from kiosk.core.content.packs import Library
from kiosk.core.state import Lesson, State
from kiosk.core.units import Lang
from kiosk.packs.checks.play import filled, stations
from kiosk.packs.findings.finding import Steps

KIOSK = "kiosk"
"""The name under which the kiosk's own pages stand. A lesson of that name would share its place, and nothing worse."""


class Shot(Struct, frozen=True):
    """One scene to be drawn."""

    group: str
    """`kiosk`, or the name of a lesson."""
    step: str
    """Number and name of the step, `03-open-camera`; or which page it is."""
    what: str
    """`step` for the scene itself; else what is different: `filled`, `ask`, `no-camera`, `right`, `mistake-1` …"""
    steps: Steps
    """Where its words stand in the file of the lesson."""
    state: State


def own_pages(lang: Lang) -> Iterator[Shot]:
    """The kiosk's own pages, whose words stand in `words.yaml`."""
    blank = State(lang=lang)
    yield Shot(KIOSK, "attract", "step", ("welcome",), blank)
    yield Shot(KIOSK, "home", "step", ("home_title",), replace(blank, place="home"))
    yield Shot(KIOSK, "help", "step", ("help_title",), replace(blank, place="home", sheet="help"))
    yield Shot(KIOSK, "idle", "step", ("still_there",), replace(blank, place="home", sheet="idle"))
    yield Shot(KIOSK, "trouble", "step", ("trouble",), replace(blank, place="home", sheet="trouble"))


def of_lesson(library: Library, script: Script, lang: Lang) -> Iterator[Shot]:
    """All scenes of a lesson in the order of its file, as far as it can be played."""
    topic = next((topic.topic for topic in library.topics if script.lesson in topic.lessons), "")
    blank = State(lang=lang, topic=topic, chosen_lesson=script.lesson, place="lesson")
    yield Shot(script.lesson, "title", "step", ("title",), replace(blank, place="topic"))
    last: Lesson | None = None
    for lesson in stations(library, script, "together"):
        if last is not None:
            yield from _why_right(script, last, lesson, blank)
        yield from _step(library, script, lesson, blank)
        last = lesson
    if last is not None and last.step == len(script.steps) - 1:
        state = replace(blank, place="done", lesson=replace(last, finished=True))
        yield Shot(script.lesson, "done", "step", ("praise",), state)


def _step(library: Library, script: Script, lesson: Lesson, blank: State) -> Iterator[Shot]:
    step = script.steps[lesson.step]
    name, where = step_name(lesson.step, step), ("steps", lesson.step)
    here = replace(blank, lesson=lesson)
    yield Shot(script.lesson, name, "step", (*where, "say"), here)
    yield Shot(script.lesson, name, "filled", where, replace(blank, lesson=filled(library, lesson)))
    if step.ask:
        yield Shot(script.lesson, name, "ask", (*where, "ask"), replace(blank, lesson=replace(lesson, way="alone")))
    if isinstance(step, Scan):
        yield Shot(script.lesson, name, "no-camera", where, replace(here, broken=frozenset({"camera"})))
    for n, mistake in enumerate(getattr(step, "mistakes", ())):
        answered = replace(lesson, reply=mistake.say, reply_kind="wrong")
        yield Shot(
            script.lesson, name, f"mistake-{n + 1}", (*where, "mistakes", n, "say"), replace(here, lesson=answered)
        )


def _why_right(script: Script, before: Lesson, after: Lesson, blank: State) -> Iterator[Shot]:
    """What is told of a step when the next one comes."""
    step = script.steps[before.step]
    if step.right:
        state = replace(blank, lesson=replace(after, news=step.right))
        yield Shot(script.lesson, step_name(before.step, step), "right", ("steps", before.step, "right"), state)


def step_name(number: int, step: Step) -> str:
    """`03-open-camera`: sorts as the steps do, and is the same in every language."""
    return f"{number + 1:02}-{step.id}"
