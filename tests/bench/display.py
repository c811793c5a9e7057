"""A display in memory (Xvfb) that looks at its own pixels and plays a finger, as somebody before the kiosk would."""

import os
import select
import subprocess
import time
from collections.abc import Callable
from typing import Self

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

Pixel = tuple[int, int, int]


class Display:
    """One Xvfb of its own; `name` is what `DISPLAY` must be."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(  # noqa: S603 - fixed words
            command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self._connection = Connection(self.name)
        self._root = self._connection.screen().root

    def pixel(self, x: int, y: int) -> Pixel:
        """Red, green, blue of one point of the screen, as it is now."""
        blue, green, red = self._root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF).data[:3]
        return red, green, blue

    def rows(self, every: int = 64) -> bytes:
        """Some rows of the screen, from edge to edge: enough to tell one frame from another, quick to read."""
        screen = self._connection.screen()
        taken = (
            self._root.get_image(0, y, screen.width_in_pixels, 1, X.ZPixmap, 0xFFFFFFFF).data
            for y in range(every // 2, screen.height_in_pixels, every)
        )
        return b"".join(taken)

    def around(self, x: int, y: int, reach: int = 60) -> bytes:
        """A short row of pixels round a point."""
        data: bytes = self._root.get_image(max(0, x - reach), y, 2 * reach, 1, X.ZPixmap, 0xFFFFFFFF).data
        return data

    def press(self, x: int, y: int) -> None:
        """Put a finger down."""
        xtest.fake_input(self._connection, X.MotionNotify, x=x, y=y)
        xtest.fake_input(self._connection, X.ButtonPress, 1)
        self._connection.sync()

    def lift(self) -> None:
        """Lift it."""
        xtest.fake_input(self._connection, X.ButtonRelease, 1)
        self._connection.sync()

    def move(self, x: int, y: int) -> None:
        """Move the finger, or the pointer."""
        xtest.fake_input(self._connection, X.MotionNotify, x=x, y=y)
        self._connection.sync()

    def close(self) -> None:
        """End the display."""
        self._connection.close()
        self._server.terminate()
        self._server.wait(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def until(done: Callable[[], bool], seconds: float = 20.0, every: float = 0.0005) -> float:
    """Look until it is so; how many seconds that took. Raises `TimeoutError`."""
    began = time.perf_counter()
    while not done():
        if time.perf_counter() - began > seconds:
            raise TimeoutError(f"It was not so within {seconds} s.")
        pause(every)
    return time.perf_counter() - began


def pause(seconds: float) -> None:
    """Let the other programme be alone for a while."""
    select.select([], [], [], seconds)
