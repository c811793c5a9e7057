"""What the voice says and the caption shows: one function, so that speech and screen cannot disagree."""

from collections.abc import Callable, Iterator

from kiosk.core import playing, power_lines, setup_lines, stick_lines, verdict
from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import Library
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.phone import machine
from kiosk.core.staff import lines as staff_lines
from kiosk.core.state import Lesson, Place, Sheet, State
from kiosk.core.units import Words
from kiosk.core.ways import HINT_RUNGS


def lines(library: Library, state: State) -> tuple[str, ...]:
    """Everything said on coming to this scene, in the language of the visitor."""
    told = _SHEETS[state.sheet](library, state) if state.sheet else _PLACES[state.place](library, state)
    return tuple(words[state.lang] for words in told)


def caption(library: Library, state: State) -> str:
    """The sentence shown: the line being spoken if it belongs to this scene, the last one when all is said."""
    told = lines(library, state)
    speaking = state.speaking
    if not told:
        return ""
    if speaking.lines != told:
        return told[0]
    return told[_resting_line(state)] if speaking.ended else told[max(speaking.line, 0)]


def _resting_line(state: State) -> int:
    """What stays when all is said: the last line, but on the well-done page what she can do now."""
    return 1 if state.place == "done" and not state.sheet else -1


def instruction(library: Library, lesson: Lesson) -> Words:
    """What the present step asks for, in the tone of the way."""
    step = playing.step_now(library, lesson)
    return (step.ask or step.say) if playing.way(lesson).asks else step.say


def outcome(library: Library, lesson: Lesson) -> Words:
    """The first sentence of the well-done page."""
    if not playing.way(lesson).counts:
        return library.phrases.well_done
    return library.phrases.test_passed if lesson.passed else library.phrases.test_failed


def _attract(library: Library, _state: State) -> tuple[Words, ...]:
    return (library.phrases.welcome, library.phrases.touch_to_start)


def _home(library: Library, _state: State) -> tuple[Words, ...]:
    return (library.phrases.home_title,)


def _topic(library: Library, state: State) -> tuple[Words, ...]:
    return (library.phrases.choose_way if state.chosen_lesson else library.phrases.choose_lesson,)


def _lesson(library: Library, state: State) -> tuple[Words, ...]:
    lesson = state.lesson
    if lesson is None:
        return ()
    if lesson.reply:
        return (lesson.reply,)
    # The last one stays on the screen: it must not ask her to hold a card before a camera that is gone.
    told = (
        lesson.news,
        _where_it_glows(library, lesson),
        instruction(library, lesson),
        _instead_of_camera(library, state, lesson),
    )
    return tuple(words for words in told if words)


def _instead_of_camera(library: Library, state: State, lesson: Lesson) -> Words | None:
    scans = isinstance(playing.step_now(library, lesson), Scan)
    return library.phrases.no_camera if scans and "camera" in state.broken else None


def _where_it_glows(library: Library, lesson: Lesson) -> Words | None:
    """Only where help has climbed to the glow: in a way that glows from the start everybody knows."""
    climbed = lesson.rung == HINT_RUNGS.index("glow") and not playing.way(lesson).glow
    return library.phrases.glow_hint if climbed else None


def _check(library: Library, state: State) -> tuple[Words, ...]:
    phrases, check = library.phrases, state.check
    if check is not None and check.reading is not None:
        return verdict.told(phrases, check.reading)
    if "camera" in state.broken:
        return (phrases.check_cards,)
    if check is not None and check.said:
        return (getattr(phrases, f"code_{check.said}"),)
    return (phrases.check_nothing_kept, phrases.check_show)


def _done(library: Library, state: State) -> tuple[Words, ...]:
    if state.lesson is None:
        return (library.phrases.well_done,)
    written = playing.script(library, state.lesson)
    return (outcome(library, state.lesson), written.praise, written.safety)


def _help(library: Library, state: State) -> tuple[Words, ...]:
    return (library.phrases.helper_called if state.helper_called else library.phrases.help_title,)


def _idle(library: Library, _state: State) -> tuple[Words, ...]:
    return (library.phrases.still_there,)


def _trouble(library: Library, _state: State) -> tuple[Words, ...]:
    return (library.phrases.trouble,)


_Telling = Callable[[Library, State], tuple[Words, ...]]
_PLACES: dict[Place, _Telling] = {
    "attract": _attract,
    "home": _home,
    "topic": _topic,
    "lesson": _lesson,
    "done": _done,
    "check": _check,
    "stick": stick_lines.lines,
    "staff": staff_lines.lines,
    "setup": setup_lines.lines,
}
_SHEETS: dict[Sheet, _Telling] = {"help": _help, "idle": _idle, "trouble": _trouble, "off": power_lines.lines}


def sayable(library: Library) -> Iterator[Words]:
    """Every sentence that can ever be spoken as it stands; each must have a clip in every language before a release."""
    phrases: tuple[Words, ...] = tuple(getattr(library.phrases, name) for name in Phrases.__struct_fields__)
    yield from (words for words in phrases if not is_template(words))
    yield from (words for words in (*_fields(library.stick), *_fields(library.staff)) if not is_template(words))
    yield from (topic.title for topic in library.topics)
    for app in library.apps.values():
        yield from _labels(app)
    yield from (card.title for card in library.cards.values())
    for lesson in library.lessons.values():
        yield from (lesson.title, lesson.safety, lesson.praise, *lesson.learned)
        for step in lesson.steps:
            yield step.say
            yield from (words for words in (step.ask, step.right) if words)
            yield from (mistake.say for mistake in getattr(step, "mistakes", ()))
            yield from (option.label for option in getattr(step, "options", ()))


_ONLY_SHOWN = ("row_", "value_", "count_", "key_", "health_")
"""How phrases of the staff menu begin that stand in rows; they are never spoken alone, so they need no clip."""


def _fields(phrases: StickPhrases | StaffPhrases) -> Iterator[Words]:
    return (getattr(phrases, name) for name in phrases.__struct_fields__ if not name.startswith(_ONLY_SHOWN))


def is_template(words: Words) -> bool:
    """Whether something is filled in before these words are shown, so that no clip can be made of them ahead."""
    return any("{" in text for text in words.values())


def _labels(app: App) -> Iterator[Words]:
    """The words on everything that can be touched in a mock-up app."""
    for screen in app.screens.values():
        for widget in screen.widgets:
            yield from (target.label if hasattr(target, "label") else target.text for target in machine.named(widget))
