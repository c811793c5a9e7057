"""All checks of all packs. Each subject has a module of its own; this one says who asks what about whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang
from kiosk.packs import (
    check_apps,
    check_facts,
    check_files,
    check_layout,
    check_links,
    check_names,
    check_pictures,
    check_play,
    check_steps,
    check_words,
    recorded,
)
from kiosk.packs.check_layout import Faults
from kiosk.packs.finding import Finding, Problem
from kiosk.packs.gather import library_of
from kiosk.packs.sentences import sentences
from kiosk.packs.source import OwnWords, PackSource, Source, source
from kiosk.packs.telling import is_grave, told


class Checked(Struct, frozen=True):
    """Content sorted into what may be shown and what may not."""

    findings: tuple[Finding, ...]
    own: OwnWords | None
    """The kiosk's own sentences; none when one of them is broken."""
    good: tuple[PackSource, ...]
    refused: dict[str, tuple[Finding, ...]]
    """Folder name of a pack → why it is left out."""

    def library(self, refused: tuple[str, ...] = ()) -> Library | None:
        """All good packs; `None` when the kiosk's own words are broken, for then it could say nothing."""
        return None if self.own is None else library_of(self.own, self.good, refused)


def check(
    content_dir: Path,
    today: date,
    lang: Lang = "vi",
    faults: Faults | None = None,
    hear: recorded.Hear | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with the content in a folder, in the author's language.

    `faults(library, state)` names what is wrong with the scene of a state (a text outside its box, a target too small)
    on whatever screens its giver cares for; without it the layout is not looked at. Without `hear` nobody listens to
    the recordings.
    """
    return told(checked(content_dir, today, faults, hear).findings, lang)


def checked(content_dir: Path, today: date, faults: Faults | None = None, hear: recorded.Hear | None = None) -> Checked:
    """Read and check everything, and tell the good packs from the refused."""
    return checked_source(source(content_dir), today, faults, hear)


def checked_source(
    content: Source, today: date, faults: Faults | None = None, hear: recorded.Hear | None = None
) -> Checked:
    """Check what was read already."""
    own = tuple(finding for one in content.own.all() for finding in (*one.findings, *check_words.phrases(one)))
    taken = check_names.Taken()
    good, refused, findings = [], {}, [*own, *content.skills.findings]
    for pack in content.packs:
        found = tuple(_pack(pack, content, today, taken, faults, hear))
        findings += found
        if any(map(is_grave, found)):
            refused[pack.folder.name] = found
        else:
            good.append(pack)
            taken.add(pack)
    words = None if any(map(is_grave, own)) else content.own
    return Checked(tuple(findings), words, tuple(good), refused)


def _pack(  # noqa: PLR0913, PLR0917 - what is handed in is handed on
    pack: PackSource,
    content: Source,
    today: date,
    taken: check_names.Taken,
    faults: Faults | None,
    hear: recorded.Hear | None,
) -> Iterator[Finding]:
    """Later checks rest on earlier ones: nobody plays a lesson whose app has no such screen."""
    yield from pack.misread()
    yield from check_files.files(pack)
    yield from check_pictures.pictures(pack)
    yield from check_words.pack(pack)
    yield from check_facts.facts(pack, today)
    if pack.pack.value is None or any(pack.misread()):
        return
    built = tuple(_built(pack, content, taken))
    yield from built
    library = library_of(content.own, [pack])
    if library is None or any(map(is_grave, built)):
        return
    yield from recorded.check(pack.recorded, frozenset(sentences(library)), hear)
    played = tuple(check_play.lessons(pack, library))
    yield from played
    if faults is not None and not any(map(is_grave, played)):
        yield from check_layout.layout(pack, library, faults)


def _built(pack: PackSource, content: Source, taken: check_names.Taken) -> Iterable[Finding]:
    yield from check_names.names(pack, taken)
    yield from check_links.links(pack, content.skills.value)
    yield from check_apps.apps(pack)
    yield from check_steps.steps(pack)
