"""Screens and letters for tests of scenes."""

from kiosk.scenes.look import Look
from kiosk.scenes.values import Face
from kiosk.screen.fonts import Fonts

FONTS = Fonts()
SCREENS = {
    "7in": (800, 480, 5.29, 450.0, 5.59),
    "10in": (1280, 800, 5.88, 500.0, 0.0),
    "upright": (800, 1280, 5.88, 500.0, 0.0),
    "7in-wide": (1024, 600, 6.68, 450.0, 6.98),
    "netbook": (1024, 600, 4.63, 500.0, 0.0),
    "15in": (1920, 1080, 5.56, 600.0, 0.0),
    "15in-upright": (1080, 1920, 5.56, 600.0, 0.0),
}
"""Pixels across and down, pixels a millimetre, viewing distance; for pixels that are not square, how dense they are."""
LOOKS = {
    name: Look(width, height, px_per_mm, distance_mm, FONTS.measure, densest)
    for name, (width, height, px_per_mm, distance_mm, densest) in SCREENS.items()
}
MAIN_LOOKS = ("7in", "10in", "upright")


def even(text: str, face: Face) -> int:
    """Letters all as wide as half their size: lines can be counted by head."""
    return len(text) * face.px // 2


EVEN = Look(1280, 800, 5.88, 500.0, even)
