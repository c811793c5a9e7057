"""A real window on a display in memory, touched by real pointer events."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pygame
import pytest
from msgspec.structs import replace

from kiosk.core.units import DurationMs
from kiosk.light import DIMMED
from kiosk.scenes.values import Box, Item, Plate, Scene
from kiosk.screen.display import SdlDisplay
from kiosk.screen.drivers import Way, settings
from kiosk.screen.felt import Contact
from kiosk.screen.sdl import sdl
from kiosk.screen.shade import GAMMA
from kiosk.screen.turned import Turned
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


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_window_shows_and_feels_where_people_do(display: Display, degrees: int) -> None:
    """One plate near the upper left corner of the picture; on the display it is where the picture was turned to."""
    before = dict(os.environ)
    os.environ["DISPLAY"] = display.name
    try:
        with Window.open(400, 300, read_picture=no_picture, driver="x11", rotation=degrees) as window:
            plate = Box(20, 30, 60, 40)
            item = Item("plate", "text", plate, (Plate(plate, "#5B2A86"),))
            window.show(Scene(window.width, window.height, "#FFF8EC", (item,)))
            place = Turned(degrees).box(plate, window.width, window.height)
            left, top = corner(display)
            x, y = left + place.x + 5, top + place.y + 5
            until(lambda: display.pixel(x, y) == HUE)
            assert display.pixel(left + place.right + 5, top + place.bottom + 5) == PAPER
            display.press(x, y)
            felt: list[Contact] = []

            def feels() -> bool:
                felt.extend(one for one in window.wait(DurationMs(50)) if isinstance(one, Contact))
                return bool(felt)

            until(feels)
            assert plate.holds(felt[0].x, felt[0].y)
    finally:
        os.environ.clear()
        os.environ.update(before)


def test_a_dimmed_window_is_darker_where_people_look_and_bright_again_after(display: Display) -> None:
    before = dict(os.environ)
    os.environ["DISPLAY"] = display.name
    plate = Box(20, 30, 60, 40)
    scene = Scene(400, 300, "#FFF8EC", (Item("plate", "text", plate, (Plate(plate, "#5B2A86"),)),))
    try:
        with Window.open(
            400, 300, read_picture=no_picture, driver="x11", share_of={"on": 1.0, "dim": DIMMED}.__getitem__
        ) as window:
            window.show(scene)
            left, top = corner(display)
            x, y = left + plate.x + 5, top + plate.y + 5
            until(lambda: display.pixel(x, y) == HUE)
            window.show(replace(scene, light="dim"))
            number = round(255 * DIMMED ** (1 / GAMMA))
            dark = tuple(value * number // 255 for value in HUE)
            until(lambda: max(abs(a - b) for a, b in zip(display.pixel(x, y), dark, strict=True)) <= 1)
            window.show(scene)
            assert until(lambda: display.pixel(x, y) == HUE) >= 0
    finally:
        os.environ.clear()
        os.environ.update(before)


def corner(display: Display) -> tuple[int, int]:
    """Where the window lies: without a window manager it is put in the middle, or in the corner."""
    library = sdl()
    assert library is not None
    at = (ctypes.c_int * 2)()
    library.SDL_GetWindowFromID.restype = ctypes.c_void_p
    library.SDL_GetWindowPosition.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    pygame.event.pump()
    library.SDL_GetWindowPosition(library.SDL_GetWindowFromID(1), at, ctypes.addressof(at) + 4)
    return at[0], at[1]


@pytest.mark.parametrize("carrier", ["opengles2", "opengl", "0"])
def test_a_frame_that_a_renderer_carries_is_read_back(display: Display, carrier: str) -> None:
    before = dict(os.environ)
    os.environ["DISPLAY"] = display.name
    way = Way("x11", carrier)
    try:
        os.environ.update(settings(way))
        pygame.display.init()
        shown = SdlDisplay(way, 320, 200, fullscreen=False)
        assert shown.shows()
        assert until(lambda: display.pixel(*(side + 100 for side in corner(display))) == HUE) >= 0
        shown.close()
    finally:
        os.environ.clear()
        os.environ.update(before)
