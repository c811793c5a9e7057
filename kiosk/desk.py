"""A desk: the keyboard of a PC plays the panel and holds practice cards before the camera."""

from collections.abc import Callable, Mapping
from functools import partial

from kiosk.parts import Parts

TITLE = "Kiosk | space: hold the right card | 1-9: a card | 0: none | F9: staff card | backspace, enter, r, h: panel"
"""Said in the terminal and in the title of the window."""

PANEL = "The panel also has | F10: hold help or let go | p: somebody near | j: headphone | l: a dark place; again: undo"
"""Said in the terminal only: the title is long enough."""


def keys(parts: Parts) -> Mapping[int, Callable[[], None]]:
    """pygame's key number → what pressing it does."""
    import pygame  # noqa: PLC0415 - hardware libraries are loaded where they are used

    panel = {
        pygame.K_BACKSPACE: "back",
        pygame.K_RETURN: "next",
        pygame.K_r: "again",
        pygame.K_h: "help",
    }
    played = {pygame.K_F10: "help", pygame.K_p: "presence", pygame.K_j: "jack", pygame.K_l: "light"}
    numbered = {pygame.K_1 + n: card for n, card in enumerate(parts.cards()[:9])}
    return {
        **{key: partial(parts.press, button) for key, button in panel.items()},
        **{key: partial(parts.turn_over, name) for key, name in played.items()},
        **{key: partial(parts.hold, card) for key, card in numbered.items()},
        pygame.K_SPACE: parts.hold_right,
        pygame.K_0: partial(parts.hold, ""),
        pygame.K_F9: parts.hold_staff,
    }
