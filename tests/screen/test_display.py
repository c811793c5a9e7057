"""Ways to a picture: each is proved by what comes back, and a black one gives way to the next."""

import os
from functools import partial
from pathlib import Path

import numpy as np
import pygame
import pytest

from kiosk.core.staff.aim import CROSSES
from kiosk.core.units import DurationMs
from kiosk.scenes.values import Box, Item, Plate, Scene
from kiosk.screen.display import Display, FramebufferDisplay, SdlDisplay, opened
from kiosk.screen.drivers import Way, settings
from kiosk.screen.felt import Contact
from kiosk.screen.framebuffer import Framebuffer, NoFramebufferError
from kiosk.screen.plugs import unplugged
from kiosk.screen.touch import Glass
from kiosk.screen.turned import Turned
from kiosk.screen.waiting import PollWaiter
from kiosk.screen.window import NoScreenError, Window, first_that_shows
from tests.bench.miniature import no_picture
from tests.likeness import pixels

pytestmark = pytest.mark.usefixtures("environ")

BLACK, RIGHT = Path("/dev/zero"), "fb0"
"""A device that takes every picture without an error and gives back nothing but black; and one that keeps it."""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """What a kernel tells of a display of 64 by 48, with some bytes to spare at the end of each row."""
    return tell(tmp_path / "told", 64, 48, 32, 64 * 4 + 16)


def tell(folder: Path, width: int, height: int, depth: int, pitch: int) -> Path:
    folder.mkdir()
    for name, value in (("virtual_size", f"{width},{height}"), ("bits_per_pixel", depth), ("stride", pitch)):
        (folder / name).write_text(f"{value}\n", encoding="ascii")
    return folder


def framebuffer(device: Path, told: Path, root: Path) -> Display:
    """As `opened` would, on devices of a test."""
    if not device.exists():
        device.write_bytes(b"")
    os.environ.update(settings(Way("framebuffer")))
    pygame.display.init()
    return FramebufferDisplay(Framebuffer(device, told, root=root))


@pytest.mark.parametrize("depth", [16, 32])
def test_what_is_sent_to_the_kernel_comes_back(tmp_path: Path, depth: int) -> None:
    kernel = tell(tmp_path / "told", 64, 48, depth, 64 * depth // 8 + 16)
    assert framebuffer(tmp_path / RIGHT, kernel, tmp_path).shows()
    assert (tmp_path / RIGHT).stat().st_size == 48 * (64 * depth // 8 + 16)


def test_a_driver_that_stays_black_gives_way_to_the_next(tmp_path: Path, told: Path) -> None:
    devices = {Way("black"): BLACK, Way("right"): tmp_path / RIGHT}
    said: list[str] = []
    way, display = first_that_shows(devices, lambda way: framebuffer(devices[way], told, tmp_path), said.append)
    assert way == Way("right")
    assert said == ["screen: black: it opens, but its picture stays black"]
    display.close()


def test_where_all_stay_black_the_first_is_used_and_the_log_says_so(tmp_path: Path, told: Path) -> None:
    said: list[str] = []
    way, display = first_that_shows([Way("one"), Way("two")], lambda _: framebuffer(BLACK, told, tmp_path), said.append)
    assert way == Way("one")
    assert said == [
        "screen: no way to a picture could be proved (one: it opens, but its picture stays black; "
        "two: it opens, but its picture stays black); one is used."
    ]
    display.close()


def test_nothing_to_plug_into_is_said(tmp_path: Path, told: Path) -> None:
    socket = tmp_path / "sys/class/drm/card0-HDMI-A-1"
    socket.mkdir(parents=True)
    (socket / "status").write_text("disconnected\n", encoding="ascii")
    assert unplugged(tmp_path)
    with pytest.raises(NoScreenError, match=r"framebuffer: no display is connected.*Is a display connected"):
        first_that_shows([Way("framebuffer")], lambda _: framebuffer(tmp_path / RIGHT, told, tmp_path), print)
    (socket / "status").write_text("connected\n", encoding="ascii")
    assert not unplugged(tmp_path)


def test_a_machine_without_any_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoFramebufferError, match="the kernel has no framebuffer"):
        Framebuffer(tmp_path / "fb0", tmp_path, root=tmp_path)


def test_a_window_turned_on_a_framebuffer_shows_only_what_changed(tmp_path: Path, told: Path) -> None:
    display = framebuffer(tmp_path / RIGHT, told, tmp_path)
    window = Window(display, Way("framebuffer"), no_picture, Glass(Turned(90)), PollWaiter())
    assert (window.width, window.height) == (48, 64)
    window.show(sketch("#5B2A86"))
    before = pixels(read(display)).copy()
    window.show(sketch("#0B6E4F"))
    after = pixels(read(display))
    changed = np.argwhere((before != after).any(axis=2))
    # The plate at (4, 8), 10 by 6: turned clockwise its rows become columns, counted from the right.
    assert changed.min(axis=0).tolist() == [4, 64 - 8 - 6]
    assert changed.max(axis=0).tolist() == [4 + 10 - 1, 64 - 8 - 1]
    window.close()


def sketch(colour: str) -> Scene:
    box = Box(4, 8, 10, 6)
    return Scene(48, 64, "#FFF8EC", (Item("plate", "text", box, (Plate(box, colour),)),))


def read(display: Display) -> pygame.Surface:
    assert isinstance(display, FramebufferDisplay)
    return display.framebuffer.read_back()


@pytest.mark.parametrize(
    ("way", "shows"), [(Way("dummy"), True), (Way("offscreen"), True), (Way("kmsdrm", "0"), False)]
)
def test_a_driver_that_must_be_carried_and_is_not_shows_nothing(way: Way, shows: bool) -> None:
    """Here no board has a display: a driver without one plays that of KMSDRM whose picture plain memory keeps."""
    os.environ.update(settings(Way("dummy") if way.driver == "kmsdrm" else way))
    pygame.display.init()
    assert SdlDisplay(way, 64, 48, fullscreen=False).shows() is shows


def test_a_driver_that_is_not_there_is_told() -> None:
    opens = partial(opened, width=64, height=48, fullscreen=False)
    with pytest.raises(NoScreenError, match=r"no_such_driver: .*not available"):
        first_that_shows([Way("no_such_driver")], opens, print)


def test_a_window_that_was_calibrated_feels_fingers_where_they_are(tmp_path: Path, told: Path) -> None:
    """Glass that has left and right exchanged, under a picture that is turned."""
    glass = Glass(Turned(270))
    window = Window(framebuffer(tmp_path / RIGHT, told, tmp_path), Way("framebuffer"), no_picture, glass, PollWaiter())
    touches = [(1 - u, v) for u, v in (glass.turned.to_display(*cross) for cross in CROSSES)]
    assert window.calibrate(CROSSES, touches) == pytest.approx((-1, 0, 1, 0, 1, 0))
    for (x, y), (u, v) in zip(CROSSES, touches, strict=True):
        pygame.event.post(pygame.event.Event(pygame.FINGERDOWN, x=u, y=v, finger_id=1, touch_id=0))
        felt = [one for one in window.wait(DurationMs(0)) if isinstance(one, Contact)]
        assert [(one.x, one.y) for one in felt] == [(int(x * window.width), int(y * window.height))]
    with pytest.raises(ValueError, match="too close together"):
        window.calibrate(CROSSES, [(0.5, 0.5)] * 4)
    assert window.glass.matrix == pytest.approx((-1, 0, 1, 0, 1, 0))
    window.close()
