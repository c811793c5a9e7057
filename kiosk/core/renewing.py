"""Content that is renewed while the kiosk stands: a stick is read, a new release taken at rest.

What is told of a stick is shown and spoken where nobody is learning, each stage once, and no stage cuts the sentence of
another off: a sentence that staff act on (take it out, it is ready) must be heard to its end, however fast the machine
was. So stages wait for their turn, and those that only say that work goes on give way to newer ones. A fault waits for
nothing.
"""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.anytime import fresh
from kiosk.core.content.packs import Library
from kiosk.core.events import StickStage
from kiosk.core.session import leads
from kiosk.core.state import Place, State, Stick
from kiosk.core.turn import Turn, told
from kiosk.core.units import DurationMs
from kiosk.core.visit import moved

FINAL: frozenset[StickStage] = frozenset({"ready", "nothing-new", "given", "fault"})
"""Nothing follows; the page closes by itself, or by a touch anywhere."""

NEEDED: frozenset[StickStage] = frozenset({"found", "checking", "copying", "giving"})
"""The stick must stay in; pulled out now, nothing has changed, and that is said."""

TOLD_WHATEVER_FOLLOWS: frozenset[StickStage] = FINAL | {"removable"}
"""What staff act on."""

STAY = DurationMs(20_000)
STAY_FAULT = DurationMs(60_000)
"""How long a final page stays after its last word: a fault says what to do, and who brought the stick may be away."""

LOST = DurationMs(900_000)
"""No word for so long: whoever read the stick was killed. Speaking a whole library takes minutes on a small board."""

NOBODY_LEARNS: frozenset[Place] = frozenset({"attract", "stick", "staff", "setup"})


def stick_told(library: Library, turn: Turn, event: e.StickTold) -> Turn:
    """How far the reading of a stick has come."""
    stick = Stick(event.stage, event.done, event.of, event.why, turn.state.now)
    before = turn.state.stick
    if turn.state.place == "stick" and before is not None:
        return _goes_on(library, turn, before, stick)
    place = leads(turn.state.place, event)
    stick = replace(stick, unseen=turn.state.place in ("staff", "setup"))
    return turn.but(stick=stick) if place is None else told(library, turn.but(stick=stick, place=place, sheet=""))


def stick_left(library: Library, turn: Turn, _event: e.StickLeft) -> Turn:
    """The stick was pulled out: a fault while it was needed, nothing at all afterwards."""
    stick = turn.state.stick
    if stick is None or _last(stick).stage not in NEEDED:
        return turn
    return stick_told(library, turn, e.StickTold("fault", why="gone"))


def release_ready(_library: Library, turn: Turn, event: e.ReleaseReady) -> Turn:
    """New content is taken now, or waits for the end of the visit."""
    return _switching(turn.but(ready=event.release))


def content_switched(library: Library, turn: Turn, _event: e.ContentSwitched) -> Turn:
    """It is in use. Whoever was learning all the same finds herself at home: her lesson may be there no more."""
    turn = turn.but(ready="")
    if turn.state.place in NOBODY_LEARNS:
        return turn
    return told(library, Turn(_at_home(turn.state), turn.orders))


def _at_home(state: State) -> State:
    """All as the new content wants it, and she is spoken to as before; whoever was called still is."""
    home = fresh(state, place="home", seed=state.seed)
    hers = replace(home, lang=state.lang, size=state.size, pace=state.pace, volume=state.volume)
    return replace(hers, sheet="help", helper_called=state.helper_called) if state.sheet == "help" else hers


def passed(library: Library, turn: Turn) -> Turn:
    """What the time now means to a stick, and to a release that waits."""
    stick, place = turn.state.stick, turn.state.place
    if stick is not None and place == "stick":
        turn = _shown(library, turn, stick)
    elif stick is not None and place == "attract":
        turn = _comes_back(library, turn, stick)
    return _switching(turn)


def _goes_on(library: Library, turn: Turn, before: Stick, stick: Stick) -> Turn:
    """The page is open: move its bar, let the new stage wait for its turn, or tell it now."""
    if stick.stage == "fault" or (turn.state.speaking.ended and not before.waiting):
        return _turned_to(library, turn, before, stick)
    if stick.stage == before.stage:
        return turn.but(stick=replace(stick, waiting=before.waiting))
    kept = tuple(one for one in before.waiting if one.stage in TOLD_WHATEVER_FOLLOWS and one.stage != stick.stage)
    return turn.but(stick=replace(before, since=stick.since, waiting=(*kept, stick)))


def _turned_to(library: Library, turn: Turn, before: Stick, stick: Stick) -> Turn:
    """The page shows the next stage; a stage that goes on is not spoken again."""
    after = turn.but(stick=stick)
    return after if (stick.stage, stick.why) == (before.stage, before.why) else told(library, after)


def _shown(library: Library, turn: Turn, stick: Stick) -> Turn:
    state = turn.state
    if not state.speaking.ended:
        return turn.but(touched_at=state.now)
    if stick.waiting:
        following, *rest = stick.waiting
        return _turned_to(library, turn, stick, replace(following, since=state.now, waiting=tuple(rest)))
    if stick.stage not in FINAL:
        return turn if state.now - stick.since < LOST else _closed(library, turn)
    stay = STAY_FAULT if stick.stage == "fault" else STAY
    return turn if state.now - state.touched_at < stay else _closed(library, turn)


def _comes_back(library: Library, turn: Turn, stick: Stick) -> Turn:
    """After a visit the page is there again if the work still goes on; after the staff menu in any case: whoever was in
    it may have brought the stick."""
    last = _last(stick)
    if (last.stage in FINAL and not stick.unseen) or turn.state.now - stick.since >= LOST:
        return turn.but(stick=None)
    shown = replace(last, waiting=(), unseen=False)
    return told(library, turn.but(stick=shown, place="stick", touched_at=turn.state.now))


def _closed(library: Library, turn: Turn) -> Turn:
    gone = turn.but(stick=None)
    return moved(library, gone, e.WentHome()) or gone


def _last(stick: Stick) -> Stick:
    """The newest that was told, be it shown already or not."""
    return stick.waiting[-1] if stick.waiting else stick


def _switching(turn: Turn) -> Turn:
    """At rest, in silence, and once: whoever takes it tells `ContentSwitched`."""
    state = turn.state
    if not state.ready or state.place != "attract" or not state.speaking.ended:
        return turn
    return turn.but(o.SwitchContent(), ready="")
