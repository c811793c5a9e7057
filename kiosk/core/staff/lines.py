"""What the voice says in the staff menu; never a digit."""

from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Words


def lines(library: Library, _state: State) -> tuple[Words, ...]:
    """What is said on coming to a page."""
    return (library.staff.title,)
