"""What the voice says in the staff menu; never a digit that was typed."""

from kiosk.core.content.packs import Library
from kiosk.core.staff import machine, rows
from kiosk.core.staff.pages import PAGES, PARTS, READ_ALOUD, ROWS_A_PAGE
from kiosk.core.state import SelfTest, Staff, State
from kiosk.core.units import Words


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """What is said on coming to a page, or what came of the last touch there."""
    staff = state.staff or Staff()
    fixed = tuple(getattr(library.staff, name) for name in _names(state, staff))
    return _read_aloud(library, staff, fixed) if staff.page in READ_ALOUD and not staff.note else fixed


def _read_aloud(library: Library, staff: Staff, title: tuple[Words, ...]) -> tuple[Words, ...]:
    """The rows that are shown; before the first of them what page it is, which hides the start of the live voice."""
    shown = staff.rows[staff.at * ROWS_A_PAGE :][:ROWS_A_PAGE]
    return (*(() if staff.at else title), *rows.said(library, shown))


def _names(state: State, staff: Staff) -> tuple[str, ...]:
    if staff.page in ("pin", "choose") and "staff" in state.broken:
        return ("pin_broken",)
    if staff.note:
        return (staff.note,)
    if staff.page == "machine" and staff.rows:
        return machine.said(staff.rows, staff.at)
    if staff.page == "self-test" and staff.self_test is not None:
        return _self_test(staff, staff.self_test)
    if staff.page in ("sure", "doing"):
        return (f"{staff.page}_{staff.errand.replace('-', '_')}",)
    return PAGES[staff.page].says


def _self_test(staff: Staff, test: SelfTest) -> tuple[str, ...]:
    part = PARTS[test.part].part
    match test.phase:
        case "starts":
            return ("self_test_starts",)
        case "tells":
            return (f"result_{staff.tests[part]}",)
    return (f"trying_{part}",)
