"""What pygame does not offer of the very SDL it runs on: wheels carry their own; another copy knows of no window."""

import ctypes
from collections.abc import Iterable
from pathlib import Path


def sdl() -> ctypes.CDLL | None:
    """The libSDL2 that pygame has loaded."""
    path = loaded(Path("/proc/self/maps").read_text().splitlines())
    return ctypes.CDLL(path) if path else None


def loaded(maps: Iterable[str]) -> str | None:
    """Path of libSDL2 itself (not of its image, font or mixer companions) among the mappings of a process."""
    paths = (line.split(maxsplit=5)[-1] for line in maps if "/" in line)
    return next((path for path in paths if path.rpartition("/")[2].startswith(("libSDL2-2", "libSDL2.so"))), None)


def touchscreens() -> tuple[tuple[int, str], ...]:
    """Number and name of every touchscreen that SDL knows; pygame tells the numbers only."""
    library = sdl()
    if library is None or not hasattr(library, "SDL_GetTouchName"):
        return ()
    library.SDL_GetTouchDevice.restype, library.SDL_GetTouchName.restype = ctypes.c_int64, ctypes.c_char_p
    return tuple(
        (library.SDL_GetTouchDevice(at), (library.SDL_GetTouchName(at) or b"").decode("utf-8", "replace"))
        for at in range(library.SDL_GetNumTouchDevices())
    )
