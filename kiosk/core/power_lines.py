"""What is said while the help button is held."""

from kiosk.core.content.packs import Library
from kiosk.core.state import State, SwitchingOff
from kiosk.core.units import Words

SPOKEN = (3, 2, 1, 0, -6, -12, -18)
"""Seconds at which something is said: the last three, that it is time to let go, and that again while it is held on."""


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """The warning, then the last seconds one by one, then to let go, then that it is done."""
    words: Words = getattr(library.phrases, f"off_{_name(state.off)}")
    return (words,)


def _name(off: SwitchingOff | None) -> str:
    if off is None:
        return "warning"
    if not off.counting:
        return "now" if off.done else "let_go"
    return str(off.left) if off.left in SPOKEN else "warning"
