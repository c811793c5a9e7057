"""Files that nobody reads: a lesson saved as `.yml` would silently be missing."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.core.units import LANGS
from kiosk.packs.findings.finding import Finding
from kiosk.packs.reading.recorded import NAME
from kiosk.packs.reading.source import PackSource

FOLDERS = {"lessons": ".yaml", "apps": ".yaml", "pictures": ".svg"}
"""Folder → the ending of what is read in it."""

TOP = frozenset({"pack.yaml", "voices", *FOLDERS})


def files(pack: PackSource) -> Iterator[Finding]:
    """Entries of a pack's folder that are not read."""
    for entry in _entries(pack.folder):
        if entry.name not in TOP and entry.suffix != ".md":
            yield Finding(entry, 1, "unread", {"name": entry.name, "known": ", ".join(sorted(TOP))})
    for name, suffix in FOLDERS.items():
        for entry in _entries(pack.folder / name):
            if entry.suffix != suffix:
                yield Finding(entry, 1, "unread", {"name": entry.name, "known": f"*{suffix}"})
    yield from _voices(pack.folder / "voices")


def _voices(folder: Path) -> Iterator[Finding]:
    """Recordings of a language that nobody is offered, and those that no list names."""
    for entry in _entries(folder):
        if entry.name not in LANGS:
            yield Finding(entry, 1, "unread", {"name": entry.name, "known": ", ".join(LANGS)})
        elif _entries(entry) and not (entry / NAME).exists():
            yield Finding(entry, 1, "unread", {"name": entry.name, "known": NAME})


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.name[0] != ".") if folder.is_dir() else []
