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
        # A word that a newer updater knows and this kiosk does not is still a fault.
        fault: Words = getattr(library.stick, f"fault_{stick.why}", library.stick.fault_damaged)
        return (fault, library.stick.nothing_changed)
    sentence: Words = getattr(library.stick, stick.stage.replace("-", "_"))
    return (sentence,)
