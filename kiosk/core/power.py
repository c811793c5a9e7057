"""Switching off by the help button: hold it, hear and see the seconds run down, and let go when the kiosk says so.

It asks for no PIN: whoever stands before the kiosk could pull the plug, and a machine that is switched off loses less.
Letting go before the end changes nothing; letting go after it switches off. So a button that never comes up again,
under chewing gum, switches nothing off: the panel calls it stuck after a while.

The panel tells twice a second that the button is still down, having looked at it, and that it is up, having looked. Its
silence is neither: the sheet goes away. So a lost edge, a dead panel or a loop that stood still switch nothing off.
"""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.power_lines import SPOKEN
from kiosk.core.state import SwitchingOff
from kiosk.core.turn import Turn, told
from kiosk.core.units import DurationMs

COUNTDOWN_S = 6
"""Seconds from the first warning on; the panel tells of the button after two, so it is held for eight in all."""

SILENT = DurationMs(2_000)
"""No word of the button for so long: nobody knows how it is, and nothing comes of it."""

GIVEN_UP = DurationMs(60_000)
"""The machine is still on: whoever had to switch it off has not."""


def held(library: Library, turn: Turn, _event: e.HelpHeld) -> Turn:
    """The button is still down."""
    state = turn.state
    off = state.off if state.sheet == "off" else None
    if off is None:
        begun = SwitchingOff(since=state.now, told_at=state.now, left=COUNTDOWN_S, under=state.sheet)
        return told(library, turn.but(sheet="off", off=begun, pressed=""))
    if off.done:
        return turn
    now = replace(off, told_at=state.now, left=COUNTDOWN_S - (state.now - off.since) // 1000)
    after = turn.but(off=now)
    return told(library, after) if now.left != off.left and now.left in SPOKEN else after


def released(library: Library, turn: Turn, _event: e.HelpReleased) -> Turn:
    """It was seen to be up: the machine goes off if the seconds had run down, and else nothing has happened."""
    off = turn.state.off
    if turn.state.sheet != "off" or off is None or off.done:
        return turn
    if off.counting:
        return _gives_back(library, turn, off)
    done = replace(off, told_at=turn.state.now, done=True)
    return told(library, turn.but(o.Errand("power-off"), off=done))


def stuck(library: Library, turn: Turn, _event: e.HelpStuck) -> Turn:
    """Nobody holds it: it hangs. So nobody called, and nothing of it stays between a visitor and her lesson."""
    off = turn.state.off
    if turn.state.sheet != "off" or off is None or off.done:
        return turn
    under = "" if off.under == "help" else off.under
    return _gives_back(library, turn.but(helper_called=False), replace(off, under=under))


def passed(library: Library, turn: Turn) -> Turn:
    """What the time means meanwhile."""
    off, now = turn.state.off, turn.state.now
    if off is None:
        return turn.but(sheet="")
    if not off.done:
        return turn if now - off.told_at < SILENT else _gives_back(library, turn, off)
    if now - off.told_at < GIVEN_UP:
        return turn
    return told(library, turn.but(sheet="", off=None, helper_called=False, touched_at=now))


def _gives_back(library: Library, turn: Turn, off: SwitchingOff) -> Turn:
    """What lay there before."""
    return told(library, turn.but(sheet=off.under, off=None, touched_at=turn.state.now))
