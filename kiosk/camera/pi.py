"""The camera of a Raspberry Pi, and any other that libcamera drives, through picamera2.

Two streams come from one exposure: a larger one in colours for the screen, and a small plane of brightness for the
decoder, both scaled by the hardware, so that neither costs this program a conversion. USB cameras and libcamera's
virtual one have fewer choices; then brightness is taken out of what there is.

Why bytes of buffers and not picamera2's arrays: its arrays know fewer formats, and other ones in other versions.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kiosk.camera.exposure import ExposureLock, brightness
from kiosk.camera.seam import CameraLost, Frame

if TYPE_CHECKING:
    from kiosk.camera.pixels import Pixels

LUMA_WIDTH = 640
"""Pixels. A practice card at arm's length has 4 of them for each square of its code, and decoding takes 2 ms."""

SILENT_SECONDS = 1.8
"""Within the two seconds that a frame may take, so that picamera2 is still asked to let its camera go in order."""

CONTROLS = {"AfMode": 2, "AfSpeed": 1, "AeExposureMode": 1, "FrameDurationLimits": (33_333, 66_667)}
"""For those cameras that offer them: focus always and fast; rather a noisy picture than a smeared one; and, in µs, no
exposure longer than a frame at 15 a second. The numbers are those of libcamera's control_ids_core.yaml."""

REMEDY = "install python3-picamera2, or set camera.source to webcam."


class PiCamera:
    """The camera with this number; the first is 0. `make` gets a `Picamera2` for a number."""

    def __init__(
        self, number: int = 0, *, width: int = 960, height: int = 720, make: Callable[[int], Any] | None = None
    ) -> None:
        self._number = number
        self._size = (width, height)
        self._make = make or _picamera2
        self._camera: Any = None
        self._main: _Stream | None = None
        self._luma: _Stream | None = None
        self._lock: ExposureLock | None = None

    def open(self) -> None:
        """Load the library, take the camera, let it run."""
        self.close()
        try:
            self._camera = self._make(self._number)
            self._configure(self._camera)
            self._camera.start()
        except CameraLost:
            self.close()
            raise
        except Exception as error:  # the border: what a driver raises has every type there is
            self.close()
            raise CameraLost(f"The camera does not start ({error}); end other programs that use it.") from error

    def _configure(self, camera: Any) -> None:
        for configuration in self._wishes(camera):
            with suppress(RuntimeError, TypeError, AttributeError):  # so picamera2 says that a camera cannot do it
                camera.configure(configuration)
                streams = [_Stream(camera, name) for name in ("main", "lores") if camera.stream_map.get(name)]
                if all(stream.is_known() for stream in streams):
                    break
        else:
            raise CameraLost("The camera offers no picture format that is known here; set camera.source to webcam.")
        self._main, self._luma = streams[0], streams[-1]
        offered = camera.camera_controls
        camera.set_controls({name: value for name, value in CONTROLS.items() if name in offered})
        self._lock = ExposureLock() if "AeEnable" in offered else None

    def _wishes(self, camera: Any) -> Iterator[Any]:
        """From the best to the plainest; a camera that cannot do one answers with another format, or raises."""
        width, height = self._size
        small = {"size": (LUMA_WIDTH, LUMA_WIDTH * height // width // 2 * 2), "format": "YUV420"}
        for form, lores in (("BGR888", small), ("YUYV", None), ("NV12", None)):
            # No raw stream: it would take a third of a small board's memory for the cameras.
            with suppress(RuntimeError):
                yield camera.create_video_configuration({"size": self._size, "format": form}, lores=lores, raw=None)

    def hold(self, card: str) -> None:
        """Nothing: a true camera sees what is there."""

    def frame(self) -> Frame:
        """The newest exposure; older ones were thrown away."""
        if self._camera is None or self._main is None or self._luma is None:
            raise CameraLost("The camera is closed; open it first.")
        try:
            request = self._camera.capture_request(wait=SILENT_SECONDS)
            try:
                frame = Frame(self._main.colours(request), self._luma.luma(request))
            finally:
                request.release()
            self._keep_exposure(brightness(frame.gray()))
        except TimeoutError:
            self._camera.cancel_all_and_flush()
            raise CameraLost("The camera gives no pictures any more; check its cable.") from None
        except Exception as error:  # the border, as in `open`
            raise CameraLost(f"The camera broke off ({error}); check its cable.") from error
        return frame

    def _keep_exposure(self, level: float) -> None:
        turned = None if self._lock is None else self._lock.turn(level)
        if turned is not None:
            self._camera.set_controls({"AeEnable": not turned})

    def close(self) -> None:
        """Let the camera go."""
        camera, self._camera = self._camera, None
        self._main = self._luma = self._lock = None
        if camera is not None:
            with suppress(Exception):
                camera.close()


def _picamera2(number: int) -> Any:
    # libcamera tells of every opening on standard error, which on a device is the journal on the memory card.
    os.environ.setdefault("LIBCAMERA_LOG_LEVELS", "*:ERROR")
    try:
        from picamera2 import Picamera2  # noqa: PLC0415 - only a kiosk with such a camera has it
    except (ImportError, OSError) as missing:
        raise CameraLost(f"The library picamera2 cannot be loaded ({missing}); {REMEDY}") from missing
    if number >= len(Picamera2.global_camera_info()):
        raise CameraLost(f"libcamera finds no camera number {number}; check the cable, and try: rpicam-hello")
    return constructed(Picamera2, number)


def constructed(kind: Any, number: int, **given: Any) -> Any:
    """A `Picamera2`, or nothing left of it: tried every 30 seconds for a day, a busy camera must not eat all files.

    picamera2 0.3 leaves a pipe open when its constructor fails. 0.3.25 also stays in the list by which frames find
    their camera; and one that is made beside another takes that one's place there, half made, and ends the thread that
    hands out the frames of both.
    """
    listed = kind._cm.cameras
    if listed:
        raise CameraLost("The camera has not been let go by its last use; it is tried again.")
    camera = kind.__new__(kind)
    try:
        camera.__init__(number, **given)
    except Exception:
        for index in [index for index, known in listed.items() if known is camera]:
            kind._cm.cleanup(index)
        if hasattr(camera, "notifyme_w"):
            camera.notifymeread.close()
            os.close(camera.notifyme_w)
        raise
    return camera


class _Stream:
    """How the pixels of one stream lie in memory, as the camera has really set it up."""

    def __init__(self, camera: Any, name: str) -> None:
        layout = camera.stream_configuration(name)
        self._name, self._form = name, str(layout["format"])
        (self._width, self._height), self._stride = layout["size"], layout["stride"]

    def is_known(self) -> bool:
        """Whether its pixels can be read; compressed pictures cannot."""
        from kiosk.camera.planes import COLOURED, LUMINOUS  # noqa: PLC0415 - NumPy

        return self._form in (COLOURED if self._name == "main" else LUMINOUS)

    def colours(self, request: Any) -> "Pixels":
        """Red, green and blue of the picture in this request."""
        from kiosk.camera.planes import colours  # noqa: PLC0415 - NumPy

        return colours(self._form, request.make_buffer(self._name), self._width, self._height, self._stride)

    def luma(self, request: Any) -> "Pixels":
        """The brightness of the picture in this request."""
        from kiosk.camera.planes import luma  # noqa: PLC0415 - NumPy

        return luma(self._form, request.make_buffer(self._name), self._width, self._height, self._stride)
