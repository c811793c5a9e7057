"""Presence, light and headphones; the status lamp; how bright the screen is."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.idle import ANSWER, REST
from kiosk.core.lamps import DOZE_AFTER, brightness, status_lamp
from kiosk.core.state import House, State
from tests.small import library
from tests.visitor import Visitor


@pytest.fixture
def kiosk() -> Visitor:
    return Visitor(library(), State(house=House(volume=3), volume=3))


def lamps(kiosk: Visitor, name: str) -> list[bool]:
    return [order.on for order in kiosk.orders if isinstance(order, o.Lamp) and order.lamp == name]


# --- presence --------------------------------------------------------------------------------------------------------


def test_somebody_near_starts_nothing_says_nothing_and_counts_nothing(kiosk: Visitor) -> None:
    kiosk.does(*(e.PersonNear(near) for near in (True, False) * 20))
    assert (kiosk.state.place, kiosk.orders) == ("attract", [])


def test_the_resting_screen_dims_when_nobody_comes_and_lights_up_when_somebody_does(kiosk: Visitor) -> None:
    kiosk.waits(DOZE_AFTER * 2)
    assert brightness(kiosk.state) == "on", "without a sensor nobody knows"
    kiosk.does(e.PersonNear(near=False)).waits(DOZE_AFTER - 500)
    assert brightness(kiosk.state) == "on"
    kiosk.waits(500)
    assert brightness(kiosk.state) == "dim"
    assert brightness(kiosk.does(e.PersonNear(near=True)).state) == "on"


def test_a_blind_sensor_dims_no_visit(kiosk: Visitor) -> None:
    kiosk.does(e.PersonNear(near=False)).waits(DOZE_AFTER).does(e.Came(7))
    assert brightness(kiosk.state) == "on"
    kiosk.listens().waits(REST["home"]).listens().waits(ANSWER)
    assert (kiosk.state.place, brightness(kiosk.state)) == ("attract", "on")
    assert brightness(kiosk.waits(DOZE_AFTER).state) == "dim"


def test_outside_the_hours_somebody_near_leaves_it_dark(kiosk: Visitor) -> None:
    kiosk.does(e.HoursTold(open=False), e.PersonNear(near=False), e.PersonNear(near=True))
    assert (brightness(kiosk.state), kiosk.state.place) == ("off", "attract")
    assert brightness(kiosk.does(e.Came(7)).state) == "on"


def test_a_dark_place_dims_the_screen_and_never_more(kiosk: Visitor) -> None:
    kiosk.does(e.RoomLight(bright=False))
    assert brightness(kiosk.state) == "dim"
    assert brightness(kiosk.does(e.Came(7)).state) == "dim"
    assert brightness(kiosk.does(e.RoomLight(bright=True)).state) == "on"


# --- headphones ------------------------------------------------------------------------------------------------------


def test_a_headphone_begins_at_the_lowest_step_and_the_loudspeaker_as_staff_set_it(kiosk: Visitor) -> None:
    kiosk.does(e.Came(7), e.JackSensed(plugged=True))
    assert kiosk.state.volume == 0
    kiosk.does(e.AskedLouder(), e.AskedLouder(), e.JackSensed(plugged=False))
    assert [order.step for order in kiosk.orders if isinstance(order, o.SetVolume)] == [0, 1, 2, 3]


def test_a_plug_wakes_the_kiosk_for_whoever_does_not_see_where_to_touch(kiosk: Visitor) -> None:
    kiosk.does(e.JackSensed(plugged=True))
    assert (kiosk.state.place, kiosk.state.volume, kiosk.said()) == ("home", 0, ["home_title"])
    assert kiosk.counted("visits") == [""]


def test_the_next_visitor_with_a_plug_left_behind_begins_softly_too(kiosk: Visitor) -> None:
    kiosk.does(e.JackSensed(plugged=True), e.AskedLouder()).listens().waits(REST["home"]).listens().waits(ANSWER)
    assert (kiosk.state.place, kiosk.state.volume) == ("attract", 0)
    kiosk.does(e.JackSensed(plugged=True))
    assert kiosk.state.place == "attract", "told twice is told once"
    assert kiosk.does(e.JackSensed(plugged=False)).state.volume == 3


# --- the status lamp -------------------------------------------------------------------------------------------------


def test_the_status_lamp_burns_while_all_is_well(kiosk: Visitor) -> None:
    kiosk.opens("together").waits(20_000)
    assert status_lamp(kiosk.state)
    assert lamps(kiosk, "status") == []


@pytest.mark.parametrize(
    "trouble", [e.Failed("camera", "gone"), e.Failed("panel", "A button hangs.", limps=True), e.HelperCalled()]
)
def test_it_blinks_once_in_two_seconds_when_somebody_is_wanted(kiosk: Visitor, trouble: e.Event) -> None:
    kiosk.does(e.Came(7), trouble).waits(12_000)
    blinks = lamps(kiosk, "status")
    assert len(blinks) == 12
    assert blinks[:2] in ([True, False], [False, True])


def test_it_burns_again_when_the_part_is_back(kiosk: Visitor) -> None:
    kiosk.does(e.Failed("camera", "gone")).waits(5_000).does(e.Recovered("camera")).waits(5_000)
    assert status_lamp(kiosk.state)
    assert lamps(kiosk, "status")[-1] is True


def test_what_was_never_there_wants_nobody(kiosk: Visitor) -> None:
    kiosk.does(e.Failed("camera", "There is none.", absent=True)).waits(5_000).does(e.Came(7)).waits(5_000)
    assert lamps(kiosk, "status") == []
    kiosk.does(e.Failed("camera", "One was plugged in, and broke.")).waits(5_000)
    assert False in lamps(kiosk, "status")


def test_it_is_out_in_the_dark_even_when_something_is_broken(kiosk: Visitor) -> None:
    kiosk.does(e.HoursTold(open=False), e.Failed("camera", "gone")).waits(10_000)
    assert lamps(kiosk, "status") == [False]
    assert status_lamp(kiosk.does(e.Recovered("camera"), e.Came(7)).state)
