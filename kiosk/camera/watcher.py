"""The camera's own thread: it sleeps until told to look, looks at a steady pace, and only ever puts events into the
inbox.

    watcher = Watcher(camera, Decoder(), read, tell=inbox.put, show=screen.take)
    watcher.look("fish-stall")
    watcher.look_away()
    watcher.close()

`tell` and `show` are called from the thread. A frame given to `show` is shared, in memory only; nobody may change
or store it.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event as Bell
from threading import Thread
from time import monotonic

from kiosk.camera.gaze import Decodes, Gaze
from kiosk.camera.seam import Camera, CameraLost, Frame
from kiosk.core.codes.reading import Reading
from kiosk.core.events import CodeRead, CodeUnreadable, Event

_CLOSING_SECONDS = 3.0
"""A driver may keep its thread in a read for two; the kiosk does not wait for it for ever."""


class Watcher:
    """Looks when told to, in a thread that starts with the first look and never holds up whoever tells it."""

    def __init__(
        self,
        camera: Camera,
        decoder: Decodes,
        read: Callable[[bytes], Reading],
        tell: Callable[[Event], None],
        show: Callable[[Frame], None],
    ) -> None:
        self._tell = tell
        self._wishes: SimpleQueue[str | None] = SimpleQueue()
        self._bell = Bell()
        self._closed = False
        self._thread: Thread | None = None
        self._gaze = Gaze(camera, decoder, read, self._tell_if_wanted, show)

    def look(self, card: str = "") -> None:
        """Open the camera and look for codes; `card` is what a stand-in holds up. A code seen before is told again."""
        self._wish(card)

    def look_away(self) -> None:
        """Close the camera."""
        self._wish(None)

    def close(self) -> None:
        """End the thread, as often as one likes."""
        self._closed = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join(_CLOSING_SECONDS)

    def _wish(self, card: str | None) -> None:
        self._wishes.put(card)
        self._bell.set()
        if self._thread is None and not self._closed and card is not None:
            # A daemon: a driver that hangs must not keep a dying kiosk alive.
            self._thread = Thread(target=self._run, name="camera", daemon=True)
            self._thread.start()

    def _tell_if_wanted(self, event: Event) -> None:
        # What was seen for the last wish would be an answer to a question nobody asks any more.
        is_late = self._closed or not self._wishes.empty()
        if not (is_late and isinstance(event, CodeRead | CodeUnreadable)):
            self._tell(event)

    def _run(self) -> None:
        while True:
            # Clearing comes first: whatever is wished or closed after it rings again.
            self._bell.clear()
            if self._closed:
                break
            self._obey()
            pause = self._glance() if self._gaze.awake else None
            self._bell.wait(pause)
        self._gaze.end()

    def _obey(self) -> None:
        try:
            while True:
                self._follow(self._wishes.get_nowait())
        except Empty:
            return

    def _follow(self, card: str | None) -> None:
        if card is None:
            self._gaze.end()
        else:
            self._gaze.begin(card, monotonic())

    def _glance(self) -> float:
        started = monotonic()
        try:
            pause = self._gaze.glance(started)
        except CameraLost as lost:
            return self._gaze.lose(str(lost), monotonic())
        except Exception as error:  # noqa: BLE001 - the border of a part: whatever happens here, the visit goes on
            # Only the kind of error: its text might quote what the visitor held up.
            why = f"The camera's reader stopped ({type(error).__name__}); it is started again."
            return self._gaze.lose(why, monotonic())
        return max(0.0, pause - (monotonic() - started))
