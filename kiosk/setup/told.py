"""What the first boot has told, read by the kiosk at its start."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.core.events import SetupTold
from kiosk.core.setup import Told
from kiosk.staff import private
from kiosk.staff.house import SETUP_SEEN

FILE = "setup.json"


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def setup_told(data: Path, staff: Path, *, say: Callable[[str], None] = _say) -> SetupTold | None:
    """What to ask aloud; `None` where there was no first boot, as on a desk. Never raises: a damaged file is told.

    It is asked until somebody has said that it is right. Faults are told at each start: only a better file ends them.
    """
    file = data / FILE
    try:
        raw = private.read(file)
        if raw is None:
            return None
        told = msgspec.json.decode(raw, type=Told)
    except (OSError, msgspec.MsgspecError) as error:
        remedy = f"remove it and {data / 'settled'}, and restart: then the answers are read anew"
        say(f"setup: {private.left_out(file, error, remedy)}")
        return None
    mark = hashlib.sha256(raw).hexdigest()
    return SetupTold(told, mark, ask=told.outcome == "wrong" or (told.outcome == "right" and _seen(staff) != mark))


def _seen(staff: Path) -> str:
    try:
        return (private.read(staff / SETUP_SEEN) or b"").decode("ascii", errors="replace")
    except OSError:
        return ""
