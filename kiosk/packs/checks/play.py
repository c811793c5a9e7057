"""Every step of every lesson can be done where it stands: the lesson is played, without time, voice or screen.

Reading alone cannot tell whether a target is *there* when its step comes; a condition may hide it, a dialog may lie
over it, the step before may have led elsewhere. So the very machine of the kiosk plays (`kiosk.core.judge`), moved by
the very guide that makes targets glow. Each lesson is played twice, with and without the steps that only tell, since
the way *test* skips those and what they set up.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import guide, judge, playing
from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Enter, Goal, Step, TouchStep, Wait
from kiosk.core.content.lessons import Lesson as Script
from kiosk.core.content.packs import Library
from kiosk.core.content.widgets import Field
from kiosk.core.phone import machine
from kiosk.core.state import Lesson, Phone
from kiosk.core.ways import WAYS
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.findings.telling import is_grave
from kiosk.packs.reading.source import PackSource

MOST_MOVES = 60
"""In one step; the longest true one types nine digits."""


def lessons(pack: PackSource, library: Library) -> Iterator[Finding]:
    """Steps that cannot be done; each way ends at its first."""
    for one in pack.lessons:
        if one.value is None:
            continue
        for way in ("together", "test"):
            found = tuple(_until_stuck(library, one.value, way, one.marks))
            yield from found
            if any(map(is_grave, found)):
                break


def _until_stuck(library: Library, script: Script, way: str, marks: Marks) -> Iterator[Finding]:
    for lesson in stations(library, script, way):
        found = tuple(_cannot(library, script, lesson, marks))
        yield from found
        if any(map(is_grave, found)):
            return


def stations(library: Library, script: Script, way: str) -> Iterator[Lesson]:
    """The lesson at the beginning of every step of a way, as far as it can be played."""
    lesson: Lesson | None = playing.begun(library, script.lesson, way, seed=0)
    while lesson is not None:
        yield lesson
        done = done_right(library, lesson)
        following = playing.next_step(script, lesson.step, WAYS[way])
        lesson = None if done is None or following is None else playing.standing(library, done, following)


def done_right(library: Library, lesson: Lesson) -> Lesson | None:
    """The lesson with its step done by right moves; `None` when it cannot be done."""
    return _moved_right(library, lesson)[1]


def filled(library: Library, lesson: Lesson) -> Lesson:
    """The lesson just before its step is done: all digits typed, the longest texts shown."""
    return _moved_right(library, lesson)[0]


def _moved_right(library: Library, lesson: Lesson) -> tuple[Lesson, Lesson | None]:
    """Right moves as far as they lead: the lesson before the last of them, and after it."""
    step = playing.step_now(library, lesson)
    if isinstance(step, Wait):
        phone = machine.arrived(playing.app(library, lesson), lesson.phone, step.arrival)
        return lesson, replace(lesson, phone=phone)
    for _ in range(MOST_MOVES):
        move = guide.next_move(library, lesson)
        verdict = judge.judged(library, lesson, move) if move is not None and _live(library, lesson, move) else None
        match verdict:
            case judge.Right(lesson=done):
                return lesson, done
            case judge.Moved(lesson=moved):
                lesson = moved
            case _:
                return lesson, None
    return lesson, None


def _live(library: Library, lesson: Lesson, move: e.Event) -> bool:
    """The judge trusts the scene that only what is there gets touched; here nobody draws one."""
    if isinstance(move, e.TargetTouched):
        return move.target in machine.live(playing.app(library, lesson), lesson.phone)
    return True


def _cannot(library: Library, script: Script, lesson: Lesson, marks: Marks) -> Iterator[Finding]:
    """Why the present step cannot be done, if so."""
    step = script.steps[lesson.step]
    app = library.apps[script.app]
    where = ("steps", lesson.step)
    targets = machine.targets(app, lesson.phone)
    here = {"screen": lesson.phone.screen, "known": ", ".join(sorted(targets)) or "–"}
    field = _missing(step, app, lesson.phone)
    if field:
        yield marks.found((*where, field), "target-not-here", name=getattr(step, field), **here)
    elif isinstance(step, Enter) and not isinstance(targets.get(step.field), Field):
        yield marks.found((*where, "field"), "not-a-field", name=step.field)
    elif done_right(library, lesson) is None:
        yield _blocked(step, lesson, marks)
    else:
        yield from _silent(step, app, lesson, marks)
        yield from _foreign(step, targets.keys(), marks, where)


def _missing(step: Step, app: App, phone: Phone) -> str:
    """The field of the step that names a target which is not there now. A `submit` may come with the digits."""
    live = machine.live(app, phone)
    if isinstance(step, TouchStep) and step.target not in live:
        return "target"
    if isinstance(step, Enter) and step.field not in live:
        return "field"
    if isinstance(step, Enter) and step.submit:
        typed = machine.typed(app, phone, step.field, step.value)
        return "" if step.submit in machine.live(app, typed) else "submit"
    return ""


def _blocked(step: Step, lesson: Lesson, marks: Marks) -> Finding:
    where = ("steps", lesson.step)
    match step:
        case Goal():
            return marks.found((*where, "until"), "goal-unreached", screen=lesson.phone.screen)
        case Enter():
            return marks.found((*where, "value"), "value-untypable", value=step.value)
    return marks.found(where, "step-stuck", name=step.id)


def _foreign(step: Step, here: Collection[str], marks: Marks, where: Steps) -> Iterator[Finding]:
    """A mistake with a target that is on another screen is never met."""
    if not isinstance(step, TouchStep | Enter):
        return
    for n, mistake in enumerate(step.mistakes):
        if mistake.on not in here and not mistake.on.isdigit():
            yield marks.found((*where, "mistakes", n, "on"), "mistake-not-here", name=mistake.on)


def _silent(step: Step, app: App, lesson: Lesson, marks: Marks) -> Iterator[Finding]:
    """A right touch must be seen to do something, or the visitor touches again and again."""
    if isinstance(step, TouchStep) and machine.touched(app, lesson.phone, step.target) == lesson.phone:
        yield marks.found(("steps", lesson.step, "target"), "touch-nothing", name=step.target)
