"""The first start: what somebody has written for this kiosk is read back to him, before anybody else comes.

All right: he says so, and it is not asked again. Something wrong: each fault for itself, with its remedy, and the kiosk
can be switched off to mend it. Whoever only wants to learn touches on, or waits a minute, and meets the kiosk as ever.
"""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.session import SetupOpened, leads
from kiosk.core.setup import Setup, Told
from kiosk.core.turn import Turn, told
from kiosk.core.units import DurationMs
from kiosk.core.visit import moved

STAY = DurationMs(60_000)
"""How long the page stays after its last word when nobody touches it: who set the kiosk up may be looking for his
glasses, and a visitor must not stand before it for longer."""


def setup_told(library: Library, turn: Turn, event: e.SetupTold) -> Turn:
    """What the first boot made of the answers; asked aloud where it should be, if nobody is learning yet."""
    turn = turn.but(setup=Setup(event.told, event.mark))
    place = leads(turn.state.place, event) if event.ask else None
    return turn if place is None else told(library, turn.but(place=place, touched_at=turn.state.now))


def reopened(library: Library, turn: Turn) -> Turn:
    """Staff want to see it again."""
    setup, place = turn.state.setup, leads(turn.state.place, SetupOpened())
    if setup is None or place is None:
        return turn
    return told(library, turn.but(place=place, staff=None, setup=replace(setup, page="asks", at=0)))


def answer(library: Library, turn: Turn, event: e.Event) -> Turn:
    """A button of the page, or of the panel."""
    setup = turn.state.setup or Setup(Told(outcome="none"))
    match event:
        case e.WentOn() if setup.page == "asks":
            return _on(library, turn, setup)
        case e.StaffTouched(item="power-off") if setup.page == "asks":
            return _turned(library, turn, replace(setup, page="sure"))
        case e.StaffTouched(item="yes") if setup.page == "sure":
            return _turned(library, turn.but(o.Errand("power-off")), replace(setup, page="off"))
        case e.WentBack() | e.StaffTouched(item="no") if setup.page == "sure":
            return _turned(library, turn, replace(setup, page="asks"))
        case e.WentBack() if setup.page == "asks" and setup.at:
            return _turned(library, turn, replace(setup, at=setup.at - 1))
    return turn


def passed(library: Library, turn: Turn) -> Turn:
    """Nobody is there: the kiosk rests, and says it again at the next start."""
    state = turn.state
    if state.place != "setup":
        return turn
    if not state.speaking.ended:
        return turn.but(touched_at=state.now)
    return turn if state.now - state.touched_at < STAY else closed(library, turn)


def closed(library: Library, turn: Turn) -> Turn:
    """On to the resting kiosk; of what was told nothing is lost."""
    setup = turn.state.setup
    again = None if setup is None else replace(setup, page="asks", at=0)
    gone = turn.but(setup=again)
    return moved(library, gone, e.WentHome()) or gone


def _on(library: Library, turn: Turn, setup: Setup) -> Turn:
    """Right; or the next fault."""
    if setup.at + 1 < len(setup.told.faults):
        return _turned(library, turn, replace(setup, at=setup.at + 1))
    if setup.told.outcome == "right":
        turn = turn.but(o.Play("right"), o.ConfirmSetup(setup.mark))
    return closed(library, turn)


def _turned(library: Library, turn: Turn, setup: Setup) -> Turn:
    return told(library, turn.but(setup=setup))
