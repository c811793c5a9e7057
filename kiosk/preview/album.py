"""The pictures of all scenes of some content, and what changed since they were last looked at.

Order of a look: what was saved is read (one file), scenes are laid out for the lessons it touches (half a millisecond
each), those that look different are painted and announced, and only then everything is checked. An author sees her
sentence before she is told what else is wrong.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.content.packs import Library
from kiosk.core.telling import lines
from kiosk.core.units import LANGS, Lang, Words
from kiosk.packs.reading.gather import library_of
from kiosk.packs.reading.source import Source, source
from kiosk.preview.cards import Card, Key, key_of
from kiosk.preview.groups import Group, groups
from kiosk.preview.memory import Memory
from kiosk.preview.page import page
from kiosk.preview.shots import Shot
from kiosk.preview.studio import Studio
from kiosk.preview.told import Checker, Told, shown
from kiosk.scenes.check import faults
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Scene

Announce = Callable[[Card], None]
"""Hears of each picture when it is on the disk, from another thread."""

VARIANTS = frozenset({"filled", "ask"})
"""Scenes that are only shown where they differ from the step's own."""


class Changed(Struct, frozen=True):
    """What a look found. `drawn` are pictures that are new on the disk."""

    drawn: tuple[Card, ...]
    removed: tuple[Key, ...]
    told: Told
    stuck: dict[str, str]
    """Group → why it could not be laid out; its last good pictures stay."""


class _Hung(Struct, frozen=True):
    """A card with what its picture was made of."""

    card: Card
    scene: Scene
    likeness: object


Hung = dict[Key, _Hung]


class Preview:
    """One folder of content as pictures. Languages, screens and lessons narrow what is drawn."""

    def __init__(  # noqa: PLR0913 - each narrows another thing
        self,
        content: Path,
        out: Path,
        *,
        screens: tuple[str, ...] = ("10",),
        langs: tuple[Lang, ...] = LANGS,
        lessons: tuple[str, ...] = (),
        today: date | None = None,
    ) -> None:
        self.content, self.out = content, out
        self.memory = Memory()
        self._screens, self._langs, self._lessons = screens, langs, lessons
        self._checker = Checker(content, today or date.today())
        self._studio = Studio(screens)
        self._needs: dict[str, object] = {}
        self._hung: dict[str, Hung] = {}
        self._titles: dict[str, Words] = {}
        self._drawn: list[Key] = []
        self._stuck: dict[str, str] = {}
        self._told = Told({})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._studio.close()

    @property
    def cards(self) -> dict[Key, Card]:
        """Every scene, in the order of the page."""
        return {key: hung.card for group in self._hung.values() for key, hung in group.items()}

    @property
    def told(self) -> Told:
        """What the last check found."""
        return self._told

    def html(self, revision: int | None = None) -> str:
        """The page as it is now; with a revision for a server, see `kiosk.preview.page`."""
        return page(tuple(self.cards.values()), dict(self._titles), self._told, dict(self._stuck), revision)

    def draw(self, announce: Announce = lambda _card: None) -> Changed:
        """Draw everything and write the page; `OSError` when the disk does not take it."""
        pictures = self.out / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        changed = self.look(announce)
        kept = {Path(card.picture).name for card in self.cards.values()}
        for file in pictures.glob("*.png"):
            if file.name not in kept:
                file.unlink()
        return changed

    def look(self, announce: Announce = lambda _card: None) -> Changed:
        """Draw what looks different now, check everything, and write the page again."""
        read = source(self.content, self.memory.reading)
        library = library_of(read.own, read.packs)
        before, self._drawn = self.cards, []
        if library is not None:
            self._studio.show_drawings(library.pictures)
            self._hang(library, read, announce)
            self._studio.finish()
        self._told = self._checker.check(read)
        now = self.cards
        removed = tuple(key for key in before if key not in now)
        for key in removed:
            (self.out / before[key].picture).unlink(missing_ok=True)
        self._write_page()
        return Changed(tuple(now[key] for key in self._drawn if key in now), removed, self._told, dict(self._stuck))

    def _hang(self, library: Library, read: Source, announce: Announce) -> None:
        """Every group as it is now; one that cannot be laid out keeps what hung there."""
        hung: dict[str, Hung] = {}
        self._titles = {}
        for group in groups(library, read, self._lessons):
            self._titles[group.name] = group.title
            try:
                hung[group.name] = self._group(library, group, announce)
            except (OSError, MemoryError):
                raise
            except Exception as error:  # noqa: BLE001 - half-written content may break anything; the check says what
                self._stuck[group.name] = f"{type(error).__name__}: {error}"
                hung[group.name] = self._hung.get(group.name, {})
            else:
                self._stuck.pop(group.name, None)
        self._hung = hung
        self._stuck = {name: why for name, why in self._stuck.items() if name in hung}

    def _group(self, library: Library, group: Group, announce: Announce) -> Hung:
        """The scenes of a group, drawn where they look different."""
        old = self._hung.get(group.name, {})
        needs = (group.needs, library.pictures)
        if self._needs.get(group.name) == needs:
            return {key: _placed(hung, group, self.content) for key, hung in old.items()}
        new: Hung = {}
        shots = [shot for lang in self._langs for shot in group.shots(lang)]
        for screen in self._screens:
            for shot in shots:
                if (hung := self._shoot(library, shot, screen, old, new)) is not None:
                    hung = new[hung.card.key] = _placed(hung, group, self.content)
                    self._paint(hung, screen, announce)
        self._needs[group.name] = needs
        return new

    def _shoot(self, library: Library, shot: Shot, screen: str, old: Hung, new: Hung) -> _Hung | None:
        """The scene as it shall hang; none when it looks as the step's own does."""
        key = key_of(shot, screen)
        scene = picture(library, shot.state, self._studio.looks[screen])
        likeness = self._studio.looks_like(scene)
        own = new.get(replace(key, what="step"))
        if shot.what in VARIANTS and own is not None and own.likeness == likeness:
            return None
        before = old.get(key)
        if before is not None and before.likeness == likeness:
            return _Hung(replace(before.card, steps=shot.steps), scene, likeness)
        found = faults(scene, self._studio.looks[screen])
        version = 0 if before is None else before.card.version + 1
        return _Hung(Card(key, shot.steps, lines(library, shot.state), found, version), scene, likeness)

    def _paint(self, hung: _Hung, screen: str, announce: Announce) -> None:
        """Paint what looks different from what hung there."""
        card, before = hung.card, self._hung.get(hung.card.key.group, {}).get(hung.card.key)
        if before is None or before.card.version != card.version:
            self._drawn.append(card.key)
            self._studio.paint(screen, hung.scene, self.out / card.picture, lambda: announce(card))

    def _write_page(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        beside = self.out / ".index.html"
        beside.write_text(self.html(), encoding="utf-8")
        beside.replace(self.out / "index.html")


def _placed(hung: _Hung, group: Group, content: Path) -> _Hung:
    """The same, with the lines its words and its step are on now."""
    marks, card = group.marks, hung.card
    begins, ends = marks.span(card.steps[:2])
    line = marks.line((*card.steps, card.key.lang))
    return replace(hung, card=replace(card, file=shown(marks.file, content), line=line, begins=begins, ends=ends))
