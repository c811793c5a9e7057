"""The PIN: tried once and gone, never said, never easy; and nothing opens without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.staff.pages import PAGES
from kiosk.core.staff.pin import weak
from kiosk.core.state import State
from tests.core.staff.person import Person
from tests.small import library

SMALL = library()


def tried(person: Person) -> list[tuple[str, bool]]:
    return [(order.digits, order.new) for order in person.orders if isinstance(order, o.TryPin)]


def test_a_pin_is_tried_and_no_digit_stays() -> None:
    person = Person(SMALL).types("258036")
    assert person.staff.typed == "258036"
    person.touches("enter")
    assert (tried(person), person.staff.typed, person.staff.first) == ([("258036", False)], "", "")
    person.does(e.PinJudged("right"))
    assert person.staff.page == "menu"


def test_the_button_of_the_panel_says_done_too() -> None:
    person = Person(SMALL).types("258036")
    person.does(e.WentOn())
    assert tried(person) == [("258036", False)]


def test_a_short_one_is_not_tried_and_a_long_one_stops_at_twelve() -> None:
    person = Person(SMALL).types("25803").touches("enter")
    assert (tried(person), person.now_says(), person.staff.typed) == ([], ("pin_short",), "25803")
    assert person.types("1234567890").staff.typed == "258031234567"
    assert person.does(e.KeyTouched("erase")).state.staff.typed == "25803123456"  # type: ignore[union-attr]


def test_only_digits_are_digits() -> None:
    person = Person(SMALL)
    person.does(e.KeyTouched("x"), e.KeyTouched("٣"), e.KeyTouched("²"))
    assert person.staff.typed == ""


@pytest.mark.parametrize(
    ("left", "said"), [(4, "pin_wrong_4"), (3, "pin_wrong_3"), (2, "pin_wrong_2"), (1, "pin_wrong_1")]
)
def test_tries_left_are_said_in_whole_sentences(left: int, said: str) -> None:
    person = Person(SMALL)
    person.does(e.PinJudged("wrong", tries_left=left))
    assert (person.staff.page, person.staff.tries_left, person.now_says()) == ("pin", left, (said,))


def test_a_locked_door_shows_its_minutes_and_opens_when_it_is_told_so() -> None:
    person = Person(SMALL).types("258036").touches("enter")
    person.does(e.PinJudged("locked", locked_minutes=15))
    assert (person.staff.page, person.staff.locked_minutes, person.now_says()) == ("locked", 15, ("pin_locked",))
    person.types("258036").touches("enter")
    assert len(tried(person)) == 1
    person.touches("back")
    assert person.state.place == "attract"


def test_a_keeper_that_is_broken_is_said() -> None:
    person = Person(SMALL)
    person.does(e.Failed("staff", "no room"), e.PinJudged("wrong"))
    assert person.now_says() == ("pin_broken",)


# --- the first PIN ---------------------------------------------------------------------------------------------------


def test_the_first_pin_is_typed_twice() -> None:
    person = Person(SMALL, pin_set=False)
    assert person.staff.page == "choose"
    person.types("258036").touches("enter")
    assert (person.now_says(), person.staff.typed, tried(person)) == (("pin_twice",), "", [])
    person.types("258036").touches("enter")
    assert (tried(person), person.staff.first) == ([("258036", True)], "")
    person.does(e.PinJudged("kept"))
    assert (person.staff.page, person.now_says()) == ("menu", ("pin_kept",))


def test_two_that_differ_begin_anew() -> None:
    person = Person(SMALL, pin_set=False).types("258036").touches("enter").types("258063").touches("enter")
    assert (person.now_says(), person.staff.typed, person.staff.first, tried(person)) == (("pin_differs",), "", "", [])


@pytest.mark.parametrize(
    "digits",
    ["123456", "987654", "890123", "321098", "000000", "111222", "121212", "258258", "25802580258"[:8] + "2580"],
)
def test_easy_ones_are_refused(digits: str) -> None:
    person = Person(SMALL, pin_set=False).types(digits).touches("enter")
    easy = person.now_says() == ("pin_weak",)
    assert easy or digits == "258025802580", "a piece of four is no short piece"
    assert easy == weak(digits)


@pytest.mark.parametrize("digits", ["258036", "195173", "402197", "112358"])
def test_others_are_not(digits: str) -> None:
    assert not weak(digits)


@given(st.text("0123456789", min_size=1, max_size=3), st.integers(min_value=6, max_value=12))
def test_whatever_short_piece_comes_again_and_again_is_easy(piece: str, length: int) -> None:
    assert weak((piece * length)[:length])


# --- nothing without it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_without_the_pin(page: str) -> None:
    for pin_set in (True, False):
        person = Person(SMALL, pin_set=pin_set)
        before = person.staff.page
        person.touches("open", page).touches("errand", "power-off").touches("yes").touches("volume", "+")
        person.does(e.StaffTold(page, (("a", "b"),)), e.Tested("camera", "good"))
        assert person.staff.page == before
        assert not [one for one in person.orders if isinstance(one, o.Errand | o.KeepHouse | o.TellStaff | o.Test)]


def test_an_answer_to_a_pin_means_nothing_where_none_was_asked() -> None:
    person = Person(SMALL).opens_page("sound")
    person.does(e.PinJudged("wrong", tries_left=1), e.PinJudged("kept"))
    assert (person.staff.page, person.staff.note) == ("sound", "")
    state = State(place="home")
    assert Person(SMALL, state).state == state


# --- digits are gone --------------------------------------------------------------------------------------------------


def half_typed(*, pin_set: bool) -> Person:
    person = Person(SMALL, pin_set=pin_set).types("258036")
    return person if pin_set else person.touches("enter").types("2580")


@pytest.mark.parametrize("pin_set", [True, False])
def test_digits_go_on_idle(pin_set: bool) -> None:
    person = half_typed(pin_set=pin_set)
    person.listens().waits(120_000)
    assert (person.state.sheet, person.staff.typed, person.staff.first) == ("idle", "", "")
    person.listens().waits(26_000)
    assert (person.state.place, person.state.staff) == ("attract", None)


@pytest.mark.parametrize("pin_set", [True, False])
def test_digits_go_while_the_help_button_is_held(pin_set: bool) -> None:
    person = half_typed(pin_set=pin_set)
    person.does(e.HelpHeld()).waits(500)
    assert (person.state.sheet, person.staff.typed, person.staff.first) == ("off", "", "")


@pytest.mark.parametrize("pin_set", [True, False])
def test_digits_go_on_a_stumble(pin_set: bool) -> None:
    person = half_typed(pin_set=pin_set)
    person.does(e.Stumbled())
    assert (person.state.sheet, person.staff.typed, person.staff.first) == ("trouble", "", "")
    person.does(e.WentOn(), e.Stumbled())
    assert person.state.staff is None


@pytest.mark.parametrize("event", [e.WentHome(), e.WentBack(), e.StaffTouched("back")])
def test_digits_go_on_leaving(event: e.Event) -> None:
    person = half_typed(pin_set=True)
    person.does(event)
    assert (person.state.place, person.state.staff) == ("attract", None)
    assert person.does(e.Came(1)).state.place == "home"


def test_no_digit_is_ever_said_or_shown_by_repr() -> None:
    person = half_typed(pin_set=False).touches("enter")
    person.does(e.PinJudged("wrong", tries_left=3))
    assert not any(mark.isdigit() and mark not in "1234" for line in person.said() for mark in line)
    assert "258" not in repr((person.state, person.staff, person.orders))
