"""How a practice card moves before a synthetic camera: arithmetic of seed and frame number, so that a visit repeats.

No chance is drawn while frames run. Every movement is a slow wave whose beginning depends on the seed.
"""

from math import cos, pi, radians, sin

from msgspec import Struct

FRAME_RATE = 15
SHUTTER_SECONDS = 1 / 60
ENTERING_FRAMES = 8
"""So long a card needs from below into the picture."""


class Scenery(Struct, frozen=True):
    """What makes reading easy or hard."""

    light: float = 0.9
    """1 is a bright hall; the table and the card get darker together."""
    glare: float = 50.0
    """Brightness, of 255, that a lamp mirrored by the card adds at its strongest."""
    size: float = 4.4
    """Pixels for each square of the code, in a picture 480 pixels high."""
    shake: float = 0.004
    """How far the hand trembles, as a part of the picture's height."""
    noise: float = 5.0
    """Standard deviation of the sensor's noise, of 255."""


SCENERIES: dict[str, Scenery] = {
    "usual": Scenery(),
    "dark": Scenery(light=0.1, noise=9.0, glare=0.0),
    "glare": Scenery(glare=900.0),
    "far": Scenery(size=1.1),
    "shaking": Scenery(shake=0.16),
}
"""By the word that says why nothing was read, and the usual one."""


class Pose(Struct, frozen=True):
    """Where a card is in one frame; lengths as parts of the picture's height, angles in radians."""

    x: float
    y: float
    size: float
    roll: float
    yaw: float
    pitch: float
    smear: tuple[float, float]
    """How far the picture of the card travels while the shutter is open."""
    light: float
    glare: float
    glare_at: tuple[float, float]
    """Where the mirrored lamp stands, seen from the middle of the card."""


def wave(seed: int, which: int, seconds: float, period: float) -> float:
    """Between -1 and 1. The golden ratio and its kin spread the beginnings of neighbouring seeds and waves evenly."""
    beginning = (seed * 0.6180339887 + which * 0.7548776662) % 1.0
    return sin(2 * pi * (seconds / period + beginning))


def _place(seed: int, frame: float, entered: int, shake: float) -> tuple[float, float]:
    seconds = frame / FRAME_RATE
    still_coming = max(0.0, 1 - (frame - entered) / ENTERING_FRAMES)
    x = 0.04 * wave(seed, 0, seconds, 2.3) + shake * wave(seed, 1, seconds, 0.31)
    y = 0.03 * wave(seed, 2, seconds, 2.9) + shake * wave(seed, 3, seconds, 0.27)
    return x, y + 0.9 * still_coming**2


def pose(seed: int, frame: int, entered: int, scenery: Scenery) -> Pose:
    """The card in this frame when it began to come in with frame `entered`."""
    seconds = frame / FRAME_RATE
    x, y = _place(seed, frame, entered, scenery.shake)
    later_x, later_y = _place(seed, frame + SHUTTER_SECONDS * FRAME_RATE, entered, scenery.shake)
    lamp = wave(seed, 7, seconds, 4.1)
    return Pose(
        x=x,
        y=y,
        size=scenery.size / 480 * (1 + 0.1 * wave(seed, 4, seconds, 3.3)),
        roll=radians(14) * wave(seed, 5, seconds, 3.1),
        yaw=radians(20) * wave(seed, 6, seconds, 2.7),
        pitch=radians(14) * wave(seed, 8, seconds, 3.7),
        smear=(later_x - x, later_y - y),
        light=scenery.light * (0.92 + 0.08 * wave(seed, 9, seconds, 1.9)),
        glare=scenery.glare * (0.75 + 0.25 * lamp),
        glare_at=(0.12 * lamp, 0.1 * wave(seed, 10, seconds, 3.9)),
    )


Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]


def projection(pose: Pose) -> Matrix:
    """From squares of the card, seen from its middle, to the picture: a pinhole camera looking at a turned plane.

    The first two columns are the card's own directions turned by roll, pitch and yaw, the third its place (Hartley and
    Zisserman, Multiple View Geometry, 8.1.1); the picture's height is the unit and the focal length is 1.2 of it.
    """
    (cr, sr), (cy, sy), (cp, sp) = ((cos(a), sin(a)) for a in (pose.roll, pose.yaw, pose.pitch))
    focal = 1.2
    right = (cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr)
    down = (-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr)
    scale = pose.size / focal
    return (
        (focal * scale * right[0] + 0 * pose.x, focal * scale * down[0], pose.x),
        (focal * scale * right[1], focal * scale * down[1], pose.y),
        (scale * right[2], scale * down[2], 1.0),
    )
