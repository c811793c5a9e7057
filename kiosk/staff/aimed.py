"""How the touchscreen was put right by staff, kept over a restart: six numbers in `touch.json`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from kiosk.staff import private

Matrix = tuple[float, float, float, float, float, float]


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """`touch.json`."""

    format: Literal[1]
    matrix: Matrix


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


def kept(folder: Path, default: Matrix, *, say: Callable[[str], None] = _say) -> Matrix:
    """The six numbers that staff have calibrated, else those of the settings. Never raises: a damaged file is told."""
    file = folder / "touch.json"
    try:
        raw = private.read(file)
        return default if raw is None else msgspec.json.decode(raw, type=_Kept).matrix
    except (OSError, msgspec.MsgspecError) as error:
        say(f"staff: {private.left_out(file, error, 'calibrate the touchscreen again in the menu')}")
        return default


def keep(folder: Path, matrix: Matrix) -> None:
    """Keep six numbers. Raises `OSError`."""
    private.keep(folder / "touch.json", msgspec.json.encode(_Kept(1, matrix)))
