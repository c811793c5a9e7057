"""Letting go of the help button switches the machine off once its seconds have run down, and never before."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.power import COUNTDOWN_S, GIVEN_UP, SILENT
from kiosk.core.units import DurationMs
from tests.small import library
from tests.visitor import Visitor


@pytest.fixture
def person() -> Visitor:
    return Visitor(library()).does(e.Came(7), e.HelperCalled())


def holds(person: Visitor, ms: int) -> Visitor:
    """The panel tells twice a second that the button is down."""
    for _ in range(ms // 500):
        person.does(e.Ticked(DurationMs(person.state.now + 500)), e.HelpHeld())
    return person


def offs(person: Visitor) -> list[str]:
    return [order.errand for order in person.orders if isinstance(order, o.Errand)]


OUT = COUNTDOWN_S * 1000 + 500
"""So long it is told as held until the seconds have run down."""


def lets_go(person: Visitor) -> Visitor:
    """The panel has looked, and it is up."""
    return person.does(e.Ticked(DurationMs(person.state.now + 500)), e.HelpReleased())


def test_the_seconds_run_down_aloud_and_letting_go_then_switches_off(person: Visitor) -> None:
    before = len(person.said())
    holds(person, OUT)
    assert person.said()[before:] == ["off_warning", "off_3", "off_2", "off_1", "off_let_go"]
    assert offs(person) == []
    lets_go(person)
    assert (person.said()[-1], offs(person)) == ("off_now", ["power-off"])
    lets_go(holds(person, 5_000))
    assert offs(person) == ["power-off"], "once"
    assert person.state.sheet == "off"


def test_while_it_is_held_on_nothing_is_switched_off_and_it_is_said_again(person: Visitor) -> None:
    holds(person, OUT)
    before = len(person.said())
    holds(person, 14_000)
    assert (person.said()[before:], offs(person)) == (["off_let_go"] * 2, [])
    assert lets_go(person).said()[-1] == "off_now"


def test_a_stuck_button_gives_the_visitor_her_lesson_back(person: Visitor) -> None:
    person = Visitor(library()).opens("watch")
    before = person.lesson
    holds(person.does(e.HelperCalled()), 28_000).does(e.HelpStuck(), e.Failed("panel", "", limps=True))
    assert (person.state.sheet, person.state.off, person.state.helper_called) == ("", None, False)
    assert (person.lesson, person.state.touched_at, offs(person)) == (before, person.state.now, [])
    lets_go(person.waits(SILENT))
    assert (person.state.sheet, offs(person)) == ("", [])
    assert person.counted("part_failures") == ["panel"]


def test_a_stuck_button_that_is_told_when_nothing_was_held_changes_nothing(person: Visitor) -> None:
    before = person.state
    assert person.does(e.HelpStuck()).state == before
    off = lets_go(holds(person, OUT)).state
    assert person.does(e.HelpStuck()).state == off, "nor once the machine goes off"


@pytest.mark.parametrize("ms", [4_000, OUT, 20_000])
def test_a_panel_that_falls_silent_switches_nothing_off(person: Visitor, ms: int) -> None:
    holds(person, ms).waits(SILENT)
    assert (person.state.sheet, person.state.helper_called) == ("help", True)
    lets_go(person)
    assert (person.state.sheet, offs(person)) == ("help", []), "a word that comes too late is none"
    holds(person, 4_000)
    assert offs(person) == [], "the seconds begin anew"


def test_a_loop_that_stood_still_switches_nothing_off(person: Visitor) -> None:
    holds(person, OUT).does(e.Ticked(DurationMs(person.state.now + SILENT)), e.HelpReleased())
    assert (person.state.sheet, offs(person)) == ("help", [])
    holds(person, 2_000).does(e.Ticked(DurationMs(person.state.now + 60_000)), e.HelpHeld(), e.HelpReleased())
    assert (person.state.sheet, offs(person)) == ("help", [])


@pytest.mark.parametrize("ms", [500, 3_000, COUNTDOWN_S * 1000])
def test_letting_go_a_moment_before_gives_back_what_was_there(person: Visitor, ms: int) -> None:
    holds(person, ms).does(e.HelpReleased())
    assert (person.state.sheet, person.state.off, person.state.helper_called) == ("help", None, True)
    person.waits(60_000)
    assert offs(person) == []


def test_the_shown_seconds_go_from_six_to_one(person: Visitor) -> None:
    seen = []
    for _ in range(12):
        holds(person, 500)
        assert person.state.off is not None
        seen.append(person.state.off.left)
    assert seen == [6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert person.state.off is not None
    assert person.state.off.counting


@pytest.mark.parametrize("ms", [2_000, OUT])
def test_a_touch_answers_nothing_while_it_is_held(person: Visitor, ms: int) -> None:
    holds(person, ms)
    before = person.state
    person.does(e.WentOn(), e.HelpClosed(), e.NothingTouched(), e.Came(), e.HelperCalled(), e.LanguageSwitched())
    assert person.state == before


def test_a_machine_that_stays_on_comes_back(person: Visitor) -> None:
    lets_go(holds(person, OUT)).waits(GIVEN_UP)
    assert (person.state.sheet, person.state.off) == ("", None)
    lets_go(holds(person, OUT))
    assert offs(person) == ["power-off", "power-off"]


def test_a_stumble_ends_the_seconds(person: Visitor) -> None:
    holds(person, 4_000).does(e.Stumbled())
    assert person.state.sheet == "trouble"
    holds(person, 3_000)
    assert (person.state.sheet, offs(person)) == ("off", [])


def test_it_works_in_the_dark_in_a_lesson_and_in_the_staff_menu() -> None:
    for way_in in (
        [e.HoursTold(open=False), e.HelperCalled()],
        [e.Came(7), e.TopicChosen("pay"), e.WayChosen("together")],
        [e.StaffCame("card"), e.PinJudged("right")],
    ):
        person = lets_go(holds(Visitor(library()).does(*way_in), OUT))
        assert offs(person) == ["power-off"]


def test_a_lesson_waits_underneath(person: Visitor) -> None:
    person = Visitor(library()).opens("watch")
    before = person.lesson
    holds(person, 5_000)
    assert person.lesson == before
    person.does(e.HelpReleased())
    assert (person.state.sheet, person.state.place) == ("", "lesson")
