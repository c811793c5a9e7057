"""The first start: what is asked, said and kept; and nobody who only wants to learn is ever held up."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.setting_up import STAY
from kiosk.core.setup import AnswerFault, Setup, Told
from kiosk.core.state import State
from kiosk.core.units import Words
from tests.core.staff.person import Person
from tests.small import library
from tests.visitor import Visitor


def fault(field: str) -> AnswerFault:
    says: Words = {"vi": f"{field} sai", "en": f"{field} is wrong"}
    return AnswerFault(f"{field}.value", field, "kiosk-answers.toml:3", says, {"vi": "sửa", "en": "mend"})


RIGHT = e.SetupTold(Told(outcome="right", place="Chợ Đông Ba", opens=360, closes=1200, help_number="0234"), "mark")
WRONG = e.SetupTold(Told(outcome="wrong", faults=(fault("site"), fault("opens"))), "mark")
NONE = e.SetupTold(Told(outcome="none"), "mark", ask=False)


@pytest.fixture
def kiosk() -> Visitor:
    return Visitor(library())


def kept(visitor: Visitor) -> list[o.Order]:
    return [order for order in visitor.orders if isinstance(order, o.ConfirmSetup | o.Errand)]


# --- all is right -----------------------------------------------------------------------------------------------------


def test_the_answers_are_read_back_before_anybody_comes(kiosk: Visitor) -> None:
    kiosk.does(RIGHT)
    assert kiosk.state.place == "setup"
    assert kiosk.said()[0] == "setup_place"
    assert kiosk.said()[2] == "setup_hours"
    assert kiosk.said()[-1] == "setup_asks"


def test_a_kiosk_whose_first_picture_is_that_page_says_it_once(kiosk: Visitor) -> None:
    kiosk.state = State(place="setup", setup=Setup(RIGHT.told, "mark"))
    kiosk.does(RIGHT)
    assert kiosk.said().count("setup_asks") == 1


@pytest.mark.parametrize("how", [e.WentOn()], ids=["the button, or the button of the panel"])
def test_right_is_kept_and_the_kiosk_rests(kiosk: Visitor, how: e.Event) -> None:
    kiosk.does(RIGHT, how)
    assert kept(kiosk) == [o.ConfirmSetup("mark")]
    assert (kiosk.state.place, kiosk.state.speaking.ended) == ("attract", True)


def test_wrong_is_asked_once_more_and_then_it_turns_off(kiosk: Visitor) -> None:
    kiosk.does(RIGHT, e.StaffTouched("power-off"))
    assert kiosk.said()[-1] == "setup_sure"
    assert kept(kiosk) == []
    kiosk.does(e.StaffTouched("yes"))
    assert kept(kiosk) == [o.Errand("power-off")]
    assert kiosk.said()[-1] == "doing_power_off"
    kiosk.does(e.WentHome())
    assert kiosk.state.place == "attract", "nobody is stranded where nothing turns the machine off"


@pytest.mark.parametrize("how", [e.StaffTouched("no"), e.WentBack()])
def test_no_comes_back_to_the_answers(kiosk: Visitor, how: e.Event) -> None:
    kiosk.does(RIGHT, e.StaffTouched("power-off"), how)
    assert kiosk.said()[-1] == "setup_asks"
    assert (kiosk.state.place, kept(kiosk)) == ("setup", [])


@pytest.mark.parametrize("item", ["yes", "no", "errand", "open"])
def test_nothing_turns_off_but_through_the_question(kiosk: Visitor, item: str) -> None:
    kiosk.does(RIGHT, e.StaffTouched(item, "power-off"))
    assert (kiosk.state.place, kept(kiosk)) == ("setup", [])


# --- something is wrong -----------------------------------------------------------------------------------------------


def test_each_fault_is_told_for_itself_with_its_remedy(kiosk: Visitor) -> None:
    kiosk.does(WRONG)
    assert kiosk.said() == ["setup_faulty", "site sai", "sửa"]
    kiosk.does(e.WentOn())
    assert kiosk.said()[3:] == ["opens sai", "sửa"]
    kiosk.does(e.WentBack())
    assert kiosk.said()[5:] == ["setup_faulty", "site sai", "sửa"]


def test_whoever_touches_on_meets_the_kiosk_as_ever_and_nothing_counts_as_right(kiosk: Visitor) -> None:
    kiosk.does(WRONG, e.WentOn(), e.WentOn())
    assert (kiosk.state.place, kept(kiosk)) == ("attract", [])
    kiosk.does(e.Came())
    assert kiosk.state.place == "home"


def test_back_on_the_first_fault_stays(kiosk: Visitor) -> None:
    kiosk.does(WRONG, e.WentBack())
    assert kiosk.state.place == "setup"


# --- nobody is there --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", [RIGHT, WRONG])
def test_after_a_minute_without_a_touch_the_kiosk_rests(kiosk: Visitor, told: e.Event) -> None:
    kiosk.does(told).waits(10_000)
    assert kiosk.state.place == "setup", "the minute begins with the last word"
    kiosk.listens().waits(STAY - 1_000)
    assert kiosk.state.place == "setup"
    kiosk.waits(1_000)
    assert (kiosk.state.place, kept(kiosk)) == ("attract", [])


def test_a_touch_begins_the_minute_anew(kiosk: Visitor) -> None:
    kiosk.does(WRONG).listens().waits(STAY - 1_000).does(e.NothingTouched()).waits(STAY - 1_000)
    assert kiosk.state.place == "setup"


def test_an_open_help_sheet_does_not_hold_it_for_ever(kiosk: Visitor) -> None:
    kiosk.does(RIGHT, e.HelpOpened()).listens().waits(STAY + 1_000)
    assert (kiosk.state.place, kiosk.state.sheet) == ("attract", "")


def test_a_voice_that_is_broken_does_not_hold_it_for_ever(kiosk: Visitor) -> None:
    kiosk.does(e.Failed("voice", "none"), RIGHT).waits(90_000)
    assert kiosk.state.place == "attract"


# --- beside everything else -------------------------------------------------------------------------------------------


def test_whoever_learns_already_is_not_interrupted(kiosk: Visitor) -> None:
    kiosk.does(e.Came(), RIGHT)
    assert (kiosk.state.place, kiosk.state.setup) == ("home", Setup(RIGHT.told, "mark"))


def test_it_can_be_said_again_in_the_other_language(kiosk: Visitor) -> None:
    kiosk.does(RIGHT, e.LanguageSwitched())
    assert kiosk.said()[-1] == "setup_asks (en)"
    assert kiosk.counted("language") == [], "what staff do is not counted"


def test_a_stick_that_comes_meanwhile_is_told_afterwards(kiosk: Visitor) -> None:
    kiosk.does(RIGHT, e.StickTold("found"), e.StickTold("ready"))
    before = kiosk.state.place
    kiosk.does(e.WentOn()).waits(1_000)
    assert (before, kiosk.state.place) == ("setup", "stick")


def test_a_staff_card_opens_the_menu_from_there(kiosk: Visitor) -> None:
    kiosk.does(RIGHT, e.StaffCame("stick"))
    assert kiosk.state.place == "staff"


def test_visits_do_not_forget_it(kiosk: Visitor) -> None:
    kiosk.does(WRONG, e.WentOn(), e.WentOn(), e.Came(), e.WentHome())
    assert kiosk.state.setup is not None


# --- in the staff menu ------------------------------------------------------------------------------------------------


def with_setup(told: e.SetupTold) -> Person:
    return Person(library(), State(setup=Setup(told.told, told.mark)))


@pytest.mark.parametrize(("told", "note"), [(WRONG, "setup_note_wrong"), (NONE, "setup_note_none")])
def test_the_first_who_opens_the_menu_hears_once_that_it_is_not_set_up(told: e.SetupTold, note: str) -> None:
    person = with_setup(told)
    person.enters()
    assert person.now_says() == (f"{note}",)
    person.touches("open", "power").touches("back")
    assert person.now_says() == ("title",)
    person.does(e.WentHome(), e.StaffCame("card"))
    person.enters()
    assert person.now_says() == ("title",)


def test_nothing_is_said_of_it_where_all_is_right() -> None:
    person = with_setup(RIGHT)
    person.enters()
    assert person.now_says() == ("title",)


def test_staff_open_it_on_the_page_of_the_network() -> None:
    person = with_setup(WRONG)
    person.opens_page("network").touches("open", "setup")
    assert (person.state.place, person.state.staff) == ("setup", None)
    assert person.now_says() == ("setup_faulty", "site sai", "sửa")
    person.does(e.WentOn(), e.WentOn())
    assert person.state.place == "attract"


def test_a_kiosk_that_nobody_has_set_up_says_so_there_and_asks_no_visitor(kiosk: Visitor) -> None:
    kiosk.does(NONE)
    assert (kiosk.state.place, kiosk.said()) == ("attract", [])
    person = with_setup(NONE)
    person.opens_page("network").touches("open", "setup")
    assert person.now_says() == ("setup_none", "setup_none_remedy")


def test_it_opens_from_no_other_page_and_not_before_the_pin() -> None:
    person = with_setup(RIGHT)
    person.touches("open", "setup")
    assert person.state.place == "staff"
    person.opens_page("power").touches("open", "setup")
    assert person.state.place == "staff"


def test_without_a_first_boot_there_is_nothing_to_open() -> None:
    person = Person(library())
    person.opens_page("network").touches("open", "setup")
    assert person.state.place == "staff"
