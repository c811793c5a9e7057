"""Files that are not believed, each with a reason and a copy, so that the office can find out who sent what."""

from collections import Counter
from datetime import date

import pyarrow as pa
from msgspec import Struct

from kiosk.fleet.collecting.columns import encoded
from kiosk.fleet.collecting.judging import RETRIED, Reason
from kiosk.fleet.collecting.looking import Found
from kiosk.fleet.collecting.tables import QUARANTINE
from kiosk.stats.document import MOST_BYTES

MOST_COPIED = 4_000_000
"""Bytes of copies for one day. Whoever floods the depot fills no disk of the office."""

MOST_ROWS = 20_000


class Held(Struct, frozen=True):
    """One file in quarantine."""

    reason: Reason
    size: int
    touched: int
    copy: bytes | None


class Quarantine:
    """What is kept apart of one day."""

    def __init__(self, day: date | None, old: pa.Table | None) -> None:
        self._day = day
        self._held = _read(old) if old is not None else {}
        self._copied = sum(len(one.copy or b"") for one in self._held.values())
        self.changed = False
        self.new = 0

    def held(self, found: Found) -> Held | None:
        """What was decided about this very file."""
        held = self._held.get(found.name)
        return held if held and (held.size, held.touched) == (found.size, found.touched) else None

    def hold(self, found: Found, reason: Reason, raw: bytes | None) -> None:
        """Keep it apart. Once there are very many, they are only counted."""
        self.new += 1
        before = self._held.get(found.name)
        if before is None and len(self._held) >= MOST_ROWS:
            return
        copy = raw[:MOST_BYTES] if raw is not None and self._copied < MOST_COPIED else None
        held = Held(reason, found.size, found.touched, copy)
        self._copied += len(copy or b"") - (len(before.copy or b"") if before else 0)
        if before == held:
            self.new -= 1
            return
        self._held[found.name] = held
        self.changed = True

    def release(self, found: Found) -> None:
        """It is believed now."""
        if found.name in self._held:
            del self._held[found.name]
            self.changed = True

    def forget_all_but(self, names: set[str]) -> None:
        """What the office took out of the depot is apart no longer."""
        gone = self._held.keys() - names
        self._held = {name: held for name, held in self._held.items() if name not in gone}
        self.changed |= bool(gone)

    @property
    def may_be_released(self) -> bool:
        """Whether another register would change anything."""
        return any(one.reason in RETRIED for one in self._held.values())

    def reasons(self) -> dict[Reason, int]:
        """How many for each reason."""
        return dict(Counter(one.reason for one in self._held.values()))

    def table(self) -> pa.Table:
        """All of them, in the order of their paths."""
        rows = sorted(self._held.items())
        columns = [
            pa.array([self._day] * len(rows), pa.date32()),
            pa.array([path for path, _ in rows], pa.string()).dictionary_encode(),
            pa.array([one.reason for _, one in rows], pa.string()).dictionary_encode(),
            pa.array([one.size for _, one in rows], pa.int64()),
            pa.array([one.touched for _, one in rows], pa.int64()),
            pa.array([one.copy for _, one in rows], pa.binary()),
        ]
        return pa.Table.from_arrays(columns, schema=encoded(QUARANTINE))


def _read(table: pa.Table) -> dict[str, Held]:
    rows = table.to_pylist()
    return {row["path"]: Held(row["reason"], row["size"], row["touched"], row["copy"]) for row in rows}
