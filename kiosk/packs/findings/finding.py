"""What a check found, as a value without words; `kiosk.packs.findings.telling` says it in the author's language."""

from pathlib import Path

from msgspec import Struct

Steps = tuple[str | int, ...]
"""The way from the top of a file to a value: `("steps", 3, "target")`."""

MOST_LINES = 10**9
"""Further down than any file reaches."""


class Finding(Struct, frozen=True):
    """Something wrong (or doubtful) at a line of a file; `facts` fill the sentence that `code` names."""

    file: Path
    line: int
    code: str
    facts: dict[str, str]


class Marks(Struct, frozen=True):
    """Which line of which file every value of it stands in."""

    file: Path
    lines: dict[Steps, int]

    def line(self, steps: Steps) -> int:
        """The line of a value, or of the nearest one around it."""
        for end in range(len(steps), -1, -1):
            if steps[:end] in self.lines:
                return self.lines[steps[:end]]
        return 1

    def span(self, steps: Steps) -> tuple[int, int]:
        """The first line of a value, and the first after it that begins something else."""
        begins = self.line(steps)
        later = (line for other, line in self.lines.items() if line > begins and other[: len(steps)] != steps)
        return begins, min(later, default=MOST_LINES)

    def found(self, steps: Steps, code: str, **facts: str) -> Finding:
        """A finding at a value of this file."""
        return Finding(self.file, self.line(steps), code, facts)


class Problem(Struct, frozen=True):
    """A finding told to the author. Its `str` is the whole line, as compilers write theirs."""

    file: str
    line: int
    text: str
    grave: bool = True
    """Whether the pack is refused; otherwise it is a reminder."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"
