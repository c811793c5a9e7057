"""Content as it lies in its folder, read but not yet checked.

content/words.yaml  content/stick.yaml  content/staff.yaml  content/skills.yaml
content/<pack>/pack.yaml  lessons/*.yaml  apps/*.yaml  pictures/*.svg  voices/<lang>/recorded.yaml
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import Pack
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.packs.findings.finding import Finding
from kiosk.packs.reading.read import Read, read
from kiosk.packs.reading.recorded import Lists, lists
from kiosk.packs.reading.skills import Skill

Reading = Callable[[Path, Any], Read[Any]]
"""How a file is read as a kind of value: from the disk, or by somebody who remembers it."""


class PackSource(Struct, frozen=True):
    """One pack with everything in its folder."""

    folder: Path
    pack: Read[Pack]
    lessons: tuple[Read[Lesson], ...]
    apps: tuple[Read[App], ...]
    pictures: dict[str, Path]
    recorded: Lists

    def misread(self) -> Iterator[Finding]:
        """Everything in it that could not be read."""
        for one in self.all():
            yield from one.findings

    def all(self) -> tuple[Read[Any], ...]:
        """Every file of the pack that is written in YAML."""
        return (self.pack, *self.lessons, *self.apps, *self.recorded.values())


class OwnWords(Struct, frozen=True):
    """The kiosk's own sentences, as written."""

    phrases: Read[Phrases]
    stick: Read[StickPhrases]
    staff: Read[StaffPhrases]

    def all(self) -> tuple[Read[Any], ...]:
        """Every file of them."""
        return (self.phrases, self.stick, self.staff)


class Source(Struct, frozen=True):
    """All content of one kiosk."""

    own: OwnWords
    skills: Read[tuple[Skill, ...]]
    packs: tuple[PackSource, ...]


def source(content_dir: Path, reading: Reading = read) -> Source:
    """Read everything once."""
    folders = sorted(entry for entry in content_dir.iterdir() if entry.is_dir()) if content_dir.is_dir() else []
    return Source(
        own=OwnWords(
            phrases=reading(content_dir / "words.yaml", Phrases),
            stick=reading(content_dir / "stick.yaml", StickPhrases),
            staff=reading(content_dir / "staff.yaml", StaffPhrases),
        ),
        skills=reading(content_dir / "skills.yaml", tuple[Skill, ...]),
        packs=tuple(_pack(folder, reading) for folder in folders if not folder.name.startswith(".")),
    )


def _pack(folder: Path, reading: Reading) -> PackSource:
    return PackSource(
        folder=folder,
        pack=reading(folder / "pack.yaml", Pack),
        lessons=tuple(reading(file, Lesson) for file in sorted((folder / "lessons").glob("*.yaml"))),
        apps=tuple(reading(file, App) for file in sorted((folder / "apps").glob("*.yaml"))),
        pictures={file.stem: file for file in sorted((folder / "pictures").glob("*.svg"))},
        recorded=lists(folder, reading),
    )
