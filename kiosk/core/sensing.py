"""What the sensors of the panel mean: somebody near, a dark place, a headphone. None of it is counted.

Who only walks past has asked for nothing: the presence sensor lights the resting screen and does no more. Who puts a
plug in wants to hear something, and may not see where to touch: that begins a visit, as a touch does.
"""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core.anytime import QUIETEST
from kiosk.core.content.packs import Library
from kiosk.core.turn import Turn
from kiosk.core.visit import moved


def person_near(_library: Library, turn: Turn, event: e.PersonNear) -> Turn:
    """Somebody came near, or went."""
    left_at = None if event.near else turn.state.now
    return turn.but(around=replace(turn.state.around, left_at=left_at))


def room_light(_library: Library, turn: Turn, event: e.RoomLight) -> Turn:
    """The place became bright, or dark."""
    return turn.but(around=replace(turn.state.around, gloomy=not event.bright))


def jack_sensed(library: Library, turn: Turn, event: e.JackSensed) -> Turn:
    """A headphone begins at the lowest step; without it the loudspeaker is as loud as staff have set it."""
    state = turn.state
    if event.plugged == state.around.plugged:
        return turn
    volume = QUIETEST if event.plugged else state.house.volume
    turn = turn.but(around=replace(state.around, plugged=event.plugged), volume=volume)
    if not event.plugged or event.before:
        return turn
    turn = turn.but(touched_at=state.now)
    return (moved(library, turn, e.Came()) if state.place == "attract" else None) or turn
