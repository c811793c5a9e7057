"""Looking things up for the lesson under way: its script, its step, its app."""

from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Enter, Goal, Step, Tell, TouchStep
from kiosk.core.content.lessons import Lesson as Script
from kiosk.core.content.packs import Library
from kiosk.core.content.widgets import Field
from kiosk.core.phone import machine
from kiosk.core.state import Lesson, Phone
from kiosk.core.ways import WAYS, Way


def script(library: Library, lesson: Lesson) -> Script:
    """The lesson as its author wrote it."""
    return library.lessons[lesson.lesson]


def step_now(library: Library, lesson: Lesson) -> Step:
    """The step the visitor stands at."""
    return script(library, lesson).steps[lesson.step]


def app(library: Library, lesson: Lesson) -> App:
    """The mock-up app on the pretend phone."""
    return library.apps[lesson.phone.app]


def field_now(library: Library, lesson: Lesson) -> Field | None:
    """The field that is being typed into; `None` when the step is not about typing."""
    step = step_now(library, lesson)
    if not isinstance(step, Enter):
        return None
    found = machine.targets(app(library, lesson), lesson.phone).get(step.field)
    return found if isinstance(found, Field) else None


def is_amount(library: Library, lesson: Lesson) -> bool:
    """Whether money is being typed, which has a `000` key and is read in words."""
    field = field_now(library, lesson)
    return field is not None and field.entry == "amount"


def touchable(library: Library, lesson: Lesson) -> frozenset[str]:
    """The targets of the phone that the present step listens to; none while it tells, asks, looks or waits."""
    listens = isinstance(step_now(library, lesson), TouchStep | Enter | Goal)
    return machine.live(app(library, lesson), lesson.phone) if listens else frozenset()


def way(lesson: Lesson) -> Way:
    """How much the kiosk helps."""
    return WAYS[lesson.way]


def begun(library: Library, name: str, way_name: str, seed: int) -> Lesson:
    """A lesson at its first step."""
    written = library.lessons[name]
    mock_up = library.apps[written.app]
    lesson = Lesson(lesson=name, way=way_name, seed=seed, phone=machine.start(mock_up, written.put))
    first = next_step(written, -1, WAYS[way_name])
    assert first is not None, f"{name} has no step for {way_name}"  # noqa: S101 - refused when content is checked
    return standing(library, lesson, first)


def next_step(written: Script, step: int, chosen: Way) -> int | None:
    """The index of the step after `step` that this way shows; `None` at the end."""
    later = range(step + 1, len(written.steps))
    return next((n for n in later if chosen.tells or not isinstance(written.steps[n], Tell)), None)


def standing(library: Library, lesson: Lesson, step: int) -> Lesson:
    """The lesson at another step, with all that belonged to the last one forgotten."""
    start = library.lessons[lesson.lesson].steps[step].start
    phone = lesson.phone if not start else _moved(lesson.phone, start)
    return Lesson(
        lesson=lesson.lesson,
        way=lesson.way,
        seed=lesson.seed,
        phone=phone,
        step=step,
        mistakes=lesson.mistakes,
        helped=lesson.helped,
        assisted=lesson.assisted,
        passed=lesson.passed,
    )


def _moved(phone: Phone, screen: str) -> Phone:
    return Phone(app=phone.app, screen=screen, variables=phone.variables, ledger=phone.ledger)
