"""All checks of all packs. Each subject has a module of its own; this one says who asks what about whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang
from kiosk.packs.checks import apps, facts, files, layout, links, names, pictures, play, recorded, steps, words
from kiosk.packs.findings.faults import Faults
from kiosk.packs.findings.finding import Finding, Problem
from kiosk.packs.findings.telling import is_grave, told
from kiosk.packs.reading.gather import library_of
from kiosk.packs.reading.recorded import Hear
from kiosk.packs.reading.source import OwnWords, PackSource, Source, source
from kiosk.packs.sentences import sentences


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
    hear: Hear | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with the content in a folder, in the author's language.

    `faults(library, state)` names what is wrong with the scene of a state (a text outside its box, a target too small)
    on whatever screens its giver cares for; without it the layout is not looked at. Without `hear` nobody listens to
    the recordings.
    """
    return told(checked(content_dir, today, faults, hear).findings, lang)


def checked(content_dir: Path, today: date, faults: Faults | None = None, hear: Hear | None = None) -> Checked:
    """Read and check everything, and tell the good packs from the refused."""
    return checked_source(source(content_dir), today, faults, hear)


def checked_source(content: Source, today: date, faults: Faults | None = None, hear: Hear | None = None) -> Checked:
    """Check what was read already."""
    own = tuple(finding for one in content.own.all() for finding in (*one.findings, *words.phrases(one)))
    taken = names.Taken()
    good, refused, findings = [], {}, [*own, *content.skills.findings]
    for pack in content.packs:
        found = tuple(_pack(pack, content, today, taken, faults, hear))
        findings += found
        if any(map(is_grave, found)):
            refused[pack.folder.name] = found
        else:
            good.append(pack)
            taken.add(pack)
    sayable = None if any(map(is_grave, own)) else content.own
    return Checked(tuple(findings), sayable, tuple(good), refused)


def _pack(  # noqa: PLR0913, PLR0917 - what is handed in is handed on
    pack: PackSource,
    content: Source,
    today: date,
    taken: names.Taken,
    faults: Faults | None,
    hear: Hear | None,
) -> Iterator[Finding]:
    """Later checks rest on earlier ones: nobody plays a lesson whose app has no such screen."""
    yield from pack.misread()
    yield from files.files(pack)
    yield from pictures.pictures(pack)
    yield from words.pack(pack)
    yield from facts.facts(pack, today)
    if pack.pack.value is None or any(pack.misread()):
        return
    built = tuple(_built(pack, content, taken))
    yield from built
    library = library_of(content.own, [pack])
    if library is None or any(map(is_grave, built)):
        return
    yield from recorded.recordings(pack.recorded, frozenset(sentences(library)), hear)
    played = tuple(play.lessons(pack, library))
    yield from played
    if faults is not None and not any(map(is_grave, played)):
        yield from layout.layout(pack, library, faults)


def _built(pack: PackSource, content: Source, taken: names.Taken) -> Iterable[Finding]:
    yield from names.names(pack, taken)
    yield from links.links(pack, content.skills.value)
    yield from apps.apps(pack)
    yield from steps.steps(pack)
