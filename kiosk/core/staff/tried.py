"""What is being tried in the staff menu just now, by hand or by itself: lamp and camera follow from it."""

from kiosk.core.staff.pages import PARTS
from kiosk.core.state import State


def tried(state: State) -> str:
    """The part that is being tried, or empty; nothing is while a sheet lies over the menu."""
    staff = state.staff
    if staff is None or state.sheet:
        return ""
    if staff.page == "self-test":
        test = staff.self_test
        part = PARTS[test.part].part if test is not None and test.phase == "waits" else ""
        return "" if part == "camera" else part  # it is tried by whoever answers the order; two would fight for it
    return staff.page.removeprefix("test-") if staff.page.startswith("test-") else ""
