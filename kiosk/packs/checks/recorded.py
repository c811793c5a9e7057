"""Recordings: each is there, can be used, and speaks a sentence that is still said."""

from collections.abc import Iterator

from kiosk.core.units import Lang
from kiosk.packs.findings.finding import Finding
from kiosk.packs.reading.read import Read
from kiosk.packs.reading.recorded import ENDINGS, MOST, NAME, Hear, Lists, Recorded, Recording, fault_of_file, of_list


def recordings(lists_of_pack: Lists, sentences: frozenset[tuple[str, Lang]], hear: Hear | None) -> Iterator[Finding]:
    """What is wrong with the recordings of a pack. Without `hear` nobody listens to them."""
    for lang, one in lists_of_pack.items():
        seen: dict[str, int] = {}
        for number, recording in enumerate(of_list(one, lang)):
            yield from _one(one, number, recording, (recording.text, lang) in sentences, hear)
            if recording.text in seen:
                first = str(one.marks.line((seen[recording.text],)))
                yield one.marks.found((number, "text"), "recorded-twice", first=first)
            seen.setdefault(recording.text, number)
        if one.value is not None and len(one.value) > MOST:
            yield one.marks.found((MOST,), "recorded-many", most=str(MOST))
        yield from _unlisted(one)


def _one(
    one: Read[tuple[Recorded, ...]], number: int, recording: Recording, known: bool, hear: Hear | None
) -> Iterator[Finding]:
    name = recording.path.name
    code = fault_of_file(recording.path)
    if code:
        yield one.marks.found((number, "file"), code, name=name, known=" ".join(sorted(ENDINGS)))
    elif hear is not None and (unfit := hear(recording)):
        yield one.marks.found((number, "file"), unfit.code, **{"name": name, **unfit.facts})
    if not known:
        yield one.marks.found((number, "text"), "recorded-stale", text=recording.text)


def _unlisted(one: Read[tuple[Recorded, ...]]) -> Iterator[Finding]:
    listed = {line.file for line in one.value or ()} | {NAME}
    for entry in sorted(one.marks.file.parent.iterdir()):
        if one.value is not None and entry.name not in listed and not entry.name.startswith("."):
            yield Finding(entry, 1, "recorded-unlisted", {"name": entry.name, "list": NAME})
