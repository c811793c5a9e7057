"""The robot learner comes through, and says so when it does not."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core.content.deeds import Go, Touch
from kiosk.core.content.packs import Library
from kiosk.core.content.widgets import Tile
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.ways import WAYS
from kiosk.packs.checks.play import stations
from kiosk.packs.compile import compiled
from kiosk.packs.robot.missteps import missteps
from kiosk.packs.robot.play import Played, play
from tests.packs.contents import GOOD, TODAY


@pytest.fixture(scope="module")
def library() -> Library:
    made, _ = compiled(GOOD, TODAY)
    assert made is not None
    return made


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("camera", [True, False])
def test_right_play_ends_without_a_mistake(library: Library, way: str, lang: str, camera: bool) -> None:
    told = play(library, "fish", way, "vi" if lang == "vi" else "en", camera=camera)
    assert (told.stuck, told.finished, told.passed, told.wrong, told.mistakes) == ("", True, True, 0, ())


@pytest.mark.parametrize("way", ["together", "alone", "test"])
@pytest.mark.parametrize("seed", range(12))
def test_wrong_moves_never_leave_anybody_stuck(library: Library, way: str, seed: int) -> None:
    told = play(library, "fish", way, wrong_seed=seed, camera=seed % 2 == 0)
    assert (told.stuck, told.finished) == ("", True)
    assert told.wrong > 0


def test_the_same_seed_makes_the_same_visit(library: Library) -> None:
    assert play(library, "fish", "alone", wrong_seed=5) == play(library, "fish", "alone", wrong_seed=5)
    assert play(library, "fish", "alone", wrong_seed=5) != play(library, "fish", "alone", wrong_seed=6)


def test_seeds_meet_every_mistake_an_author_named(library: Library) -> None:
    met = {
        name
        for seed in range(40)
        for camera in (True, False)
        for name in play(library, "fish", "together", wrong_seed=seed, camera=camera).mistakes
    }
    named = {mistake.name for step in library.lessons["fish"].steps for mistake in getattr(step, "mistakes", ())}
    assert met >= named


def test_its_events_are_the_visit(library: Library) -> None:
    told = play(library, "fish", "alone", wrong_seed=3)
    state = State()
    for event in told.events:
        state, _ = step(library, state, event)
    assert state.place == "done"
    assert state.lesson is not None
    assert state.lesson.finished


def test_speech_is_counted_where_it_is_spoken(library: Library) -> None:
    told = play(library, "fish", "together", durations=lambda text, _lang: 1_000)
    steps = {heard.step: heard for heard in told.steps}
    assert [heard.step for heard in told.steps][:2] == ["home", "topic"]
    assert steps["amount"].speech_ms == 1_000
    assert steps["amount"].moves == 5  # 1 2 0 000 and the button
    assert steps["done"].speech_ms == 3_000
    assert told.speech_ms == sum(heard.speech_ms for heard in told.steps)


def test_faults_are_asked_about_every_scene_and_told_once(library: Library) -> None:
    seen = []

    def faults(_library: Library, state: State) -> Iterator[str]:
        seen.append((state.place, state.lesson.step if state.lesson else -1))
        if state.place == "home":
            yield "the bridge is too low"

    told = play(library, "fish", "together", faults=faults)
    assert told.faults == ("-/home: the bridge is too low",)
    assert {("home", -1), ("topic", -1), ("done", 7), *(("lesson", n) for n in range(8))} <= {*seen}


def test_what_no_finger_could_touch_it_does_not_touch(library: Library) -> None:
    def offered(_library: Library, state: State) -> set[e.Event]:
        return set() if state.lesson else {e.TopicChosen("pay"), e.LessonChosen("fish"), e.WayChosen("alone")}

    told = play(library, "fish", "alone", offered=offered)
    assert told.stuck == "fish/why: nothing on the scene means WentOn()"


def without_way_on(library: Library) -> Library:
    """The tile that leads on leads nowhere; no check has looked at this library."""
    bank = library.apps["bank"]
    home = bank.screens["home"]
    nowhere = tuple(
        replace(widget, touch=(Touch(deeds=(Go(screen="news"),)),)) if isinstance(widget, Tile) else widget
        for widget in home.widgets
    )
    screens = bank.screens | {"home": replace(home, widgets=nowhere)}
    return replace(library, apps={"bank": replace(bank, screens=screens)})


def test_a_dead_end_is_told_with_its_step(library: Library) -> None:
    told = play(without_way_on(library), "fish", "together")
    assert told.stuck == "fish/amount: no way leads on from here" or told.stuck.startswith("fish/amount: ")
    assert not told.finished


def test_a_lesson_that_nobody_can_choose(library: Library) -> None:
    assert play(replace(library, topics=()), "fish", "alone").stuck == "fish: in no topic, so nobody can choose it"


def test_every_kind_of_step_has_wrong_moves(library: Library) -> None:
    found = {
        library.lessons["fish"].steps[lesson.step].id: missteps(library, lesson)
        for lesson in stations(library, library.lessons["fish"], "together")
    }
    assert found["why"] == ((e.NothingTouched(),),)
    assert (e.TargetTouched("news"),) in found["open"]
    assert (e.TargetTouched("scan"),) not in found["open"]
    assert (e.CardShown("link"),) in found["hold"]
    assert (e.OptionChosen("other-name"),) in found["name"]
    assert (*(e.KeyTouched(key) for key in "12000"), e.TargetTouched("send")) in found["amount"]


def test_a_lesson_of_the_hand_made_library_too() -> None:
    from tests import small

    told: Played = play(small.library(), "fish", "test", "en", wrong_seed=1)
    assert (told.stuck, told.finished) == ("", True)
