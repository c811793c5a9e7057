"""Why nothing was read, as a word the voice can turn into advice: a few rules over brightness, detail and movement.

The rules are asked from the surest to the vaguest. They need not be right always: they decide which kind sentence
is said next, and none of them blames anybody.
"""

from typing import Literal

import numpy as np

from kiosk.camera.pixels import Pixels

Why = Literal["dark", "glare", "far", "shaking", "nothing"]

DARK = 45
"""Nine pixels of ten are darker than this, of 255."""

BURNT = 240
"""So bright is mirrored light; paper in good light stays below."""

BURNT_SHARE = 0.012
"""So much of the picture burnt out beside a card hides a code; printed paper alone does not get there."""

EDGE = 30
"""Step between neighbouring pixels that counts as an edge of something printed."""

BLOCK = 16
BUSY_BLOCK = 0.12
"""Share of edges, across and along, that a block of a code has and wood, cloth or a face has not."""

NEAR_SHARE = 0.03
"""A code smaller than this part of the picture has squares too small to read."""

MOVED = 95.0
"""Greatest change between two frames, of 255, in a picture shrunk so far that noise and print have gone."""


def why(gray: Pixels, before: Pixels | None = None) -> Why:
    """The likeliest reason, from this frame and the one before it."""
    if np.percentile(gray[::4, ::4], 90) < DARK:
        return "dark"
    if float((gray[::2, ::2] >= BURNT).mean()) > BURNT_SHARE:
        return "glare"
    if before is not None and before.shape == gray.shape and _movement(gray, before) > MOVED:
        return "shaking"
    share = busy_share(gray)
    if share == 0:
        return "nothing"
    # A large, sharp code that still cannot be read is mostly bent, tilted or moving: "hold it still and flat" helps.
    return "far" if share < NEAR_SHARE else "shaking"


def busy_share(gray: Pixels) -> float:
    """The part of the picture that is full of edges in both directions, as only printed codes are."""
    height, width = (side // BLOCK * BLOCK for side in gray.shape)
    if not height or not width:
        return 0.0
    # Noise of a dim sensor makes edges too; the mean of two pixels halves it and keeps the squares of a code.
    wide = gray[:height, :width].astype(np.int16)
    across = np.abs(np.diff((wide[::2] + wide[1::2]) >> 1, axis=1, prepend=0)) > EDGE
    along = np.abs(np.diff((wide[:, ::2] + wide[:, 1::2]) >> 1, axis=0, prepend=0)) > EDGE
    busy = (_per_block(across, 2, 1) > BUSY_BLOCK) & (_per_block(along, 1, 2) > BUSY_BLOCK)
    return float(busy.mean())


def _per_block(edges: "np.typing.NDArray[np.bool_]", down: int, right: int) -> "np.typing.NDArray[np.float64]":
    rows, columns = edges.shape[0] * down // BLOCK, edges.shape[1] * right // BLOCK
    shares: np.typing.NDArray[np.float64] = edges.reshape(rows, BLOCK // down, columns, BLOCK // right).mean((1, 3))
    return shares


def _movement(gray: Pixels, before: Pixels) -> float:
    return float(np.abs(_shrunk(gray) - _shrunk(before)).max(initial=0.0))


def _shrunk(gray: Pixels) -> "np.typing.NDArray[np.float64]":
    height, width = (side // BLOCK * BLOCK for side in gray.shape)
    blocks = gray[:height, :width].reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    small: np.typing.NDArray[np.float64] = blocks.mean((1, 3))
    return small
