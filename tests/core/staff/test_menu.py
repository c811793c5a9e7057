"""Getting about in the staff menu, and every change kept at once."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.staff.house import clock
from kiosk.core.staff.pages import MENU, PAGES
from kiosk.core.state import House, State
from kiosk.core.units import Lang
from tests.core.staff.person import Person
from tests.small import library
from tests.visitor import Visitor

SMALL = library()


def kept(person: Person) -> list[o.KeepHouse]:
    return [order for order in person.orders if isinstance(order, o.KeepHouse)]


def last(person: Person) -> o.KeepHouse:
    return kept(person)[-1]


# --- coming and leaving ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["attract", "check", "stick"])
def test_staff_come_where_nobody_is_learning(place: str) -> None:
    state = State(house=House(lang="en"), lang="vi", size="normal", pace="slow", place=place)  # type: ignore[arg-type]
    person = Person(SMALL, state)
    assert (person.state.place, person.staff.page) == ("staff", "pin")
    assert (person.state.lang, person.state.size, person.state.pace) == ("en", "large", "normal")
    assert person.counted("visits") == []


def test_staff_do_not_come_into_a_lesson() -> None:
    learning = Visitor(SMALL).does(e.Came(7), e.TopicChosen("pay"), e.WayChosen("together")).state
    assert Person(SMALL, learning).state == learning


def test_a_true_stick_shown_twice_does_not_begin_again() -> None:
    person = Person(SMALL).opens_page("sound")
    person.does(e.StaffCame("stick"))
    assert person.staff.page == "sound"


@pytest.mark.parametrize("page", [choice.page for choice in MENU])
def test_every_tile_opens_its_page_and_back_leads_home(page: str) -> None:
    person = Person(SMALL).opens_page(page)
    assert (person.staff.page, person.now_says()) == (page, PAGES[page].says)
    assert [one.page for one in person.orders if isinstance(one, o.TellStaff)] == [PAGES[page].tells or None][
        : bool(PAGES[page].tells)
    ]
    assert person.touches("back").staff.page == "menu"
    person.does(e.WentBack())
    assert (person.state.place, person.state.staff) == ("attract", None)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("pin", "choose", "locked", "sure", "doing")])
def test_pages_that_are_not_offered_do_not_open(page: str) -> None:
    person = Person(SMALL).opens_page("sound").touches("open", page)
    assert person.staff.page == "sound"


def test_leaving_ends_everywhere() -> None:
    for choice in MENU:
        person = Person(SMALL).opens_page(choice.page)
        person.does(e.WentHome())
        assert (person.state.place, person.state.staff, person.state.speaking.ended) == ("attract", None, True)


def test_the_bar_on_the_screen_listens_and_helps() -> None:
    person = Person(SMALL).opens_page("sound")
    person.touches("again")
    assert person.now_says() == ("sound_title",)
    assert person.touches("help").state.sheet == "help"
    person.does(e.HelpClosed())
    assert (person.state.sheet, person.staff.page) == ("", "sound")


# --- the house -------------------------------------------------------------------------------------------------------


def test_volume_is_heard_and_kept() -> None:
    person = Person(SMALL).opens_page("sound").touches("volume", "+")
    assert (person.state.volume, person.state.house.volume, last(person).volume) == (3, 3, 3)
    assert (o.SetVolume(3) in person.orders, person.now_says()) == (True, ("volume_sample",))
    for _ in range(9):
        person.touches("volume", "-")
    assert (person.state.volume, last(person).volume) == (0, 0)


def test_hours_go_by_half_hours_and_never_meet() -> None:
    person = Person(SMALL).opens_page("sound").touches("opens", "+")
    assert (last(person).opens, last(person).closes) == (360, 1200)
    person.touches("opens", "+").touches("closes", "-")
    assert (clock(last(person).opens), clock(last(person).closes)) == ("06:30", "19:30")
    for _ in range(100):
        person.touches("closes", "+")
        assert last(person).closes != last(person).opens
        assert 0 <= last(person).closes < 1440
    assert person.touches("always").state.house.opens == person.state.house.closes == 0


@pytest.mark.parametrize(("offer", "langs"), [("vi", ("vi",)), ("en", ("en",)), ("both", ("vi", "en"))])
def test_languages_are_offered(offer: str, langs: tuple[Lang, ...]) -> None:
    person = Person(SMALL).opens_page("languages").touches("offer", offer)
    assert (person.state.house.langs, last(person).langs) == (langs, langs)
    assert person.state.house.lang in langs
    person.touches("start", "en")
    assert person.state.house.lang == ("en" if "en" in langs else "vi")


def test_a_visitor_is_offered_what_staff_chose() -> None:
    person = Person(SMALL).opens_page("languages").touches("offer", "en")
    person.does(e.WentHome(), e.Came(1))
    assert person.state.lang == "en"
    assert person.does(e.LanguageSwitched()).state.lang == "en"
    assert person.counted("language") == []


def test_the_help_number_is_kept_as_it_was_typed() -> None:
    person = Person(SMALL).opens_page("phone").types("02343000000").touches("save")
    assert (last(person).help_number, person.now_says()) == ("02343000000", ("phone_kept",))
    person.opens_page()
    person = Person(SMALL, person.does(e.WentHome()).state).opens_page("phone").touches("save")
    assert (last(person).help_number, person.now_says()) == ("", ("phone_none",))
    assert len(person.types("9" * 40).staff.typed) == 15


def test_each_change_is_kept_by_one_order_with_all_that_is_set() -> None:
    house = House(lang="en", volume=1, help_number="113", opens=300, closes=900)
    person = Person(SMALL, State(house=house)).opens_page("sound").touches("closes", "+")
    assert kept(person) == [o.KeepHouse(1, "en", ("vi", "en"), 300, 930, "113")]


# --- what is told, what is done --------------------------------------------------------------------------------------


def test_rows_are_shown_by_pages_and_only_on_their_own() -> None:
    rows = tuple((str(n), "1") for n in range(9))
    person = Person(SMALL).opens_page("counts")
    person.does(e.StaffTold("network", rows))
    assert person.staff.rows == ()
    person.does(e.StaffTold("counts-today", rows))
    assert [person.touches("turn", "+").staff.at for _ in range(4)] == [1, 2, 0, 1]
    person.does(e.StaffTold("counts-today", rows[:2]))
    assert (person.staff.rows, person.staff.at) == (rows[:2], 0)
    assert person.touches("open", "tonight").staff.rows == ()
    assert person.touches("open", "counts").staff.page == "counts"


def errands(person: Person) -> list[str]:
    return [order.errand for order in person.orders if isinstance(order, o.Errand)]


def test_updating_is_done_at_once() -> None:
    person = Person(SMALL).opens_page("content").touches("errand", "update")
    assert (errands(person), person.now_says()) == (["update"], ("doing_update",))
    assert person.touches("back").staff.page == "content"


@pytest.mark.parametrize(("page", "errand"), [("content", "roll-back"), ("power", "power-off"), ("power", "restart")])
def test_all_else_is_asked_once_more(page: str, errand: str) -> None:
    said = errand.replace("-", "_")
    person = Person(SMALL).opens_page(page).touches("errand", errand)
    assert (errands(person), person.now_says()) == ([], (f"sure_{said}",))
    assert person.touches("no").staff.page == page
    person.touches("errand", errand).touches("yes")
    assert (errands(person), person.now_says()) == ([errand], (f"doing_{said}",))
    assert errands(person.touches("yes").touches("yes")) == [errand]


def test_errands_belong_to_their_page() -> None:
    person = Person(SMALL).opens_page("content").touches("errand", "power-off").touches("errand", "format")
    assert (person.staff.page, errands(person)) == ("content", [])


def test_a_new_pin_can_be_chosen_behind_the_old_one() -> None:
    person = Person(SMALL).opens_page("power", "choose")
    assert (person.staff.page, person.now_says()) == ("choose", ("pin_change",))
    person.types("914725").touches("enter").types("914725").touches("enter")
    assert [order.new for order in person.orders if isinstance(order, o.TryPin)] == [False, True]


def test_an_idle_menu_warns_and_ends() -> None:
    person = Person(SMALL).opens_page("content")
    person.listens().waits(119_500)
    sheets = [person.state.sheet, person.waits(1_000).state.sheet, person.does(e.NothingTouched()).state.sheet]
    assert (sheets, person.staff.page) == (["", "idle", ""], "content")


# --- hours at the resting screen --------------------------------------------------------------------------------------


def test_outside_the_hours_the_kiosk_is_dark_and_wakes_all_the_same() -> None:
    visitor = Visitor(SMALL).does(e.HoursTold(open=False))
    assert visitor.state.dark
    assert visitor.does(e.Came(1)).state.place == "home"
    visitor.listens().waits(46_000).listens().waits(26_000)
    assert (visitor.state.place, visitor.state.dark) == ("attract", True)
    assert not visitor.does(e.HoursTold(open=True)).state.dark


def test_whether_the_numbers_leave_is_switched_where_they_are_shown() -> None:
    person = Person(SMALL).opens_page("counts")
    assert not person.touches("sends", "yes").state.house.sends, "not on the page beside"
    person.touches("open", "tonight").touches("sends", "yes")
    assert (last(person).sends, person.state.house.sends, person.now_says()) == (True, True, ("sends_yes",))
    person.touches("sends", "no")
    assert (last(person).sends, person.state.house.sends, person.now_says()) == (False, False, ("sends_no",))
