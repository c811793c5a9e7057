"""Every scene of every step fits: each step, way, language and size, and the pages around a lesson.

What a fault is, and on which screens to look, is known to whoever hands `faults` in; measuring text needs fonts, which
this room does not know.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from kiosk.core.content.lessons import Lesson as Script
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import Library
from kiosk.core.state import Lesson, State
from kiosk.core.units import LANGS, Lang, TextSize
from kiosk.core.ways import WAYS
from kiosk.packs.checks.play import filled, stations
from kiosk.packs.findings.faults import Faults
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.source import PackSource

SIZES: tuple[TextSize, ...] = ("large", "normal")


def layout(pack: PackSource, library: Library, faults: Faults) -> Iterator[Finding]:
    """Scenes with faults, each fault once at the step it was met first."""
    seen: set[tuple[Steps, str]] = set()
    for one in pack.lessons:
        if one.value is None:
            continue
        for steps, state in scenes(library, one.value):
            for fault in faults(library, state):
                if (steps[:2], fault) not in seen:
                    seen.add((steps[:2], fault))
                    yield _fault(one.marks, steps, state.lang, fault)


def scenes(library: Library, script: Script) -> Iterator[tuple[Steps, State]]:
    """Every state of a lesson that looks different, with the place in the file that it comes from."""
    topic = next((topic.topic for topic in library.topics if script.lesson in topic.lessons), "")
    for lang in LANGS:
        for size in SIZES:
            blank = State(lang=lang, size=size, topic=topic, chosen_lesson=script.lesson)
            yield ("title",), replace(blank, place="topic")
            for way in WAYS:
                yield from _way(library, script, replace(blank, place="lesson"), way)


def _way(library: Library, script: Script, blank: State, way: str) -> Iterator[tuple[Steps, State]]:
    lesson: Lesson | None = None
    for lesson in stations(library, script, way):
        steps: Steps = ("steps", lesson.step)
        yield steps, replace(blank, lesson=lesson)
        yield steps, replace(blank, lesson=filled(library, lesson))
        if isinstance(script.steps[lesson.step], Scan):
            yield steps, replace(blank, lesson=lesson, broken=frozenset({"camera"}))
        for n, mistake in enumerate(getattr(script.steps[lesson.step], "mistakes", ())):
            answered = replace(lesson, reply=mistake.say, reply_kind="wrong")
            yield (*steps, "mistakes", n), replace(blank, lesson=answered)
    if lesson is not None:
        yield ("praise",), replace(blank, place="done", lesson=replace(lesson, finished=True))


def _fault(marks: Marks, steps: Steps, lang: Lang, fault: str) -> Finding:
    return marks.found(steps, "scene-fault", fault=fault, lang=lang)
