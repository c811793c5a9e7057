"""Proof that a way shows what is painted: a frame is sent, read back, and looked at.

On KMSDRM a window can open, accept every frame without an error, and leave the screen black: SDL then presents through
a renderer that this driver cannot put on the screen. What pygame painted on would prove nothing: that surface is right,
the screen is not. So the pixels are asked of whatever carries them out: SDL's renderer, or the kernel's framebuffer.

A desktop shows windows as it likes and gives none back; there, who opened a window has one.
"""

import ctypes

import pygame

PAPER = (0xFF, 0xF8, 0xEC)
SIGN = (0x5B, 0x2A, 0x86)

NEAR = 12
"""How far a colour may be off on its way: displays of 16 bits round it."""

FRAMES = 6
"""So often the same frame is sent at most: drivers keep up to four pictures and give back the oldest."""

_ARGB8888 = 0x16362004
"""`SDL_PIXELFORMAT_ARGB8888`: on all boards there are, blue, green, red and alpha in this order."""

Seen = tuple[tuple[int, int, int], tuple[int, int, int]]
"""The colour in the middle, and in the upper left corner."""


class _Info(ctypes.Structure):
    """The head of SDL_RendererInfo; the rest is room enough for it."""

    _fields_ = (("name", ctypes.c_char_p), ("flags", ctypes.c_uint32), ("rest", ctypes.c_byte * 120))


def draw_frame(surface: pygame.Surface) -> None:
    """Paper with a sign in its middle: neither black nor of one colour."""
    width, height = surface.get_size()
    surface.fill(PAPER)
    surface.fill(SIGN, (width // 4, height // 4, width // 2, height // 2))


def right(seen: Seen) -> bool:
    """Whether that is the frame that was sent."""
    pairs = zip(seen, (SIGN, PAPER), strict=True)
    return all(abs(a - b) <= NEAR for one, other in pairs for a, b in zip(one, other, strict=True))


def of_surface(surface: pygame.Surface) -> Seen:
    """What a picture that was read back holds at both places."""
    width, height = surface.get_size()
    return _rgb(surface.get_at((width // 2, height // 2))), _rgb(surface.get_at((2, 2)))


def _rgb(colour: pygame.Color) -> tuple[int, int, int]:
    return colour.r, colour.g, colour.b


def carrier(library: ctypes.CDLL) -> tuple[int, str] | None:
    """SDL's renderer that carries the window, and its name; `None` where plain memory does."""
    library.SDL_GetWindowFromID.restype = library.SDL_GetRenderer.restype = ctypes.c_void_p
    library.SDL_GetRenderer.argtypes = [ctypes.c_void_p]
    renderer = library.SDL_GetRenderer(library.SDL_GetWindowFromID(ctypes.c_uint32(1)))
    if not renderer:
        return None
    info = _Info()
    library.SDL_GetRendererInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    known = library.SDL_GetRendererInfo(renderer, ctypes.byref(info)) == 0
    return renderer, (info.name or b"").decode("ascii", "replace") if known else ""


def of_renderer(library: ctypes.CDLL, renderer: int, width: int, height: int) -> Seen | None:
    """What the renderer gives back at both places; `None` when it gives nothing back."""
    library.SDL_RenderReadPixels.argtypes = [
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_int,
    ]  # fmt: skip
    seen = []
    for x, y in ((width // 2, height // 2), (2, 2)):
        place, pixel = (ctypes.c_int * 4)(x, y, 1, 1), (ctypes.c_ubyte * 4)()
        if library.SDL_RenderReadPixels(renderer, place, _ARGB8888, pixel, 4) != 0:
            return None
        seen.append((int(pixel[2]), int(pixel[1]), int(pixel[0])))
    return seen[0], seen[1]
