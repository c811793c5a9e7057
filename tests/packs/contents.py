"""The small good content of these tests, copied and bent."""

import shutil
from datetime import date
from pathlib import Path

from kiosk.core.units import Lang
from kiosk.packs.check import check

GOOD = Path(__file__).with_name("content")
TODAY = date(2026, 11, 21)


def copied(into: Path) -> Path:
    """The good content in a folder of its own."""
    return shutil.copytree(GOOD, into / "content")


def bent(content: Path, file: str, old: str, new: str) -> Path:
    """Replace one piece of text in one file; an empty `old` replaces the whole file."""
    path = content / file
    text = path.read_text("utf-8") if path.exists() else ""
    assert text.count(old) == 1 or not old, f"{old!r} is {text.count(old)} times in {file}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new) if old else new, "utf-8")
    return path


def line_of(path: Path, piece: str) -> int:
    """The number of the one line that holds a piece of text."""
    lines = [n for n, line in enumerate(path.read_text("utf-8").split("\n"), start=1) if piece in line]
    assert len(lines) == 1, f"{piece!r} is on lines {lines} of {path}"
    return lines[0]


def told(content: Path, lang: Lang = "en") -> list[str]:
    """What the checks say, with paths as seen from the content folder."""
    return [str(problem).removeprefix(f"{content}/") for problem in check(content, TODAY, lang)]
