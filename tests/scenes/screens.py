"""Screens and letters for tests of scenes."""

from kiosk.scenes.look import Look
from kiosk.scenes.values import Face
from kiosk.screen.fonts import Fonts

FONTS = Fonts()
SCREENS = {
    "7in": (800, 480, 5.25, 450.0),
    "10in": (1280, 800, 5.88, 500.0),
    "upright": (800, 1280, 5.88, 500.0),
    "netbook": (1024, 600, 4.63, 500.0),
    "15in": (1920, 1080, 5.56, 600.0),
    "15in-upright": (1080, 1920, 5.56, 600.0),
}
LOOKS = {name: Look(*screen, FONTS.measure) for name, screen in SCREENS.items()}
MAIN_LOOKS = ("7in", "10in", "upright")


def even(text: str, face: Face) -> int:
    """Letters all as wide as half their size: lines can be counted by head."""
    return len(text) * face.px // 2


EVEN = Look(1280, 800, 5.88, 500.0, even)
