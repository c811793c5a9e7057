"""The page of the first start on every screen: readable, touchable, and each answer and each fault on it and spoken."""

import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import telling
from kiosk.core.content.packs import Library
from kiosk.core.setup import Setup
from kiosk.core.state import State
from kiosk.scenes.check import faults
from kiosk.scenes.grid import bar_slots
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Ink, Item
from kiosk.voice.live import LONGEST
from tests import setup_moments, staff_moments
from tests.moments import spoken, voiceless
from tests.scenes.screens import LOOKS, MAIN_LOOKS


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_can_be_read_and_touched(library: Library, look: str) -> None:
    screen = LOOKS[look]
    for number, state in enumerate(setup_moments.states(library)):
        if look not in MAIN_LOOKS and number % 5:
            continue
        moments = (state, *spoken(library, state), *voiceless(state))
        for moment in moments if number % 4 == 0 else (state,):
            assert faults(picture(library, moment, screen), screen) == (), state.setup


def items(library: Library, setup: Setup, look: str = "10in") -> dict[str, Item]:
    state = State(place="setup", setup=setup)
    return {item.name: item for item in picture(library, state, LOOKS[look]).items}


def written(item: Item) -> str:
    return " ".join(mark.text for mark in item.marks if isinstance(mark, Ink))


@pytest.mark.parametrize("look", MAIN_LOOKS)
def test_every_answer_stands_on_the_card(library: Library, look: str) -> None:
    shown = written(items(library, Setup(setup_moments.RIGHT[1]), look)["answers"])
    for value in ("Chợ Đông Ba", "5:30–20:30", "0234 3 000 000", "ChoDongBa-5G", "có", "Tiếng Việt"):
        assert value in shown


def test_every_answer_is_said(library: Library) -> None:
    said = " ".join(telling.lines(library, State(place="setup", setup=Setup(setup_moments.RIGHT[1]))))
    for value in ("Chợ Đông Ba", "5:30 đến 20:30", "0234 3 000 000", "ChoDongBa-5G", "gửi số liệu", "tiếng Việt"):
        assert value in said


@pytest.mark.parametrize("look", MAIN_LOOKS)
def test_every_fault_shows_its_field_and_its_line_in_large_letters(library: Library, look: str) -> None:
    for state in setup_moments.states(library):
        setup = state.setup
        if setup is None or setup.told.outcome != "wrong" or not setup.told.faults[setup.at].field:
            continue
        fault = setup.told.faults[setup.at]
        card = items(library, setup, look)["fault"]
        assert fault.field in written(card).replace(" ", "")
        assert fault.where in written(card)
        assert max(mark.face.px for mark in card.marks if isinstance(mark, Ink)) >= LOOKS[look].body_px("large")


def test_no_sentence_is_too_long_to_be_spoken_live(library: Library) -> None:
    for state in setup_moments.states(library):
        assert all(0 < len(line) <= LONGEST for line in telling.lines(library, state))


def test_the_buttons_mean_what_the_page_asks(library: Library) -> None:
    right, wrong, none = Setup(setup_moments.RIGHT[0]), Setup(next(wrongs(library)).told), Setup(nobody(library).told)
    for setup, third, last in (
        (right, e.WentOn(), e.StaffTouched("power-off")),
        (wrong, e.WentOn(), e.StaffTouched("power-off")),
        (none, e.WentOn(), e.HelpOpened()),
        (replace(right, page="sure"), e.StaffTouched("yes"), e.HelpOpened()),
        (replace(right, page="off"), e.WentHome(), e.HelpOpened()),
    ):
        found = items(library, setup).values()
        standing = [next(item for item in found if item.box == slot) for slot in bar_slots(LOOKS["10in"])]
        assert (standing[1].means, standing[2].means, standing[3].means) == (e.AskedAgain(), third, last)


def wrongs(library: Library):  # type: ignore[no-untyped-def]
    return (s.setup for s in setup_moments.states(library) if s.setup and s.setup.told.outcome == "wrong")


def nobody(library: Library) -> Setup:
    return next(s.setup for s in setup_moments.states(library) if s.setup and s.setup.told.outcome == "none")


@pytest.mark.parametrize("look", LOOKS)
def test_staff_find_it_on_the_page_of_the_network(library: Library, look: str) -> None:
    for rows in ((), staff_moments.NETWORK, staff_moments.NETWORK * 2):
        state = State(place="staff", staff=staff_moments.staff("network", rows=rows))
        known = replace(state, setup=Setup(setup_moments.RIGHT[0]))
        scene = picture(library, known, LOOKS[look])
        assert faults(scene, LOOKS[look]) == ()
        assert e.StaffTouched("open", "setup") in {item.means for item in scene.items}
        assert e.StaffTouched("open", "setup") not in {i.means for i in picture(library, state, LOOKS[look]).items}
