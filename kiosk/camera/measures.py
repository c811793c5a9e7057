"""What can be measured in a picture in which no code was read: pure functions of gray pixels, a millisecond each."""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from kiosk.camera.pixels import Pixels
from kiosk.camera.touchup import flattened, halved

BLOCK = 16
"""Side, in pixels, of the squares a picture is judged by."""

STEP = 30
"""Change of gray over four pixels that something printed makes, and cloth, wood or a face out of focus does not."""

BURNT = 250
"""So bright is mirrored light; white paper in good light stays below."""

CHANGED = 60
"""Gray levels by which a square must change from one frame to the next to count as moved."""

Blocks = npt.NDArray[np.bool_]


class Patch(Struct, frozen=True):
    """The largest printed thing in a picture, in pixels, and how many edges of the picture it reaches."""

    width: int = 0
    height: int = 0
    sides: int = 0
    opposite: bool = False
    """It reaches across the whole picture."""


def brightness(gray: Pixels) -> float:
    """Nine pixels of ten are darker."""
    return float(np.percentile(gray[::4, ::4], 90)) if gray.size else 0.0


def burnt(gray: Pixels) -> float:
    """The part of the picture that shows nothing but light."""
    return float((gray[::2, ::2] >= BURNT).mean()) if gray.size else 0.0


def moved(gray: Pixels, before: Pixels | None) -> float:
    """The part of the picture that is another than in the frame before; small tremors do not show in it."""
    if before is None or before.shape != gray.shape or min(gray.shape) < BLOCK:
        return 0.0
    return float((np.abs(_means(gray) - _means(before)) > CHANGED).mean())


def direction(gray: Pixels) -> float:
    """How far all steep places point the same way: 0 in a code at rest, near 1 in bars, and in what moved."""
    small = halved(gray).astype(np.float32)
    if min(small.shape) < 3:
        return 0.0
    across, along = small[1:-1, 2:] - small[1:-1, :-2], small[2:, 1:-1] - small[:-2, 1:-1]
    x, y, mixed = (across * across).mean(), (along * along).mean(), (across * along).mean()
    return float(np.hypot(x - y, 2 * mixed) / (x + y)) if x + y else 0.0


def printed(gray: Pixels) -> Patch:
    """The largest patch of steep steps, as a code, bars or text make them."""
    steep = _steep(gray)
    if not steep.any():
        return Patch()
    patch = _largest(steep)
    rows, columns = np.flatnonzero(patch.any(1)), np.flatnonzero(patch.any(0))
    top, bottom = rows[0] == 0, rows[-1] == patch.shape[0] - 1
    left, right = columns[0] == 0, columns[-1] == patch.shape[1] - 1
    return Patch(
        width=int(columns[-1] - columns[0] + 1) * BLOCK,
        height=int(rows[-1] - rows[0] + 1) * BLOCK,
        sides=int(top) + int(bottom) + int(left) + int(right),
        opposite=bool((top and bottom) or (left and right)),
    )


def corner_squares(gray: Pixels) -> int:
    """Places that look like the squares in the corners of a QR code: dark and light as 1 : 1 : 3 : 1 : 1 both ways."""
    dark = flattened(halved(gray), 61, 5) == 0
    if min(dark.shape) < 7:
        return 0
    across, along = _marks(dark), _marks(np.ascontiguousarray(dark.T)).T
    # On a coarse grid, so that the middles found by rows and by columns need not meet to the pixel.
    return int((_coarse(across) & _coarse(along)).sum())


def _means(gray: Pixels) -> npt.NDArray[np.float64]:
    height, width = (side // BLOCK * BLOCK for side in gray.shape)
    means: npt.NDArray[np.float64] = gray[:height, :width].reshape(height // BLOCK, BLOCK, -1, BLOCK).mean((1, 3))
    return means


def _steep(gray: Pixels) -> Blocks:
    small, side = halved(gray).astype(np.int16), BLOCK // 2
    steps = np.zeros(small.shape, np.int16)
    steps[:, 1:-1] = np.abs(small[:, 2:] - small[:, :-2])
    np.maximum(steps[1:-1], np.abs(small[2:] - small[:-2]), out=steps[1:-1])
    height, width = (size // side * side for size in small.shape)
    if not height or not width:
        return np.zeros((0, 0), bool)
    most = steps[:height, :width].reshape(height // side, side, width // side, side).max((1, 3))
    return np.asarray(most > max(STEP, 0.35 * float(most.max())))


def _largest(steep: Blocks) -> Blocks:
    """The largest of the connected patches; corners touch."""
    left, best = steep.copy(), np.zeros_like(steep)
    while left.any():
        patch = np.zeros_like(steep)
        patch.flat[int(np.argmax(left))] = True
        while not np.array_equal(grown := _grown(patch) & left, patch):
            patch = grown
        left &= ~patch
        best = patch if patch.sum() > best.sum() else best
    return best


def _grown(patch: Blocks) -> Blocks:
    wide = np.pad(patch, 1)
    rows = wide[:-2] | wide[1:-1] | wide[2:]
    return np.asarray(rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:])


def _marks(dark: Blocks) -> Blocks:
    """The middle of every run of 1 : 1 : 3 : 1 : 1 along the rows."""
    # A light pixel at the end of each row keeps runs from crossing into the next.
    flat = np.pad(dark, ((0, 0), (0, 1))).ravel()
    ends = np.flatnonzero(np.diff(flat.astype(np.int8))) + 1
    runs = np.diff(ends)
    found = np.zeros(flat.shape, bool)
    if len(runs) >= 5:
        five = np.lib.stride_tricks.sliding_window_view(runs, 5)
        unit = five.sum(1) / 7
        off = np.abs(five - unit[:, None] * np.array((1, 1, 3, 1, 1)))
        fits = (off < unit[:, None] * np.array((0.6, 0.6, 1.0, 0.6, 0.6))).all(1) & (unit >= 1) & flat[ends[:-5]]
        found[(ends[:-5] + five.sum(1) // 2)[fits]] = True
    return found.reshape(dark.shape[0], -1)[:, :-1]


def _coarse(marks: Blocks) -> Blocks:
    height, width = (side // 4 * 4 for side in marks.shape)
    return np.asarray(marks[:height, :width].reshape(height // 4, 4, width // 4, 4).any((1, 3)))
