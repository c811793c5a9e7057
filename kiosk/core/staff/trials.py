"""Tests of one part by hand: what answers is marked, what only a person can hear or see is asked."""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import BUTTONS, PARTS, SKIP_AFTER_MS, SQUARES
from kiosk.core.state import Staff, State
from kiosk.core.turn import Turn, told
from kiosk.core.units import DurationMs

_PRESSED: dict[type[e.Event], str] = {
    e.WentBack: "back",
    e.AskedAgain: "again",
    e.WentOn: "next",
    e.HelperCalled: "help",
}
"""What the buttons of the panel send → their names."""

HAND_TESTS = frozenset(part.page for part in PARTS)

ASKED = frozenset({"sound", "camera", "lamp", "printer"})
"""Parts of which a person says whether they worked."""


def part_of(page: str) -> str:
    """The part tried on a page."""
    return page.removeprefix("test-")


def begun(library: Library, turn: Turn, staff: Staff) -> Turn:
    """What a test does by itself when its page opens."""
    match part_of(staff.page):
        case "sound":
            return turn.but(o.Play("right"))
        case "printer":
            return turn.but(o.Test("printer"))
        case "camera" if "camera" in turn.state.broken:
            return turn.but(o.Test("camera"))  # nobody looks through a broken one: it is tried once more instead
        case "buttons" | "lamp" if "panel" in turn.state.broken:
            return result(library, turn, staff, "absent")
    return turn.but(staff=replace(staff, felt_at=turn.state.now))


def answer(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    """Something happened on the page of a test."""
    part = part_of(staff.page)
    match event:
        case e.StaffTouched(item="yes" | "no" as said) if part in ASKED:
            return result(library, turn, staff, "good" if said == "yes" else "bad")
        case e.StaffTouched(item="play") if part == "sound":
            return told(library, turn.but(o.Play("right")))
        case e.StaffTouched(item="square", value=square) if part == "touch" and square in SQUARES:
            return _felt(library, turn, staff, square, len(SQUARES))
        case e.StaffTouched(item="skip"):
            return result(library, turn, staff, "bad")
        case e.CodeRead() if part == "camera":
            return result(library, turn, staff, "good")
    return turn


def pressed(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn | None:
    """A button of the panel on the page where buttons are tried; `None` where it means what it always means."""
    name = _PRESSED.get(type(event))
    if staff.page != "test-buttons" or name is None:
        return None
    return _felt(library, turn, staff, name, len(BUTTONS))


def skippable(state: State, staff: Staff) -> str:
    """The square that offers to leave the others out, if one does."""
    waited = state.now - staff.felt_at >= SKIP_AFTER_MS
    return staff.last if staff.page == "test-touch" and waited else ""


def _felt(library: Library, turn: Turn, staff: Staff, what: str, wanted: int) -> Turn:
    felt = staff.felt | {what}
    now = replace(staff, felt=felt, felt_at=DurationMs(turn.state.now), last=what)
    if len(felt) == wanted:
        return result(library, turn, now, "good")
    return turn.but(o.Play("tap"), staff=now)


def result(library: Library, turn: Turn, staff: Staff, outcome: str) -> Turn:
    """Note what came of it and go back to all tests, saying so."""
    tests = {**staff.tests, part_of(staff.page): outcome}
    sound = o.Play("right" if outcome == "good" else "wrong")
    done = replace(staff, page="tests", tests=tests, note=f"result_{outcome}", felt=frozenset(), last="")
    return told(library, turn.but(sound, staff=done))


def told_of(library: Library, turn: Turn, staff: Staff, event: e.Tested) -> Turn:
    """A part answered by itself: a printer, whose paper a person must look at, or a camera that was broken."""
    if staff.page != f"test-{event.part}":
        return turn
    if event.outcome == "ask" and event.part == "printer":
        return told(library, turn.but(staff=replace(staff, note=f"test_{event.part}_asks")))
    return result(library, turn, staff, event.outcome)
