"""The author's guide as somebody who follows it: its files written where it says, its commands as they stand there."""

import re
import shutil
from pathlib import Path

from tests.drawn import ROOT

GUIDES = (ROOT / "docs/author.md", ROOT / "docs/author.vi.md")
_BLOCK = re.compile(r"^```(\w+)\n(.+?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?:# |<!-- )(weather/\S+)")


def blocks(guide: Path) -> list[tuple[str, str]]:
    """(kind, text) of every block of code."""
    return _BLOCK.findall(guide.read_text(encoding="utf-8"))


def files(guide: Path) -> dict[str, str]:
    """Every file that the guide has its reader write."""
    return {name[1]: text for _, text in blocks(guide) if (name := _NAME.match(text))}


def commands(guide: Path) -> list[str]:
    """Every command, in order."""
    return [line for kind, text in blocks(guide) if kind == "sh" for line in text.splitlines()]


def followed(guide: Path, folder: Path, *, alone: bool = False) -> Path:
    """The lesson of the guide with its drawing, app and pack, but without the recording, in a folder of content.

    `alone` leaves out the other lessons, which take their time to be checked; their drawings are missing then.
    """
    mine = folder / "mine"
    shutil.copytree(ROOT / "content", mine, ignore=shutil.ignore_patterns("hue") if alone else None)
    for name, text in files(guide).items():
        if "voices" not in name:
            (mine / name).parent.mkdir(parents=True, exist_ok=True)
            (mine / name).write_text(text, encoding="utf-8")
    return mine
