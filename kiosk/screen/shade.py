"""A picture shown darker than it was painted: for screens whose own light nothing can dim, as those on HDMI."""

from collections.abc import Callable

import pygame

from kiosk.scenes.values import Box

Share = float
"""Of the full light: 1 is as bright as it was painted."""

ShareOf = Callable[[str], Share]
"""How much light the picture must have at `on`, `dim`, `off`: what the screen cannot do itself."""

GAMMA = 2.2
"""A screen gives light as this power of a pixel's number (sRGB, IEC 61966-2-1, nearly)."""


def unshaded(_light: str) -> Share:
    """For a screen that has a light of its own, and where nothing is dimmed."""
    return 1.0


def darken(display: pygame.Surface, place: Box, share: Share) -> None:
    """Take light from a part of the display. It must have been painted anew: twice would be darker still.

    Multiplied in place: laying a black veil over it takes three times as long.
    """
    number = round(255 * share ** (1 / GAMMA))
    display.fill((number, number, number), (place.x, place.y, place.w, place.h), pygame.BLEND_MULT)
