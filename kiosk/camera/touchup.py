"""Changes to a gray image that let a decoder read what it missed, in a few milliseconds each: NumPy only.

They are pure and answer any image, however small. What blurs a code is undone in the frequency domain (Wiener 1949):
where the lens or the hand has weakened a fineness it is raised again, unless nothing but noise is left of it.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from kiosk.camera.pixels import Pixels

Floats = npt.NDArray[np.float32]

WINDOW = 31
"""Side of the neighbourhood for the local threshold, in pixels; odd."""

OFFSET = 5
"""How much darker than its neighbourhood a pixel must be to count as dark."""

LEAST_SPAN = 8
"""Gray levels from dark to bright below which a neighbourhood is plain paper, and is not stretched into noise."""


def halved(gray: Pixels) -> Pixels:
    """Half the size, each pixel the mean of four: noise and stripes fade, and all that follows costs a quarter."""
    height, width = (side // 2 * 2 for side in gray.shape)
    wide = gray[:height, :width].astype(np.uint16)
    pairs = wide[::2] + wide[1::2]
    return np.asarray((pairs[:, ::2] + pairs[:, 1::2] + 2) >> 2, np.uint8)


def softened(gray: Pixels) -> Pixels:
    """A light blur (1 2 1 in both directions): takes away noise and the stripes of screens."""
    wide = np.pad(gray, 1, mode="edge").astype(np.uint16)
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    soft: Pixels = (both >> 4).astype(np.uint8)
    return soft


def edged(gray: Pixels) -> Pixels:
    """Three times the difference from its softened self: for squares of one or two pixels."""
    fine = gray.astype(np.int16)
    return np.clip(fine + ((fine - softened(gray)) << 1), 0, 255).astype(np.uint8)


def doubled(gray: Pixels) -> Pixels:
    """Twice the size along a smooth curve through four neighbours (Catmull and Rom 1974), which keeps small squares."""
    taller = _with_midpoints(gray.astype(np.int16))
    wider = _with_midpoints(np.ascontiguousarray(taller.T)).T
    return np.ascontiguousarray(np.clip(wider, 0, 255).astype(np.uint8))


def _with_midpoints(rows: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    around = np.pad(rows, ((1, 2), (0, 0)), mode="edge")
    found = np.empty((rows.shape[0] * 2, rows.shape[1]), np.int16)
    found[::2] = rows
    found[1::2] = (9 * (around[1:-2] + around[2:-1]) - (around[:-3] + around[3:]) + 8) >> 4
    return found


def flattened(gray: Pixels, window: int = WINDOW, offset: int = OFFSET) -> Pixels:
    """Black or white by comparison with the neighbourhood: for shadows, glare and half light."""
    half = window // 2
    # Sums over a square of any size cost four additions with a summed-area table (Crow 1984).
    # Of 32 bits, which hold 255 times the pixels of any frame: NumPy's own choice would be 64 and twice the memory.
    padded = np.pad(gray, ((half + 1, half), (half + 1, half)), mode="edge")
    table = padded.cumsum(0, np.int32).cumsum(1, np.int32)
    square = table[window:, window:] - table[:-window, window:] - table[window:, :-window] + table[:-window, :-window]
    dark = gray.astype(np.int32) * (window * window) < square - offset * window * window
    return np.where(dark, np.uint8(0), np.uint8(255))


def stretched(gray: Pixels, block: int = 8) -> Pixels:
    """From black to white in every neighbourhood: for a sensor that saw only a few levels of gray."""
    height, width = (side // block * block for side in gray.shape)
    if not height or not width:
        return gray
    blocks = gray[:height, :width].reshape(height // block, block, width // block, block)
    low = _everywhere(_spread(blocks.min((1, 3)), np.minimum), gray.shape, block)
    high = _everywhere(_spread(blocks.max((1, 3)), np.maximum), gray.shape, block)
    steep = 255 / np.maximum(high - low, np.float32(LEAST_SPAN))
    return np.asarray(np.clip((gray - low) * steep, 0, 255), np.uint8)


def _spread(blocks: Pixels, choose: np.ufunc) -> Floats:
    """The least or greatest of each block and its eight neighbours."""
    wide = np.pad(blocks, 1, mode="edge")
    rows = choose(choose(wide[:-2], wide[1:-1]), wide[2:])
    both: Pixels = choose(choose(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return both.astype(np.float32)


def _everywhere(blocks: Floats, shape: tuple[int, ...], block: int) -> Floats:
    """A value a block as a value a pixel, on straight lines between the middles of the blocks."""
    for size in shape:
        at = np.clip((np.arange(size, dtype=np.float32) + 0.5) / block - 0.5, 0, blocks.shape[0] - 1)
        before = at.astype(np.intp)
        after = np.minimum(before + 1, blocks.shape[0] - 1)
        share = (at - before)[:, None].astype(np.float32)
        # Turned over each time: after both rounds rows are rows again.
        blocks = np.ascontiguousarray((blocks[before] * (1 - share) + blocks[after] * share).T)
    return blocks


def sharpened(gray: Pixels, sigma: float, noise: float) -> Pixels:
    """As if a lens out of focus by this deviation, in pixels, had been in focus; `noise` is its share of the light."""
    return _undone(gray, _bell(gray.shape, sigma, noise))


def unsmeared(gray: Pixels, length: float, noise: float = 0.01) -> Pixels:
    """As if the hand had not moved by this length, in pixels, in the direction in which the image has no edges."""
    down, right = _finenesses(gray.shape)
    angle = smear_angle(gray)
    kept = np.sinc(length * (right * np.float32(np.cos(angle)) + down * np.float32(np.sin(angle))))
    kept = kept * np.exp(-0.5 * np.float32(np.pi) ** 2 * (right * right + down * down))
    return _undone(gray, (kept / (kept * kept + np.float32(noise))).astype(np.float32))


def smear_angle(gray: Pixels) -> float:
    """Along which the steep places of an image change least: the structure tensor's small direction."""
    if min(gray.shape) < 3:
        return 0.0
    fine = gray.astype(np.float32)
    across, along = fine[1:-1, 2:] - fine[1:-1, :-2], fine[2:, 1:-1] - fine[:-2, 1:-1]
    steep = across * across + along * along
    # The steepest seventh: noise in plain places has no direction and would blur the answer.
    top = steep > np.percentile(steep[::3, ::3], 85)
    x, y = across[top], along[top]
    return float(0.5 * np.arctan2(2 * (x * y).sum(), (x * x - y * y).sum()) + np.pi / 2)


def _undone(gray: Pixels, raise_by: Floats) -> Pixels:
    fine = np.fft.irfft2(np.fft.rfft2(gray.astype(np.float32)) * raise_by, gray.shape)
    return np.asarray(np.clip(fine, 0, 255), np.uint8)


@lru_cache(maxsize=4)
def _finenesses(shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Waves a pixel, down and to the right, as the transform of real images orders them."""
    down, right = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None, :]
    return down.astype(np.float32), right.astype(np.float32)


@lru_cache(maxsize=4)
def _bell(shape: tuple[int, int], sigma: float, noise: float) -> Floats:
    down, right = _finenesses(shape)
    kept = np.exp(np.float32(-2 * np.pi**2 * sigma * sigma) * (right * right + down * down))
    return np.asarray(kept / (kept * kept + np.float32(noise)), np.float32)
