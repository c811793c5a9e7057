"""Renewing the content of this machine, from an address to a release that is ready: what all rooms do for it, put
together. `kiosk update` and `kiosk stick` call it, each in a process of its own; the interface never does.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from kiosk.config import Settings
from kiosk.durable import keep
from kiosk.knowledge import METER, STATUS, TRUST, about, left_by_updater
from kiosk.proof import CEILINGS
from kiosk.update.disk import alone, made, on_disk
from kiosk.update.guard import guarded
from kiosk.update.install import About, Place, Share, Tell, Verified, Workshop, install, name_of
from kiosk.update.refusal import Refused
from kiosk.update.releases import LIBRARY, Releases, Standing
from kiosk.update.sources.source import Source

if TYPE_CHECKING:
    from kiosk.update.sources.meter import Meter

BUSY = "busy.lock"


class Outcome(Struct, frozen=True, kw_only=True):
    """`status.json`: what came of the last attempt, for staff."""

    at: datetime
    source: str
    outcome: Literal["ready", "nothing-new", "refused"]
    why: str = ""
    sentence: str = ""
    """Why not; or what is to be known although all went well."""
    release: str = ""
    made: datetime | None = None
    """When it was signed; also when there was nothing new, for it says how fresh what we have is."""
    expires: datetime | None = None


class Status(Struct, frozen=True, kw_only=True):
    """How this machine stands."""

    standing: Standing
    active: About | None
    ready: About | None
    last: Outcome | None


def renew(settings: Settings, source: Source, tell: Tell, *, workshop: Workshop | None = None) -> Outcome:
    """Verify, fetch, prove and make ready. Raises `Refused`; either way the outcome is kept for staff.

    One at a time: a stick that is put in while the nightly update runs waits until that is done.
    """
    folder = settings.update.folder
    notes: list[str] = []
    with on_disk():
        made(folder)
    try:
        with on_disk(), alone(folder / BUSY):
            tell("checking", 0, 0)
            verified = _verified(settings, source)
            built = workshop or _workshop(settings, verified, notes)
            name = install(source, verified, Place(folder, settings.update.group), built, tell)
            outcome = _outcome(source, verified, name, " ".join(notes))
            _note(folder, outcome)
    except Refused as why:
        _note(folder, Outcome(at=_now(), source=source.name, outcome="refused", why=why.why, sentence=str(why)))
        raise
    return outcome


def renew_from(settings: Settings, address: str, tell: Tell) -> Outcome:
    """The same from an address, within what this machine may fetch a night and a second."""
    from kiosk.update.sources.address import open_source  # noqa: PLC0415

    meter = _meter(settings)
    try:
        return renew(settings, open_source(address, proxy=settings.update.proxy, meter=meter), tell)
    finally:
        meter.settle()


def _meter(settings: Settings) -> "Meter":
    from kiosk.update.sources.meter import Meter  # noqa: PLC0415
    from kiosk.update.trust.clock import clock_reading  # noqa: PLC0415

    def now() -> datetime | None:
        clock = clock_reading()
        return clock.now.astimezone() if clock.trusted else None

    update = settings.update
    return Meter(
        update.folder / METER,
        nightly_mb=update.nightly_mb if update.metered else 0,
        kb_per_second=update.kb_per_second,
        now=now,
    )


def status(settings: Settings) -> Status:
    """How this machine stands, read without changing anything."""
    releases = Releases(settings.update.folder)
    standing = releases.standing()
    return Status(
        standing=standing,
        active=about(releases, standing.active),
        ready=about(releases, standing.ready),
        last=left_by_updater(settings.update.folder / STATUS, Outcome),
    )


def _verified(settings: Settings, source: Source) -> Verified:
    from kiosk.update.trust.clock import clock_reading  # noqa: PLC0415 - python-tuf takes a tenth of a second
    from kiosk.update.trust.verify import verify  # noqa: PLC0415

    update = settings.update
    try:
        root = update.root.read_bytes()
    except OSError as error:
        sentence = f"There are no keys at {update.root} ({error.strerror}): put the root.json of the office there."
        raise Refused("unsigned", sentence) from error
    return verify(
        source,
        update.folder / TRUST,
        bootstrap=root,
        clock=clock_reading(),
        fleet=update.fleet,
        group=update.group,
    )


# --- what other rooms do, each in a child under limits ----------------------------------------------------------------


def _workshop(settings: Settings, verified: Verified, notes: list[str]) -> Workshop:
    # A kiosk without a clock would call facts old or of the future; the day of signing is never later than today.
    today = max(datetime.now(UTC).date(), verified.made.date()).isoformat()
    before = settings.content.library if settings.content.library.is_file() else None

    def compile_(content: Path, recorded: Path, library: Path, share: Share) -> None:
        _child("compile", (content, recorded, library, today, settings.visit.language), share)

    def test(library: Path, in_use: Path | None, share: Share) -> None:
        _child("test", (library, in_use or before or ""), share)

    def voice(library: Path, share: Share) -> None:
        if settings.voice.on:
            given = (library, settings.voice.folder, settings.voice.accent, *_in_use(settings))
            notes.append(_child("voice", given, share))

    return Workshop(compile_, test, voice, _opens)


def _opens(library: Path) -> bool:
    from kiosk.packs.shelf import NoContent, open_library  # noqa: PLC0415

    try:
        open_library(library)
    except NoContent:
        return False
    return True


def _in_use(settings: Settings) -> tuple[Path, ...]:
    """Libraries that this kiosk opens or may go back to."""
    releases = Releases(settings.update.folder)
    now = releases.standing()
    kept = (releases.path(name) / LIBRARY for name in (now.active, now.previous) if name)
    return tuple(file for file in (settings.content.library, *kept) if file.is_file())


def _child(task: str, given: tuple[object, ...], share: Share) -> str:
    command = (sys.executable, "-m", "kiosk.proof", task, *map(str, given))
    too_much = Refused("broken", f"The content takes more time or memory than a kiosk has for it (step: {task}).")
    return guarded(command, CEILINGS[task], share, too_much)


# --- what is kept for staff -------------------------------------------------------------------------------------------


def _outcome(source: Source, verified: Verified, name: str, sentence: str) -> Outcome:
    return Outcome(
        at=_now(),
        source=source.name,
        outcome="ready" if name else "nothing-new",
        sentence=sentence,
        release=name or name_of(verified),
        made=verified.made,
        expires=verified.expires,
    )


def _note(folder: Path, outcome: Outcome) -> None:
    """A disk that cannot be written has been told of already."""
    try:
        keep(folder / STATUS, msgspec.json.encode(outcome))
    except OSError:
        return


def _now() -> datetime:
    return datetime.now(UTC)
