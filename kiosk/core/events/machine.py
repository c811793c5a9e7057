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


class Recovered(Event, frozen=True):
    """A part works again."""

    part: Part


class HoursTold(Event, frozen=True):
    """Told at the start and whenever it changes, by whoever knows the time of day: is it between `House.opens` and
    `House.closes`? Outside them the resting kiosk is dark. Both 0, or the time not known: always open.
    """

    open: bool


class Stumbled(Event, frozen=True):
    """An unexpected error was caught at the border of the core: a calm screen, then back to where she was."""
