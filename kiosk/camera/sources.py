"""The true cameras by name, each with a deadline around it."""

from kiosk.camera.deadline import Punctual
from kiosk.camera.first import FirstThatOpens
from kiosk.camera.pi import PiCamera
from kiosk.camera.seam import Camera, CameraLost
from kiosk.camera.webcam import Webcam


def true_camera(source: str, *, device: str = "", width: int = 0, height: int = 0) -> Punctual:
    """`picamera2`, `webcam`, or for `auto` whichever opens. `device`: a number or a device file; empty: the first.

    Width and height are asked of the camera for the preview; 0 leaves the choice to the source.
    """
    chosen = bool(width and height)

    def pi() -> Camera:
        if device and not device.isdecimal():
            raise CameraLost(f"camera.device {device!r} is no number; picamera2 counts its cameras from 0.")
        number = int(device or 0)
        return PiCamera(number, width=width, height=height) if chosen else PiCamera(number)

    def webcam() -> Camera:
        file = f"/dev/video{device}" if device.isdecimal() else device
        return Webcam(file, width=width, height=height) if chosen else Webcam(file)

    makers = {"picamera2": (pi,), "webcam": (webcam,), "auto": (pi, webcam)}[source]
    return Punctual(makers[0] if len(makers) == 1 else lambda: FirstThatOpens(makers))
