"""What a picture goes out through: SDL's window, or the kernel's framebuffer. Both take boxes and can be proved."""

import os
from collections.abc import Sequence
from ctypes import CDLL
from typing import Protocol

import pygame

from kiosk.scenes.values import Box
from kiosk.screen import proof
from kiosk.screen.drivers import FRAMEBUFFER, Way, settings
from kiosk.screen.framebuffer import Framebuffer, NoFramebufferError
from kiosk.screen.sdl import sdl

MUST_BE_CARRIED = ("kmsdrm",)
"""Drivers that show nothing unless a renderer carries the picture."""


class Display(Protocol):
    """A way to a picture that was opened."""

    @property
    def surface(self) -> pygame.Surface:
        """What is painted on, as large as the display."""

    def send(self, boxes: Sequence[Box]) -> None:
        """Bring these boxes before people's eyes."""

    def shows(self) -> bool:
        """Whether a frame that is sent arrives, as far as anybody can tell. Leaves that frame behind."""

    def close(self) -> None:
        """Give it back. May be called twice."""


class SdlDisplay:
    """SDL's window."""

    def __init__(self, way: Way, width: int, height: int, *, fullscreen: bool) -> None:
        """Full screen takes the size that the display has. Raises `pygame.error`."""
        self._way = way
        flags = pygame.FULLSCREEN if fullscreen else 0
        self.surface = pygame.display.set_mode((0, 0) if fullscreen else (width, height), flags)

    def send(self, boxes: Sequence[Box]) -> None:
        """Send the boxes to the display."""
        pygame.display.update([(box.x, box.y, box.w, box.h) for box in boxes])

    def shows(self) -> bool:
        """Ask the renderer that carries the window; where plain memory does, there is nobody to ask."""
        proof.draw_frame(self.surface)
        pygame.display.flip()
        library = sdl()
        carried = proof.carrier(library) if library is not None else None
        if library is None or carried is None:
            return self._way.driver not in MUST_BE_CARRIED or library is None
        return carried[1] != "software" and self._arrives(library, carried[0])

    def _arrives(self, library: CDLL, renderer: int) -> bool:
        for _ in range(proof.FRAMES):
            seen = proof.of_renderer(library, renderer, *self.surface.get_size())
            if seen is not None and proof.right(seen):
                return True
            pygame.display.flip()
        return False

    def close(self) -> None:
        """Close the window."""
        pygame.display.quit()


class FramebufferDisplay:
    """The kernel's framebuffer, and a window of SDL's that is nowhere but feels fingers."""

    def __init__(self, framebuffer: Framebuffer) -> None:
        self.framebuffer = framebuffer
        pygame.display.set_mode(framebuffer.surface.get_size())

    @property
    def surface(self) -> pygame.Surface:
        """What is painted on, as large as the display."""
        return self.framebuffer.surface

    def send(self, boxes: Sequence[Box]) -> None:
        """Send the boxes to the kernel."""
        self.framebuffer.send(boxes)

    def shows(self) -> bool:
        """Ask the kernel."""
        proof.draw_frame(self.surface)
        self.send([Box(0, 0, *self.surface.get_size())])
        return proof.right(proof.of_surface(self.framebuffer.read_back()))

    def close(self) -> None:
        """Give both back."""
        self.framebuffer.close()
        pygame.display.quit()


def opened(way: Way, width: int, height: int, *, fullscreen: bool) -> Display:
    """This way, opened. Raises `pygame.error` or `NoFramebufferError`."""
    os.environ.update(settings(way))
    # Never pygame.init(): it would start joysticks and sound too, and with joysticks SDL polls instead of sleeping.
    pygame.display.init()
    if way.driver == FRAMEBUFFER:
        return FramebufferDisplay(Framebuffer())
    return SdlDisplay(way, width, height, fullscreen=fullscreen)


__all__ = ["Display", "FramebufferDisplay", "NoFramebufferError", "SdlDisplay", "opened"]
