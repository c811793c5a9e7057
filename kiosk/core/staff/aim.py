"""Putting the touchscreen right: four crosses, one after another, and what the glass itself told of each touch.

A touch counts wherever it is felt, for where it is felt is what is wrong. The numbers are reckoned by whoever knows how
the picture is turned on its display.
"""

from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import Staff
from kiosk.core.turn import Turn, told

CROSSES: tuple[tuple[float, float], ...] = ((0.12, 0.15), (0.88, 0.15), (0.88, 0.85), (0.12, 0.85))
"""Where the crosses stand, from the left and from the top of the picture: near the corners, off the bezel."""


WHOLE = 10_000
"""All of the glass, in the numbers of `GlassTouched`."""


def answer(library: Library, turn: Turn, staff: Staff, event: e.Event) -> Turn:
    """A touch somewhere on the page of the crosses."""
    if not isinstance(event, e.GlassTouched) or len(staff.aimed) == len(CROSSES):
        return turn
    aimed = (*staff.aimed, (event.across / WHOLE, event.down / WHOLE))
    if len(aimed) < len(CROSSES):
        return told(library, turn.but(o.Play("tap"), staff=replace(staff, aimed=aimed, note="aim_next")))
    return turn.but(o.FitTouch(aimed), staff=replace(staff, aimed=aimed))


def fitted(library: Library, turn: Turn, staff: Staff, event: e.Tested) -> Turn:
    """The six numbers are kept, or these were no touches of the crosses: then from the first one again."""
    if event.outcome == "good":
        kept = replace(staff, page="tests", aimed=(), note="aim_good")
        return told(library, turn.but(o.Play("right"), staff=kept))
    return told(library, turn.but(o.Play("wrong"), staff=replace(staff, aimed=(), note="aim_bad")))
