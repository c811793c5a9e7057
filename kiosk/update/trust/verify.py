"""May this be trusted? python-tuf's updater over our source, with our own idea of the time and a floor beneath it.

The order is that of the Framework's specification, section 5.3: root, timestamp, snapshot, targets; of each first the
signature, then the version, then the expiry; nothing is kept before. Around it stand two things that it leaves open:
what the time is on a machine without a clock, and a memory that no pulled plug turns back (`floor`, `kept`).
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kiosk.update.disk import on_disk
from kiosk.update.layout import Release
from kiosk.update.sources.source import Source
from kiosk.update.trust.clock import BUILT, Reading
from kiosk.update.trust.kept import ROLES, read, scratch_in
from kiosk.update.trust.listing import File, listed, release_in, within_limits
from kiosk.update.trust.trial import Ground, Seen, Trial, ground, keep, refreshed, still_good


class Verified(Struct, frozen=True):
    """A depot that may be installed. Of its files only `release.json` was read."""

    version: int
    """Of `targets.json`: it grows with every release."""
    digest: str
    """SHA-256 of `targets.json`."""
    made: datetime
    """When its timestamp was signed."""
    expires: datetime
    """Until when it may be installed."""
    release: Release
    files: tuple[File, ...]


def verify(  # noqa: PLR0913 - each of them decides, and each is named
    source: Source, home: Path, *, bootstrap: bytes, clock: Reading, fleet: str, group: str, built: datetime = BUILT
) -> Verified:
    """Ask a source for news; raises `Refused`. What was accepted stays in `home`, and `home` never goes back.

    `bootstrap`: the root that the machine was provisioned with.
    """
    with on_disk(), scratch_in(home) as scratch:
        trial = Trial(source, home, scratch, bootstrap, clock, built)
        on = ground(trial)
        return _judged(trial, on, refreshed(trial, on), fleet, group)


def _judged(trial: Trial, on: Ground, seen: Seen, fleet: str, group: str) -> Verified:
    """Well signed: is it for us, still good, and no more than we take?

    A depot of others is not kept: its versions would stand in the way of our own, should both share their keys.
    """
    raw = read(trial.scratch, "targets")
    listing = listed(raw, trial.source.name)
    release = release_in(trial.source, listing.files, fleet=fleet, group=group)
    seen = still_good(trial, on, replace(seen, expires=min(seen.expires, listing.expires)))
    keep(trial, on, seen.floor, ROLES)
    within_limits(listing.files, trial.source.name)
    return Verified(listing.version, sha256(raw).hexdigest(), seen.floor.made, seen.expires, release, listing.files)
