"""How old the content is, for staff: what has expired keeps working, but somebody should bring something newer."""

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.update.clock import BUILT, Reading
from kiosk.update.floor import read_floor, trusted_now
from kiosk.update.kept import kept, kept_root


class Age(Struct, frozen=True):
    """Of what was last accepted."""

    version: int
    """Of `targets.json`, as in the name of a release: whether it is the one in place."""
    made: datetime
    """When it was last signed."""
    expires: datetime
    """Until when it may be installed."""
    days: int
    """Whole days since it was signed; at least so many, for a kiosk that nobody tells the time."""
    overdue: int
    """Days for which it has been too old; 0 when it is not."""
    certain: bool
    """Whether the clock was set, so that the days are not only the least."""


class _Fields(Struct, frozen=True):
    version: int
    expires: datetime
    made: datetime | None = None


class _Signed(Struct, frozen=True):
    signed: _Fields


def age(home: Path, clock: Reading, built: datetime = BUILT) -> Age | None:
    """None when nothing was ever accepted, or the card has lost it: the content the machine came with has no age."""
    try:
        root = _fields(kept_root(home))
        timestamp, snapshot, targets = (_fields(kept(home, role)) for role in ("timestamp", "snapshot", "targets"))
    except ValueError:
        return None
    if timestamp.made is None:
        return None
    now = trusted_now(read_floor(home), clock, built)
    expires = min(root.expires, timestamp.expires, snapshot.expires, targets.expires)
    days, overdue = max(0, (now - timestamp.made).days), max(0, (now - expires).days)
    return Age(targets.version, timestamp.made, expires, days, overdue, clock.trusted)


def _fields(raw: bytes) -> _Fields:
    """They were verified before they were kept."""
    return msgspec.json.decode(raw, type=_Signed).signed
