"""The kernel's plainest picture: bytes written to `/dev/fb0` are seen, whatever the graphics chip can or cannot.

The way out when SDL's own ways stay black. Slower than a graphics chip, and torn when much moves; a lesson is neither.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pygame

from kiosk.scenes.values import Box
from kiosk.screen.plugs import unplugged

DEPTHS = (16, 24, 32)


class NoFramebufferError(Exception):
    """There is none that could be used; the sentence says why."""


class Framebuffer:
    """One framebuffer. `told` is the folder in which the kernel tells its size."""

    def __init__(
        self, device: Path = Path("/dev/fb0"), told: Path = Path("/sys/class/graphics/fb0"), *, root: Path = Path("/")
    ) -> None:
        if unplugged(root):
            raise NoFramebufferError("no display is connected")
        width, height, depth, self._pitch = _measures(told)
        self.surface = pygame.Surface((width, height), 0, depth)
        try:
            self._file = os.open(device, os.O_RDWR | os.O_CLOEXEC)
        except OSError as error:
            raise NoFramebufferError(f"{device} cannot be opened ({error.strerror})") from None

    def send(self, boxes: Sequence[Box]) -> None:
        """Write the rows of these boxes; whole rows, for one write a box is cheaper than one a row."""
        for box in boxes:
            top, bottom = max(0, box.y), min(self.surface.get_height(), box.bottom)
            if top < bottom:
                os.pwrite(self._file, self._rows(top, bottom), top * self._pitch)

    def read_back(self) -> pygame.Surface:
        """What the kernel has of the picture."""
        width, height = self.surface.get_size()
        raw = os.pread(self._file, self._pitch * height, 0).ljust(self._pitch * height, b"\0")
        row = width * self.surface.get_bytesize()
        seen = self.surface.copy()
        own = seen.get_pitch()
        rows = (raw[y * self._pitch : y * self._pitch + row].ljust(own, b"\0") for y in range(height))
        seen.get_buffer().write(b"".join(rows))
        return seen

    def close(self) -> None:
        """Give the file back. May be called twice."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _rows(self, top: int, bottom: int) -> bytes:
        own = self.surface.get_pitch()
        raw = memoryview(self.surface.get_buffer().raw)
        if own == self._pitch:
            return bytes(raw[top * own : bottom * own])
        row = min(own, self._pitch)
        return b"".join(bytes(raw[y * own : y * own + row]).ljust(self._pitch, b"\0") for y in range(top, bottom))


def _measures(told: Path) -> tuple[int, int, int, int]:
    """Width, height, bits of a pixel, bytes of a row."""
    wide, _, high = _text(told / "virtual_size").partition(",")
    depth, pitch = _text(told / "bits_per_pixel"), _text(told / "stride")
    if not all(word.isdecimal() for word in (wide, high, depth, pitch)) or int(depth) not in DEPTHS:
        raise NoFramebufferError("the kernel has no framebuffer")
    return int(wide), int(high), int(depth), int(pitch)


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
