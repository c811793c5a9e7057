"""Any camera, whose calls come back in time. Drivers may keep a read for ever; the kiosk does not wait for ever.

    camera = Punctual(lambda: Webcam("/dev/video0"))

The camera lives in a thread of its own. What does not answer in time is given up: its thread is left alone with its
camera, which it closes as soon as the driver lets go, and the next `open` begins with a new camera. A thread cannot be
killed from outside, so a few of them may hang at the same time; when they do, no further one is started.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from kiosk.camera.seam import Camera, CameraLost, Frame

FRAME_SECONDS = 2.0
"""Cameras deliver 15 to 60 frames a second, in half light never fewer than 5."""

OPENING_SECONDS = 8.0
"""Reading the camera's library from a slow card takes seconds, once."""

CLOSING_SECONDS = 2.0

MOST_STUCK = 3
"""Threads that may hang in a driver at the same time."""


class Punctual:
    """A camera that is asked from one thread, and made anew with every opening."""

    def __init__(
        self,
        make: Callable[[], Camera],
        *,
        frame_seconds: float = FRAME_SECONDS,
        opening_seconds: float = OPENING_SECONDS,
        closing_seconds: float = CLOSING_SECONDS,
    ) -> None:
        self._make = make
        self._frame_seconds, self._opening_seconds = frame_seconds, opening_seconds
        self._closing_seconds = closing_seconds
        self._reader: _Reader | None = None
        self._stuck: list[Thread] = []

    def open(self) -> None:
        """Open a new camera. One that was open before is closed."""
        self.close()
        self._stuck = [thread for thread in self._stuck if thread.is_alive()]
        if len(self._stuck) >= MOST_STUCK:
            raise CameraLost("The camera's driver hangs; pull the camera's plug, or restart the kiosk.")
        self._reader = _Reader(self._make())
        self._ask(self._reader.camera.open, self._opening_seconds, "could not be opened")

    def hold(self, card: str) -> None:
        """Tell a stand-in what to hold."""
        if self._reader is not None:
            self._reader.camera.hold(card)

    def frame(self) -> Frame:
        """The newest frame; a camera that gives none in time is lost."""
        if self._reader is None:
            raise CameraLost("The camera is closed; open it first.")
        frame: Frame = self._ask(self._reader.camera.frame, self._frame_seconds, "gave no picture")
        return frame

    def close(self) -> None:
        """Let the camera go; one that does not let itself be closed is left to its thread."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.dismiss()
            reader.thread.join(self._closing_seconds)
            self._leave(reader)

    @property
    def stuck(self) -> int:
        """How many given up cameras still hang in their driver."""
        return sum(thread.is_alive() for thread in self._stuck)

    def settle(self, seconds: float) -> None:
        """Wait for given up cameras whose driver has let go meanwhile."""
        for thread in self._stuck:
            thread.join(seconds)

    def _ask(self, call: Callable[[], Any], seconds: float, what: str) -> Any:
        reader = self._reader
        assert reader is not None  # noqa: S101 - for the type checker; both callers have just looked
        try:
            return reader.ask(call, seconds)
        except Empty:
            self._reader = None
            reader.dismiss()
            self._leave(reader)
            raise CameraLost(f"The camera {what} within {seconds:g} seconds; it is started again.") from None

    def _leave(self, reader: "_Reader") -> None:
        if reader.thread.is_alive():
            self._stuck.append(reader.thread)


class _Reader:
    """A thread with one camera. It does what it is asked, one thing after the other, until it is dismissed."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self._asked: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[Any, CameraLost | None]] = SimpleQueue()
        # A daemon: a driver that hangs must not keep a dying kiosk alive.
        self.thread = Thread(target=self._run, name="camera reader", daemon=True)
        self.thread.start()

    def ask(self, call: Callable[[], Any], seconds: float) -> Any:
        """What the call gives. Raises `Empty` when it takes longer, and what the call raises."""
        self._asked.put(call)
        answer, lost = self._answers.get(timeout=seconds)
        if lost is not None:
            raise lost
        return answer

    def dismiss(self) -> None:
        """Close the camera after the present call, and end."""
        self._asked.put(None)

    def _run(self) -> None:
        while (call := self._asked.get()) is not None:
            answer = self._done(call)
            if self._asked.empty():
                self._answers.put(answer)
            # Otherwise nobody waits for this answer any more, and a frame must not outlive the wish to see it.
            del answer
        with suppress(Exception):
            self.camera.close()

    @staticmethod
    def _done(call: Callable[[], Any]) -> tuple[Any, CameraLost | None]:
        try:
            return call(), None
        except CameraLost as lost:
            return None, lost
        except Exception as error:  # noqa: BLE001 - a thread's border: what escapes would only end it without a word
            return None, CameraLost(f"The camera broke off ({type(error).__name__}); it is started again.")
