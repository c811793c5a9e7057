"""What is said while the help button is held."""

from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Words

SPOKEN = (3, 2, 1)
"""Seconds that are said aloud, once the sentence before them has been."""


def lines(library: Library, state: State) -> tuple[Words, ...]:
    """The warning, then the last seconds one by one, then that it is done."""
    off = state.off
    name = "warning" if off is None else "now" if off.done else str(off.left) if off.left in SPOKEN else "warning"
    words: Words = getattr(library.phrases, f"off_{name}")
    return (words,)
