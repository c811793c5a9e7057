"""What looking for codes means, frame by frame, with the time as an argument: no thread, no clock, no waiting.

Laws kept here: a payload lives from the decoder to the reader and no longer; each code is told once while it stays
before the lens; a lost camera is told once, tried again ever more rarely, and told again when it comes back.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from kiosk.camera.seam import Camera, CameraLost, Frame
from kiosk.core.codes.reading import Reading
from kiosk.core.events import CodeRead, CodeUnreadable, Event, Failed, Recovered

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

BETWEEN_FRAMES = 1 / 15
UNREADABLE_EVERY = 2.0
"""Seconds without any code before advice is due, and between two pieces of it."""

FORGET_AFTER = 2.0
"""Seconds a code must be out of sight before it counts as shown anew."""

FIRST_RETRY, LAST_RETRY = 1.0, 30.0
"""Seconds until a lost camera is tried again; doubled each time."""


class Decodes(Protocol):
    """What finds a code in a gray image."""

    def decode(self, gray: "Pixels") -> bytes | None:
        """The bytes in the code, or `None`."""


class Gaze:
    """One camera, looked through when wanted. For one thread; times are seconds of a clock that only goes forward."""

    def __init__(
        self,
        camera: Camera,
        decoder: Decodes,
        read: Callable[[bytes], Reading],
        tell: Callable[[Event], None],
        show: Callable[[Frame], None],
    ) -> None:
        self._camera = camera
        self._decoder = decoder
        self._read = read
        self._tell = tell
        self._show = show
        self._open = False
        self._failed = False
        self._retry = FIRST_RETRY
        self._card = ""
        self._begin_anew(0.0)

    def _begin_anew(self, now: float) -> None:
        self._before: Pixels | None = None
        self._seen = 0
        self._seen_at = now - FORGET_AFTER
        self._advised_at = now

    def begin(self, card: str, now: float) -> None:
        """Look for codes from now on; a code that was told before is told again."""
        self._begin_anew(now)
        self._card = card
        if self._open:
            self._camera.hold(card)

    def end(self) -> None:
        """Stop looking; the camera is closed and the last frame gone."""
        self._close()
        self._retry = FIRST_RETRY

    def _close(self) -> None:
        self._camera.close()
        self._open = False
        self._before = None

    def glance(self, now: float) -> float:
        """Take one frame and tell what is in it. Returns the seconds until the next glance is wanted."""
        try:
            if not self._open:
                self._camera.open()
                self._open = True
                self._camera.hold(self._card)
            frame = self._camera.frame()
        except CameraLost as lost:
            return self.lose(str(lost))
        self._come_back(now)
        self._show(frame)
        self._look_at(frame.gray(), now)
        return BETWEEN_FRAMES

    def lose(self, why: str) -> float:
        """The camera is gone: say so once, and return the seconds until it may be tried again."""
        self._close()
        if not self._failed:
            self._failed = True
            self._tell(Failed("camera", why))
        pause, self._retry = self._retry, min(self._retry * 2, LAST_RETRY)
        return pause

    def _come_back(self, now: float) -> None:
        self._retry = FIRST_RETRY
        if self._failed:
            self._failed = False
            self._advised_at = now
            self._tell(Recovered("camera"))

    def _look_at(self, gray: "Pixels", now: float) -> None:
        payload = self._decoder.decode(gray)
        if payload is not None:
            self._meet(payload, now)
        elif now - max(self._seen_at, self._advised_at) >= UNREADABLE_EVERY:
            self._advise(gray, now)
        self._before = gray

    def _meet(self, payload: bytes, now: float) -> None:
        # Python's hash of bytes is keyed anew in every process: enough to know a code again, nothing to learn it from.
        code = hash(payload)
        is_new = code != self._seen or now - self._seen_at >= FORGET_AFTER
        self._seen, self._seen_at = code, now
        if is_new:
            self._tell(CodeRead(self._read(payload)))

    def _advise(self, gray: "Pixels", now: float) -> None:
        from kiosk.camera.why import why  # noqa: PLC0415 - brings NumPy

        self._advised_at = now
        self._tell(CodeUnreadable(why(gray, self._before)))
