"""A real window on a display in memory, touched by real pointer events."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from kiosk.screen.window import NoScreenError, Window
from tests.bench.display import Display, until
from tests.bench.miniature import no_picture
from tests.bench.resting import wakes

pytestmark = pytest.mark.slow

PAPER, HUE, DEEP, JADE = (0xFF, 0xF8, 0xEC), (0x5B, 0x2A, 0x86), (0x43, 0x20, 0x6A), (0x0B, 0x6E, 0x4F)
BUTTON = (500, 660)


@pytest.fixture
def display() -> Iterator[Display]:
    with Display() as shown:
        yield shown


@pytest.fixture
def kiosk(display: Display) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.bench.miniature"]
    environ = {key: value for key, value in os.environ.items() if not key.startswith("SDL_")}
    process = subprocess.Popen(  # noqa: S603 - fixed words
        command, env=environ | {"DISPLAY": display.name}, stdout=subprocess.PIPE, text=True
    )
    until(lambda: display.pixel(*BUTTON) == HUE)
    yield process
    process.kill()
    process.communicate()


def test_it_shows_feels_rests_and_leaves(display: Display, kiosk: "subprocess.Popen[str]") -> None:
    assert display.pixel(1270, 790) == PAPER
    display.press(*BUTTON)
    until(lambda: display.pixel(*BUTTON) == DEEP)
    display.lift()
    until(lambda: display.pixel(*BUTTON) == JADE)
    assert wakes(kiosk.pid, seconds=2.0) <= 5
    kiosk.send_signal(signal.SIGTERM)
    told, _ = kiosk.communicate(timeout=10)
    assert kiosk.returncode == 0
    assert told == "1\n"


def test_sliding_off_the_button_does_nothing(display: Display, kiosk: "subprocess.Popen[str]") -> None:
    display.press(*BUTTON)
    until(lambda: display.pixel(*BUTTON) == DEEP)
    display.move(100, 100)
    until(lambda: display.pixel(*BUTTON) == HUE)
    display.lift()
    kiosk.send_signal(signal.SIGINT)
    assert kiosk.communicate(timeout=10)[0] == "0\n"


def test_without_any_display_it_says_what_was_tried() -> None:
    before = dict(os.environ)
    try:
        with pytest.raises(NoScreenError, match=r"no_such_driver: .*Is a display connected"):
            Window.open(320, 200, read_picture=no_picture, driver="no_such_driver")
    finally:
        os.environ.clear()
        os.environ.update(before)
