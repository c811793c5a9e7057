"""Which of the many edges of a worn button is a press. Pure: moments are handed in."""

from kiosk.core.units import DurationMs

QUIET_MS = DurationMs(40)
"""A contact chatters for 1 to 20 ms when it closes and when it opens; after 40 ms without an edge it is at rest."""

APART_MS = DurationMs(250)
"""Nobody means two presses closer together than this; a trembling hand makes them."""


class Debounce:
    """One button. Answers the first edge of a press at once and takes the rest of the chatter for what it is.

    Why not the library's bounce time: it drops every edge for a while after the first one, so a short press loses its
    release and the button then seems held until it is pressed again.
    """

    def __init__(self) -> None:
        self._edge: int | None = None
        self._press: int | None = None

    def pressed(self, now: DurationMs) -> bool:
        """The contact has closed; whether a person pressed."""
        meant = self._since(self._edge, now) >= QUIET_MS and self._since(self._press, now) >= APART_MS
        self._edge = now
        if meant:
            self._press = now
        return meant

    def released(self, now: DurationMs) -> None:
        """The contact has opened."""
        self._edge = now

    @staticmethod
    def _since(moment: int | None, now: int) -> float:
        return float("inf") if moment is None else now - moment
