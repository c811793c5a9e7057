"""One turn of the core: the next state and what shall be done about it.

Sounds and counts are ordered by whoever decides; everything that follows from a state (what the voice says, whether the
camera looks, which lamp burns) is derived here from the difference of two states, so that no handler can forget it.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import orders as o
from kiosk.core import playing, telling, verdict
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import Library
from kiosk.core.lamps import status_lamp
from kiosk.core.staff.tried import tried
from kiosk.core.state import Speaking, State


class Turn(Struct, frozen=True):
    """A state with the orders that were decided on the way to it."""

    state: State
    orders: tuple[o.Order, ...] = ()

    def but(self, *more: o.Order, **changes: object) -> "Turn":
        """The same turn with some fields of its state changed and more orders."""
        return Turn(replace(self.state, **changes), (*self.orders, *more))


def counting(turn: Turn, metric: str, key: str = "") -> Turn:
    """The turn, with something counted that a visitor did. What is done in the staff menu, at a stick, or at the
    first start is not."""
    by_staff = turn.state.staff is not None or turn.state.place in ("stick", "setup")
    return turn if by_staff else turn.but(o.Count(metric, key))


def counting_unreadable(turn: Turn, why: str) -> Turn:
    """The turn, with a code counted that could not be read. `other` is what nightly documents call the rest."""
    return counting(turn, "codes_unreadable", "unclear" if why == "other" else why)


def told(library: Library, turn: Turn) -> Turn:
    """The turn, with the voice beginning to say what belongs to its scene. A move that the kiosk was about to make by
    itself waits until that has been heard."""
    lesson = turn.state.lesson
    if lesson is not None and lesson.due is not None:
        turn = turn.but(lesson=replace(lesson, due=None))
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
    if _help_lamp(after) != _help_lamp(before):
        yield o.Lamp("help", _help_lamp(after))
    if status_lamp(after) != status_lamp(before):
        yield o.Lamp("status", status_lamp(after))
    yield from _camera(sought(library, before), sought(library, after))


def _help_lamp(state: State) -> bool:
    """Whether the lamp that calls somebody burns: somebody is called, or the lamp is being tried."""
    return state.helper_called or tried(state) == "lamp"


def sought(library: Library, state: State) -> str | None:
    """The practice card that would be right before the camera, empty when any code is; `None` when it shall be shut."""
    if "camera" in state.broken:
        return None
    if state.place == "staff":
        return _sample(library) if tried(state) == "camera" else None
    if state.place == "check":
        return _any_code(library, state)
    return _card_of_step(library, state) if state.place == "lesson" else None


def _any_code(library: Library, state: State) -> str | None:
    if state.check is None or state.check.reading is not None:
        return None
    return _sample(library)


def _sample(library: Library) -> str:
    return next((card.card for card in verdict.samples(library)), "")


def _card_of_step(library: Library, state: State) -> str | None:
    lesson = state.lesson
    if lesson is None or playing.way(lesson).plays_itself:
        return None
    step = playing.step_now(library, lesson)
    return step.card if isinstance(step, Scan) else None


def _camera(before: str | None, after: str | None) -> Iterator[o.Order]:
    if before == after:
        return
    yield o.LookAway() if after is None else o.Look(after)
    if (before is None) != (after is None):
        yield o.Lamp("camera", after is not None)
