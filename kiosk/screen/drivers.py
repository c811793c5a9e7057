"""Which ways to a picture to try in turn, and what SDL must be told before each."""

from collections.abc import Mapping

from msgspec import Struct

Driver = str
"""SDL's name: `x11`, `wayland`, `kmsdrm`, `offscreen`, `dummy`; or `framebuffer`, which is our own."""

FRAMEBUFFER = "framebuffer"
"""The kernel's plainest picture, `/dev/fb0`: no graphics chip, no library. SDL only feels the fingers."""

ALWAYS = {
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_TOUCH_MOUSE_EVENTS": "0",  # a finger is a finger, not a mouse as well
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    "SDL_MOUSE_FOCUS_CLICKTHROUGH": "1",  # else the touch that gives a window the focus is swallowed
    "SDL_NO_SIGNAL_HANDLERS": "1",  # SIGTERM is the loop's, not a wish to close that a device ignores
    "SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR": "0",
}

CARRIERS = {"kmsdrm": ("opengles2", "opengl", "opengles")}
"""What may carry the picture to the display, best first; `0`, plain memory, where nothing is said."""

SDL_NAMES = {FRAMEBUFFER: "evdev"}
"""A driver of SDL that draws nowhere and reads the kernel's input events."""


class Way(Struct, frozen=True):
    """One way to a picture.

    `carrier` is `SDL_FRAMEBUFFER_ACCELERATION`: on KMSDRM the picture stays black, without any error, unless it is
    `opengles2`; others of SDL's renderers are tried for boards that have no such. On X11 and Wayland `0` takes plain
    shared memory: start, memory and each small repaint are several times cheaper.
    """

    driver: Driver
    carrier: str = "0"

    def __str__(self) -> str:
        return self.driver if self.carrier == "0" else f"{self.driver} with {self.carrier}"


def candidates(wanted: Driver, environ: Mapping[str, str]) -> list[Way]:
    """Ways to try in turn: those of the driver wanted, or else of all that this session could have."""
    if wanted or environ.get("SDL_VIDEODRIVER"):
        return _ways(wanted or environ["SDL_VIDEODRIVER"])
    sessions = (("x11", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY"))
    desktop = [driver for driver, sign in sessions if environ.get(sign)]
    # A desktop holds the display: to write past it into the kernel's picture would be to fight with it.
    return [way for driver in (*desktop, "kmsdrm", *(() if desktop else (FRAMEBUFFER,))) for way in _ways(driver)]


def _ways(driver: Driver) -> list[Way]:
    return [Way(driver, carrier) for carrier in CARRIERS.get(driver, ("0",))]


def settings(way: Way) -> dict[str, str]:
    """SDL's environment for a way."""
    driver = SDL_NAMES.get(way.driver, way.driver)
    return {**ALWAYS, "SDL_VIDEODRIVER": driver, "SDL_FRAMEBUFFER_ACCELERATION": way.carrier}
