"""Content that is renewed while the kiosk stands: a stick is read, a new release taken at rest."""

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.session import leads
from kiosk.core.state import Stick
from kiosk.core.turn import Turn, told


def stick_told(library: Library, turn: Turn, event: e.StickTold) -> Turn:
    """How far the reading of a stick has come: shown where nobody is learning."""
    stick = Stick(event.stage, event.done, event.of, event.why, turn.state.now)
    place = leads(turn.state.place, event)
    return turn.but(stick=stick) if place is None else told(library, turn.but(stick=stick, place=place))


def stick_left(_library: Library, turn: Turn, _event: e.StickLeft) -> Turn:
    """The stick was pulled out."""
    return turn.but(stick=None)


def release_ready(_library: Library, turn: Turn, event: e.ReleaseReady) -> Turn:
    """New content waits for the end of the visit."""
    return turn.but(ready=event.release)


def content_switched(_library: Library, turn: Turn, _event: e.ContentSwitched) -> Turn:
    """It is in use."""
    return turn.but(ready="")
