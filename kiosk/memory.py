"""Large blocks go back to the system when they are freed.

The C library raises its own threshold for that whenever a large block is freed, so after a few camera frames
everything up to 32 MB stays with the process for good: 12 MB more in a lesson that scans.
"""

_M_MMAP_THRESHOLD = -3
"""From <malloc.h>; setting it also switches the raising off (mallopt(3))."""

_LARGE = 64 * 1024


def give_back() -> bool:
    """Fix the threshold; whether the C library understood. Only glibc has it, and nothing depends on it."""
    import ctypes  # noqa: PLC0415 - after the first picture is early enough

    try:
        return bool(ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE))
    except (OSError, AttributeError):
        return False
