"""What a stall, a lens and a sensor do to a printed code: a small darkroom of NumPy, gray, 640 by 480."""

from functools import cache
from math import radians

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from kiosk.camera.cards import QUIET_ZONE, modules
from kiosk.camera.motion import Pose, projection
from kiosk.camera.pixels import Pixels

WIDTH, HEIGHT = 640, 480
SHARP = 3
"""Looks per pixel and direction: a pixel is the mean of nine, so small squares run into each other as in a lens."""

Floats = npt.NDArray[np.float32]
Chance = np.random.Generator


class Sticker(Struct, frozen=True):
    """A printed code and how it lies before the lens: angles in degrees, lengths in pixels."""

    payload: str
    module: float = 5.0
    roll: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    x: float = 0.0
    y: float = 0.0
    quiet: float = QUIET_ZONE
    """Light squares around the code."""
    paper: float = 230.0
    ink: float = 25.0


@cache
def squares(payload: str) -> npt.NDArray[np.bool_]:
    """Dark squares of a code, without its margin."""
    code = np.array([[mark == "1" for mark in row] for row in modules(payload)])
    return code[QUIET_ZONE:-QUIET_ZONE, QUIET_ZONE:-QUIET_ZONE]


def table(chance: Chance, dim: float = 0.45) -> Floats:
    """A stall's table out of focus: cloth, fruit and boxes, gray, none of it like a code."""
    coarse = chance.uniform(0.15, 1.0, (9, 12)).astype(np.float32)
    wide = np.kron(coarse, np.ones((60, 60), np.float32))[:HEIGHT, :WIDTH]
    cloth = np.sin(np.arange(WIDTH, dtype=np.float32) / chance.uniform(3, 12))[None, :] * 6
    return np.asarray(blurred(wide * 255 * dim, 7.0) + cloth, np.float32)


def laid(picture: Floats, sticker: Sticker) -> Floats:
    """The picture with the sticker on it."""
    code = squares(sticker.payload)
    half, edge = code.shape[0] / 2, code.shape[0] / 2 + sticker.quiet
    last = code.shape[0] - 1
    to_squares = np.linalg.inv(to_pixels(sticker))
    left, right, top, bottom = _box(sticker, edge)
    sums, covers = np.zeros((2, max(0, bottom - top), max(0, right - left)), np.float32)
    for look in range(SHARP * SHARP):
        x = np.arange(left, right, dtype=np.float32)[None, :] + np.float32((look % SHARP + 0.5) / SHARP)
        y = np.arange(top, bottom, dtype=np.float32)[:, None] + np.float32((look // SHARP + 0.5) / SHARP)
        across, along, depth = (row[0] * x + (row[1] * y + row[2]) for row in to_squares.astype(np.float32))
        u, v = across / depth, along / depth
        on_paper = (np.abs(u) < edge) & (np.abs(v) < edge)
        on_code = (np.abs(u) < half) & (np.abs(v) < half)
        line, column = (np.clip(at + half, 0, last).astype(int) for at in (v, u))
        dark = on_code & code[line, column]
        sums += np.where(dark, np.float32(sticker.ink), np.float32(sticker.paper)) * on_paper
        covers += on_paper
    found = picture.copy()
    part = found[top:bottom, left:right]
    part[:] = part * (1 - covers / SHARP**2) + sums / SHARP**2
    return found


def to_pixels(sticker: Sticker) -> npt.NDArray[np.float64]:
    """From squares, seen from the middle of the code, to pixels: the pinhole of the synthetic camera."""
    pose = Pose(
        x=sticker.x / HEIGHT, y=sticker.y / HEIGHT, size=sticker.module / HEIGHT,
        roll=radians(sticker.roll), yaw=radians(sticker.yaw), pitch=radians(sticker.pitch),
        smear=(0, 0), light=1, glare=0, glare_at=(0, 0),
    )  # fmt: skip
    lens = np.array([[HEIGHT, 0, WIDTH / 2], [0, HEIGHT, HEIGHT / 2], [0, 0, 1]])
    return np.asarray(lens @ np.array(projection(pose)))


def _box(sticker: Sticker, edge: float) -> tuple[int, int, int, int]:
    corners = to_pixels(sticker) @ np.array([[-edge, edge, edge, -edge], [-edge, -edge, edge, edge], [1, 1, 1, 1]])
    x, y = corners[0] / corners[2], corners[1] / corners[2]
    left, right = np.clip((x.min() - 1, x.max() + 2), 0, WIDTH).astype(int)
    top, bottom = np.clip((y.min() - 1, y.max() + 2), 0, HEIGHT).astype(int)
    return int(left), int(right), int(top), int(bottom)


def blurred(picture: Floats, sigma: float) -> Floats:
    """Out of focus: a bell of this deviation in both directions."""
    reach = max(1, int(3 * sigma + 0.5))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    bell /= bell.sum()
    wide = np.pad(picture, reach, mode="edge")
    rows = np.zeros((picture.shape[0], wide.shape[1]), np.float32)
    both = np.zeros_like(picture)
    for n, weight in enumerate(bell):
        rows += wide[n : n + picture.shape[0]] * weight
    for n, weight in enumerate(bell):
        both += rows[:, n : n + picture.shape[1]] * weight
    return both


def smeared(picture: Floats, length: float, angle: float) -> Floats:
    """Moved by `length` pixels along `angle` degrees while the shutter was open."""
    steps = max(2, round(length * 2) + 1)
    reach = int(length / 2) + 2
    wide = np.pad(picture, reach, mode="edge")
    total = np.zeros_like(picture)
    for at in np.linspace(-length / 2, length / 2, steps):
        total += _shifted(wide, reach, at * np.cos(radians(angle)), at * np.sin(radians(angle)))
    return np.asarray(total / steps, np.float32)


def _shifted(wide: Floats, reach: int, dx: float, dy: float) -> Floats:
    x, y = int(np.floor(dx)), int(np.floor(dy))
    fx, fy = np.float32(dx - x), np.float32(dy - y)
    height, width = wide.shape[0] - 2 * reach, wide.shape[1] - 2 * reach
    rows = wide[reach + y : reach + y + height] * (1 - fy) + wide[reach + y + 1 : reach + y + 1 + height] * fy
    return np.asarray(rows[:, reach + x :][:, :width] * (1 - fx) + rows[:, reach + x + 1 :][:, :width] * fx)


def spot(x: float, y: float, radius: float) -> Floats:
    """A round bell of light, 1 in its middle, as an image."""
    across = np.exp(-(((np.arange(WIDTH, dtype=np.float32) - WIDTH / 2 - x) / radius) ** 2))
    along = np.exp(-(((np.arange(HEIGHT, dtype=np.float32) - HEIGHT / 2 - y) / radius) ** 2))
    return np.asarray(along[:, None] * across[None, :])


def seen(picture: Floats, chance: Chance, noise: float = 1.5, shot: float = 0.0) -> Pixels:
    """What the sensor makes of it: noise of its own, noise of the light itself, whole numbers."""
    bell = chance.standard_normal(picture.shape, np.float32)
    strength = np.sqrt(noise**2 + shot**2 * np.maximum(picture, 0))
    return np.asarray(np.clip(picture + bell * strength, 0, 255).astype(np.uint8))


def squeezed(gray: Pixels, step: float) -> Pixels:
    """Kept as JPEG keeps it: 8 by 8 cosines, coarser the finer they are (ITU-T T.81, its scheme, a plainer table)."""
    n = np.arange(8)
    basis = np.cos((2 * n[None, :] + 1) * n[:, None] * np.pi / 16) * np.where(n == 0, 8**-0.5, 0.5)[:, None]
    steps = step * (1 + (n[:, None] + n[None, :]) * 0.6)
    blocks = gray.astype(np.float32).reshape(HEIGHT // 8, 8, WIDTH // 8, 8).transpose(0, 2, 1, 3) - 128
    rough = np.rint(basis @ blocks @ basis.T / steps) * steps
    back = (basis.T @ rough @ basis + 128).transpose(0, 2, 1, 3).reshape(HEIGHT, WIDTH)
    return np.asarray(np.clip(back, 0, 255).astype(np.uint8))
