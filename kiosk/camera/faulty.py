"""A camera that dies, stalls and returns as written: for tests, and to see on a desk what a visitor would see.

    camera = faulty_camera(lambda: SyntheticCamera(cards), "40 stall 3, 20 unplug 5")

The `FaultyDevice` is what stays plugged in, or not, between two openings, like a camera on its cable; several
`FaultyCamera`s may be made for it one after another, but only one can have it open.
"""

from collections.abc import Callable
from threading import Condition
from time import monotonic
from typing import Literal, get_args

from msgspec import Struct

from kiosk.camera.deadline import Punctual
from kiosk.camera.seam import Camera, CameraLost, Frame

Trouble = Literal["unplug", "busy", "stall"]
"""`unplug`: the cable is out. `busy`: another program has it. `stall`: calls do not return."""


class Act(Struct, frozen=True):
    """One scene of the script: so many good frames, then a trouble for so many seconds."""

    frames: int
    trouble: Trouble
    seconds: float


def script(text: str) -> tuple[Act, ...]:
    """`40 stall 3, 20 unplug 5`: forty frames, three seconds of stalling, twenty frames, five seconds unplugged."""
    return tuple(_act(words) for words in text.split(",") if words.strip())


def _act(words: str) -> Act:
    from msgspec import convert  # noqa: PLC0415 - only a stand-in reads scripts

    try:
        return convert(dict(zip(Act.__struct_fields__, words.split(), strict=True)), Act, strict=False)
    except ValueError:  # of msgspec too
        kinds = ", ".join(get_args(Trouble))
        what = f"{words.strip()!r} is no act; write frames, one of {kinds}, and seconds: 40 stall 3"
        raise ValueError(what) from None


ENDLESS_TROUBLE = "90 stall 4, 90 unplug 6, 90 busy 3, " * 100
"""What a desk with `camera.source = "faulty"` goes through, every trouble after six seconds of good frames."""


def faulty_camera(inner: Callable[[], Camera], acts: str = ENDLESS_TROUBLE) -> Punctual:
    """A camera that plays the script, with the deadline around it that every true camera has."""
    device = FaultyDevice(script(acts))
    return Punctual(lambda: FaultyCamera(device, inner()))


class FaultyDevice:
    """What is at the end of the cable. A script plays by itself; `suffer` and `recover` do the same by hand."""

    def __init__(self, acts: tuple[Act, ...] = (), clock: Callable[[], float] = monotonic) -> None:
        self._acts = list(acts)
        self._clock = clock
        self._changed = Condition()
        self._trouble: Trouble | None = None
        self._until = 0.0
        self._left = self._acts[0].frames if self._acts else -1
        self.owners = 0
        """How many cameras have it open now."""
        self.openings = 0
        """How often somebody tried to open it."""

    def suffer(self, trouble: Trouble) -> None:
        """From now on, until `recover`."""
        with self._changed:
            self._trouble, self._until = trouble, float("inf")
            self._changed.notify_all()

    def recover(self) -> None:
        """Everything works again; calls that stalled return."""
        with self._changed:
            self._trouble = None
            self._changed.notify_all()

    def meet(self) -> None:
        """What a call to the driver meets. Raises `CameraLost`; in a stall it returns when the stall is over."""
        with self._changed:
            while self._now() == "stall":
                self._changed.wait(max(0.0, min(self._until - self._clock(), 3600.0)))
            if self._trouble == "unplug":
                raise CameraLost("The camera was unplugged; plug it in again.")
            if self._trouble == "busy":
                raise CameraLost("Another program is using the camera; end that program.")

    def take(self) -> None:
        """Open it. Raises `CameraLost`."""
        with self._changed:
            self.openings += 1
            self.meet()
            if self.owners:
                raise CameraLost("Another program is using the camera; end that program.")
            self.owners += 1

    def let_go(self) -> None:
        """Close it."""
        with self._changed:
            self.owners -= 1

    def delivered(self) -> None:
        """A good frame has been taken; the script goes on."""
        with self._changed:
            self._left -= 1
            if self._left == 0:
                act = self._acts.pop(0)
                self._trouble, self._until = act.trouble, self._clock() + act.seconds
                self._left = self._acts[0].frames if self._acts else -1

    def _now(self) -> Trouble | None:
        if self._trouble is not None and self._clock() >= self._until:
            self._trouble = None
        return self._trouble


class FaultyCamera:
    """One opening of the device; `inner` gives the pictures. An unplugged camera stays dead until it is opened anew."""

    def __init__(self, device: FaultyDevice, inner: Camera) -> None:
        self._device, self._inner = device, inner
        self._open = self._dead = False

    def open(self) -> None:
        """Take the device."""
        self._device.take()
        self._inner.open()
        self._open, self._dead = True, False

    def hold(self, card: str) -> None:
        """Hold a card before the lens."""
        self._inner.hold(card)

    def frame(self) -> Frame:
        """A frame, if the device is well."""
        if self._dead or not self._open:
            raise CameraLost("The camera is closed; open it first.")
        try:
            self._device.meet()
        except CameraLost:
            self._dead = True
            raise
        self._device.delivered()
        return self._inner.frame()

    def close(self) -> None:
        """Let the device go."""
        if self._open:
            self._open = False
            self._device.let_go()
            self._inner.close()
