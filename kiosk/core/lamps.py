"""What the kiosk shows of itself without a word: the status lamp of the panel, and how bright the screen is."""

from typing import Literal

from kiosk.core.state import State
from kiosk.core.units import DurationMs

Brightness = Literal["on", "dim", "off"]

DOZE_AFTER = DurationMs(5 * 60_000)
"""So long after the last person the resting screen is dimmed, where a sensor tells."""

_BLINK_BEATS = 2
"""Beats that the lamp burns, and beats that it does not: once in two seconds, which takes no clock of its own and is
far below the three flashes a second of WCAG 2.3.1."""


def status_lamp(state: State) -> bool:
    """Steady: all is well. Slow blinking: somebody is wanted. Out: outside the hours."""
    if state.dark and state.place == "attract":
        return False
    return not _wants_somebody(state) or state.beat // _BLINK_BEATS % 2 == 0


def _wants_somebody(state: State) -> bool:
    """A part is broken that should be there, a helper was called, or the kiosk has stumbled."""
    ill = (state.broken - state.without) | state.limping
    return bool(ill) or state.helper_called or state.sheet == "trouble"


def brightness(state: State) -> Brightness:
    """How bright the light behind the screen is. Never off but outside the hours: a sensor may be wrong."""
    resting = state.place == "attract" and not state.sheet
    if resting and state.dark:
        return "off"
    return "dim" if state.around.gloomy or (resting and _alone(state)) else "on"


def _alone(state: State) -> bool:
    left_at = state.around.left_at
    return left_at is not None and state.now - max(left_at, state.touched_at) >= DOZE_AFTER
