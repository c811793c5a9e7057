"""What the first boot has told, read by the kiosk at its start."""

import hashlib
from pathlib import Path

import msgspec

from kiosk.core.events import SetupTold
from kiosk.core.setup import Told
from kiosk.staff import private
from kiosk.staff.house import SETUP_SEEN

FILE = "setup.json"


def setup_told(data: Path, staff: Path) -> SetupTold | None:
    """What to ask aloud; `None` where there was no first boot, as on a desk. Never raises: a damaged file is none.

    It is asked until somebody has said that it is right. Faults are told at each start: only a better file ends them.
    """
    try:
        raw = private.read(data / FILE)
        if raw is None:
            return None
        told = msgspec.json.decode(raw, type=Told)
    except (OSError, msgspec.MsgspecError):
        return None
    mark = hashlib.sha256(raw).hexdigest()
    return SetupTold(told, mark, ask=told.outcome == "wrong" or (told.outcome == "right" and _seen(staff) != mark))


def _seen(staff: Path) -> str:
    try:
        return (private.read(staff / SETUP_SEEN) or b"").decode("ascii", errors="replace")
    except OSError:
        return ""
