"""Sentences of the content as a table for translators, and back into the very lines they came from.

A table is taken whole or not at all. Each row tells what the sentence was when it was exported (its fingerprint): when
it was changed in the content since, somebody must decide, and nothing is written.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from kiosk.core.units import LANGS, Lang
from kiosk.durable import keep
from kiosk.packs.checks.words import drawable, texts
from kiosk.packs.findings.finding import Finding, Steps
from kiosk.packs.findings.telling import told
from kiosk.packs.reading.source import source
from kiosk.packs.translation.complaints import MOST_TOLD, BadTable, Complaint, complaint
from kiosk.packs.translation.rows import Row
from kiosk.packs.translation.spots import rewritten, spots
from kiosk.packs.translation.table import read_table, write_table

_BLANK = re.compile(r"\{[^}]*\}")


class Sentence(Struct, frozen=True):
    """One sentence of the content, with where it stands."""

    file: Path
    steps: Steps
    address: str
    words: dict[Lang, str]

    @property
    def fingerprint(self) -> str:
        """Changes with the words of any language, or the place."""
        told = "\x1f".join((self.address, *(self.words[lang] for lang in LANGS)))
        return hashlib.sha256(told.encode()).hexdigest()[:12]


class Imported(Struct, frozen=True):
    """What an import did."""

    changed: tuple[str, ...]
    """Addresses of sentences that are others now."""
    files: tuple[Path, ...]
    composed: tuple[str, ...]
    """Addresses whose letters came decomposed (NFD, as from a Mac) and were composed."""
    notes: tuple[tuple[str, str], ...]
    """Address → what the translator wrote beside it."""


def export(content_dir: Path, file: Path) -> int:
    """Write every sentence to a table; how many there are. `BadTable` says why there is none."""
    rows = [
        Row(one.address, one.words["vi"], one.words["en"], "", one.fingerprint) for one in sentences_of(content_dir)
    ]
    write_table(rows, file)
    return len(rows)


def import_(content_dir: Path, file: Path) -> Imported:
    """Write changed sentences of a table back into the content, all of them or none; `BadTable` says why none."""
    rows = read_table(file)
    there = {one.address: one for one in sentences_of(content_dir)}
    complaints = [*_strange(rows, there), *(fault for row in rows for fault in _faults(row, there))]
    if complaints:
        raise BadTable.of(complaints)
    changes = {row.address: words for row in rows if (words := _words(row)) != there[row.address].words}
    written = _written(content_dir, there, changes)
    _keep_all(written)
    return Imported(
        changed=tuple(changes),
        files=tuple(written),
        composed=tuple(row.address for row in rows if not _composed(row)),
        notes=tuple((row.address, row.note) for row in rows if row.note),
    )


def sentences_of(content_dir: Path) -> tuple[Sentence, ...]:
    """Every sentence of the content, file by file, in the order in which it is written."""
    read = source(content_dir)
    every = [*read.own.all(), read.skills, *(one for pack in read.packs for one in pack.all())]
    faults = [finding for one in every for finding in one.findings]
    if faults:
        raise BadTable.of([*_told(faults), complaint("content-first")])
    return tuple(sentence for one in every for sentence in _of_file(content_dir, one.marks.file, one.value))


def _told(faults: list[Finding]) -> Iterator[Complaint]:
    for en, vi in list(zip(told(faults, "en"), told(faults, "vi"), strict=True))[: MOST_TOLD - 1]:
        yield complaint("content", en=en, vi=vi)


def _of_file(content_dir: Path, file: Path, value: object) -> Iterator[Sentence]:
    places = spots(_text(file))
    found: dict[Steps, dict[Lang, str]] = {}
    for steps, text in texts(value):
        lang = next(lang for lang in LANGS if lang == steps[-1])
        if steps in places:
            found.setdefault(steps[:-1], {})[lang] = text
    in_order = sorted(found, key=lambda steps: min(places[*steps, lang].start for lang in LANGS))
    name = file.relative_to(content_dir).as_posix()
    for steps in in_order:
        yield Sentence(file, steps, f"{name}#{_way(steps)}", found[steps])


def _way(steps: Steps) -> str:
    """`steps[3].say`: as people write it. A name with other signs than those stands in brackets and quotes."""
    told = ""
    for step in steps:
        if isinstance(step, int):
            told += f"[{step}]"
        elif re.fullmatch(r"[\w-]+", step):
            told += f".{step}" if told else step
        else:
            told += f"[{json.dumps(step, ensure_ascii=False)}]"
    return told


# --- what is wrong with a table --------------------------------------------------------------------------------------


def _strange(rows: tuple[Row, ...], there: dict[str, Sentence]) -> Iterator[Complaint]:
    """Rows too many, and rows too few."""
    seen: set[str] = set()
    for row in rows:
        if row.address not in there:
            yield complaint("no-sentence" if row.address else "no-address", address=row.address)
        elif row.address in seen:
            yield complaint("twice", address=row.address)
        seen.add(row.address)
    lost = [address for address in there if address not in seen]
    if lost:
        yield complaint("lost", number=len(lost), first=", ".join(lost[:3]))


def _faults(row: Row, there: dict[str, Sentence]) -> Iterator[Complaint]:
    old, new = there.get(row.address), _words(row)
    if old is None or new == old.words:
        return
    if row.fingerprint != old.fingerprint:
        yield complaint("changed", address=row.address)
    for lang in LANGS:
        if new[lang] != old.words[lang]:
            yield from _wrong({"address": row.address, "lang": lang}, old.words[lang], new[lang])


def _wrong(place: dict[str, str], old: str, new: str) -> Iterator[Complaint]:
    if not new:
        yield complaint("missing", **place)
    if sorted(_BLANK.findall(old)) != sorted(_BLANK.findall(new)):
        braces = ", ".join(_BLANK.findall(old))
        yield complaint("braces" if braces else "odd-braces", **place, braces=braces)
    odd = sorted({letter for letter in new if not drawable(letter) and letter not in old})  # the check tells old ones
    if odd:
        yield complaint("undrawable", **place, letters=" ".join(f"{letter} (U+{ord(letter):04X})" for letter in odd))


def _words(row: Row) -> dict[Lang, str]:
    return {"vi": _nfc(row.vi), "en": _nfc(row.en)}


def _composed(row: Row) -> bool:
    return all(unicodedata.is_normalized("NFC", text) for text in (row.vi, row.en))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


# --- writing ---------------------------------------------------------------------------------------------------------


def _written(content_dir: Path, there: dict[str, Sentence], changes: dict[str, dict[Lang, str]]) -> dict[Path, bytes]:
    """The new bytes of every file that changes, each read again before anything is written."""
    by_file: dict[Path, dict[Steps, str]] = {}
    for address, words in changes.items():
        old = there[address]
        for lang in LANGS:
            if words[lang] != old.words[lang]:
                by_file.setdefault(old.file, {})[*old.steps, lang] = words[lang]
    made = {}
    for file, texts_of_file in by_file.items():
        try:
            made[file] = rewritten(_text(file), texts_of_file).encode()
        except ValueError as error:
            raise BadTable("by-hand", file=file.relative_to(content_dir), why=error) from error
    return made


def _keep_all(written: dict[Path, bytes]) -> None:
    """All files or none: where one cannot be written, those before it become again what they were."""
    before = {path: path.read_bytes() for path in written}
    for number, (path, raw) in enumerate(written.items()):
        try:
            keep(path, raw)
        except OSError as error:
            for done in list(written)[:number]:
                keep(done, before[done])
            raise BadTable("unwritable", file=path, why=error.strerror) from error


def _text(file: Path) -> str:
    """With its line ends as they are, so that they are written as they were."""
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise BadTable("unreadable", file=file, why=error) from error
