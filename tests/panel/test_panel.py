import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from gpiozero import Button

from kiosk.core.events import AskedAgain, Event, Failed, HelperCalled, WentBack, WentOn
from kiosk.panel.desk import DeskPanel
from kiosk.panel.panel import Panel
from kiosk.panel.wiring import PINS
from tests.panel.bench import Bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


@pytest.mark.parametrize(
    ("name", "event"),
    [("back", WentBack()), ("again", AskedAgain()), ("next", WentOn()), ("help", HelperCalled())],
)
def test_each_button_means_one_thing(bench: Bench, name: str, event: Event) -> None:
    assert bench.panel.open()
    bench.press(name, at=1000)
    bench.release(name, at=1200)
    assert bench.told == [event]


def test_a_worn_button_presses_once(bench: Bench) -> None:
    bench.panel.open()
    for at in (0, 3, 7, 12):
        bench.press("next", at)
        bench.release("next", at + 1)
    bench.press("next", 600)
    assert bench.told == [WentOn(), WentOn()]


def test_buttons_do_not_debounce_one_another(bench: Bench) -> None:
    bench.panel.open()
    bench.press("back", 0)
    bench.press("help", 1)
    assert bench.told == [WentBack(), HelperCalled()]


def test_a_panel_at_rest_wakes_nothing(bench: Bench) -> None:
    before = threading.active_count()
    bench.panel.open()
    assert threading.active_count() == before


def test_lamps_go_on_and_off(bench: Bench) -> None:
    bench.panel.open()
    bench.panel.lamp("help", True)
    assert bench.factory.pin(PINS["help_lamp"]).state == 1
    assert (bench.panel.lit("help"), bench.panel.lit("camera")) == (True, False)
    bench.panel.lamp("help", False)
    bench.panel.lamp("disco", True)
    assert not bench.panel.lit("help")


def test_a_panel_with_two_buttons_is_a_panel() -> None:
    bench = Bench({"back": 5, "help": 16})
    assert bench.panel.open()
    bench.press("help", 0)
    bench.panel.lamp("help", True)
    assert bench.told == [HelperCalled()]
    bench.panel.close()


def test_a_pin_in_other_hands_is_told_and_everything_given_back(bench: Bench) -> None:
    other = Button(PINS["help"], pin_factory=bench.factory)
    assert not bench.panel.open()
    assert [type(event) for event in bench.told] == [Failed]
    assert "panel" in repr(bench.told[0])
    assert "GPIO16" in repr(bench.told[0])
    bench.panel.lamp("help", True)
    other.close()
    bench.told.clear()
    assert bench.panel.open()
    bench.press("back", 0)
    assert bench.told == [WentBack()]


def test_a_pin_that_cannot_be_is_told(bench: Bench) -> None:
    panel = Panel(bench.told.append, {"back": 99}, bench.factory)
    assert not panel.open()
    assert "99" in repr(bench.told[0])


@pytest.mark.skipif(Path("/dev/gpiochip0").exists(), reason="this machine has pins")
def test_a_machine_without_pins_goes_on_without_a_panel() -> None:
    told: list[Event] = []
    panel = Panel(told.append)
    assert not panel.open()
    panel.lamp("camera", True)
    panel.close()
    assert [type(event) for event in told] == [Failed]


def test_the_desk_presses_the_same_buttons() -> None:
    told: list[Event] = []
    desk = DeskPanel(told.append)
    desk.press("back")
    assert desk.open()
    for name in ("back", "again", "next", "help"):
        desk.press(name)
    desk.lamp("help", True)
    assert told == [WentBack(), AskedAgain(), WentOn(), HelperCalled()]
    assert desk.lit("help")
    with pytest.raises(KeyError):
        desk.press("jackpot")
    desk.close()
    desk.close()
    assert not desk.lit("help")


def test_the_pin_library_is_loaded_only_when_a_panel_opens() -> None:
    code = "import sys, kiosk.panel.panel, kiosk.panel.desk; print('gpiozero' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"
