"""Every scene on every screen: nothing stands out of its box, all can be read, reached and heard."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest
from msgspec.structs import replace

from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import LANGS
from kiosk.packs.checks.layout import scenes
from kiosk.packs.sentences import sentences
from kiosk.scenes.check import faults
from kiosk.scenes.hit import touchable
from kiosk.scenes.look import Look, Measure
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Scene
from kiosk.screen.fonts import Fonts
from kiosk.walk import SCREENS, looks
from tests import moments, staff_moments

MOST_TOLD = 12
"""Faults shown of a walk; the rest are counted."""


@pytest.fixture(scope="module")
def measure() -> Measure:
    """One for all walks: most words are measured again and again."""
    return Fonts().measure


@pytest.fixture(scope="module")
def told(library: Library) -> frozenset[tuple[str, str]]:
    """Every sentence that has a clip."""
    return frozenset(sentences(library))


class Walk:
    """Looks at scenes on one screen and keeps what is wrong with them."""

    def __init__(self, library: Library, look: Look, told: frozenset[tuple[str, str]]) -> None:
        self.library, self.look, self.told = library, look, told
        self.met = 0
        self.wrong: Counter[str] = Counter()

    def past(self, states: Iterable[State]) -> "Walk":
        for state in states:
            self.meet(state)
        return self

    def meet(self, state: State) -> Scene:
        scene = picture(self.library, state, self.look)
        self.met += 1
        where = f"{state.sheet or state.place} {state.lang} {state.size}"
        if state.place == "lesson" and state.lesson and not state.sheet:
            where = f"{state.lesson.lesson}:{state.lesson.step + 1} {state.lang} {state.size}"
        self.wrong.update(f"{where}: {fault}" for fault in (*faults(scene, self.look), *self._unspoken(scene, state)))
        return scene

    def _unspoken(self, scene: Scene, state: State) -> Iterator[str]:
        """A control whose word has no clip; keys are digits, which are their own words."""
        for item in scene.items:
            digits = item.role == "key" and item.says.isdigit()
            if touchable(item) and not digits and (item.says, state.lang) not in self.told:
                yield f"“{item.says}” of {item.name} cannot be spoken."

    @property
    def found(self) -> str:
        """What is wrong; empty when nothing is."""
        listed = "\n".join(f"{n} × {fault}" for fault, n in self.wrong.most_common(MOST_TOLD))
        return f"{len(self.wrong)} faults:\n{listed}" if self.wrong else ""


@pytest.fixture(params=SCREENS)
def walk(request: pytest.FixtureRequest, library: Library, measure: Measure, told: frozenset[tuple[str, str]]) -> Walk:
    """One for each of the three screens."""
    return Walk(library, looks(measure)[request.param], told)


def test_a_walk_on_too_small_a_screen_finds_faults(
    library: Library, measure: Measure, told: frozenset[tuple[str, str]]
) -> None:
    walk = Walk(library, Look(480, 320, 5.25, 450.0, measure), told - {("Về đầu", "vi")})
    walk.past(moments.around(library))
    told_of = {fault.partition(": ")[2] for fault in walk.wrong}
    assert "“Về đầu” of home cannot be spoken." in told_of
    assert any("is smaller than 20 mm." in fault for fault in told_of)


@pytest.mark.parametrize("name", moments.LESSONS)
def test_every_step_in_every_way(name: str, walk: Walk) -> None:
    walk.past(state for _, state in scenes(walk.library, walk.library.lessons[name]))
    assert not walk.found
    assert walk.met >= 400


def test_the_pages_around_the_lessons_and_the_sheets(walk: Walk) -> None:
    walk.past(moments.around(walk.library))
    assert not walk.found
    assert walk.met >= 80


Variants = Callable[[Library, State], Iterable[State]]


def in_lessons(library: Library, variants: Variants) -> Iterator[State]:
    """Variants of every step, in both languages and sizes."""
    for script, lesson in moments.stations_of(library):
        for lang in LANGS:
            for size in moments.SIZES:
                state = State(place="lesson", lang=lang, size=size, chosen_lesson=script.lesson, lesson=lesson)
                yield from variants(library, state)


def _answers(library: Library, state: State) -> Iterator[State]:
    assert state.lesson is not None
    for lesson in (*moments.answered(library, state.lesson, state.lang), *moments.overdone(library, state.lesson)):
        yield replace(state, lesson=lesson)
        yield replace(state, lesson=lesson, broken=frozenset({"camera"}))


def _voices(library: Library, state: State) -> Iterator[State]:
    yield from moments.spoken(library, state)
    yield from moments.voiceless(state)


@pytest.mark.parametrize("variants", [_answers, _voices])
def test_answers_strange_codes_too_many_digits_and_speech(variants: Variants, walk: Walk) -> None:
    walk.past(in_lessons(walk.library, variants))
    assert not walk.found
    assert walk.met >= 500


def test_the_staff_menu(walk: Walk) -> None:
    walk.past(staff_moments.states(walk.library))
    assert not walk.found
    assert walk.met >= 300


def test_the_staff_menu_under_a_finger(walk: Walk) -> None:
    for staff in staff_moments.pages():
        state = State(place="staff", staff=staff)
        for item in walk.meet(state).items:
            if touchable(item):
                walk.meet(replace(state, pressed=item.name))
    assert not walk.found
    assert walk.met >= 300


def test_pages_around_while_they_are_said(walk: Walk) -> None:
    for state in moments.around(walk.library):
        walk.past(_voices(walk.library, state))
    assert not walk.found
    assert walk.met >= 300


def test_a_finger_on_each_control_changes_nothing_for_the_worse(walk: Walk) -> None:
    for state in moments.pressable(walk.library):
        scene = walk.meet(state)
        for item in scene.items:
            if touchable(item):
                pressed = walk.meet(replace(state, pressed=item.name))
                assert [(was.name, was.box) for was in scene.items] == [(now.name, now.box) for now in pressed.items]
    assert not walk.found
    assert walk.met >= 300
