import pytest

from kiosk.screen.drivers import Way, candidates, settings


@pytest.mark.parametrize(
    ("wanted", "environ", "tried"),
    [
        ("", {}, ["kmsdrm with opengles2", "kmsdrm with opengl", "kmsdrm with opengles", "framebuffer"]),
        ("", {"DISPLAY": ":0"}, ["x11", "kmsdrm with opengles2", "kmsdrm with opengl", "kmsdrm with opengles"]),
        ("", {"DISPLAY": ":0", "SDL_VIDEODRIVER": "dummy"}, ["dummy"]),
        ("framebuffer", {"DISPLAY": ":0"}, ["framebuffer"]),
        ("kmsdrm", {"DISPLAY": ":0"}, ["kmsdrm with opengles2", "kmsdrm with opengl", "kmsdrm with opengles"]),
    ],
)
def test_which_ways_are_tried(wanted: str, environ: dict[str, str], tried: list[str]) -> None:
    assert [str(way) for way in candidates(wanted, environ)] == tried


def test_both_kinds_of_desktop_come_before_the_bare_display() -> None:
    ways = candidates("", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    assert [way.driver for way in ways] == ["x11", "wayland", "kmsdrm", "kmsdrm", "kmsdrm"]


def test_the_console_needs_the_graphics_chip_and_a_desktop_does_not() -> None:
    first = candidates("", {})[0]
    assert settings(first)["SDL_FRAMEBUFFER_ACCELERATION"] == "opengles2"
    assert settings(Way("x11"))["SDL_FRAMEBUFFER_ACCELERATION"] == "0"
    assert settings(Way("x11"))["SDL_VIDEODRIVER"] == "x11"


def test_the_kernels_own_picture_needs_sdl_for_fingers_only() -> None:
    assert settings(Way("framebuffer"))["SDL_VIDEODRIVER"] == "evdev"
