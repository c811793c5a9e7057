"""A picture is darkened where no light can be: all of it, each part that changes, turned or not, and back again."""

import os
from pathlib import Path

import numpy as np
import pygame
import pytest
from msgspec.structs import replace

from kiosk.core.lamps import Brightness
from kiosk.light import DARK, DIMMED
from kiosk.scenes.values import Box, Item, Plate, Scene
from kiosk.screen.display import Display, FramebufferDisplay, opened
from kiosk.screen.drivers import Way, settings
from kiosk.screen.framebuffer import Framebuffer
from kiosk.screen.shade import darken
from kiosk.screen.touch import Glass
from kiosk.screen.turned import Turned
from kiosk.screen.waiting import PollWaiter
from kiosk.screen.window import Window
from tests.bench.miniature import no_picture
from tests.likeness import Pixels, pixels

pytestmark = pytest.mark.usefixtures("environ")

SHARES = {"on": 1.0, "dim": DIMMED, "off": DARK}
HUES = ("#5B2A86", "#0B6E4F")


def window(display: Display, degrees: int = 0) -> Window:
    return Window(display, Way("test"), no_picture, Glass(Turned(degrees)), PollWaiter(), SHARES.__getitem__)


def framebuffer(folder: Path, depth: int = 32) -> FramebufferDisplay:
    for name, value in (("virtual_size", "64,48"), ("bits_per_pixel", depth), ("stride", 64 * depth // 8)):
        (folder / name).write_text(f"{value}\n", encoding="ascii")
    (folder / "fb0").write_bytes(b"")
    os.environ.update(settings(Way("framebuffer")))
    pygame.display.init()
    return FramebufferDisplay(Framebuffer(folder / "fb0", folder, root=folder))


def sketch(shown: Window, hue: str, light: Brightness) -> Scene:
    """Two plates, so that one of them can change while the other stays."""
    places = {"left": (Box(4, 6, 12, 20), hue), "right": (Box(28, 6, 12, 20), "#F2B705")}
    items = tuple(Item(name, "text", box, (Plate(box, colour),)) for name, (box, colour) in places.items())
    return Scene(shown.width, shown.height, "#FFF8EC", items, light=light)


def light_of(picture: Pixels) -> float:
    """How much light the picture gives, as a screen makes it of its numbers."""
    return float(((picture / 255.0) ** 2.2).sum())


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("depth", [16, 32])
def test_on_the_framebuffer_as_much_light_is_left_as_is_asked_for(tmp_path: Path, degrees: int, depth: int) -> None:
    display = framebuffer(tmp_path, depth)
    shown = window(display, degrees)
    shown.show(sketch(shown, HUES[0], "on"))
    full = light_of(pixels(display.framebuffer.read_back()))
    for light in ("dim", "off", "on"):
        assert shown.show(sketch(shown, HUES[0], light))
        left = light_of(pixels(display.framebuffer.read_back()))
        assert left == pytest.approx(full * SHARES[light], rel=0.03 if depth == 32 else 0.1)
    shown.close()


@pytest.mark.parametrize("degrees", [0, 90])
def test_what_changes_while_it_is_dim_is_darkened_once_and_nothing_else_is_touched(
    tmp_path: Path, degrees: int
) -> None:
    display = framebuffer(tmp_path)
    shown = window(display, degrees)
    shown.show(sketch(shown, HUES[0], "dim"))
    first = pixels(display.framebuffer.read_back()).copy()
    shown.show(sketch(shown, HUES[1], "dim"))
    parts = pixels(display.framebuffer.read_back()).copy()
    changed = np.argwhere((first != parts).any(axis=2))
    place = Turned(degrees).box(Box(4, 6, 12, 20), shown.width, shown.height)
    assert changed.min(axis=0).tolist() == [place.y, place.x]
    assert changed.max(axis=0).tolist() == [place.bottom - 1, place.right - 1]
    shown.repaint()
    shown.present([Box(0, 0, shown.width, shown.height)] * 2)  # as when a window system has lost what was painted
    assert (pixels(display.framebuffer.read_back()) == parts).all()
    shown.close()


def test_in_sdls_window_the_picture_itself_stays_as_it_was_painted() -> None:
    shown = window(opened(Way("dummy"), 64, 48, fullscreen=False))
    shown.show(sketch(shown, HUES[0], "on"))
    bright = pixels(shown.surface).copy()
    assert shown.surface is pygame.display.get_surface()
    shown.show(sketch(shown, HUES[0], "dim"))
    assert (pixels(shown.shot()) == bright).all()
    surface = pygame.display.get_surface()
    assert surface is not None
    assert light_of(pixels(surface)) == pytest.approx(light_of(bright) * DIMMED, rel=0.03)
    shown.show(sketch(shown, HUES[0], "on"))
    assert shown.surface is surface, "undimmed it is painted on the display itself again: nothing is copied"
    assert (pixels(surface) == bright).all()


def test_an_equal_scene_is_not_painted_again_while_it_is_dim() -> None:
    shown = window(opened(Way("dummy"), 64, 48, fullscreen=False))
    assert shown.show(sketch(shown, HUES[0], "dim"))
    assert not shown.show(replace(sketch(shown, HUES[0], "dim")))


def test_all_of_the_light_is_left_as_it_is() -> None:
    picture = pygame.Surface((4, 4), 0, 32)
    picture.fill((12, 200, 255))
    darken(picture, Box(0, 0, 2, 4), 1.0)
    assert picture.get_at((0, 0)) == picture.get_at((3, 3))
