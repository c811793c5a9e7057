"""pygame's events as what was felt."""

from collections.abc import Iterable

import pygame

from kiosk.screen.felt import Closed, Contact, Felt, KeyPressed, Move, Uncovered

_FINGER: dict[int, Move] = {pygame.FINGERDOWN: "down", pygame.FINGERMOTION: "slide", pygame.FINGERUP: "up"}
_MOUSE: dict[int, Move] = {pygame.MOUSEBUTTONDOWN: "down", pygame.MOUSEMOTION: "slide", pygame.MOUSEBUTTONUP: "up"}
_OTHERS: dict[int, Felt] = {pygame.QUIT: Closed(), pygame.VIDEOEXPOSE: Uncovered()}


def translate(events: Iterable[pygame.event.Event], width: int, height: int) -> list[Felt]:
    """What these events mean on a screen of this size; most mean nothing."""
    return [felt for event in events if (felt := one(event, width, height))]


def one(event: pygame.event.Event, width: int, height: int) -> Felt | None:
    """What one event means."""
    if event.type in _FINGER:
        # Never ask pygame for the state of a finger here: it fails once the touch screen is unplugged.
        x, y = int(event.x * width), int(event.y * height)
        return Contact(_FINGER[event.type], min(x, width - 1), min(y, height - 1), "finger", int(event.finger_id))
    if event.type in _MOUSE:
        return mouse(event)
    if event.type == pygame.KEYDOWN:
        return KeyPressed(event.key)
    return _OTHERS.get(event.type)


def mouse(event: pygame.event.Event) -> Contact | None:
    """The first button only; and not the mouse that SDL plays for each finger, whose finger comes as well."""
    held = event.buttons[0] if event.type == pygame.MOUSEMOTION else event.button == 1
    if not held or getattr(event, "touch", False):
        return None
    return Contact(_MOUSE[event.type], event.pos[0], event.pos[1], "mouse")
