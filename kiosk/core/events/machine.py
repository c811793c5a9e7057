"""What a part of the machine tells."""

from kiosk.core.events.base import Event
from kiosk.core.units import Part


class WordReached(Event, frozen=True):
    """The voice has begun the word with this index of the line with this index."""

    ticket: int
    line: int
    word: int


class SpeechEnded(Event, frozen=True):
    """The voice has said all lines of a ticket."""

    ticket: int


class Failed(Event, frozen=True):
    """A part of the machine stopped working; the visit goes on without it."""

    part: Part
    why: str
    absent: bool = False
    """The kiosk was set up without it: nobody has to come for that."""
    limps: bool = False
    """It goes on, but for one thing: a button hangs. Somebody should come; nobody need do without the rest of it."""


class Recovered(Event, frozen=True):
    """A part works again."""

    part: Part


class HoursTold(Event, frozen=True):
    """Told at the start and whenever it changes, by whoever knows the time of day: is it between `House.opens` and
    `House.closes`? Outside them the resting kiosk is dark. Both 0, or the time not known: always open.
    """

    open: bool


class PersonNear(Event, frozen=True):
    """The presence sensor sees somebody before the kiosk, or nobody any more. It begins no visit and is not counted."""

    near: bool


class RoomLight(Event, frozen=True):
    """The light sensor finds the place bright, or dark."""

    bright: bool


class JackSensed(Event, frozen=True):
    """A headphone was plugged in, or pulled out."""

    plugged: bool
    before: bool = False
    """It was in already when the panel was opened: nobody has put it in just now."""


class HelpHeld(Event, frozen=True):
    """The help button of the panel is still down; told twice a second once it has been down for two seconds."""


class HelpReleased(Event, frozen=True):
    """The help button was seen to be up after it had been told as held."""


class HelpStuck(Event, frozen=True):
    """The help button has been down for longer than anybody holds it: nothing more is told of it until it is free."""


class Stumbled(Event, frozen=True):
    """An unexpected error was caught at the border of the core: a calm screen, then back to where she was."""
