"""What this kiosk has seen and never goes below again: versions, and the newest signed time.

python-tuf remembers versions too, in the metadata it keeps. This is the second memory: it stands when that is damaged,
and it is the clock of a kiosk that has none (record 0020).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kiosk.durable import keep
from kiosk.update.trust.clock import Reading

if TYPE_CHECKING:
    from tuf.api.metadata import Root

FLOOR = "floor.json"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Floor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The highest of everything that was accepted, and under which keys."""

    format: Literal[1] = 1
    root: int = 0
    timestamp: int = 0
    snapshot: int = 0
    targets: int = 0
    made: datetime = LONG_AGO
    keys: dict[Literal["timestamp", "snapshot"], tuple[str, ...]] = {}

    def raised(self, by: "Floor") -> "Floor":
        """The higher of both in everything; the keys are those of the other, which was accepted later."""
        return Floor(
            root=max(self.root, by.root),
            timestamp=max(self.timestamp, by.timestamp),
            snapshot=max(self.snapshot, by.snapshot),
            targets=max(self.targets, by.targets),
            made=max(self.made, by.made),
            keys=by.keys,
        )

    def above(self, other: "Floor") -> str:
        """The first part in which the other is lower; empty when it is not. What the other does not tell is 0."""
        for part in ("root", "timestamp", "snapshot", "targets"):
            if 0 < getattr(other, part) < getattr(self, part):
                return part
        return ""


def keys_of(root: "Root") -> dict[Literal["timestamp", "snapshot"], tuple[str, ...]]:
    """Whose rotation makes older versions count no more (the Framework's specification, 5.3.11)."""
    return {
        "timestamp": tuple(sorted(root.roles["timestamp"].keyids)),
        "snapshot": tuple(sorted(root.roles["snapshot"].keyids)),
    }


def without_rotated(floor: Floor, root: "Root") -> Floor:
    """What still counts under this root.

    A thief of a key can sign version 2147483647 and the year 2099. The way back is a root that takes the key away:
    then nothing counts that it may have signed, and the versions begin anew. A key that is only added changes nothing.
    """
    left = {role for role, keys in floor.keys.items() if not set(keys) <= set(root.roles[role].keyids)}
    if not left:
        return floor
    return replace(floor, timestamp=0, snapshot=0, targets=0, made=LONG_AGO if "timestamp" in left else floor.made)


def read_floor(home: Path) -> Floor:
    """What was kept; nothing at the first start, and nothing when it cannot be read.

    It is never torn, for it is replaced as a whole. Should the card have damaged it, the metadata of python-tuf and the
    date of the program still stand: refusing everything from then on would need a technician for a risk already small.
    """
    try:
        return msgspec.json.decode((home / FLOOR).read_bytes(), type=Floor)
    except (OSError, msgspec.MsgspecError, ValueError):
        return Floor()


def keep_floor(home: Path, floor: Floor) -> None:
    """Onto the disk, if it is any news: a stick that is put in again writes nothing."""
    if floor != read_floor(home):
        keep(home / FLOOR, msgspec.json.encode(floor))


def time_in(fields: Mapping[str, object], name: str) -> datetime | None:
    """A signed time among the fields that python-tuf does not know, in UTC; None when it is no time with a zone."""
    try:
        made = msgspec.convert(fields.get(name), datetime)
    except msgspec.ValidationError:
        return None
    return made.astimezone(UTC) if made.tzinfo else None


def trusted_now(floor: Floor, clock: Reading, built: datetime) -> datetime:
    """What the time is at least: a clock that nobody has set says nothing, and one that is behind is not followed."""
    return max(floor.made, built, clock.now if clock.trusted else LONG_AGO)
