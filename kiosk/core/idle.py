"""The idle clock: it stands still while the voice speaks, warns aloud, and gives time to answer with one touch.

Numbers: WCAG 2.2.1 asks for at least 20 s to answer, by a simple action, as often as wanted.
"""

from kiosk.core.anytime import fresh
from kiosk.core.content.packs import Library
from kiosk.core.session import VisitEnded
from kiosk.core.state import Place, State
from kiosk.core.turn import Turn, saying, told
from kiosk.core.units import DurationMs
from kiosk.core.visit import moved

REST: dict[Place, DurationMs] = {
    "home": DurationMs(45_000),
    "topic": DurationMs(60_000),
    "lesson": DurationMs(90_000),
    "done": DurationMs(40_000),
    "check": DurationMs(60_000),
    "staff": DurationMs(120_000),
}
"""Quiet time before the warning. A finished page is given back sooner than a lesson."""

ANSWER = DurationMs(25_000)
"""Time to answer the warning, counted from the end of its sentence."""

LONGEST_SPEECH = DurationMs(60_000)
"""A voice that has not reported its end by then is taken as silent: a dead part stops neither clock nor lesson."""

LONGEST_SILENCE = DurationMs(20_000)
"""The same where the voice is known to be broken: time to read the caption."""


def passed(library: Library, turn: Turn) -> Turn:
    """What the time now means: nothing, a warning, or the end of the visit."""
    state = turn.state
    if state.place in ("stick", "setup") or (state.place == "attract" and not state.sheet):
        return turn  # nobody is learning; these pages close by themselves
    if not state.speaking.ended:
        return turn.but(touched_at=state.now)
    quiet = state.now - state.touched_at
    if state.place == "attract":
        return turn if quiet < ANSWER else _calmed(turn)
    if state.sheet == "idle":
        return turn if quiet < ANSWER else _end(library, turn)
    if quiet < REST[state.place]:
        return turn
    return told(library, turn.but(sheet="idle", touched_at=state.now))


def overdue(state: State) -> bool:
    """Whether the end of a sentence should have been reported long ago."""
    longest = LONGEST_SILENCE if "voice" in state.broken else LONGEST_SPEECH
    return not state.speaking.ended and state.now - state.speaking.since >= longest


def _calmed(turn: Turn) -> Turn:
    """It stumbled while it rested, and nobody is there to touch the calm screen away."""
    return saying(Turn(fresh(turn.state), turn.orders), ())


def _end(library: Library, turn: Turn) -> Turn:
    return moved(library, turn, VisitEnded()) or turn
