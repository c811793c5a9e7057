"""Switching off by the help button: hold it, hear and see the seconds run down, let go and nothing has happened.

It asks for no PIN: whoever stands before the kiosk could pull the plug, and a machine that is switched off loses less.
The panel tells twice a second that the button is still down, having looked at it; when it falls silent, the button
counts as let go. So a lost edge, a dead panel or a loop that stood still never switch anything off.
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
"""No word of the button for so long: it counts as let go."""

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
    left = COUNTDOWN_S - (state.now - off.since) // 1000
    now = replace(off, told_at=state.now, left=max(0, left), done=left <= 0)
    if now.done:
        return told(library, turn.but(o.Errand("power-off"), off=now))
    after = turn.but(off=now)
    return told(library, after) if now.left != off.left and now.left in SPOKEN else after


def released(library: Library, turn: Turn, _event: e.HelpReleased) -> Turn:
    """It was let go: back to what lay there before, unless it is too late."""
    off = turn.state.off
    if turn.state.sheet != "off" or off is None or off.done:
        return turn
    return told(library, turn.but(sheet=off.under, off=None, touched_at=turn.state.now))


def passed(library: Library, turn: Turn) -> Turn:
    """What the time means meanwhile."""
    off, now = turn.state.off, turn.state.now
    if off is None:
        return turn.but(sheet="")
    if not off.done:
        return turn if now - off.told_at < SILENT else released(library, turn, e.HelpReleased())
    if now - off.told_at < GIVEN_UP:
        return turn
    return told(library, turn.but(sheet="", off=None, helper_called=False, touched_at=now))
