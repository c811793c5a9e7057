"""What the kiosk says about a stick: a sentence for every stage and for every fault."""

from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Words


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """What is said about the stick as it is now."""
    stick = state.stick
    if stick is None:
        return ()
    if stick.stage == "fault":
        return (getattr(library.stick, f"fault_{stick.why}"), library.stick.nothing_changed)
    return (getattr(library.stick, stick.stage.replace("-", "_")),)
