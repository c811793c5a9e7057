"""The voice of the kiosk as the rest of it sees one: orders in, events out, nothing ever waits.

One thread owns the loudspeaker. It sleeps until an order comes or until the next word begins; with nothing to say it
does not wake at all.
"""

import threading
from collections import deque
from collections.abc import Callable

from kiosk.core.events import Event
from kiosk.core.orders import Say, Sound
from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.voice.clips import Clip, Clips
from kiosk.voice.conductor import Conductor
from kiosk.voice.live import Live
from kiosk.voice.mixer import Mixer

HANGS_AFTER = DurationMs(30_000)
"""No call into the sound system takes so long, unless its driver never lets go of it."""


def _nobody(_: Lang) -> None:
    """Whoever does not count missing clips."""


class Speaker:
    """Says orders, newest first and alone. `tell` gets events from this thread: it must only put them somewhere.

    A line that has no clip is spoken by `live`. Without one, or when it cannot, the line passes in silence, captioned,
    and `missing` is called with its language.
    """

    def __init__(  # noqa: PLR0913 - as the conductor's
        self,
        clips: Clips,
        mixer: Mixer,
        tell: Callable[[Event], None],
        clock: Callable[[], DurationMs],
        missing: Callable[[Lang], None] = _nobody,
        *,
        live: Live | None = None,
    ) -> None:
        self._live, self._clock = live, clock
        self._busy_since: DurationMs | None = None
        self._conductor = Conductor(clips, mixer, tell, clock, missing, aloud=self._aloud if live else None)
        self._orders: deque[Callable[[], None]] = deque([self._conductor.open])
        self._wake = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    def say(self, order: Say) -> None:
        """Stop what is being said and say this."""
        self._forget()
        self._do(lambda: self._conductor.say(order))

    def hush(self) -> None:
        """Stop speaking."""
        self._forget()
        self._do(self._conductor.hush)

    def effect(self, name: Sound) -> None:
        """A short sound that answers an action, beside the speech."""
        self._do(lambda: self._conductor.effect(name))

    def volume(self, step: int) -> None:
        """Loudness, 0 (lowest, still audible) to 3."""
        self._do(lambda: self._conductor.volume(step))

    def hangs(self) -> bool:
        """Whether the loudspeaker has been busy with one thing for far too long; nothing is said then, or ended."""
        since = self._busy_since
        return since is not None and self._clock() - since >= HANGS_AFTER

    def close(self) -> None:
        """Stop speaking and give the loudspeaker back. May be called twice."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join(timeout=2)
        if self._live:
            self._live.close()

    def _forget(self) -> None:
        if self._live:
            self._live.forget()

    def _aloud(self, text: str, lang: Lang, pace: Pace, given: Callable[[Clip | None], None]) -> None:
        """What comes of it is given to the conductor by the thread that owns it."""
        if self._live:
            self._live.say(text, lang, pace, lambda clip: self._do(lambda: given(clip)))

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
        self._busy_since = self._clock()
        try:
            for deed in deeds:
                deed()
            return self._conductor.step()
        except Exception as error:  # noqa: BLE001 - a voice that dies unseen would leave the visit waiting for its end
            # Only the kind of error and its place: its words might quote what is being said.
            kind = (isinstance(error, OSError) and error.strerror) or type(error).__name__
            why = "The voice met an error it does not know, and tries again; kiosk doctor may know more"
            self._conductor.give_up(f"{why}: {kind} at {_at(error)}.")
            return None
        finally:
            self._busy_since = None
            deeds.clear()  # or the last order, with a visitor's words in it, would live until the next


def _at(error: Exception) -> str:
    """The file and line that raised it."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "a place unknown"


def _step() -> None:
    """Stands for the step that follows every round of orders."""
