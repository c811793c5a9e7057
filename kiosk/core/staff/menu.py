"""What events mean in the staff menu."""

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import Staff
from kiosk.core.turn import Turn, told


def came(library: Library, turn: Turn, event: e.StaffCame) -> Turn:
    """A true stick or card was shown where nobody is learning."""
    return told(library, turn.but(place="staff", staff=Staff(pin_set=event.pin_set)))


def pin_judged(_library: Library, turn: Turn, _event: e.PinJudged) -> Turn:
    """What came of a PIN."""
    return turn


def staff_told(_library: Library, turn: Turn, _event: e.StaffTold) -> Turn:
    """What a page shows has arrived."""
    return turn


def tested(_library: Library, turn: Turn, _event: e.Tested) -> Turn:
    """What came of a test has arrived."""
    return turn


def answer(_library: Library, turn: Turn, _event: e.Event) -> Turn:
    """Something was touched in the staff menu."""
    return turn
