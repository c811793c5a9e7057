"""What picamera2 needs to run on libcamera's virtual pipeline, on a machine without a camera and without DMA heaps.

Everything here replaces hardware that a Raspberry Pi has; none of it is in the kiosk. Debian 13 has the pipeline in
its packages `python3-libcamera` and `libcamera-tools`; it is switched on by a file that names its cameras:

    # /usr/share/libcamera/pipeline/virtual/virtual.yaml
    "Virtual0":
      supported_formats:
        - {width: 1280, height: 960, frame_rates: [15, 30]}
        - {width: 640, height: 480, frame_rates: [15, 30]}
      frames:
        path: "/usr/share/libcamera/pipeline/virtual/card.jpg"
      location: "CameraLocationFront"
      model: "Virtual Video Device"
"""

import mmap
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from kiosk.camera.pi import constructed

STARTED: list[Any] = []
"""Every `Picamera2` that was made, so that a test can pull its plug."""

SWITCH = Path("/usr/share/libcamera/pipeline/virtual/virtual.yaml")


class AnyName(ModuleType):
    """A module in which every name is there and means nothing: pykms draws previews on a screen, which nobody asks."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return AnyName(name)


def reason_to_skip() -> str:
    """Why picamera2 cannot run here; empty when it can."""
    if not SWITCH.exists():
        return f"no virtual camera: there is no {SWITCH} (see tests/camera/virtual.py)"
    try:
        import libcamera  # noqa: F401
    except ImportError as missing:
        return f"libcamera is not installed for this Python ({missing}); Debian: python3-libcamera"
    sys.modules.setdefault("pykms", AnyName("pykms"))
    try:
        from picamera2 import Picamera2
    except ImportError as missing:
        return f"picamera2 is not installed for this Python ({missing}); picamera2 0.3.25 fits libcamera 0.4"
    found = [str(camera["Id"]) for camera in Picamera2.global_camera_info()]
    return "" if found == ["Virtual0"] else f"libcamera shows {found} instead of its virtual camera"


def camera(number: int) -> Any:
    """A true `Picamera2` on the virtual pipeline."""
    from picamera2 import Picamera2
    from picamera2 import picamera2 as module

    # Made by this name where nobody hands one in.
    module.DmaAllocator = Memfd

    class OnVirtual(Picamera2):  # type: ignore[misc]
        def _get_raw_modes(self) -> list[dict[str, Any]]:
            # The pipeline has no raw pictures, and picamera2 asks for them before anybody wants any.
            return [{"format": "NV12", "size": (1280, 960)}]

    made = constructed(OnVirtual, number, allocator=Memfd())
    STARTED[:] = [made]
    return made


def taken_camera(number: int) -> Any:
    """What picamera2 does when another program has the camera: its own constructor fails half-way."""
    from picamera2 import Picamera2

    class Taken(Picamera2):  # type: ignore[misc]
        def _open_camera(self) -> None:
            self._initialize_camera()
            raise RuntimeError("Failed to acquire camera: Device or resource busy")

    return constructed(Taken, number)


class Sync:
    """Memory that is not shared with a device needs no flushing."""

    def __init__(self, allocator: Any, buffer: Any, write: bool) -> None:
        self._memory = allocator.memory[buffer]

    def __enter__(self) -> Any:
        return self._memory

    def __exit__(self, *_: object) -> None:
        pass


class Memfd:
    """An allocator of picamera2 with buffers in plain memory instead of a DMA heap."""

    def __init__(self) -> None:
        self.sync = Sync
        self.memory: dict[Any, mmap.mmap] = {}
        self._files: list[int] = []
        self._buffers: dict[Any, list[Any]] = {}

    def allocate(self, configuration: Any, use_case: str) -> None:
        self.close()
        for stream in configuration:
            self._buffers[stream.stream] = [self._buffer(stream) for _ in range(stream.buffer_count)]

    def _buffer(self, stream: Any) -> Any:
        import libcamera

        file = os.memfd_create("frame")
        self._files.append(file)
        os.ftruncate(file, stream.frame_size)
        bright = stream.stride * stream.size.height
        planes = []
        # One plane for both halves of NV12 makes the virtual pipeline stop with an assertion.
        for offset, length in ((0, bright), (bright, stream.frame_size - bright)):
            plane = libcamera.FrameBuffer.Plane()
            plane.fd, plane.offset, plane.length = file, offset, length
            planes.append(plane)
        buffer = libcamera.FrameBuffer(planes)
        self.memory[buffer] = mmap.mmap(file, stream.frame_size)
        return buffer

    def buffers(self, stream: Any) -> Any:
        return self._buffers[stream]

    def acquire(self, buffers: Any) -> None:
        pass

    def release(self, buffers: Any) -> None:
        pass

    def close(self) -> None:
        self._buffers.clear()
        for memory in self.memory.values():
            memory.close()
        self.memory.clear()
        while self._files:
            os.close(self._files.pop())

    def __del__(self) -> None:
        self.close()
