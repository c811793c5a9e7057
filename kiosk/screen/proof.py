"""Proof that a driver shows what is painted.

On KMSDRM a window can open, accept every frame without an error, and leave the screen black: SDL then presents through
its software renderer, which that driver cannot put on the screen. So one frame is presented and SDL is asked what
carries it. Reading pixels back from the surface would prove nothing: the surface is right, the screen is not.
"""

import ctypes

import pygame

from kiosk.screen.drivers import Driver
from kiosk.screen.waiting import sdl

CARRIED = ("kmsdrm",)
"""Drivers that show nothing unless a renderer on the graphics chip carries the frame."""


class _Info(ctypes.Structure):
    """The head of SDL_RendererInfo; the rest is room enough for it."""

    _fields_ = (("name", ctypes.c_char_p), ("flags", ctypes.c_uint32), ("rest", ctypes.c_byte * 120))


def shows(surface: pygame.Surface, driver: Driver) -> bool:
    """Present one frame and look whether it can have reached the screen."""
    surface.fill("#FFF8EC")
    pygame.display.flip()
    library = sdl() if driver in CARRIED else None
    return library is None or carried(library)


def carried(library: ctypes.CDLL) -> bool:
    """Whether a renderer of the graphics chip carries the window."""
    library.SDL_GetWindowFromID.restype = library.SDL_GetRenderer.restype = ctypes.c_void_p
    library.SDL_GetRenderer.argtypes = [ctypes.c_void_p]
    renderer = library.SDL_GetRenderer(library.SDL_GetWindowFromID(ctypes.c_uint32(1)))
    if not renderer:
        return False
    info = _Info()
    library.SDL_GetRendererInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    told = library.SDL_GetRendererInfo(renderer, ctypes.byref(info)) == 0
    return told and bool(info.name != b"software")
