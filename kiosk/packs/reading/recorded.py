"""Sentences that a person recorded: which file of a pack speaks which sentence.

`content/<pack>/voices/<lang>/recorded.yaml` lists them. How they sound is not known here: the room of the voice hears
them, and whoever may import both hands its hearing over.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from kiosk.core.content.base import Content
from kiosk.core.units import LANGS, Lang
from kiosk.packs.reading.read import Read, read

NAME = "recorded.yaml"
ENDINGS = frozenset({".ogg", ".oga", ".opus", ".flac", ".wav"})
MOST = 2_000
"""Recordings of one language of a pack; all sentences of the first three lessons are five hundred."""


class Recorded(Content, frozen=True, kw_only=True):
    """One line of `recorded.yaml`."""

    file: str
    text: str


Lists = dict[Lang, Read[tuple[Recorded, ...]]]


class Recording(Struct, frozen=True):
    """A sentence in the voice of a person."""

    path: Path
    text: str
    lang: Lang


class Unfit(Struct, frozen=True):
    """Why a recording cannot be used: a code of `kiosk.packs.findings.telling`, and what fills its sentence."""

    code: str
    facts: dict[str, str]


Hear = Callable[[Recording], Unfit | None]
"""Listens to a recording; none when it can be used."""


def lists(pack: Path, reading: Callable[[Path, Any], Read[Any]] = read) -> Lists:
    """What a pack says was recorded, by language."""
    files = {lang: pack / "voices" / lang / NAME for lang in LANGS}
    return {lang: reading(file, tuple[Recorded, ...]) for lang, file in files.items() if file.exists()}


def recordings(content_dir: Path) -> tuple[Recording, ...]:
    """Every recording of every pack that can be found, each sentence once: the first pack that has it keeps it.

    Nothing is complained of here; a list that cannot be read has none.
    """
    found: dict[tuple[str, Lang], Recording] = {}
    for folder in sorted(content_dir.glob("*/")):
        for lang, one in lists(folder).items():
            for recording in of_list(one, lang):
                if not fault_of_file(recording.path):
                    found.setdefault((recording.text, lang), recording)
    return tuple(found.values())


def of_list(one: Read[tuple[Recorded, ...]], lang: Lang) -> tuple[Recording, ...]:
    """The lines of one list as recordings; they lie beside it."""
    told = (one.value or ())[:MOST]
    return tuple(Recording(one.marks.file.parent / line.file, line.text.strip(), lang) for line in told)


def fault_of_file(path: Path) -> str:
    """Which code tells what is wrong with the file, before anybody listens; empty when nothing is.

    A link could lead out of the pack, and a pipe would be waited for, so only true files are opened.
    """
    if path.suffix.lower() not in ENDINGS or path.parent.name not in LANGS or path.name.startswith("."):
        return "recorded-name"
    return "recorded-no-file" if path.is_symlink() or not path.is_file() else ""
