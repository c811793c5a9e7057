"""Drawing for the synthetic camera: a dim market table, a card in a hand, light, glare, smear, noise; NumPy only."""

from colorsys import hsv_to_rgb
from random import Random
from zlib import crc32

import numpy as np
import numpy.typing as npt

from kiosk.camera.motion import Pose, projection
from kiosk.camera.pixels import Pixels

TEXELS = 6
"""Pixels of the card's drawing for each square of its code."""

BAND = 7
"""Height of the coloured band over the code, and of the margin where the thumb is, in squares."""

NOISE_ROOM = 101
"""Pixels by which the noise is larger than a frame in each direction: a prime, so that pieces rarely repeat."""

_PAPER = (232, 230, 222)
_INK = (28, 28, 32)
_SKIN = (196, 148, 116)

Floats = npt.NDArray[np.float32]


def table(width: int, height: int) -> Pixels:
    """A wooden table with some fruit on it, far out of focus, so that nothing on it looks like a code."""
    x = np.linspace(0, width / height, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    grain = 6 * np.sin(90 * y + 3 * np.sin(4 * x)) + 10 * np.sin(9 * y + x)
    picture = np.array((96, 74, 54), np.float32) + (grain - 24 * (y - 0.4))[..., None]
    for at_x, at_y, radius, colour in (
        (0.12, 0.2, 0.16, (122, 132, 58)),
        (1.2, 0.75, 0.2, (168, 96, 44)),
        (0.2, 0.95, 0.14, (150, 60, 48)),
    ):
        cover = np.clip((radius - np.hypot(x - at_x, y - at_y)) * 12, 0, 1)[..., None]
        picture = picture * (1 - cover) + np.array(colour, np.float32) * cover
    wood: Pixels = np.clip(picture, 0, 255).astype(np.uint8)
    return wood


def noise(width: int, height: int, seed: int) -> npt.NDArray[np.int16]:
    """Sensor noise of standard deviation 16, a little larger than a frame: every frame cuts another piece of it."""
    shape = (height + NOISE_ROOM, width + NOISE_ROOM, 1)
    # Four dice make a bell (Irwin and Hall) of deviation 148; NumPy's own generators would cost 7 MB of memory.
    dice = np.frombuffer(Random(seed).randbytes(4 * shape[0] * shape[1]), np.uint8).reshape(4, *shape)  # noqa: S311
    bell: npt.NDArray[np.int16] = (dice.sum(0, np.int16) - 510) // 9
    return bell


def drawing(card: str, rows: tuple[str, ...]) -> Pixels:
    """A card: a coloured band, the code below, a thumb that holds it at the lower edge."""
    code = np.array([[mark == "1" for mark in row] for row in rows], bool).repeat(TEXELS, 0).repeat(TEXELS, 1)
    side, band = code.shape[0], BAND * TEXELS
    picture = np.empty((side + 2 * band, side, 3), np.uint8)
    picture[:] = _PAPER
    picture[band : band + side][code] = _INK
    # Python's own hash differs from run to run; the colour of a card must not.
    hue = crc32(card.encode("utf-8")) % 360 / 360
    picture[: band - TEXELS * 2] = [int(part * 255) for part in hsv_to_rgb(hue, 0.55, 0.75)]
    y, x = np.ogrid[: side + 2 * band, :side]
    thumb = ((x - side * 0.5) / (side * 0.16)) ** 2 + ((y - side - 2 * band) / (band * 0.9)) ** 2 < 1
    picture[thumb] = _SKIN
    return picture


def put(picture: Pixels, card: Pixels, pose: Pose) -> None:
    """Put the card into the picture where the pose says, changing the picture."""
    height, width = picture.shape[:2]
    to_card, (left, right, top, bottom) = _mapping(card, pose, width, height)
    if right <= left or bottom <= top:
        return
    x = np.arange(left, right, dtype=np.float32)[None, :]
    y = np.arange(top, bottom, dtype=np.float32)[:, None]
    across, along, depth = (row[0] * x + (row[1] * y + row[2]) for row in to_card.astype(np.float32))
    column, line = (across / depth).astype(np.int32), (along / depth).astype(np.int32)
    inside = (across >= 0) & (along >= 0) & (column < card.shape[1]) & (line < card.shape[0])
    part = picture[top:bottom, left:right]
    part[inside] = card[line[inside], column[inside]]
    _add_glare(part, inside, pose, (width / 2 - left, height / 2 - top), height)
    smear(part, pose.smear[0] * height, pose.smear[1] * height)


def _mapping(card: Pixels, pose: Pose, width: int, height: int) -> tuple[npt.NDArray[np.float64], tuple[int, ...]]:
    """From pixels of the picture to pixels of the card, and the piece of the picture that the card can cover."""
    rows, columns = card.shape[:2]
    to_squares = np.array([[1 / TEXELS, 0, -columns / 2 / TEXELS], [0, 1 / TEXELS, -rows / 2 / TEXELS], [0, 0, 1]])
    to_pixels = np.array([[height, 0, width / 2], [0, height, height / 2], [0, 0, 1]])
    forward = to_pixels @ np.array(projection(pose)) @ to_squares
    corners = forward @ np.array([[0, columns, columns, 0], [0, 0, rows, rows], [1, 1, 1, 1]])
    x, y = corners[0] / corners[2], corners[1] / corners[2]
    # Room to smear into; what is rolled over the edge of the piece is only table.
    room = 2 + int(max(abs(pose.smear[0]), abs(pose.smear[1])) * height)
    low, high = (int(x.min()) - room, int(y.min()) - room), (int(x.max()) + room, int(y.max()) + room)
    box = (max(0, low[0]), min(width, high[0]), max(0, low[1]), min(height, high[1]))
    return np.linalg.inv(forward), box


def smear(part: Pixels, dx: float, dy: float) -> None:
    """Blur along the way travelled while the shutter was open, and at least as much as a cheap lens does."""
    steps = max(2, min(24, round(max(abs(dx), abs(dy)) / 2) + 1))
    wide = np.zeros(part.shape, np.uint16)
    for step in range(steps):
        at = step / (steps - 1) - 0.5
        wide += np.roll(part, (_pixels(dy, at), _pixels(dx, at)), (0, 1))
    part[:] = wide // steps


def _pixels(travel: float, at: float) -> int:
    # A lens is never sharper than a pixel: at rest the two pictures still lie one pixel apart.
    return round((travel if abs(travel) > 1 else 1.0) * at + 0.01)


def _add_glare(
    part: Pixels, card: npt.NDArray[np.bool_], pose: Pose, middle: tuple[float, float], height: int
) -> None:
    x = (np.arange(part.shape[1], dtype=np.float32) - middle[0]) / height - (pose.x + pose.glare_at[0])
    y = (np.arange(part.shape[0], dtype=np.float32) - middle[1]) / height - (pose.y + pose.glare_at[1])
    # A round spot is the product of two bells, so that only two short rows of exponentials are needed.
    spot = (np.exp(-((y / 0.14) ** 2)) * pose.glare)[:, None] * np.exp(-((x / 0.14) ** 2))[None, :]
    # Wood and cloth do not mirror a lamp; the varnished card does.
    lit = part.astype(np.uint16) + (spot.astype(np.uint16) * card)[..., None]
    np.minimum(lit, 255, out=lit)
    part[:] = lit


def exposed(picture: Pixels, light: float, grain: npt.NDArray[np.int16], strength: float) -> Pixels:
    """The picture in this light and with this noise, as a sensor would give it."""
    seen = (picture.astype(np.uint16) * np.uint16(light * 256)) >> 8
    seen[picture == 255] = 255  # a mirrored lamp burns out the sensor in any light
    signed = seen.astype(np.int16)
    signed += (grain * np.int16(round(strength))) >> 4
    np.clip(signed, 0, 255, out=signed)
    return signed.astype(np.uint8)
