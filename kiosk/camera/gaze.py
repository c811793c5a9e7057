"""What looking for codes means, frame by frame, with the time as an argument: no thread, no clock, no waiting.

Laws kept here: a payload lives from the decoder to the reader and no longer; each code is told once while it stays
before the lens; a lost camera is told once, tried again ever more rarely, and told again when it comes back.

A lost camera is tried also while nobody wants to look: the core asks nothing of a part that is broken, so it would
stay broken for ever. Such a trial takes one frame, lets it go unseen and unread, and shuts the camera again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from kiosk.camera.outline import outlined
from kiosk.camera.seam import Camera, Frame
from kiosk.camera.sight import Sight
from kiosk.core.codes.reading import Reading
from kiosk.core.events import CodeRead, CodeUnreadable, Event, Failed, Recovered

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

BETWEEN_FRAMES = 1 / 45
"""Seconds; faster than the screen shows frames: at each of its turns there is a new one, also after a slow look."""

UNREADABLE_EVERY = 2.0
"""Seconds after a code, and between two pieces of advice."""

ADVICE_AFTER = 1.3
"""Seconds of looking before the first advice is due; with the reckoning it is heard within a second and a half."""

FORGET_AFTER = 2.0
"""Seconds a code must be out of sight before it counts as shown anew."""

FIRST_RETRY, LAST_RETRY = 0.5, 30.0
"""Seconds until a lost camera is tried again; doubled each time."""

STEADY_AFTER = 10.0
"""Seconds a camera must have been back before its next loss counts as a new one. A loose plug that comes and goes
would otherwise change the screen twice a second before a visitor's eyes."""


class Decodes(Protocol):
    """What finds a code in a gray image."""

    def look(self, gray: "Pixels") -> Sight | None:
        """The code that is meant, or `None`."""

    def forget(self) -> None:
        """Let go of every frame that was kept."""


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
        self._wanted = False
        self._open = False
        self._failed = False
        self._retry, self._retry_at, self._steady_at = FIRST_RETRY, 0.0, 0.0
        self._card = ""
        self._begin_anew(0.0)

    def _begin_anew(self, now: float) -> None:
        self._before: Pixels | None = None
        self._seen = 0
        self._seen_at = now - FORGET_AFTER
        self._advised_at = now - (UNREADABLE_EVERY - ADVICE_AFTER)

    @property
    def awake(self) -> bool:
        """Whether glances are wanted: somebody looks, or a lost camera has to be found again."""
        return self._wanted or self._failed

    def begin(self, card: str, now: float) -> None:
        """Look for codes from now on; a code that was told before is told again, a lost camera tried at once."""
        self._begin_anew(now)
        self._decoder.forget()
        self._wanted, self._card, self._retry_at = True, card, now
        if self._open:
            self._camera.hold(card)

    def end(self) -> None:
        """Stop looking; the camera is closed and the last frame gone."""
        self._wanted = False
        self._close()

    def _close(self) -> None:
        self._camera.close()
        self._open = False
        self._before = None
        self._decoder.forget()

    def glance(self, now: float) -> float:
        """Take one frame and tell what is in it. Returns the seconds until the next glance is wanted.

        Raises `CameraLost`; whoever looks answers with `lose`. The waiting for a silent camera has taken time
        meanwhile, and only the caller has a clock.
        """
        if self._failed and now < self._retry_at:
            return self._retry_at - now
        if not self._open:
            self._camera.open()
            self._open = True
            self._camera.hold(self._card)
        frame = self._camera.frame()
        self._come_back(now)
        if self._wanted:
            self._look_at(frame, now)
        else:
            self._close()
        return BETWEEN_FRAMES

    def lose(self, why: str, now: float) -> float:
        """The camera is gone: say so once, and return the seconds until it may be tried again."""
        if not self._failed:
            self._failed = True
            self._retry = FIRST_RETRY if now >= self._steady_at else self._retry
            self._tell(Failed("camera", why))
        self._close()
        pause, self._retry = self._retry, min(self._retry * 2, LAST_RETRY)
        self._retry_at = now + pause
        return pause

    def _come_back(self, now: float) -> None:
        if self._failed:
            self._failed = False
            self._steady_at = now + STEADY_AFTER
            self._advised_at = now
            self._tell(Recovered("camera"))

    def _look_at(self, frame: Frame, now: float) -> None:
        gray = frame.gray()
        sight = self._decoder.look(gray)
        # Shown after the decoder has looked, so that the line lies on this very frame; it is later by milliseconds.
        self._show(outlined(frame, sight.corners) if sight is not None else frame)
        if sight is not None and sight.payload is not None:
            self._meet(sight.payload, now)
        elif now - max(self._seen_at, self._advised_at) >= UNREADABLE_EVERY:
            self._advise(gray, now, several=sight is not None)
        self._before = gray

    def _meet(self, payload: bytes, now: float) -> None:
        # Python's hash of bytes is keyed anew in every process: enough to know a code again, nothing to learn it from.
        code = hash(payload)
        is_new = code != self._seen or now - self._seen_at >= FORGET_AFTER
        self._seen, self._seen_at = code, now
        if is_new:
            self._tell(CodeRead(self._read(payload)))

    def _advise(self, gray: "Pixels", now: float, *, several: bool) -> None:
        from kiosk.camera.why import why  # noqa: PLC0415 - brings NumPy

        self._advised_at = now
        self._tell(CodeUnreadable("several" if several else why(gray, self._before)))
