"""One turn of the core: the next state and what shall be done about it.

Sounds and counts are ordered by whoever decides; everything that follows from a state (what the voice says, whether the
camera looks, which lamp burns) is derived here from the difference of two states, so that no handler can forget it.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import orders as o
from kiosk.core import playing, telling
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import Library
from kiosk.core.state import Speaking, State


class Turn(Struct, frozen=True):
    """A state with the orders that were decided on the way to it."""

    state: State
    orders: tuple[o.Order, ...] = ()

    def but(self, *more: o.Order, **changes: object) -> "Turn":
        """The same turn with some fields of its state changed and more orders."""
        return Turn(replace(self.state, **changes), (*self.orders, *more))


def told(library: Library, turn: Turn) -> Turn:
    """The turn, with the voice beginning to say what belongs to its scene."""
    return saying(turn, telling.lines(library, turn.state))


def saying(turn: Turn, lines: tuple[str, ...]) -> Turn:
    """The turn, with the voice beginning to say these lines under a new ticket."""
    ticket = turn.state.speaking.ticket + 1
    return turn.but(speaking=Speaking(ticket=ticket, lines=lines, since=turn.state.now, ended=not lines))


def consequences(library: Library, before: State, after: State) -> Iterator[o.Order]:
    """What follows from the difference of two states."""
    if after.speaking.ticket != before.speaking.ticket:
        speaking = after.speaking
        yield o.Say(speaking.ticket, speaking.lines, after.lang, after.pace) if speaking.lines else o.Hush()
    if after.volume != before.volume:
        yield o.SetVolume(after.volume)
    if after.helper_called != before.helper_called:
        yield o.Lamp("help", after.helper_called)
    yield from _camera(wanted_card(library, before), wanted_card(library, after))


def wanted_card(library: Library, state: State) -> str:
    """The practice card that the camera should be looking for; empty when it should be shut."""
    lesson = state.lesson
    if state.place != "lesson" or lesson is None or "camera" in state.broken or playing.way(lesson).plays_itself:
        return ""
    step = playing.step_now(library, lesson)
    return step.card if isinstance(step, Scan) else ""


def _camera(before: str, after: str) -> Iterator[o.Order]:
    if before == after:
        return
    yield o.Look(after) if after else o.LookAway()
    if bool(before) != bool(after):
        yield o.Lamp("camera", bool(after))
