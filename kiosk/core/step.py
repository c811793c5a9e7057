"""`step(library, state, event) -> state, orders`: the whole of the kiosk's behaviour, as a pure function.

The order of questions: is it about the machine or the voice? does a sheet lie over the place? may it be asked at any
time? is it a move of the session table? does the lesson take it? An event that nobody wants changes nothing.
"""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.core import checking, idle, power, renewing, sensing, setting_up, teaching
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.anytime import ANYTIME
from kiosk.core.content.packs import Library
from kiosk.core.session import SESSION
from kiosk.core.staff import menu, self_test
from kiosk.core.state import Place, Speaking, State
from kiosk.core.turn import Turn, consequences, told
from kiosk.core.units import DurationMs
from kiosk.core.visit import moved

BEAT = DurationMs(500)
"""What breathes on the screen changes once a beat; taken from the clock, for time is told before every event."""

LED_HOME_AFTER = 2
"""Stumbles in one visit: the place itself seems to be the trouble."""


def step(library: Library, state: State, event: e.Event) -> tuple[State, tuple[o.Order, ...]]:
    """The next present, and what shall be done."""
    turn = _turned(library, Turn(state), event)
    return turn.state, (*turn.orders, *consequences(library, state, turn.state))


def _turned(library: Library, turn: Turn, event: e.Event) -> Turn:
    machine_says = _MACHINE.get(type(event), _unheard if turn.state.sheet == "off" else None)
    if machine_says is not None:
        return machine_says(library, turn, event)
    turn = turn.but(touched_at=turn.state.now)
    if turn.state.sheet in ("idle", "trouble"):
        return told(library, turn.but(sheet=""))
    if turn.state.place == "attract":
        # Any touch and any button wakes the kiosk; nobody is asked to find the right one.
        event = event if isinstance(event, e.Came) else e.Came()
    caught = menu.caught(library, turn, event)
    if caught is not None:
        return caught
    if type(event) in ANYTIME:
        return ANYTIME[type(event)](library, turn)
    if turn.state.sheet == "help":
        turn = told(library, turn.but(sheet="", helper_called=False))
        return turn if isinstance(event, e.WentBack) else _in_place(library, turn, event)
    return _in_place(library, turn, event)


def _in_place(library: Library, turn: Turn, event: e.Event) -> Turn:
    went = moved(library, turn, event)
    if went is not None:
        return went
    if turn.state.place == "check":
        return checking.answer(library, turn, event)
    if turn.state.place == "staff":
        return menu.answer(library, turn, event)
    if turn.state.place == "setup":
        return setting_up.answer(library, turn, event)
    if turn.state.place != "lesson":
        return turn
    return teaching.hint(library, turn) if isinstance(event, e.HintAsked) else teaching.answer(library, turn, event)


_LOOKING: dict[Place, Callable[[Library, Turn, str], Turn]] = {
    "lesson": teaching.unreadable,
    "check": checking.unreadable,
}
"""Places with a camera: who answers when it cannot read."""

_BLIND: dict[Place, Callable[[Library, Turn], Turn]] = {
    "lesson": teaching.camera_lost,
    "check": checking.camera_lost,
}
"""The same places: who says that cards on the screen take the place of a camera that is gone."""

_HEARING: dict[Place, Callable[[Library, Turn], Turn]] = {
    "lesson": teaching.heard_out,
    "staff": self_test.heard_out,
}
"""Places where something follows when a sentence has ended."""


# --- the machine -----------------------------------------------------------------------------------------------------


def _ticked(library: Library, turn: Turn, event: e.Ticked) -> Turn:
    turn = turn.but(now=event.now, beat=event.now // BEAT)
    if idle.overdue(turn.state):
        turn = _heard_out(library, turn, e.SpeechEnded(turn.state.speaking.ticket))
    if turn.state.place == "lesson" and not turn.state.sheet:
        turn = teaching.move_by_itself(library, turn)
    if turn.state.place == "staff" and not turn.state.sheet:
        turn = self_test.passed(library, turn)
    if turn.state.sheet == "off":
        return power.passed(library, _without_digits(turn))
    turn = setting_up.passed(library, turn)
    return renewing.passed(library, _without_digits(idle.passed(library, turn)))


def _without_digits(turn: Turn) -> Turn:
    """Whatever lies over the staff menu, a PIN half typed does not wait under it."""
    kept = menu.wiped(turn.state.staff)
    return turn if not turn.state.sheet or kept == turn.state.staff else turn.but(staff=kept)


def _unheard(_library: Library, turn: Turn, _event: e.Event) -> Turn:
    """A touch answers nothing while the help button is held; letting it go does."""
    return turn


def _pressed(_library: Library, turn: Turn, event: e.FingerCame) -> Turn:
    return turn.but(pressed=event.item, touched_at=turn.state.now)


def _lifted(_library: Library, turn: Turn, _event: e.FingerLeft) -> Turn:
    return turn.but(pressed="")


def _word(_library: Library, turn: Turn, event: e.WordReached) -> Turn:
    speaking = turn.state.speaking
    if event.ticket != speaking.ticket or speaking.ended:
        return turn
    # A word is a sign of life: however long all of it takes, the voice is not dead.
    return turn.but(speaking=replace(speaking, line=event.line, word=event.word, since=turn.state.now))


def _heard_out(library: Library, turn: Turn, event: e.SpeechEnded) -> Turn:
    speaking = turn.state.speaking
    if event.ticket != speaking.ticket or speaking.ended:
        return turn
    silent = Speaking(ticket=speaking.ticket, lines=speaking.lines, since=speaking.since, ended=True)
    turn = turn.but(speaking=silent, touched_at=turn.state.now)
    if turn.state.sheet or turn.state.place not in _HEARING:
        return turn
    return _HEARING[turn.state.place](library, turn)


def _unreadable(library: Library, turn: Turn, event: e.CodeUnreadable) -> Turn:
    if turn.state.sheet or turn.state.place not in _LOOKING:
        return turn
    return _LOOKING[turn.state.place](library, turn, event.why)


def _failed(library: Library, turn: Turn, event: e.Failed) -> Turn:
    turn, part = turn.but(o.Count("part_failures", event.part)), frozenset({event.part})
    if event.limps:
        return turn.but(limping=turn.state.limping | part)
    without = turn.state.without | part if event.absent else turn.state.without - part
    turn = turn.but(broken=turn.state.broken | part, without=without)
    if event.part != "camera" or turn.state.sheet or turn.state.place not in _BLIND:
        return turn
    return _BLIND[turn.state.place](library, turn)


def _recovered(_library: Library, turn: Turn, event: e.Recovered) -> Turn:
    part, state = frozenset({event.part}), turn.state
    turn = turn.but(o.Count("part_recoveries", event.part))
    return turn.but(broken=state.broken - part, limping=state.limping - part)


def _stumbled(library: Library, turn: Turn, _event: e.Stumbled) -> Turn:
    stumbles = turn.state.stumbles + 1
    turn = turn.but(o.Count("stumbles"), stumbles=stumbles, sheet="trouble", pressed="")
    turn = _without_digits(turn)
    if stumbles >= LED_HOME_AFTER and turn.state.place in SESSION:
        turn = turn.but(place="home", lesson=None, check=None, staff=None, topic="", chosen_lesson="")
    return told(library, turn)


def _hours(_library: Library, turn: Turn, event: e.HoursTold) -> Turn:
    return turn.but(dark=not event.open)


_MACHINE: dict[type[e.Event], Callable[..., Turn]] = {
    e.Ticked: _ticked,
    e.FingerCame: _pressed,
    e.FingerLeft: _lifted,
    e.WordReached: _word,
    e.SpeechEnded: _heard_out,
    e.CodeUnreadable: _unreadable,
    e.Failed: _failed,
    e.Recovered: _recovered,
    e.Stumbled: _stumbled,
    e.HoursTold: _hours,
    e.PersonNear: sensing.person_near,
    e.RoomLight: sensing.room_light,
    e.JackSensed: sensing.jack_sensed,
    e.HelpHeld: power.held,
    e.HelpReleased: power.released,
    e.HelpStuck: power.stuck,
    e.StickTold: renewing.stick_told,
    e.StickLeft: renewing.stick_left,
    e.ReleaseReady: renewing.release_ready,
    e.ContentSwitched: renewing.content_switched,
    e.SetupTold: setting_up.setup_told,
    e.StaffCame: menu.came,
    e.PinJudged: menu.pin_judged,
    e.StaffTold: menu.staff_told,
    e.Tested: menu.tested,
}
