"""The first of several cameras that opens: `camera.source = "auto"`."""

from collections.abc import Callable, Sequence

from kiosk.camera.seam import Camera, CameraLost, Frame


class FirstThatOpens:
    """Tried in order with every opening, so that a kiosk goes on with whatever was plugged in last.

    They are made anew each time: what a driver left behind in a lost one must not meet the next.
    """

    def __init__(self, makers: Sequence[Callable[[], Camera]]) -> None:
        self._makers = makers
        self._camera: Camera | None = None

    def open(self) -> None:
        """Open the first; tell every reason when none opens."""
        self.close()
        reasons = []
        for make in self._makers:
            try:
                camera = make()
                camera.open()
            except CameraLost as lost:
                reasons.append(str(lost))
            else:
                self._camera = camera
                return
        raise CameraLost(" ".join(reasons))

    def hold(self, card: str) -> None:
        """Pass it on."""
        if self._camera is not None:
            self._camera.hold(card)

    def frame(self) -> Frame:
        """A frame of the one that opened."""
        if self._camera is None:
            raise CameraLost("No camera is open; open one first.")
        return self._camera.frame()

    def close(self) -> None:
        """Close it."""
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()
