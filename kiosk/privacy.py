"""No core dumps: an image of the memory would hold what a visitor showed or typed a moment ago.

Two locks, because each alone leaves a gap. The limit keeps the kernel from writing a file, and children inherit it;
but it does not bind a kernel that hands dumps to a program (`core_pattern` with a pipe, core(5)). A process that is
not dumpable is left out there too, and no other process of the same person can look into its memory (prctl(2));
but that flag is lost with every new program, so a child that hears a visitor's words sets it for itself.
"""

_PR_SET_DUMPABLE = 4
"""From <linux/prctl.h>."""


def forbid_core_dumps() -> None:
    """From here on this process leaves no image of its memory. A system that lacks a lock keeps the other."""
    _limit()
    _not_dumpable()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _not_dumpable() -> None:
    import ctypes  # noqa: PLC0415 - one call; only processes that need it pay for the import

    try:
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        return
