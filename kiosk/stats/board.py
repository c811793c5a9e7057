"""Which board this is, and what hangs on it that people touch: read from what the kernel shows."""

import re
from pathlib import Path

from kiosk.stats.kernel import is_hex, text

KNOWN = re.compile(r"Raspberry Pi (3|4|400|5|500|Zero 2|Compute Module [345])( |$)")
"""Boards on which the kiosk is meant to run with all its parts; others may have other pins and other power."""

DIRECT = 1 << 1
"""`INPUT_PROP_DIRECT`: what is touched is what is seen (linux/input-event-codes.h)."""

POSITION_X, MANY_POSITION_X = 1 << 0x00, 1 << 0x35
"""`ABS_X` and `ABS_MT_POSITION_X`."""


def model(root: Path = Path("/")) -> str:
    """The name of the board as its maker wrote it, of a PC that of its case; empty where nobody tells."""
    for place in ("proc/device-tree/model", "sys/firmware/devicetree/base/model", "sys/class/dmi/id/product_name"):
        if told := text(root / place).strip("\0 "):
            return re.sub(r"[^ -~]", "?", " ".join(told.split()))[:80]
    return ""


def known(root: Path = Path("/")) -> bool:
    """Whether all its parts are known to work here. A PC has no pins, and nobody expects any."""
    return bool(KNOWN.search(model(root))) or bool(text(root / "sys/class/dmi/id/product_name"))


def touchscreens(root: Path = Path("/")) -> tuple[str, ...]:
    """The names of all that is touched where it is seen."""
    inputs = sorted((root / "sys/class/input").glob("input*"))
    return tuple(text(place / "name") or "without a name" for place in inputs if _is_touched(place))


def _is_touched(place: Path) -> bool:
    positions = _bits(text(place / "capabilities/abs"))
    return bool(_bits(text(place / "properties")) & DIRECT and positions & (POSITION_X | MANY_POSITION_X))


def _bits(words: str) -> int:
    """A bit mask as the kernel prints it: words of 64 bits in hexadecimal, the highest first."""
    bits = 0
    for word in words.split():
        bits = bits << 64 | (int(word, 16) if is_hex(word, 16) else 0)
    return bits
