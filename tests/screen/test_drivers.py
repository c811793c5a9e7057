import pytest

from kiosk.screen.drivers import candidates, settings


@pytest.mark.parametrize(
    ("wanted", "environ", "tried"),
    [
        ("", {}, ["kmsdrm"]),
        ("", {"DISPLAY": ":0"}, ["x11", "kmsdrm"]),
        ("", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["x11", "wayland", "kmsdrm"]),
        ("", {"DISPLAY": ":0", "SDL_VIDEODRIVER": "dummy"}, ["dummy"]),
        ("kmsdrm", {"DISPLAY": ":0"}, ["kmsdrm"]),
    ],
)
def test_which_drivers_are_tried(wanted: str, environ: dict[str, str], tried: list[str]) -> None:
    assert candidates(wanted, environ) == tried


def test_the_console_needs_the_graphics_chip_and_a_desktop_does_not() -> None:
    assert settings("kmsdrm")["SDL_FRAMEBUFFER_ACCELERATION"] == "opengles2"
    assert settings("x11")["SDL_FRAMEBUFFER_ACCELERATION"] == "0"
    assert settings("x11")["SDL_VIDEODRIVER"] == "x11"
