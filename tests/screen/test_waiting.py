import os
import threading
import time
from pathlib import Path

import pytest

from kiosk.core.units import DurationMs
from kiosk.screen.sdl import loaded, sdl
from kiosk.screen.waiting import DescriptorWaiter, PollWaiter, waiter

LONG = DurationMs(20_000)
"""A test that waits this long has failed."""


def test_the_sdl_that_pygame_runs_on_is_found() -> None:
    library = sdl()
    assert library is not None
    assert library.SDL_WaitEventTimeout is not None


@pytest.mark.parametrize(
    "line",
    [
        "7f1000-7f2000 r--p 00000000 08:01 42   /usr/lib/aarch64-linux-gnu/libSDL2-2.0.so.0.3200.4",
        "7f1000-7f2000 r--p 00000000 08:01 42   /a folder/pygame_ce.libs/libSDL2-2-50d19f93.0.so.0.3200.10",
    ],
)
def test_sdl_is_told_from_its_companions(line: str) -> None:
    companions = [line.replace("libSDL2-2", f"libSDL2_{name}-2") for name in ("image", "ttf", "mixer")]
    path = loaded(["7f1000-7f2000 rw-p 00000000 00:00 0", *companions, line])
    assert path == line[line.index("/") :]
    assert loaded(companions) is None


@pytest.fixture
def touch_screen(tmp_path: Path) -> tuple[DescriptorWaiter, int]:
    """A waiter whose touch screen is a pipe, and the end of the pipe where fingers are played."""
    reading, writing = os.pipe()
    (tmp_path / str(reading)).symlink_to("/dev/input/event3")
    (tmp_path / str(writing)).symlink_to("/dev/null")
    return DescriptorWaiter(tmp_path), writing


def test_a_touch_ends_the_sleep(touch_screen: tuple[DescriptorWaiter, int]) -> None:
    waits, finger = touch_screen
    assert len(waits.descriptors()) == 1
    os.write(finger, b"touch")
    waits.wait(LONG)
    waits.close()


def test_another_thread_ends_the_sleep() -> None:
    for waits in (DescriptorWaiter(), PollWaiter()):
        thread = threading.Thread(target=waits.wake)
        began = time.monotonic()
        thread.start()
        waits.wait(LONG)
        assert (time.monotonic() - began) * 1000 < LONG
        thread.join()
        waits.close()
        waits.close()


def test_a_wake_before_the_sleep_is_not_lost() -> None:
    waits = DescriptorWaiter()
    waits.wake()
    waits.wake()
    waits.wait(LONG)
    assert waits.descriptors() == []
    waits.close()
    waits.wake()


def test_drivers_without_input_sleep_on_descriptors() -> None:
    for driver in ("kmsdrm", "dummy", "offscreen"):
        waits = waiter(driver)
        assert isinstance(waits, DescriptorWaiter)
        waits.close()
