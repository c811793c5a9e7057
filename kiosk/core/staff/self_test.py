"""The test that runs by itself: each part is named aloud, tried, and its result said; at the end the summary.

It ends within ninety seconds whatever answers or does not: every wait has an end, and so has the whole. Nothing is
claimed that was not tried: what only a person can see or hear is told as `ask`.
"""

from typing import Literal

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import PARTS
from kiosk.core.state import SelfTest, Staff
from kiosk.core.turn import Turn, told
from kiosk.core.units import DurationMs

WHOLE = DurationMs(80_000)
"""After so long what is left is told as untested, so that summary and all end within ninety seconds."""

LONGEST_SAID = DurationMs(5_000)
"""A sentence of the test that has not ended by then is not waited for: the voice may be the part that is dead."""

LONGEST_WAIT: dict[str, DurationMs] = {"camera": DurationMs(12_000), "lamp": DurationMs(3_000)}
"""For a part to answer; a camera must open and see a frame, a lamp is left burning long enough to be seen."""

OTHER_WAIT = DurationMs(4_000)

Phase = Literal["starts", "names", "waits", "tells"]


def begin(library: Library, turn: Turn, staff: Staff) -> Turn:
    """From the beginning, at the normal pace of speech."""
    now = turn.state.now
    fresh = replace(staff, page="self-test", tests={}, note="", self_test=SelfTest(began=now, since=now))
    return told(library, turn.but(pace="normal", staff=fresh))


def passed(library: Library, turn: Turn) -> Turn:
    """Time went on: what has waited long enough, goes on."""
    staff, test = turn.state.staff, _test(turn)
    if staff is None or test is None:
        return turn
    if turn.state.now - test.began >= WHOLE:
        return _summary(library, turn, staff)
    waited = turn.state.now - test.since
    if test.phase == "waits":
        part = PARTS[test.part].part
        return _answered(library, turn, _overdue(part)) if waited >= LONGEST_WAIT.get(part, OTHER_WAIT) else turn
    return _next(library, turn, staff, test) if waited >= LONGEST_SAID else turn


def heard_out(library: Library, turn: Turn) -> Turn:
    """A sentence has ended."""
    staff, test = turn.state.staff, _test(turn)
    if staff is None or test is None or test.phase == "waits":
        return turn
    return _next(library, turn, staff, test)


def told_of(library: Library, turn: Turn, event: e.Tested) -> Turn:
    """A part answered."""
    test = _test(turn)
    if test is None or test.phase != "waits" or PARTS[test.part].part != event.part:
        return turn
    if event.part == "lamp" and event.outcome == "ask":
        return turn  # let it burn for its time
    if event.part == "sound" and event.outcome == "ask":
        # Whoever follows this test hears the voice all the time.
        return _answered(library, turn, "bad" if "voice" in turn.state.broken else "good")
    return _answered(library, turn, event.outcome)


def _test(turn: Turn) -> SelfTest | None:
    staff = turn.state.staff
    return staff.self_test if staff is not None and staff.page == "self-test" else None


def _next(library: Library, turn: Turn, staff: Staff, test: SelfTest) -> Turn:
    """The sentence is over: from the greeting to the first part, from a name to its trial, from a result onwards."""
    match test.phase:
        case "starts":
            return _at(library, turn, staff, replace(test, phase="names", part=0))
        case "names":
            return _try(library, turn, staff, test)
        case _ if test.part + 1 < len(PARTS):
            return _at(library, turn, staff, replace(test, phase="names", part=test.part + 1))
    return _summary(library, turn, staff)


def _at(library: Library, turn: Turn, staff: Staff, test: SelfTest) -> Turn:
    here = turn.but(staff=replace(staff, self_test=replace(test, since=turn.state.now)))
    return here if test.phase == "waits" else told(library, here)


def _try(library: Library, turn: Turn, staff: Staff, test: SelfTest) -> Turn:
    part = PARTS[test.part].part
    waiting = _at(library, turn, staff, replace(test, phase="waits"))
    # A finger began this test, so the glass feels fingers; how well, the squares show.
    return _answered(library, waiting, "good") if part == "touch" else waiting.but(o.Test(part))


def _overdue(part: str) -> str:
    return "bad" if part == "camera" else "ask"


def _answered(library: Library, turn: Turn, outcome: str) -> Turn:
    staff, test = turn.state.staff, _test(turn)
    if staff is None or test is None:
        return turn
    noted = replace(staff, tests={**staff.tests, PARTS[test.part].part: outcome})
    return _at(library, turn, noted, replace(test, phase="tells"))


def _summary(library: Library, turn: Turn, staff: Staff) -> Turn:
    tests = {part.part: staff.tests.get(part.part, "ask") for part in PARTS}
    note = "summary_bad" if "bad" in tests.values() else "summary_ask" if "ask" in tests.values() else ""
    ended = replace(staff, page="summary", tests=tests, note=note, self_test=None)
    return told(library, turn.but(o.Play("wrong" if note == "summary_bad" else "done"), staff=ended))
