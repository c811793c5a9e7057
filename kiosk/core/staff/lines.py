"""What the voice says in the staff menu; never a digit."""

from kiosk.core.content.packs import Library
from kiosk.core.staff.pages import PAGES, PARTS
from kiosk.core.state import SelfTest, Staff, State
from kiosk.core.units import Words


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """What is said on coming to a page, or what came of the last touch there."""
    staff = state.staff or Staff()
    return tuple(getattr(library.staff, name) for name in _names(state, staff))


def _names(state: State, staff: Staff) -> tuple[str, ...]:
    if staff.page in ("pin", "choose") and "staff" in state.broken:
        return ("pin_broken",)
    if staff.note:
        return (staff.note,)
    if staff.page == "self-test" and staff.self_test is not None:
        return _self_test(staff, staff.self_test)
    if staff.page == "sure":
        return (f"sure_{staff.errand.replace('-', '_')}",)
    if staff.page == "doing":
        return (f"doing_{staff.errand.replace('-', '_')}",)
    return PAGES[staff.page].says


def _self_test(staff: Staff, test: SelfTest) -> tuple[str, ...]:
    part = PARTS[test.part].part
    match test.phase:
        case "starts":
            return ("self_test_starts",)
        case "tells":
            return (f"result_{staff.tests[part]}",)
    return (f"trying_{part}",)
