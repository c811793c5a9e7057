"""Files of the kernel: short, and not to be trusted, for a sensor may answer anything or nothing."""

from collections.abc import Iterator
from pathlib import Path


def text(place: Path) -> str:
    """What stands there; a sensor that does not answer, or answers rubbish, says nothing."""
    try:
        return place.read_bytes()[:200].decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def numbers(root: Path, pattern: str) -> Iterator[int]:
    """The whole numbers in all files of a pattern."""
    for place in sorted(root.glob(pattern)):
        told = text(place)
        if is_number(told.removeprefix("-")):
            yield int(told)


def bits(root: Path, pattern: str) -> Iterator[int]:
    """The hexadecimal numbers in all files of a pattern."""
    return (int(told, 16) for place in sorted(root.glob(pattern)) if is_hex(told := text(place)))


def is_number(told: str) -> bool:
    """Whether that is a whole number of a believable length."""
    return told.isdecimal() and len(told) <= 12


def is_hex(told: str, longest: int = 8) -> bool:
    """Whether that is a hexadecimal number of a believable length."""
    digits = told.lower().removeprefix("0x")
    return 0 < len(digits) <= longest and all(digit in "0123456789abcdef" for digit in digits)
