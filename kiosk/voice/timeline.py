"""When which word of which line is spoken: a pure reckoning, testable without a sound or a second passing."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from kiosk.voice.clips import Clip

PAUSE = 250
"""Milliseconds of quiet between two lines."""

CLOSEST = 125
"""Milliseconds between two marks: eight changes of the highlight a second are as many as an eye follows."""


class Mark(Struct, frozen=True):
    """At this moment the voice begins this word of this line."""

    at: int
    line: int
    word: int


class Timeline:
    """The lines of one order, one after another, in milliseconds from its beginning."""

    def __init__(self, lines: Sequence[Clip], pause: int = PAUSE) -> None:
        self.starts: list[int] = []
        self.marks: list[Mark] = []
        self.end = 0
        for number, line in enumerate(lines):
            start = self.end + pause if number else 0
            self.starts.append(start)
            self.marks += _marks(line, number, start)
            self.end = start + line.duration

    def mark_at(self, elapsed: float) -> Mark | None:
        """The word being spoken, or the last that was."""
        index = bisect_right(self.marks, elapsed, key=lambda mark: mark.at)
        return self.marks[index - 1] if index else None

    def next_moment(self, elapsed: float) -> int:
        """The next time anything happens; the end when all else is past."""
        later = [self.end]
        for moments in (self.starts, [mark.at for mark in self.marks]):
            index = bisect_right(moments, elapsed)
            later += moments[index : index + 1]
        return min(later)


def _marks(line: Clip, number: int, start: int) -> list[Mark]:
    """Words that begin together are one mark, the last: those before it are silent. Crowded ones are left out."""
    begun = {at: word for word, at in enumerate(line.words) if at < line.duration}
    found: list[Mark] = []
    for at, word in sorted(begun.items()):
        if not found or start + at - found[-1].at >= CLOSEST:
            found.append(Mark(start + at, number, word))
    return found
