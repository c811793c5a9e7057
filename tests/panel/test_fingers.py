"""The panel under real fingers, sticky coffee, sparks, and sensors that cannot make up their mind."""

import threading
from collections.abc import Iterator

import pytest
from gpiozero.pins.mock import MockFactory

from kiosk.core.events import (
    AskedAgain,
    Event,
    Failed,
    HelperCalled,
    HelpHeld,
    HelpReleased,
    HelpStuck,
    JackSensed,
    PersonNear,
    Recovered,
    RoomLight,
    WentBack,
    WentOn,
)
from kiosk.panel.panel import Panel
from kiosk.panel.wiring import ALL
from tests.panel.bench import Bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench(ALL)
    yield bench
    bench.close()


def kinds(events: list[Event]) -> list[type[Event]]:
    return [type(event) for event in events]


# --- buttons ---------------------------------------------------------------------------------------------------------


def test_help_that_is_held_is_told_while_it_is_down(bench: Bench) -> None:
    bench.panel.open()
    bench.press("help", 1_000)
    bench.waits(8_000)
    bench.release("help", bench.now + 10)
    bench.waits(1_000)
    heard = bench.hears()
    assert heard[0] == HelperCalled()
    assert heard[1:] == [HelpHeld()] * 13 + [HelpReleased()]


def test_other_buttons_hold_nothing(bench: Bench) -> None:
    bench.panel.open()
    bench.press("next", 1_000)
    bench.waits(8_000)
    assert bench.hears() == [WentOn()]


def test_a_kiosk_may_be_told_not_to_listen_for_that() -> None:
    bench = Bench(ALL, holds=False)
    bench.panel.open()
    bench.press("help", 1_000)
    bench.waits(8_000)
    bench.release("help", bench.now + 10)
    bench.waits(1_000)
    assert bench.hears() == [HelperCalled()]
    bench.close()


def test_a_lost_release_ends_the_hold_all_the_same(bench: Bench) -> None:
    bench.panel.open()
    bench.press("help", 1_000)
    bench.waits(3_000)
    pin = bench.factory.pin(ALL["help"])
    pin.when_changed = None  # the edge is lost; the level is not
    bench.release("help", bench.now + 10)
    assert HelpReleased() not in bench.waits(500).hears(), "one look may meet a spark"
    assert bench.waits(500).hears() == [HelpReleased()]


@pytest.mark.parametrize(("name", "means"), [("back", WentBack()), ("again", AskedAgain()), ("next", WentOn())])
def test_a_stuck_button_is_a_fault_and_no_press(bench: Bench, name: str, means: Event) -> None:
    bench.panel.open()
    bench.press(name, 1_000)
    bench.waits(120_000)
    heard = bench.hears()
    assert heard[0] == means
    assert kinds(heard[1:]) == [Failed]
    assert f"'{name}'" in repr(heard[1])
    bench.release(name, bench.now + 10)
    assert bench.waits(2_000).hears() == [], "not yet"
    assert bench.waits(2_000).hears() == [Recovered("panel")]
    bench.press(name, bench.now)
    assert bench.hears() == [means]


def test_a_stuck_help_button_is_not_heard_until_it_has_been_up_for_a_while(bench: Bench) -> None:
    bench.panel.open()
    bench.press("help", 1_000)
    heard = bench.waits(60_000).hears()
    assert kinds(heard) == [HelperCalled, *([HelpHeld] * 56), HelpStuck, Failed]
    for _ in range(20):
        bench.release("help", bench.now + 100)
        bench.press("help", bench.now + 900)
        assert bench.waits(10_000).hears() == []
    bench.release("help", bench.now)
    assert bench.waits(4_000).hears() == [Recovered("panel")]
    bench.press("help", bench.now)
    assert kinds(bench.waits(3_000).hears()) == [HelperCalled, HelpHeld, HelpHeld, HelpHeld]


def test_two_stuck_buttons_are_well_when_both_are_free(bench: Bench) -> None:
    bench.panel.open()
    bench.press("back", 1_000)
    bench.press("again", 1_300)
    bench.waits(40_000)
    assert kinds(bench.hears()[2:]) == [Failed, Failed]
    for name in ("back", "again"):
        bench.release(name, bench.now + 10)
        bench.waits(4_000)
    assert bench.hears() == [Recovered("panel")]


def test_a_button_that_is_down_at_the_start_presses_and_holds_nothing(bench: Bench) -> None:
    bench.jam("help")
    bench.panel.open()
    bench.waits(20_000)
    assert bench.hears() == [], "a machine that was switched off by a jammed button must not do it again"
    bench.waits(20_000)
    assert kinds(bench.hears()) == [HelpStuck, Failed]


def test_a_spark_is_over_before_anybody_looks(bench: Bench) -> None:
    bench.panel.open()
    pin = bench.factory.pin(ALL["help"])
    bench.panel._pressed("help", bench.panel._wired["help"])
    assert pin.state == 1
    assert bench.waits(5_000).hears() == []


def test_every_button_at_once_and_ten_thousand_sparks(bench: Bench) -> None:
    bench.panel.open()
    for n in range(10_000):
        name = ("back", "again", "next", "help")[n % 4]
        bench.press(name, 10 * n)
        bench.release(name, 10 * n + 1)
    assert len(bench.hears()) <= 4 * (100_000 // 250 + 1)


# --- sensors ---------------------------------------------------------------------------------------------------------


def test_somebody_who_comes_is_told_at_once_and_who_stands_still_has_not_gone(bench: Bench) -> None:
    bench.panel.open()
    bench.press("presence", 1_000)
    assert bench.hears() == [PersonNear(near=True)]
    bench.release("presence", 3_000)
    assert bench.waits(29_000).hears() == []
    assert bench.waits(2_000).hears() == [PersonNear(near=False)]


def test_a_presence_sensor_that_flaps_for_an_hour_tells_once(bench: Bench) -> None:
    bench.panel.open()
    for n in range(1, 3_600):
        bench.press("presence", 1_000 * n)
        bench.release("presence", 1_000 * n + 400)
        bench.panel.turn()
    assert bench.hears() == [PersonNear(near=True)]


def test_a_sensor_that_has_never_seen_anybody_says_nothing(bench: Bench) -> None:
    bench.panel.open()
    assert bench.waits(600_000).hears() == []


def test_a_dark_place_is_told_after_ten_seconds_and_a_hand_before_the_sensor_is_not(bench: Bench) -> None:
    bench.panel.open()
    bench.press("light", 1_000)
    bench.release("light", 4_000)
    assert bench.waits(20_000).hears() == []
    bench.press("light", bench.now)
    assert bench.waits(11_000).hears() == [RoomLight(bright=False)]


def test_a_plug_is_told_once_it_sits(bench: Bench) -> None:
    bench.panel.open()
    for n in range(8):
        bench.press("jack", 1_000 + 30 * n)
        bench.release("jack", 1_010 + 30 * n)
    bench.press("jack", 1_300)
    assert bench.hears() == []
    assert bench.waits(2_000).hears() == [JackSensed(plugged=True)]


def test_a_plug_left_in_begins_no_visit(bench: Bench) -> None:
    bench.jam("jack")
    bench.panel.open()
    assert bench.waits(5_000).hears() == [JackSensed(plugged=True, before=True)]


def test_a_jack_that_flaps_is_told_as_a_fault_and_counts_as_out(bench: Bench) -> None:
    bench.panel.open()
    for n in range(30):
        bench.press("jack", 4_000 * n)
        bench.waits(2_000)
        bench.release("jack", bench.now)
        bench.waits(2_000)
    heard = bench.hears()
    assert [event for event in heard if isinstance(event, JackSensed)][-1] == JackSensed(plugged=False)
    assert kinds([event for event in heard if not isinstance(event, JackSensed)]) == [Failed]
    assert len(heard) == 11
    assert bench.waits(65_000).hears() == [Recovered("panel")]


# --- the panel as a whole --------------------------------------------------------------------------------------------


def test_everything_wired_wakes_nothing(bench: Bench) -> None:
    before = threading.active_count()
    bench.panel.open()
    bench.press("help", 1_000)
    bench.waits(5_000)
    assert threading.active_count() == before


def test_the_status_lamp_burns_from_the_first_moment(bench: Bench) -> None:
    assert not bench.panel.lit("status")
    bench.panel.open()
    assert bench.panel.lit("status")


class Shaky(MockFactory):  # type: ignore[misc] # gpiozero has no types
    """Pins that give up after so many."""

    left = 5

    def pin(self, name: object) -> object:
        self.left -= 1
        if self.left < 0:
            raise OSError(5, "Input/output error")
        return super().pin(name)


def test_pins_that_give_up_in_the_middle_are_all_given_back() -> None:
    told: list[Event] = []
    factory = Shaky()
    panel = Panel(told.append, ALL, factory)
    assert not panel.open()
    assert kinds(told) == [Failed]
    assert "Input/output error" in repr(told[0])
    panel.turn()
    panel.lamp("help", on=True)
    factory.left = 1_000
    assert Panel(told.append, ALL, factory).open(), "nothing is held any more"
    factory.close()


def test_a_pin_that_breaks_later_closes_the_panel_and_no_more(bench: Bench) -> None:
    bench.panel.open()
    bench.press("help", 1_000)
    bench.factory.pin(ALL["help"]).close()
    bench.panel._wired["help"].close()
    bench.hears()
    bench.waits(1_000)
    assert kinds(bench.hears()) == [Failed], "and nobody has let go"
    assert bench.waits(10_000).hears() == []
