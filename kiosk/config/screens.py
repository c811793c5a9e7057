"""Screens that are known by name: who sets a kiosk up names one, and need not measure anything.

A kiosk whose millimetres are not true shows it late: keys that are too small for a thumb, letters that a woman of
seventy cannot read. So nobody is asked for pixels and millimetres who can read a name on a box.
"""

from math import hypot, sqrt
from typing import Literal

from msgspec import Struct

Rotation = Literal[0, 90, 180, 270]
"""By how many degrees the picture is turned clockwise on the panel."""

INCH = 25.4


class Screen(Struct, frozen=True, kw_only=True):
    """One kind of screen: `width` and `height` are the pixels of the panel itself, before anything is turned."""

    width: int
    height: int
    diagonal_mm: float
    """What `screen.diagonal_mm` is set to."""
    height_mm: float = 0
    """What `screen.height_mm` is set to, where pixels are not square; 0: they are."""
    rotation: Rotation = 0
    """How it is meant to be turned when nobody says otherwise: so that it lies, if it has room for that."""
    viewing_distance_mm: float = 500.0
    what: str
    """What it is sold as."""
    source: str
    """Where the measures were read."""

    @property
    def px_per_mm(self) -> float:
        """Pixels in a millimetre, as scenes are laid out."""
        return hypot(self.width, self.height) / self.diagonal_mm

    @property
    def finger_px_per_mm(self) -> float:
        """The same along the side on which a pixel is shorter, so that no key is too small in either direction."""
        return densest(self.width, self.height, self.diagonal_mm, self.height_mm)


def densest(width: int, height: int, diagonal_mm: float, height_mm: float) -> float:
    """Pixels in a millimetre, across or down, whichever are more. `height_mm` of 0: pixels are square.

    A height that this diagonal cannot have is taken for a mistake, and pixels for square ones.
    """
    if not 0 < height_mm < diagonal_mm:
        return hypot(width, height) / diagonal_mm
    return max(width / sqrt(diagonal_mm**2 - height_mm**2), height / height_mm)


def _inches(inches: float, width: int, height: int, what: str, distance: float) -> Screen:
    """A panel that is sold by its diagonal; makers round it to a tenth of an inch, which is less than one percent."""
    says = f"{inches:g} inches as sold, {width} × {height} as its maker states"
    return Screen(
        width=width,
        height=height,
        diagonal_mm=round(inches * INCH, 1),
        viewing_distance_mm=distance,
        what=what,
        source=says,
    )


SCREENS: dict[str, Screen] = {
    "dsi-7": Screen(
        width=800,
        height=480,
        diagonal_mm=176.4,
        height_mm=85.92,
        viewing_distance_mm=450.0,
        what="Raspberry Pi Touch Display, the first one, 7″, by ribbon cable",
        source="154.08 × 85.92 mm to be seen, by its mechanical drawing",
    ),
    "touch-display-2": Screen(
        width=720,
        height=1280,
        diagonal_mm=178.2,
        height_mm=155.0,
        rotation=90,
        viewing_distance_mm=450.0,
        what="Raspberry Pi Touch Display 2, 7″, by ribbon cable; its panel stands upright",
        source="88 × 155 mm to be seen, by its product page",
    ),
    "hdmi-10": _inches(10.1, 1280, 800, "A touchscreen of 10.1″ by HDMI and USB", 500.0),
    "hdmi-13": _inches(13.3, 1920, 1080, "A touchscreen of 13.3″ by HDMI and USB", 500.0),
    "hdmi-15": _inches(15.6, 1920, 1080, "A touchscreen of 15.6″ by HDMI and USB", 600.0),
    "hdmi-21": _inches(21.5, 1920, 1080, "A touchscreen of 21.5″ by HDMI and USB", 600.0),
}
"""By the name that an answer file gives: `screen = "hdmi-10"`."""
