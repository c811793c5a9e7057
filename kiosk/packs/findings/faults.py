"""What is wrong with a scene, by whoever can measure text: this room knows no fonts."""

from collections.abc import Callable, Iterable

from kiosk.core.content.packs import Library
from kiosk.core.state import State

Faults = Callable[[Library, State], Iterable[str]]
"""What is wrong with the scene of a state, in words, on every screen that matters."""
