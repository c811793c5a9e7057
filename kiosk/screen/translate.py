"""pygame's events as what was felt, on the picture as people see it."""

from collections.abc import Iterable

import pygame

from kiosk.screen.felt import Closed, Contact, Felt, KeyPressed, Lost, Move, Source, Uncovered
from kiosk.screen.touch import Glass
from kiosk.screen.turned import Point

_FINGER: dict[int, Move] = {pygame.FINGERDOWN: "down", pygame.FINGERMOTION: "slide", pygame.FINGERUP: "up"}
_MOUSE: dict[int, Move] = {pygame.MOUSEBUTTONDOWN: "down", pygame.MOUSEMOTION: "slide", pygame.MOUSEBUTTONUP: "up"}
_OTHERS: dict[int, Felt] = {
    pygame.QUIT: Closed(),
    pygame.VIDEOEXPOSE: Uncovered(),
    pygame.WINDOWFOCUSLOST: Lost(),
}

PLAIN = Glass()
"""Glass that tells the truth, under a picture that is not turned."""


def translate(events: Iterable[pygame.event.Event], width: int, height: int, glass: Glass = PLAIN) -> list[Felt]:
    """What these events mean on a picture of this size; most mean nothing."""
    return [felt for event in events if (felt := one(event, width, height, glass))]


def one(event: pygame.event.Event, width: int, height: int, glass: Glass = PLAIN) -> Felt | None:
    """What one event means."""
    if event.type in _FINGER:
        return finger(event, width, height, glass)
    if event.type in _MOUSE:
        return mouse(event, width, height, glass)
    if event.type == pygame.KEYDOWN:
        return KeyPressed(event.key)
    return _OTHERS.get(event.type)


def finger(event: pygame.event.Event, width: int, height: int, glass: Glass) -> Contact | None:
    """A finger on a touchscreen that counts.

    Never ask pygame for the state of a finger here: it fails once the touchscreen is unplugged.
    """
    device = int(getattr(event, "touch_id", 0))
    if not glass.counts(device):
        return None
    felt, who = (event.x, event.y), (int(event.finger_id), device)
    return _contact(_FINGER[event.type], glass.point(*felt), (width, height), "finger", who, felt)


def mouse(event: pygame.event.Event, width: int, height: int, glass: Glass) -> Contact | None:
    """The first button only; and not the mouse that SDL plays for each finger, whose finger comes as well.

    A mouse is turned with the picture, but nothing is put right: there is no glass that could tell a wrong point.
    """
    held = event.buttons[0] if event.type == pygame.MOUSEMOTION else event.button == 1
    if not held or getattr(event, "touch", False):
        return None
    wide, high = glass.turned.size(width, height)
    # From the middle of its pixel, so that a picture that is not turned has it at exactly that pixel.
    felt = (event.pos[0] + 0.5) / wide, (event.pos[1] + 0.5) / high
    return _contact(_MOUSE[event.type], glass.turned.to_picture(*felt), (width, height), "mouse", (0, 0), felt)


def _contact(  # noqa: PLR0917, PLR0913 - one value's fields, in its own order
    move: Move, point: Point, size: tuple[int, int], source: Source, who: tuple[int, int], felt: Point
) -> Contact:
    x, y = (min(max(int(share * most), 0), most - 1) for share, most in zip(point, size, strict=True))
    return Contact(move, x, y, source, *who, felt)
