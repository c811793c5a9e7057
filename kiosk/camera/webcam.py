"""A USB webcam, through Video4Linux and pygame's camera module.

Why it asks again and again whether a picture is there, instead of simply taking one: a silent camera would keep the
call for ever, and some of pygame's calls keep Python's lock meanwhile, so that the whole kiosk would stand still.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

from kiosk.camera.seam import CameraLost, Frame

SILENT_SECONDS = 1.8
"""Within the two seconds that a frame may take."""

BETWEEN_QUESTIONS = 0.005
OLD_PICTURES = 4
"""Drivers keep some pictures nobody took; these are thrown away, up to so many."""


class Webcam:
    """The camera at this device file; without one, the first that gives a picture."""

    def __init__(
        self,
        device: str = "",
        *,
        width: int = 640,
        height: int = 480,
        clock: Callable[[], float] = monotonic,
        module: Callable[[], Any] | None = None,
    ) -> None:
        self._device = device
        self._size = (width, height)
        self._clock = clock
        self._module = module or _pygame_camera
        self._camera: Any = None

    def open(self) -> None:
        """Load the library and let the camera run."""
        self.close()
        pygame_camera = self._module()
        devices = (self._device,) if self._device else tuple(pygame_camera.list_cameras())
        if not devices:
            raise CameraLost("There is no webcam; plug one in.")
        lost = CameraLost("There is no webcam; plug one in.")
        for device in devices:
            try:
                self._start(pygame_camera, device)
            except CameraLost as error:
                lost = error
            else:
                return
        raise lost

    def _start(self, pygame_camera: Any, device: str) -> None:
        try:
            self._camera = pygame_camera.Camera(device, self._size, "RGB")
            self._camera.start()
            # Some boards have device files for parts of their video hardware that start and never give a picture.
            self._newest()
        except CameraLost:
            self.close()
            raise
        except Exception as error:  # the border: SystemError, MemoryError and others, as C code chose
            self.close()
            why = f"The webcam {device} does not start ({error}); plug it in again, or end programs that use it."
            raise CameraLost(why) from error

    def hold(self, card: str) -> None:
        """Nothing: a true camera sees what is there."""

    def frame(self) -> Frame:
        """The newest picture."""
        if self._camera is None:
            raise CameraLost("The webcam is closed; open it first.")
        try:
            return _frame(self._newest())
        except CameraLost:
            raise
        except Exception as error:  # the border, as in `_start`
            raise CameraLost(f"The webcam broke off ({error}); plug it in again.") from error

    def _newest(self) -> Any:
        until = self._clock() + SILENT_SECONDS
        while not self._camera.query_image():
            if self._clock() >= until:
                raise CameraLost("The webcam gives no pictures any more; plug it in again.")
            sleep(BETWEEN_QUESTIONS)
        picture = self._camera.get_image()
        for _ in range(OLD_PICTURES):
            if not self._camera.query_image():
                break
            picture = self._camera.get_image(picture)
        return picture

    def close(self) -> None:
        """Let the camera go."""
        camera, self._camera = self._camera, None
        if camera is not None:
            with suppress(Exception):
                camera.stop()


def _pygame_camera() -> Any:
    # pygame greets on standard output, where commands write their lines.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        import pygame.camera  # noqa: PLC0415 - only who opens a webcam pays for it

        pygame.camera.init("_camera (V4L2)")
    except Exception as error:  # the border, as in `_start`
        raise CameraLost(f"pygame has no camera module here ({error}); install pygame-ce.") from error
    return pygame.camera


def _frame(picture: Any) -> Frame:
    import numpy as np  # noqa: PLC0415 - comes with the first picture
    import pygame  # noqa: PLC0415

    width, height = picture.get_size()
    # The surface has room for a fourth byte a pixel and its own order; one call makes plain rows of it, in C.
    return Frame(np.frombuffer(pygame.image.tobytes(picture, "RGB"), np.uint8).reshape(height, width, 3))
