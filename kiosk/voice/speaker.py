"""The voice of the kiosk as the rest of it sees one: orders in, events out, nothing ever waits.

One thread owns the loudspeaker. It sleeps until an order comes or until the next word begins; with nothing to say it
does not wake at all.
"""

import threading
from collections import deque
from collections.abc import Callable

from kiosk.core.events import Event
from kiosk.core.orders import Say, Sound
from kiosk.core.units import DurationMs, Lang
from kiosk.voice.clips import Clips
from kiosk.voice.conductor import Conductor
from kiosk.voice.mixer import Mixer


def _nobody(_: Lang) -> None:
    """Whoever does not count missing clips."""


class Speaker:
    """Says orders, newest first and alone. `tell` gets events from this thread: it must only put them somewhere.

    `missing` is called with the language of each line that has no clip; the line then passes in silence, captioned.
    """

    def __init__(
        self,
        clips: Clips,
        mixer: Mixer,
        tell: Callable[[Event], None],
        clock: Callable[[], DurationMs],
        missing: Callable[[Lang], None] = _nobody,
    ) -> None:
        self._conductor = Conductor(clips, mixer, tell, clock, missing)
        self._orders: deque[Callable[[], None]] = deque([self._conductor.open])
        self._wake = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(self, order: Say) -> None:
        """Stop what is being said and say this."""
        self._do(lambda: self._conductor.say(order))

    def hush(self) -> None:
        """Stop speaking."""
        self._do(self._conductor.hush)

    def effect(self, name: Sound) -> None:
        """A short sound that answers an action, beside the speech."""
        self._do(lambda: self._conductor.effect(name))

    def volume(self, step: int) -> None:
        """Loudness, 0 (lowest, still audible) to 3."""
        self._do(lambda: self._conductor.volume(step))

    def close(self) -> None:
        """Stop speaking and give the loudspeaker back. May be called twice."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join(timeout=2)

    def _do(self, deed: Callable[[], None]) -> None:
        with self._wake:
            self._orders.append(deed)
            self._wake.notify()

    def _run(self) -> None:
        wait: float | None = 0
        while deeds := self._next(wait):
            wait = self._carry_out(deeds)
        self._conductor.close()

    def _next(self, wait_ms: float | None) -> list[Callable[[], None]]:
        """What came in, or the next step when nothing came in time; empty when the voice is closed."""
        with self._wake:
            if not self._orders and not self._closed:
                self._wake.wait(None if wait_ms is None else wait_ms / 1000)
            if self._closed:
                return []
            deeds = [*self._orders, _step]
            self._orders.clear()
        return deeds

    def _carry_out(self, deeds: list[Callable[[], None]]) -> float | None:
        """The border of the voice: an error nobody foresaw silences it, and the visit goes on."""
        try:
            for deed in deeds:
                deed()
            return self._conductor.step()
        except Exception as error:  # noqa: BLE001 - a voice that dies unseen would leave the visit waiting for its end
            self._conductor.give_up(f"The voice met an error it does not know: {error!r}.")
            return None


def _step() -> None:
    """Stands for the step that follows every round of orders."""
