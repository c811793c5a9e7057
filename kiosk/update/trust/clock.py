"""The machine's clock, and whether anybody has set it: a Pi has no battery, and begins again wherever it stopped."""

import ctypes
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No kiosk with this program lives earlier. Raised with each version."""

SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
"""There once systemd-timesyncd has heard from a time server, until the next start (systemd-timesyncd.service(8))."""

_STA_UNSYNC = 0x0040
"""From <linux/timex.h>: nobody steers the clock. Set at every start, and again after hours without a time server."""


class Reading(Struct, frozen=True):
    """What the machine's clock says, and whether it may be believed."""

    now: datetime
    trusted: bool


class _Timex(ctypes.Structure):
    """The beginning of `struct timex`, adjtimex(2). The rest is only room."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_long * 32),
    )


def clock_reading(mark: Path = SYNCHRONISED) -> Reading:
    """Now, in UTC."""
    return Reading(datetime.now(UTC), mark.exists() or _steered())


def _steered() -> bool:
    """Whether the kernel knows that somebody keeps its clock right. Asking needs no rights; a kernel may refuse."""
    timex = _Timex()
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.byref(timex))
    except (OSError, AttributeError):
        return False
    return bool(answer >= 0 and not timex.status & _STA_UNSYNC)
