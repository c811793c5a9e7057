"""The measures of one screen: how many pixels a finger and a readable letter need there.

Numbers: touch ≥ 20 mm, 16 mm inside the phone, gaps ≥ 3 mm; capital letters ≥ 0.7° at the viewing distance in the
large size and never below 4.8 mm (EN 301 549 5.1.4; ADA 707.7.2); line pitch 1.5.
"""

import math
from collections.abc import Callable

from msgspec import Struct

from kiosk.core.units import TextSize
from kiosk.scenes.values import Face

CAP_HEIGHT = 0.714
"""Height of a capital in ems; the same in Open Sans and Noto Sans."""

Measure = Callable[[str, Face], int]
"""Width in pixels of a text in a face. An argument, like time and chance, so that scenes need no font library."""


class Look(Struct, frozen=True):
    """A screen, as far as laying out needs to know it."""

    width: int
    height: int
    px_per_mm: float
    distance_mm: float
    measure: Measure
    finger_px_per_mm: float = 0.0
    """Pixels in a millimetre where they are shorter than wide, or thinner than high; 0: they are square."""

    def mm(self, length: float) -> int:
        """Pixels of a length in millimetres, rounded up so that a minimum stays one."""
        return math.ceil(length * self.px_per_mm)

    @property
    def finger(self) -> int:
        """Side of the smallest control."""
        return self._touched(20)

    @property
    def phone_finger(self) -> int:
        """Side of the smallest control inside the pretend phone."""
        return self._touched(16)

    @property
    def gap(self) -> int:
        """Space between two controls."""
        return self.mm(3)

    def _touched(self, length: float) -> int:
        return math.ceil(length * max(self.px_per_mm, self.finger_px_per_mm))

    def small_px(self) -> int:
        """Font size whose capitals are 4.8 mm: nothing is ever written smaller."""
        return math.ceil(4.8 * self.px_per_mm / CAP_HEIGHT)

    def body_px(self, size: TextSize) -> int:
        """Font size of what must be read to go on."""
        if size == "normal":
            return self.small_px()
        cap_mm = 2 * self.distance_mm * math.tan(math.radians(0.7) / 2)
        return max(self.small_px(), math.ceil(cap_mm * self.px_per_mm / CAP_HEIGHT))
