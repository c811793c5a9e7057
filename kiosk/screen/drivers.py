"""Which SDL video driver to try, and what SDL must be told before it starts."""

from collections.abc import Mapping

Driver = str
"""SDL's name: `x11`, `wayland`, `kmsdrm`, `offscreen`, `dummy`."""

ALWAYS = {
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_TOUCH_MOUSE_EVENTS": "0",  # a finger is a finger, not a mouse as well
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    "SDL_NO_SIGNAL_HANDLERS": "1",  # SIGTERM is the loop's, not a wish to close that a device ignores
    "SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR": "0",
}


def candidates(wanted: Driver, environ: Mapping[str, str]) -> list[Driver]:
    """Drivers to try in turn: the one wanted, or else those that this session could have."""
    if wanted or environ.get("SDL_VIDEODRIVER"):
        return [wanted or environ["SDL_VIDEODRIVER"]]
    sessions = (("x11", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY"))
    return [*(driver for driver, sign in sessions if environ.get(sign)), "kmsdrm"]


def settings(driver: Driver) -> dict[str, str]:
    """SDL's environment for a driver.

    `SDL_FRAMEBUFFER_ACCELERATION`: on KMSDRM the picture stays black, without any error, unless it is `opengles2`. On
    X11 and Wayland `0` takes plain shared memory: start, memory and each small repaint are several times cheaper.
    """
    return {**ALWAYS, "SDL_VIDEODRIVER": driver, "SDL_FRAMEBUFFER_ACCELERATION": ACCELERATION.get(driver, "0")}


ACCELERATION = {"kmsdrm": "opengles2"}
