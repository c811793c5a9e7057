"""What the machine knows of its lessons, its last update and the time, read from the files that the updater leaves."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from kiosk.config import Settings
from kiosk.staff.facts import Content, LastUpdate, Link
from kiosk.update.clock import BUILT, SYNCHRONISED
from kiosk.update.floor import read_floor
from kiosk.update.releases import Releases

if TYPE_CHECKING:
    from kiosk.update.install import About

TRUST = "trust"
"""In the folder of updates: what this kiosk has seen signed."""


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
    about, status = _about(releases, release), _status(settings)
    if about is None:
        return None, None
    if status is None or status.release != release or status.made is None or status.made < about.made:
        return about.made, about.expires
    return status.made, status.expires


def _about(releases: Releases, release: str) -> "About | None":
    if not release:
        return None
    from kiosk.update.install import ABOUT, About  # noqa: PLC0415 - the interface installs nothing, it only looks

    try:
        return msgspec.json.decode((releases.path(release) / ABOUT).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError):
        return None


def last_update(settings: Settings) -> LastUpdate:
    """What came of the last one; nothing when nobody has looked yet or the file is damaged."""
    status = _status(settings)
    if status is None:
        return LastUpdate()
    return LastUpdate(at=status.at, outcome=status.outcome, why=status.why, source=status.source)


def _status(settings: Settings) -> _Status | None:
    try:
        return msgspec.json.decode((settings.update.folder / "status.json").read_bytes(), type=_Status)
    except (OSError, msgspec.MsgspecError):
        return None


def link(settings: Settings) -> Link:
    """The settings of the way out."""
    given = settings.update
    return Link(
        kiosk=f"{given.fleet}/{given.group}",
        source=given.source,
        metered=given.metered,
        nightly_mb=given.nightly_mb,
    )
