"""What events mean in the staff menu: a PIN, eight tiles, and behind each one page. The pages are told by `pages`.

Nothing here is reached but through a right PIN: from the pages before it only the PIN, leaving, and help lead on.
"""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core import setting_up
from kiosk.core.anytime import ANYTIME, fresh
from kiosk.core.content.packs import Library
from kiosk.core.session import leads
from kiosk.core.staff import aim, house, pin, self_test, trials
from kiosk.core.staff.pages import ERRANDS, LOCKED_PAGES, MENU, PAGES, READ_ALOUD, row_pages
from kiosk.core.state import Staff
from kiosk.core.turn import Turn, saying, told

COUNTS = ("counts", "tonight", "sent")
_TOLD_ANEW = READ_ALOUD | {"machine"}
"""Pages that speak of their rows, so once more when these come or are turned."""

LEADS: dict[str, frozenset[str]] = {
    "menu": frozenset(choice.page for choice in MENU),
    "tests": trials.HAND_TESTS | {"self-test", "machine"},
    "machine": frozenset({"aim"}),
    "power": frozenset({"choose"}),
    "counts": frozenset(COUNTS),
    "tonight": frozenset(COUNTS),
    "sent": frozenset(COUNTS),
}
"""Page → pages that can be opened from it."""

_BAR: dict[str, type[e.Event]] = {"again": e.AskedAgain, "help": e.HelpOpened}
"""Items of the bar on the screen → what they mean anywhere else; see `kiosk.scenes.staff.frame.staff_bar`."""


def came(library: Library, turn: Turn, event: e.StaffCame) -> Turn:
    """A true stick or card was shown where nobody is learning; what a visitor left behind is gone."""
    place = leads(turn.state.place, event)
    if place is None:
        return turn
    page = "pin" if event.pin_set else "choose"
    state = fresh(turn.state, place=place, staff=Staff(page=page, pin_set=event.pin_set))
    return told(library, Turn(replace(state, touched_at=state.now), turn.orders))


def pin_judged(library: Library, turn: Turn, event: e.PinJudged) -> Turn:
    """What came of a PIN."""
    staff = turn.state.staff
    if staff is None or staff.page not in LOCKED_PAGES:
        return turn
    return _mentioning(library, pin.judged(library, turn, staff, event))


def _mentioning(library: Library, turn: Turn) -> Turn:
    """The first who comes in hears that this kiosk is not set up as somebody meant it, and where to look."""
    setup, staff = turn.state.setup, turn.state.staff
    if setup is None or setup.mentioned or setup.told.outcome == "right":
        return turn
    if staff is None or staff.page != "menu" or staff.note:
        return turn
    noted = replace(staff, note=f"setup_note_{setup.told.outcome}")
    return told(library, turn.but(staff=noted, setup=replace(setup, mentioned=True)))


def staff_told(library: Library, turn: Turn, event: e.StaffTold) -> Turn:
    """What a page shows has arrived; what belongs to another page is too late."""
    staff = turn.state.staff
    if staff is None or PAGES[staff.page].tells != event.page:
        return turn
    shown = turn.but(staff=replace(staff, rows=event.rows, at=min(staff.at, row_pages(event.rows) - 1)))
    return told(library, shown) if staff.page in _TOLD_ANEW else shown


def tested(library: Library, turn: Turn, event: e.Tested) -> Turn:
    """What came of the test of a part."""
    staff = turn.state.staff
    if staff is None:
        return turn
    if staff.page == "self-test":
        return self_test.told_of(library, turn, event)
    if staff.page == event.part == "aim":
        return aim.fitted(library, turn, staff, event)
    return trials.told_of(library, turn, staff, event)


def caught(library: Library, turn: Turn, event: e.Event) -> Turn | None:
    """What means something else in the staff menu than anywhere else; `None` when it does not."""
    staff = turn.state.staff
    if staff is None or turn.state.sheet:
        return None
    return trials.pressed(library, turn, staff, event)


def answer(library: Library, turn: Turn, event: e.Event) -> Turn:
    """Something was touched in the staff menu."""
    staff = turn.state.staff
    if staff is None:
        return turn
    match event:
        case e.WentBack() | e.StaffTouched(item="back"):
            return back(library, turn, staff)
        case e.StaffTouched(item=bar) if bar in _BAR:
            return ANYTIME[_BAR[bar]](library, turn)
        case e.StaffTouched(item="open", value="setup") if staff.page == "network":
            return setting_up.reopened(library, turn)
        case e.StaffTouched(item="open", value=page) if page in LEADS.get(staff.page, ()):
            return opened(library, turn, staff, page)
    return _ANSWERS.get(staff.page, house.answer)(library, turn, staff, event)


def opened(library: Library, turn: Turn, staff: Staff, page: str) -> Turn:
    """A page from its beginning, with nothing left of the one before but what came of the tests."""
    clean = replace(Staff(page=page), tests=staff.tests)
    if page == "self-test":
        return self_test.begin(library, turn, clean)
    if page == "choose":
        clean = replace(clean, pin_set=False, note="pin_change")
    there = turn.but(staff=clean)
    there = there.but(o.TellStaff(PAGES[page].tells)) if PAGES[page].tells else there
    there = trials.begun(library, there, clean) if page in trials.HAND_TESTS else there
    return told(library, there)


def back(library: Library, turn: Turn, staff: Staff) -> Turn:
    """One page up; from the first ones out of the menu."""
    up = ERRANDS.get(staff.errand, "menu") if staff.page in ("sure", "doing") else PAGES[staff.page].back
    return opened(library, turn, staff, up) if up else left(turn)


def left(turn: Turn) -> Turn:
    """Out of the menu: the kiosk rests, and nothing that was typed is left."""
    return saying(Turn(fresh(turn.state), turn.orders), ())


def wiped(staff: Staff | None) -> Staff | None:
    """Without the digits of a PIN, when the menu is interrupted."""
    return None if staff is None else pin.wiped(staff)


def _rows(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    """Pages of rows, and the errands that stand under them."""
    match event:
        case e.StaffTouched(item="turn", value=by):
            at = (staff.at + (1 if by == "+" else -1)) % row_pages(staff.rows)
            turned = turn.but(o.Play("tap"), staff=replace(staff, at=at))
            return told(library, turned) if staff.page in _TOLD_ANEW else turned
        case e.StaffTouched(item="errand", value=errand) if ERRANDS.get(errand) == staff.page:
            return _asked(library, turn, staff, errand)
    return house.answer(library, turn, staff, event)


def _asked(library: Library, turn: Turn, staff: Staff, errand: str) -> Turn:
    """Looking for something new harms nothing; all else is asked once more."""
    if errand == "update":
        return _done(library, turn, replace(staff, errand=errand))
    return told(library, turn.but(staff=replace(staff, page="sure", errand=errand, note="")))


def _sure(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    match event:
        case e.StaffTouched(item="yes"):
            return _done(library, turn, staff)
        case e.StaffTouched(item="no"):
            return back(library, turn, staff)
    return turn


def _done(library: Library, turn: Turn, staff: Staff) -> Turn:
    errand = next(name for name in ERRANDS if name == staff.errand)
    order = o.Errand(errand)  # type: ignore[arg-type] # the table holds the order's own words
    return told(library, turn.but(order, staff=replace(staff, page="doing", note="")))


_ANSWERS: dict[str, Callable[[Library, Turn, Staff, e.Event], Turn]] = {
    **dict.fromkeys(("pin", "choose"), pin.answer),
    **dict.fromkeys(("content", *COUNTS, "network", "machine", "power"), _rows),
    "aim": aim.answer,
    **dict.fromkeys(trials.HAND_TESTS, trials.answer),
    "sure": _sure,
}
"""Who answers on a page; on all others the buttons change how the kiosk is set up, or nothing."""
