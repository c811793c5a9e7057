"""When to hold a camera's exposure still, as a rule over the mean brightness of its frames.

A camera left to itself brightens and darkens with every movement of a white card before a dark stall, and a code is
read worst while it does. So the exposure is locked as soon as it has settled, and let go when the light has truly
changed: a lamp, a cloud, a card that fills the picture.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

SETTLED_FRAMES = 10
"""So many frames alike make the camera's own control settled; at 30 a second a third of a second."""

ALIKE = 0.04
"""Part of the brightness by which frames alike may differ."""

CHANGED = 0.25
"""Part of the brightness by which the light must have changed for the lock to be opened."""


class ExposureLock:
    """Told the brightness of every frame, it says when to lock and when to let go."""

    def __init__(self) -> None:
        self.locked = False
        self._level = 0.0
        self._alike = 0

    def turn(self, brightness: float) -> bool | None:
        """`True`: lock now. `False`: let go now. `None`: leave it as it is."""
        tolerance = (CHANGED if self.locked else ALIKE) * max(self._level, 1.0)
        if abs(brightness - self._level) > tolerance:
            was_locked, self.locked = self.locked, False
            self._level, self._alike = brightness, 0
            return False if was_locked else None
        self._alike += 1
        if self.locked or self._alike < SETTLED_FRAMES:
            return None
        self.locked, self._level = True, brightness
        return True


def brightness(gray: "Pixels") -> float:
    """The mean of every sixteenth pixel in both directions, 0 to 255: enough, and a tenth of a millisecond."""
    return float(gray[::16, ::16].mean())
