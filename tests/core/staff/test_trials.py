"""Tests of one part by hand."""

import pytest

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.staff.pages import PARTS, SQUARES
from kiosk.core.staff.trials import ASKED, skippable
from kiosk.core.state import State
from kiosk.panel.panel import BUTTONS
from tests.core.staff.person import Person
from tests.small import LINK, library

SMALL = library()
ABSENT = {"panel": ("buttons", "lamp")}


def trying(part: str, state: State | None = None) -> Person:
    return Person(SMALL, state).opens_page("tests", f"test-{part}")


@pytest.mark.parametrize("part", sorted(ASKED))
@pytest.mark.parametrize(("said", "outcome"), [("yes", "good"), ("no", "bad")])
def test_what_only_a_person_can_tell_is_asked(part: str, said: str, outcome: str) -> None:
    person = trying(part).touches(said)
    assert (person.staff.page, person.staff.tests, person.now_says()) == (
        "tests",
        {part: outcome},
        (f"result_{outcome}",),
    )


def test_the_touch_test_wants_every_square_once() -> None:
    person = trying("touch")
    for square in SQUARES[:-1]:
        person.touches("square", square).touches("square", square)
    assert person.staff.page == "test-touch"
    person.touches("square", "13").touches("square", SQUARES[-1])
    assert (person.staff.page, person.staff.tests) == ("tests", {"touch": "good"})


def test_a_square_that_answered_offers_to_leave_the_others_out() -> None:
    person = trying("touch").touches("square", "7")
    assert skippable(person.state, person.staff) == ""
    person.waits(5_000)
    assert skippable(person.state, person.staff) == "7"
    assert person.touches("skip").staff.tests == {"touch": "bad"}


def test_no_square_that_never_answered_offers_it() -> None:
    person = trying("touch")
    person.waits(60_000)
    assert skippable(person.state, person.staff) == ""


def test_buttons_of_the_panel_are_felt_and_do_nothing_else() -> None:
    person = trying("buttons")
    person.does(BUTTONS["back"], BUTTONS["again"], BUTTONS["help"])
    assert (person.staff.page, person.state.sheet, sorted(person.staff.felt)) == (
        "test-buttons",
        "",
        ["again", "back", "help"],
    )
    assert not person.state.helper_called
    person.does(BUTTONS["next"])
    assert (person.staff.page, person.staff.tests) == ("tests", {"buttons": "good"})


def test_buttons_on_the_screen_are_not_those_of_the_panel() -> None:
    person = trying("buttons").touches("again")
    assert person.staff.felt == frozenset()
    assert person.touches("help").state.sheet == "help"
    person.does(e.HelpClosed())
    assert person.touches("back").staff.page == "tests"


def test_the_camera_looks_and_a_code_is_enough() -> None:
    person = trying("camera")
    assert (person.orders[-2:], person.staff.page) == ([o.Look("link"), o.Lamp("camera", on=True)], "test-camera")
    person.does(e.CodeUnreadable("dark"))
    assert person.staff.page == "test-camera"
    person.does(e.CodeRead(codes.read(LINK)))
    assert (person.staff.tests, o.LookAway() in person.orders) == ({"camera": "good"}, True)
    assert person.counted("codes_read") == []


def test_a_broken_camera_is_tried_once_more_by_the_machine() -> None:
    person = trying("camera", State(broken=frozenset({"camera"})))
    assert o.Test("camera") in person.orders
    assert not any(isinstance(order, o.Look) for order in person.orders)
    person.does(e.Tested("camera", "absent"))
    assert person.staff.tests == {"camera": "absent"}


def test_the_lamp_burns_while_it_is_looked_at() -> None:
    person = trying("lamp")
    assert person.orders[-1] == o.Lamp("help", on=True)
    person.touches("no")
    assert o.Lamp("help", on=False) in person.orders


@pytest.mark.parametrize("part", ["buttons", "lamp"])
def test_without_a_panel_there_is_nothing_to_try(part: str) -> None:
    person = trying(part, State(broken=frozenset({"panel"})))
    assert (person.staff.page, person.staff.tests, person.now_says()) == ("tests", {part: "absent"}, ("result_absent",))


@pytest.mark.parametrize("outcome", ["bad", "absent", "ask"])
def test_the_printer_prints_and_the_paper_is_looked_at(outcome: str) -> None:
    person = trying("printer")
    assert o.Test("printer") in person.orders
    person.does(e.Tested("lamp", "bad"), e.Tested("printer", outcome))  # type: ignore[arg-type]
    if outcome == "ask":
        assert (person.staff.page, person.now_says()) == ("test-printer", ("test_printer_asks",))
    else:
        assert person.staff.tests == {"printer": outcome}


def test_sound_is_played_and_can_be_heard_again() -> None:
    person = trying("sound")
    assert person.now_says() == ("test_sound_says", "test_sound_asks")
    person.touches("play")
    assert (person.now_says(), person.staff.page) == (("test_sound_says", "test_sound_asks"), "test-sound")


def test_results_stay_while_other_parts_are_tried() -> None:
    person = trying("sound").touches("yes").touches("open", "test-lamp").touches("no")
    assert person.staff.tests == {"sound": "good", "lamp": "bad"}
    assert {part.part for part in PARTS} >= set(person.staff.tests)
