"""The two camera libraries, as far as the kiosk calls them, over pictures made here: for machines without a camera.

They keep what the true ones keep (who has the camera, which format was set) and refuse what those refuse.
"""

from typing import Any

import numpy as np
import pygame

from kiosk.camera.pixels import Pixels


class Sensor:
    """In place of `Picamera2`: gives flat gray pictures of a brightness that the test turns."""

    def __init__(self, *forms: str, controls: tuple[str, ...] = ()) -> None:
        self._forms = forms
        self.camera_controls = dict.fromkeys(controls)
        self.level = 120
        self.silent = self.flushed = self.closed = False
        self.set: list[dict[str, Any]] = []
        self.taken = 0
        self.stream_map: dict[str, Any] = {}
        self._streams: dict[str, dict[str, Any]] = {}

    def create_video_configuration(self, main: Any, *, lores: Any, raw: Any) -> Any:
        return {"main": main, "lores": lores, "raw": raw}

    def configure(self, wish: Any) -> None:
        if wish["lores"] and len(self._forms) == 1:
            raise RuntimeError("lores stream is not supported")
        self._streams = {}
        for (name, stream), form in zip(wish.items(), (*self._forms, None), strict=False):
            if stream and form:
                known = stream["format"] if stream["format"] in form.split("|") else form.split("|")[0]
                width, height = stream["size"]
                stride = width * {"BGR888": 3, "YUYV": 2}.get(known, 1) + 32
                self._streams[name] = {"format": known, "size": (width, height), "stride": stride}
        self.stream_map = {name: self._streams.get(name) for name in ("main", "lores", "raw")}

    def stream_configuration(self, name: str) -> dict[str, Any]:
        return self._streams[name]

    def set_controls(self, controls: dict[str, Any]) -> None:
        unknown = set(controls) - set(self.camera_controls)
        if unknown:
            raise RuntimeError(f"Control {unknown} is not advertised by libcamera")
        self.set.append(controls)

    def start(self) -> None:
        if self.closed:
            raise RuntimeError("Camera is closed")

    def capture_request(self, *, wait: float) -> "Sensor":
        if self.silent:
            raise TimeoutError
        self.taken += 1
        return self

    def make_buffer(self, name: str) -> Pixels:
        stream = self._streams[name]
        size = stream["stride"] * stream["size"][1] * (3 if stream["format"] in ("NV12", "YUV420") else 2) // 2
        return np.full(size, self.level, np.uint8)

    def release(self) -> None:
        self.taken -= 1

    def cancel_all_and_flush(self) -> None:
        self.flushed = True

    def close(self) -> None:
        self.closed = True


class VideoDevices:
    """In place of `pygame.camera`: device files, each with a number of pictures waiting."""

    def __init__(self, **waiting: int) -> None:
        self.waiting = {f"/dev/{name}": pictures for name, pictures in waiting.items()}
        self.running: list[str] = []
        self.busy: set[str] = set()

    def list_cameras(self) -> list[str]:
        return list(self.waiting)

    def Camera(self, device: str, size: tuple[int, int], form: str) -> "VideoDevice":  # noqa: N802 - pygame's name
        assert form == "RGB"
        return VideoDevice(self, device, size)


class VideoDevice:
    """One of them. The red of a picture tells how many were still waiting when it was taken."""

    def __init__(self, devices: VideoDevices, device: str, size: tuple[int, int]) -> None:
        self._devices, self._device, self._size = devices, device, size

    def start(self) -> None:
        if self._device not in self._devices.waiting:
            raise SystemError(f"Cannot open '{self._device}': 2, No such file or directory")
        if self._device in self._devices.busy:
            raise SystemError("ioctl(VIDIOC_S_FMT) failure : 16, Device or resource busy")
        self._devices.running.append(self._device)

    def query_image(self) -> bool:
        if self._device not in self._devices.waiting:
            raise MemoryError("ioctl(VIDIOC_QUERYBUF) failure : 19, No such device")
        return self._devices.waiting[self._device] > 0

    def get_image(self, picture: pygame.Surface | None = None) -> pygame.Surface:
        self._devices.waiting[self._device] -= 1
        drawn = pygame.Surface(self._size, depth=24) if picture is None else picture
        drawn.fill((self._devices.waiting[self._device], 100, 200))
        return drawn

    def stop(self) -> None:
        self._devices.running.remove(self._device)
