"""Waiting for a finger without waking up for nothing.

`pygame.event.wait()` is pygame's own poll: about 940 wake-ups a second however long it waits. Two ways round it:

- X11 and Wayland: SDL's own `SDL_WaitEventTimeout(NULL, ms)`, called on the libSDL2 that pygame has already loaded,
  sleeps on the display's socket. A `NULL` event leaves what came in the queue, so pygame finds it there.
- KMSDRM and drivers without input: SDL has no such wait there, and would poll too. There `select()` on the touch
  screen's own descriptors and a wake-up descriptor does what is wanted.
"""

import ctypes
import os
import select
import threading
from pathlib import Path
from typing import Protocol

import pygame

from kiosk.core.units import DurationMs
from kiosk.screen.sdl import sdl

SLEEPS_IN_SDL = ("x11", "wayland")
"""Drivers whose own wait sleeps (SDL 2.0.16 and newer)."""


NAP = DurationMs(8)


class Waiter(Protocol):
    """Sleeps until something may have been felt."""

    def wait(self, timeout: DurationMs) -> None:
        """Return when an input came, `wake` was called, or the time ran out."""

    def wake(self) -> None:
        """Make `wait` return, from any thread."""

    def close(self) -> None:
        """Give back what was opened."""


class SdlWaiter:
    """Sleeps in SDL."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._wait = library.SDL_WaitEventTimeout
        self._wait.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._bell = pygame.event.custom_type()

    def wait(self, timeout: DurationMs) -> None:
        """Sleep in SDL; ctypes lets the other threads run meanwhile."""
        self._wait(None, timeout)

    def wake(self) -> None:
        """Post an event: SDL writes to the display's own socket to wake the sleeper."""
        try:
            pygame.event.post(pygame.event.Event(self._bell))
        except pygame.error:
            return  # the queue is full, so nobody sleeps; or the window is closing

    def close(self) -> None:
        """Nothing was opened."""


class DescriptorWaiter:
    """Sleeps on the descriptors that SDL has opened for the touch screen, and on one of its own."""

    def __init__(self, opened: Path = Path("/proc/self/fd"), inputs: str = "/dev/input/") -> None:
        self._opened, self._inputs = opened, inputs
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def wait(self, timeout: DurationMs) -> None:
        """Sleep. The list is made anew each time, for a touch screen may be plugged in at any time."""
        ready, _, _ = select.select([self._bell, *self.descriptors()], [], [], timeout / 1000)
        if self._bell in ready:
            os.eventfd_read(self._bell)

    def wake(self) -> None:
        """Ring the own descriptor."""
        if self._bell >= 0:
            os.eventfd_write(self._bell, 1)

    def close(self) -> None:
        """Close the own descriptor; the others are SDL's."""
        if self._bell >= 0:
            os.close(self._bell)
            self._bell = -1

    def descriptors(self) -> list[int]:
        """Descriptors open on input devices."""
        return [int(link.name) for link in self._opened.iterdir() if target(link).startswith(self._inputs)]


class PollWaiter:
    """Looks every few milliseconds: for a display whose SDL cannot be found."""

    def __init__(self, nap: DurationMs = NAP) -> None:
        self._nap, self._bell = nap, threading.Event()

    def wait(self, timeout: DurationMs) -> None:
        """Nap until something is in the queue."""
        naps = max(1, timeout // self._nap)
        while naps and not self._bell.is_set() and not pygame.event.peek():
            self._bell.wait(self._nap / 1000)
            naps -= 1
        self._bell.clear()

    def wake(self) -> None:
        """End the nap."""
        self._bell.set()

    def close(self) -> None:
        """Nothing was opened."""


def waiter(driver: str) -> Waiter:
    """The best way to wait with this video driver."""
    if driver not in SLEEPS_IN_SDL:
        return DescriptorWaiter()
    library = sdl()
    return SdlWaiter(library) if library else PollWaiter()


def target(link: Path) -> str:
    """What a descriptor is open on; empty when it was closed meanwhile."""
    try:
        return str(link.readlink())
    except OSError:
        return ""
