"""What is paid for bytes out of a network: nothing, or what a `Meter` counts."""

from typing import Protocol


class Toll(Protocol):
    """Asked before bytes are read, told after they came."""

    def allow(self, most: int) -> int:
        """How many of `most` bytes may be read now, at least one; `Refused` as `budget` when none."""

    def spent(self, count: int) -> None:
        """So many came. May take its time: that is how a ceiling is kept."""


class Free:
    """Everything, as fast as it comes."""

    def allow(self, most: int) -> int:
        """All of them."""
        return most

    def spent(self, count: int) -> None:
        """Nobody counts."""


FREE = Free()

ASKING = 2_048
"""Bytes that count for one question, whatever the answer: both headers and what lies around them."""
