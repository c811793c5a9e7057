"""Frames of one card laid over one another: a mirrored lamp moves against the card, and their darkest is without it.

A hand is never still, so each frame is first turned and tilted until it lies on the first of the pile: the shift by
cross-correlation, the rest by steps downhill at the steepest places (Lucas and Kanade 1981 in the inverse order of
Baker and Matthews 2004). Frames live in memory only, and say nothing of themselves.
"""

from functools import lru_cache
from typing import Any, Never

import numpy as np
import numpy.typing as npt

from kiosk.camera.pixels import Pixels
from kiosk.camera.sight import Corners
from kiosk.camera.touchup import Floats

MOST = 10
"""Frames in a pile; then a new one is begun, since the hand has moved on."""

LIKE = 0.6
"""Correlation of two frames at the steep places below which they do not show the same card."""

_BLUR = 1.5
"""Deviation in pixels of the half size: what is finer than this is noise."""

_PLACES, _STEPS, _REACH = 2500, 6, 24
"""Places that are compared, steps downhill, and the farthest shift in pixels of the half size."""

_LEAST_SIDE = 120
"""Pixels of the half size; less is not worth the while."""

Matrix = npt.NDArray[np.float64]


class Pile:
    """What lies over one another, at half size, where the first frame has it."""

    def __init__(self) -> None:
        self._first: Pixels | None = None
        self._base: _Base | None = None

    def __repr__(self) -> str:
        return "Pile()"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("A pile of camera frames never leaves memory: it cannot be pickled, copied or stored.")

    def __bool__(self) -> bool:
        return self._first is not None or self._base is not None

    def add(self, half: Pixels) -> "Laid | None":
        """Lay a frame on the others; `None` when it is the first, or shows something else and begins a new pile."""
        if min(half.shape) < _LEAST_SIDE:
            self._first = self._base = None
            return None
        base, self._base = self._base, None
        if base is None and self._first is not None and self._first.shape == half.shape:
            base = _Base(self._first)
        self._first = half
        if base is None or base.shape != half.shape or base.count >= MOST:
            return None
        place = base.place(half)
        if place is None:
            return None
        self._base, self._first = base, None
        return Laid(base.lay(half, place), place)


class Laid:
    """The darkest that each place was in any frame: what shone only sometimes is gone."""

    def __init__(self, low: Pixels, place: Matrix) -> None:
        self.low = low
        self._place = place

    def now(self, corners: Corners) -> Corners:
        """Corners in the pile, as corners in the newest frame."""
        height, width = self.low.shape
        points = (self._place @ (x * width - 0.5, y * height - 0.5, 1) for x, y in corners)
        return tuple((float(x / d + 0.5) / width, float(y / d + 0.5) / height) for x, y, d in points)


class _Base:
    """The first frame, and what was laid on it."""

    def __init__(self, half: Pixels) -> None:
        self.shape = half.shape
        self.count = 1
        self._low = half.astype(np.float32)
        wave = np.fft.rfft2(self._low)
        kept = wave * _band(half.shape, _BLUR)
        self._wave = kept.conj()
        self._slopes = _Slopes(_back(kept, half.shape))

    def place(self, half: Pixels) -> Matrix | None:
        """Where the pixels of the pile are in this frame."""
        wave = np.fft.rfft2(half.astype(np.float32))
        kept = wave * _band(self.shape, _BLUR)
        found = np.fft.irfft2(kept * self._wave, self.shape)
        near = np.roll(found, (_REACH, _REACH), (0, 1))[: 2 * _REACH + 1, : 2 * _REACH + 1]
        y, x = np.unravel_index(near.argmax(), near.shape)
        shift = np.array([[1.0, 0, x - _REACH], [0, 1, y - _REACH], [0, 0, 1]])
        place, like = self._slopes.fit(_back(kept, self.shape), shift)
        return place if like > LIKE else None

    def lay(self, half: Pixels, place: Matrix) -> Pixels:
        """Lay a frame where it belongs, and see what is there now."""
        across, along = np.arange(self.shape[1], dtype=np.float32), np.arange(self.shape[0], dtype=np.float32)
        self._low = np.minimum(self._low, _sampled(half.astype(np.float32), place, across[None, :], along[:, None]))
        self.count += 1
        return self._low.astype(np.uint8)


class _Slopes:
    """The steepest places of an image, and how their brightness changes with each of eight ways to move it."""

    def __init__(self, fine: Floats) -> None:
        down, right = np.zeros_like(fine), np.zeros_like(fine)
        down[1:-1], right[:, 1:-1] = (fine[2:] - fine[:-2]) / 2, (fine[:, 2:] - fine[:, :-2]) / 2
        steep = down * down + right * right
        steep[:8], steep[-8:], steep[:, :8], steep[:, -8:] = 0, 0, 0, 0
        most = np.argpartition(steep.ravel(), -_PLACES * 4)[-_PLACES * 4 :: 4]
        y, x = np.unravel_index(most, fine.shape)
        self._x, self._y = x.astype(np.float32), y.astype(np.float32)
        self._want = fine[y, x]
        self._middle, self._span = (float(x.mean()), float(y.mean())), float(max(x.std(), y.std(), 1))
        u, v = (self._x - self._middle[0]) / self._span, (self._y - self._middle[1]) / self._span
        gx, gy = right[y, x] * self._span, down[y, x] * self._span
        away = gx * u + gy * v
        self._ways = np.stack([gx * u, gx * v, gx, gy * u, gy * v, gy, -u * away, -v * away]).astype(np.float32)

    def fit(self, fine: Floats, place: Matrix) -> tuple[Matrix, float]:
        """A better place than this one, and how much alike the images are there."""
        (cx, cy), span = self._middle, self._span
        unit = np.array([[span, 0, cx], [0, span, cy], [0, 0, 1.0]])
        back = np.linalg.inv(unit)
        for _ in range(_STEPS):
            got = _sampled(fine, place, self._x, self._y)
            gain = float(got @ self._want) / max(float(got @ got), 1e-6)
            wrong = got * np.float32(gain) - self._want if gain > 0 else got - self._want
            scale = np.median(np.abs(wrong)) * 1.5 + 1e-6
            weight = 1 / (1 + (wrong / scale) ** 2)
            weighted = self._ways * weight
            try:
                p = np.linalg.solve((weighted @ self._ways.T).astype(np.float64), (weighted @ wrong).astype(np.float64))
            except np.linalg.LinAlgError:
                return place, 0.0
            step = np.array([[1 + p[0], p[1], p[2]], [p[3], 1 + p[4], p[5]], [p[6], p[7], 1]])
            if abs(np.linalg.det(step)) < 0.1:
                return place, 0.0
            place = place @ unit @ np.linalg.inv(step) @ back
        got = _sampled(fine, place, self._x, self._y)
        like = float(got @ self._want) / max(1e-6, float(np.sqrt((got @ got) * (self._want @ self._want))))
        return place, like


def _sampled(fine: Floats, place: Matrix, x: Floats, y: Floats) -> Floats:
    """The brightness where the points are in another image, on straight lines between four pixels."""
    m = place.astype(np.float32)
    depth = 1 / (m[2, 0] * x + (m[2, 1] * y + m[2, 2]))
    u = np.clip((m[0, 0] * x + (m[0, 1] * y + m[0, 2])) * depth, 0, fine.shape[1] - np.float32(1.01))
    v = np.clip((m[1, 0] * x + (m[1, 1] * y + m[1, 2])) * depth, 0, fine.shape[0] - np.float32(1.01))
    i, j = u.astype(np.intp), v.astype(np.intp)
    u -= i
    v -= j
    at = j * fine.shape[1] + i
    flat = fine.ravel()
    left = flat[at] * (1 - v) + flat[at + fine.shape[1]] * v
    at += 1
    right = flat[at] * (1 - v) + flat[at + fine.shape[1]] * v
    return np.asarray(left + (right - left) * u, np.float32)


def _back(wave: npt.NDArray[Any], shape: tuple[int, ...]) -> Floats:
    return np.fft.irfft2(wave, shape).astype(np.float32, copy=False)


@lru_cache(maxsize=8)
def _band(shape: tuple[int, ...], blur: float) -> Floats:
    """What is kept of each fineness: neither noise nor light and shadow."""
    down, right = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None, :]
    fine = -2 * np.pi**2 * (down * down + right * right)
    return np.asarray(np.exp(fine * blur**2) - np.exp(fine * (3 * blur) ** 2), np.float32)
