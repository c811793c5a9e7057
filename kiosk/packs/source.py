"""Content as it lies in its folder, read but not yet checked.

content/words.yaml  content/stick.yaml  content/staff.yaml  content/skills.yaml
content/<pack>/pack.yaml  lessons/*.yaml  apps/*.yaml  pictures/*.svg  voices/<lang>/*.ogg
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import Pack
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.packs.finding import Finding
from kiosk.packs.read import Read, read
from kiosk.packs.skills import Skill


class PackSource(Struct, frozen=True):
    """One pack with everything in its folder."""

    folder: Path
    pack: Read[Pack]
    lessons: tuple[Read[Lesson], ...]
    apps: tuple[Read[App], ...]
    pictures: dict[str, Path]

    def misread(self) -> Iterator[Finding]:
        """Everything in it that could not be read."""
        for one in self.all():
            yield from one.findings

    def all(self) -> tuple[Read[Any], ...]:
        """Every file of the pack that is written in YAML."""
        return (self.pack, *self.lessons, *self.apps)


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


def source(content_dir: Path) -> Source:
    """Read everything once."""
    folders = sorted(entry for entry in content_dir.iterdir() if entry.is_dir()) if content_dir.is_dir() else []
    return Source(
        own=OwnWords(
            phrases=read(content_dir / "words.yaml", Phrases),
            stick=read(content_dir / "stick.yaml", StickPhrases),
            staff=read(content_dir / "staff.yaml", StaffPhrases),
        ),
        skills=read(content_dir / "skills.yaml", tuple[Skill, ...]),
        packs=tuple(_pack(folder) for folder in folders if not folder.name.startswith(".")),
    )


def _pack(folder: Path) -> PackSource:
    return PackSource(
        folder=folder,
        pack=read(folder / "pack.yaml", Pack),
        lessons=tuple(read(file, Lesson) for file in sorted((folder / "lessons").glob("*.yaml"))),
        apps=tuple(read(file, App) for file in sorted((folder / "apps").glob("*.yaml"))),
        pictures={file.stem: file for file in sorted((folder / "pictures").glob("*.svg"))},
    )
