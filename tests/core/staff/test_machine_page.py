"""The page that tells how the machine is, and the one on which its touchscreen is put right."""

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.staff.aim import CROSSES, WHOLE
from kiosk.scenes.hit import hit
from kiosk.scenes.picture import picture
from kiosk.screen.felt import Contact
from kiosk.screen.pointer import Pointer
from tests.core.staff.person import Person
from tests.scenes.screens import LOOKS
from tests.small import library
from tests.staff_moments import ILL, WELL

SMALL = library()


def on_the_page() -> Person:
    return Person(SMALL).opens_page("tests", "machine")


def aiming() -> Person:
    return Person(SMALL).opens_page("tests", "machine", "aim")


def touched(across: float, down: float) -> e.GlassTouched:
    return e.GlassTouched(round(WHOLE * across), round(WHOLE * down))


def test_coming_there_asks_the_machine_and_says_the_title() -> None:
    person = on_the_page()
    assert o.TellStaff("machine") in person.orders
    assert person.now_says() == ("machine_title",)


def test_a_machine_that_is_well_is_told_so() -> None:
    person = on_the_page()
    person.does(e.StaffTold("machine", WELL))
    assert person.now_says() == ("machine_good",)


def test_each_ill_part_is_said_with_its_remedy_page_by_page() -> None:
    person = on_the_page()
    person.does(e.StaffTold("machine", ILL))
    assert person.now_says() == ("ill_power", "ill_heat", "ill_card", "ill_space")
    person.touches("turn", "+")
    assert person.now_says() == ("ill_memory", "ill_clock", "ill_touch", "ill_camera")
    person.touches("turn", "+").touches("turn", "+")
    assert person.now_says() == ("ill_power", "ill_heat", "ill_card", "ill_space")


def test_back_leads_to_the_tests() -> None:
    person = on_the_page().touches("back")
    assert person.staff.page == "tests"
    assert aiming().touches("back").staff.page == "machine"


def test_four_touches_of_crosses_are_handed_on_as_the_glass_told_them() -> None:
    person = aiming()
    touches = ((0.9, 0.1), (0.1, 0.2), (0.2, 0.9), (0.8, 0.8))
    for n, touch in enumerate(touches):
        assert len(person.staff.aimed) == n
        person.does(touched(*touch))
    assert person.orders[-1] == o.FitTouch(touches)
    person.does(touched(0.5, 0.5))
    assert person.staff.aimed == touches


def test_what_came_of_it_is_said() -> None:
    person = aiming()
    for cross in CROSSES:
        person.does(touched(*cross))
    person.does(e.Tested("aim", "bad"))
    assert (person.staff.page, person.staff.aimed, person.now_says()) == ("aim", (), ("aim_bad",))
    person.does(e.Tested("aim", "good"))
    assert (person.staff.page, person.now_says(), person.staff.tests) == ("tests", ("aim_good",), {})


def test_a_finger_anywhere_is_a_touch_of_the_cross() -> None:
    """Where it is felt may be anywhere: that is what is wrong."""
    person, look = aiming(), LOOKS["7in"]
    pointer, now = Pointer(hit, slop=20, near=60), 1000
    for felt in ((0.1, 0.2), (0.9, 0.2), (0.9, 0.9), (0.1, 0.9)):
        x, y = int(799 * (1 - felt[0])), int(479 * (1 - felt[1]))  # glass that has both axes the wrong way round
        for move in ("down", "up"):
            scene = picture(SMALL, person.state, look)
            for event in pointer.feel(Contact(move, x, y, finger=1, felt=felt), scene, now):  # type: ignore[arg-type]
                person.does(event)
        now += 1000
    assert isinstance(person.orders[-1], o.FitTouch)
    assert person.orders[-1].touches == ((0.1, 0.2), (0.9, 0.2), (0.9, 0.9), (0.1, 0.9))


def test_touching_glass_means_nothing_anywhere_else() -> None:
    person = on_the_page()
    before = person.state
    person.does(touched(0.5, 0.5))
    assert person.state == before
