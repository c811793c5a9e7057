"""Checked packs → the one file a kiosk opens. A broken pack is refused whole, with its reasons; the others go on."""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang
from kiosk.durable import keep
from kiosk.packs.findings.faults import Faults
from kiosk.packs.findings.finding import Problem
from kiosk.packs.fingerprint import fingerprint, seen
from kiosk.packs.shelf import packed


class NotCompiled(Exception):  # noqa: N818 - told to staff in a sentence
    """The compiled file could not be written."""


class Report(Struct, frozen=True):
    """What came of compiling."""

    written: bool
    """False when nothing had changed, or when the kiosk's own words are broken and the old file stays."""
    unchanged: bool
    problems: tuple[Problem, ...]
    refused: tuple[str, ...]
    """Names of packs left out."""

    @property
    def good(self) -> bool:
        """Whether everything written by authors is in the compiled file."""
        return not any(problem.grave for problem in self.problems)


class _Stamp(Struct, frozen=True):
    """Beside the compiled file: what it was made from, and what was said then."""

    source: str
    made: str
    report: Report


def compile(content_dir: Path, out_file: Path, today: date, lang: Lang = "vi", faults: Faults | None = None) -> Report:
    """Compile when anything changed. Says again what it said last time when nothing did.

    With `faults` the layout of every scene is looked at too, as `kiosk.packs.check.check` does; it takes a while.
    `today` is no part of what is compared: otherwise every kiosk would compile once a day for the sake of a reminder.
    """
    how = (lang, "without layout" if faults is None else "with layout")
    stamp_file = out_file.with_suffix(".stamp")
    source = fingerprint(content_dir, *how)  # before reading: what is saved meanwhile is compiled the next time
    stamp = _last(stamp_file)
    if stamp is not None and (stamp.source, stamp.made) == (source, seen(out_file)):
        return msgspec.structs.replace(stamp.report, written=False, unchanged=True)
    library, report = compiled(content_dir, today, lang, faults)
    if library is None:
        return report
    try:
        keep(out_file, packed(library))
        keep(stamp_file, msgspec.json.encode(_Stamp(source, seen(out_file), report)))
    except OSError as error:
        raise NotCompiled(f"cannot write {out_file} ({error.strerror}); free some space or choose another") from error
    return report


def compiled(
    content_dir: Path, today: date, lang: Lang = "vi", faults: Faults | None = None
) -> tuple[Library | None, Report]:
    """The library of all good packs, not written anywhere; none when the kiosk's own words are broken."""
    from kiosk.packs.check import checked  # noqa: PLC0415 - the skipped compile of a start must stay cheap
    from kiosk.packs.findings.telling import told  # noqa: PLC0415

    found = checked(content_dir, today, faults)
    problems = told(found.findings, lang)
    refused = tuple(f"{name}: {_reason(told(why, lang))}" for name, why in found.refused.items())
    library = found.library(refused)
    return library, Report(library is not None, False, problems, tuple(found.refused))


def _reason(problems: tuple[Problem, ...]) -> str:
    grave = [problem for problem in problems if problem.grave]
    more = f" (+{len(grave) - 1})" if len(grave) > 1 else ""
    return f"{grave[0]}{more}"


def _last(stamp_file: Path) -> _Stamp | None:
    """A missing or damaged stamp only means: compile."""
    try:
        return msgspec.json.decode(stamp_file.read_bytes(), type=_Stamp)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
