"""What the machine knows of its lessons, its last update and the time, read from the files that the updater leaves."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from kiosk.config import Settings
from kiosk.staff.facts import Content, LastUpdate, Link
from kiosk.update.releases import Releases
from kiosk.update.sources.meter import spent_in_night
from kiosk.update.trust.clock import BUILT, SYNCHRONISED
from kiosk.update.trust.floor import read_floor

if TYPE_CHECKING:
    from kiosk.update.install import About

T = TypeVar("T")

TRUST, STATUS, METER = "trust", "status.json", "meter"
"""In the folder of updates: what this kiosk has seen signed, how the last update ended, what came over the network."""


class _Status(Struct, frozen=True):
    """`status.json` as `kiosk update` leaves it; what else stands in it is for others."""

    at: datetime
    outcome: str
    why: str = ""
    source: str = ""
    release: str = ""
    made: datetime | None = None
    expires: datetime | None = None


def known_time(settings: Settings, mark: Path = SYNCHRONISED) -> datetime | None:
    """The time here, or `None`: a clock behind the newest signature is wrong unless a time server set it so, and one
    before the making of this program is wrong in any case.

    The kernel is not asked, as the updater does: `adjtimex` is outside what the unit of the kiosk allows, and a process
    that calls it there is killed.
    """
    now = datetime.now(UTC)
    steered = mark.exists() or now >= read_floor(settings.update.folder / TRUST).made
    return now.astimezone() if steered and now >= BUILT else None


def content_known(settings: Settings) -> Content:
    """The release in use, and what stands before and behind it."""
    releases = Releases(settings.update.folder)
    now = releases.standing()
    made, expires = _signed(settings, releases, now.active)
    return Content(
        release=now.active,
        made=made,
        expires=expires,
        previous=now.previous,
        trial=now.trial is not None,
        ready=now.ready,
    )


def _signed(settings: Settings, releases: Releases, release: str) -> tuple[datetime | None, datetime | None]:
    """When it was last signed and until when that is good: the office signs the same lessons anew, month by month."""
    known, status = about(releases, release), _status(settings)
    if known is None:
        return None, None
    if status is None or status.release != release or status.made is None or status.made < known.made:
        return known.made, known.expires
    return status.made, status.expires


def about(releases: Releases, release: str) -> "About | None":
    """What a release tells of itself; nothing of the content that the machine came with."""
    if not release:
        return None
    from kiosk.update.install import ABOUT, About  # noqa: PLC0415 - the interface installs nothing, it only looks

    return left_by_updater(releases.path(release) / ABOUT, About)


def last_update(settings: Settings) -> LastUpdate:
    """What came of the last one; nothing when nobody has looked yet or the file is damaged."""
    status = _status(settings)
    if status is None:
        return LastUpdate()
    return LastUpdate(at=status.at, outcome=status.outcome, why=status.why, source=status.source)


def _status(settings: Settings) -> _Status | None:
    return left_by_updater(settings.update.folder / STATUS, _Status)


def left_by_updater(file: Path, kind: type[T]) -> T | None:
    """What stands in a file; nothing when there is none or it is damaged."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def link(settings: Settings) -> Link:
    """The settings of the way out, and what of this night's megabytes is spent."""
    given, now = settings.update, known_time(settings)
    return Link(
        kiosk=f"{given.fleet}/{given.group}",
        source=given.source,
        metered=given.metered,
        nightly_mb=given.nightly_mb,
        spent=None if now is None else spent_in_night(given.folder / METER, now),
    )
