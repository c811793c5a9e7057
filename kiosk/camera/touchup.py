"""Cheap changes to a gray image that let a decoder read what it missed: NumPy only, a few milliseconds at most."""

import numpy as np

from kiosk.camera.pixels import Pixels

WINDOW = 31
"""Side of the neighbourhood for the local threshold, in pixels; odd."""

OFFSET = 5
"""How much darker than its neighbourhood a pixel must be to count as dark."""


def softened(gray: Pixels) -> Pixels:
    """A light blur (1 2 1 in both directions): takes away noise and the stripes of screens."""
    wide = np.pad(gray, 1, mode="edge").astype(np.uint16)
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    both = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    soft: Pixels = (both >> 4).astype(np.uint8)
    return soft


def doubled(gray: Pixels) -> Pixels:
    """Twice the size with smooth steps: for squares of one or two pixels."""
    height, width = gray.shape
    wide = gray.astype(np.uint16)
    tall = np.empty((height * 2, width), np.uint16)
    tall[::2] = wide
    tall[1:-1:2] = (wide[:-1] + wide[1:]) >> 1
    tall[-1] = wide[-1]
    both = np.empty((height * 2, width * 2), np.uint8)
    both[:, ::2] = tall
    both[:, 1:-1:2] = (tall[:, :-1] + tall[:, 1:]) >> 1
    both[:, -1] = tall[:, -1]
    return both


def flattened(gray: Pixels) -> Pixels:
    """Black or white by comparison with the neighbourhood: for shadows, glare and half light."""
    half = WINDOW // 2
    # Sums over a square of any size cost four additions with a summed-area table (Crow 1984).
    # Of 32 bits, which hold 255 times the pixels of any frame: NumPy's own choice would be 64 and twice the memory.
    padded = np.pad(gray, ((half + 1, half), (half + 1, half)), mode="edge")
    table = padded.cumsum(0, np.int32).cumsum(1, np.int32)
    square = table[WINDOW:, WINDOW:] - table[:-WINDOW, WINDOW:] - table[WINDOW:, :-WINDOW] + table[:-WINDOW, :-WINDOW]
    dark = gray.astype(np.int32) * (WINDOW * WINDOW) < square - OFFSET * WINDOW * WINDOW
    return np.where(dark, np.uint8(0), np.uint8(255))


def inverted(gray: Pixels) -> Pixels:
    """Dark for light: zbar does not look for white codes on black by itself."""
    return ~gray
