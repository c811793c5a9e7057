"""One look at a source: python-tuf tries it in a scratch folder, and what it accepts is kept if the floor agrees."""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Timestamp

from kiosk.update.layout import MADE
from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Source
from kiosk.update.trust.asking import Asking, NoMoreRoots, opened, well_signed
from kiosk.update.trust.blame import blamed, refusal
from kiosk.update.trust.clock import Reading
from kiosk.update.trust.floor import Floor, keep_floor, keys_of, read_floor, time_in, trusted_now, without_rotated
from kiosk.update.trust.kept import ROLES, changed, keep_rest, keep_roots, lay_out_rest, lay_out_roots, read

AHEAD = timedelta(days=1)
"""How far the clock of whoever signs may be ahead of ours, if ours is right."""


class Trial(Struct, frozen=True):
    """What is tried, where, and when."""

    source: Source
    home: Path
    scratch: Path
    bootstrap: bytes
    clock: Reading
    built: datetime


class Seen(Struct, frozen=True):
    """What python-tuf has accepted, and until when its parts are good."""

    floor: Floor
    expires: datetime


def newest_root(trial: Trial) -> Root:
    """First pass: who may sign. Expiry waits, for what the time is depends on who may sign."""
    lay_out_roots(trial.home, trial.scratch)
    asking = Asking(trial.source, roots=True)
    try:
        opened(trial.scratch, trial.bootstrap, asking).refresh()
    except NoMoreRoots:
        pass
    except (RepositoryError, DownloadError) as error:
        raise blamed(error, trial.source.name, asking.asked, signed=False) from error
    finally:
        keep_roots(trial.home, trial.scratch)
    return Metadata[Root].from_bytes(read(trial.scratch, "root")).signed


class Ground(Struct, frozen=True):
    """What a trial stands on."""

    root: Root
    floor: Floor
    rotated: bool
    """The root has taken keys away: what they signed counts no more, and goes once something whole is there instead."""
    now: datetime


def ground(trial: Trial) -> Ground:
    """The newest root, what counts under it, and what the time is."""
    root = newest_root(trial)
    known = read_floor(trial.home)
    if known.above(Floor(root=root.version)):
        raise refusal("old", trial.source.name, f"its root is {root.version}, {known.root} was seen")
    floor = without_rotated(known, root)
    return Ground(root, floor, floor != known, trusted_now(floor, trial.clock, trial.built))


def refreshed(trial: Trial, on: Ground) -> Seen:
    """Second pass: everything else. A part that was accepted before another was refused stays accepted."""
    if not on.rotated:
        lay_out_rest(trial.home, trial.scratch)
    try:
        _refresh(trial, on)
    except Refused:
        if not on.rotated:
            roles = changed(trial.home, trial.scratch)
            keep(trial, on, _seen(trial, on, roles).floor, roles)
        raise
    return _seen(trial, on, ROLES)


def _refresh(trial: Trial, on: Ground) -> None:
    """It starts from the root that the first pass has found."""
    asking = Asking(trial.source, roots=False)
    try:
        opened(trial.scratch, read(trial.scratch, "root"), asking, on.now).refresh()
    except (RepositoryError, DownloadError) as error:
        raise blamed(error, trial.source.name, asking.asked, well_signed(asking, on.root)) from error


def _seen(trial: Trial, on: Ground, roles: Collection[str]) -> Seen:
    """Of the roles that were accepted; 0 stands for those that were not."""
    seen = Seen(Floor(root=on.root.version, keys=keys_of(on.root)), on.root.expires)
    if "timestamp" in roles:
        timestamp = Metadata[Timestamp].from_bytes(read(trial.scratch, "timestamp")).signed
        made = _made(trial, on, timestamp)
        floor = replace(seen.floor, timestamp=timestamp.version, made=made)
        seen = Seen(floor, min(seen.expires, timestamp.expires))
    if "snapshot" in roles:
        snapshot = Metadata[Snapshot].from_bytes(read(trial.scratch, "snapshot")).signed
        targets = snapshot.meta["targets.json"].version if "targets.json" in snapshot.meta else 0
        floor = replace(seen.floor, snapshot=snapshot.version, targets=targets)
        seen = Seen(floor, min(seen.expires, snapshot.expires))
    _above(trial, on.floor, seen.floor)
    return still_good(trial, on, seen)


def still_good(trial: Trial, on: Ground, seen: Seen) -> Seen:
    """python-tuf only knew the time before: the new timestamp may have said that it is later.

    So whoever has stolen its key cannot set our time beyond what the others have signed for, the root among them.
    """
    if seen.expires <= max(on.now, seen.floor.made):
        raise refusal("expired", trial.source.name, f"it was good until {seen.expires:%Y-%m-%d}")
    return seen


def _made(trial: Trial, on: Ground, timestamp: Timestamp) -> datetime:
    """When it was signed. A kiosk that knows the time lets nobody set its floor into the future.

    A clock that is behind the floor is wrong, whoever set it, and judges nobody.
    """
    made = time_in(timestamp.unrecognized_fields, MADE)
    if made is None:
        raise refusal("foreign", trial.source.name, "its timestamp does not say when it was signed")
    if trial.clock.trusted and trial.clock.now >= on.now and made > trial.clock.now + AHEAD:
        raise refusal("expired", trial.source.name, f"it says it was signed on {made:%Y-%m-%d}, which is yet to come")
    return made


def _above(trial: Trial, floor: Floor, seen: Floor) -> None:
    """python-tuf compares with what it kept; this holds when that was lost."""
    if part := floor.above(seen):
        found, known = getattr(seen, part), getattr(floor, part)
        raise refusal("old", trial.source.name, f"its {part} is {found}, {known} was seen")


def keep(trial: Trial, on: Ground, seen: Floor, roles: Collection[str]) -> None:
    """First the metadata, then the floor: whatever happens in between, the next try raises it."""
    keep_rest(trial.home, trial.scratch, roles)
    keep_floor(trial.home, on.floor.raised(seen))
