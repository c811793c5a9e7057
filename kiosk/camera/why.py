"""Why nothing was read, as a word the voice can turn into advice: a few rules over what was measured in the picture.

The rules are asked from the surest to the vaguest. They need not be right always: they decide which kind sentence is
said next, and none of them blames anybody. How often they are right stands in `docs/evidence/camera-corpus.md`.
"""

from typing import Literal

from kiosk.camera import measures
from kiosk.camera.pixels import Pixels

Why = Literal["dark", "glare", "shaking", "nothing", "near", "cut", "far", "other"]

DARK = 45
"""Nine pixels of ten are darker than this, of 255."""

BURNT_SHARE = 0.012
"""So much of the picture burnt out hides a code; printed paper alone does not get there."""

MOVED_SHARE = 0.08
"""So much of the picture changes when a card is waved; a trembling hand stays below."""

MOVED_A_LITTLE = 0.035
"""So much changes when what points one way is the trace of a movement, and not bars in a quiet hand."""

ONE_WAY = 0.5
"""Steep places that point the same way so much belong to bars, or to something that moved."""

SQUARE = 0.85
"""A patch whose sides differ less is a code or its smeared picture; bars are printed wide and low."""

FAR = 112
"""Pixels; a code that is smaller has squares too small to read."""

LEAST = 32
"""Pixels; what is smaller is no card."""


def why(gray: Pixels, before: Pixels | None = None) -> Why:
    """The likeliest reason, from this frame and the one before it."""
    if measures.brightness(gray) < DARK:
        return "dark"
    if measures.burnt(gray) > BURNT_SHARE:
        return "glare"
    return _by_what_is_printed(measures.printed(gray), gray, measures.moved(gray, before))


def _by_what_is_printed(patch: measures.Patch, gray: Pixels, moved: float) -> Why:
    if max(patch.width, patch.height) < LEAST:
        return "nothing"
    # Before movement: what fills the picture changes all of it with every tremor.
    if patch.sides >= 3 or patch.opposite:
        return "near"
    if moved > MOVED_SHARE:
        return "shaking"
    if measures.direction(gray) > ONE_WAY:
        square = min(patch.width, patch.height) > SQUARE * max(patch.width, patch.height)
        return "shaking" if moved > MOVED_A_LITTLE or square else "other"
    return _by_place(patch, gray)


def _by_place(patch: measures.Patch, gray: Pixels) -> Why:
    if patch.sides:
        return "cut"
    if max(patch.width, patch.height) <= FAR:
        return "far"
    # A large, sharp code that still cannot be read is mostly bent or tilted: "hold it still and flat" helps.
    return "shaking" if measures.corner_squares(gray) else "other"
