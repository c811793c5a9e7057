"""Counting while somebody learns: into memory at once, onto the card at most every ten seconds, by a thread of its own.

`count` costs a dictionary entry under a lock. Losing power loses at most the last ten seconds of numbers, which is a
fair price for a memory card that lives for years. Whatever happens to the file, lessons go on.

What the present visit has added is known here, in memory, until the next one begins: so much and no more may one visit
add to a cell. It is never written down, and it says nothing that the cells do not say.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from threading import Event as Bell
from threading import Lock, Thread
from time import monotonic
from typing import TypeVar

from kiosk.core.events import Event, Failed, Recovered
from kiosk.stats.aside import move_aside
from kiosk.stats.health import Heals, Health, checked, merged
from kiosk.stats.registry import Registry
from kiosk.stats.schema import PARTS_OF_DAY
from kiosk.stats.store import (
    BrokenStoreError,
    Cell,
    HealthCell,
    LockedStoreError,
    Store,
    StoreError,
    UnwritableStoreError,
)

SECONDS_GATHERED = 10.0
"""At least this long between two commits."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

VISITS = "visits"
"""The metric with which a visit begins."""


def part_of_day(hour: int) -> str:
    """The only time of day that is ever kept."""
    return PARTS_OF_DAY[(hour >= 11) + (hour >= 14)]


def _deaf(event: Event) -> None:
    """Nobody needs to know."""


class Counters:
    """Adds to declared counters. Only `Undeclared`, a mistake of the program, ever leaves `count`."""

    def __init__(  # noqa: PLR0913 - where, what, when, whom to tell; all but the first three have a default
        self,
        path: Path,
        registry: Registry,
        clock: Callable[[], datetime] = datetime.now,
        *,
        tell: Callable[[Event], None] = _deaf,
        patience_s: float = 2.0,
        absent: Collection[str] = (),
    ) -> None:
        """`absent` are parts that this kiosk was set up without."""
        self._path, self._registry, self._clock = path, registry, clock
        self._tell, self._patience_s = tell, patience_s
        self._heals = Heals(absent)
        self._visit: dict[tuple[str, str], int] = {}
        self._pending: dict[Cell, int] = {}
        self._health: dict[HealthCell, Health] = {}
        self._counting, self._writing, self._bell = Lock(), Lock(), Bell()
        self._store: Store | None = None
        self._gathering_since: float | None = None
        self._thread: Thread | None = None
        self._closing = self._failing = False
        self.commits = 0
        """Commits made, for the measurements."""

    def count(self, metric: str, key: str = "") -> None:
        """Add one. Raises `Undeclared` for anything that `metrics.yaml` does not list."""
        registry = self._registry
        registry.check(metric, key)
        now = self._clock()
        cell = (now.date().isoformat(), part_of_day(now.hour), metric, key)
        with self._counting:
            if metric == VISITS:
                self._visit = {}
            if not self._within(metric, key, registry.most(metric)):
                return
            first = not self._pending
            self._pending[cell] = self._pending.get(cell, 0) + 1
        if first:
            self._bell.set()
        if told := self._heals.heard(metric, key):
            self.tell_of_machine(told)

    def tell_of_machine(self, told: Mapping[str, Health] | None = None) -> None:
        """What the machine has just found out of itself, and how its parts are. Raises `UnknownHealth`."""
        fresh = checked(self._heals.words() | dict(told or {}))
        day = self._clock().date().isoformat()
        with self._counting:
            for name, value in fresh.items():
                before = self._health.get((day, name))
                self._health[day, name] = value if before is None else merged(name, before, value)
        self._bell.set()

    def allow(self, registry: Registry) -> None:
        """Other content is in use: from now on its lessons are counted."""
        self._registry = registry

    def start(self) -> None:
        """Begin to write behind; call it once the first picture is up, for it loads the database library."""
        self._thread = Thread(target=self._write_behind, name="counters", daemon=True)
        self._thread.start()

    def turn(self, now_s: float) -> float | None:
        """Write if ten seconds have been gathered. Returns the seconds until the next turn, `None` while at rest."""
        if not self._waits():
            self._gathering_since = None
            return None
        if self._gathering_since is None:
            self._gathering_since = now_s
        rest = self._gathering_since + SECONDS_GATHERED - now_s
        if rest > 0:
            return rest
        self.flush()
        self._gathering_since = now_s if self._waits() else None
        return SECONDS_GATHERED if self._waits() else None

    def flush(self) -> None:
        """Write what is pending now, in one commit; keep it for later if that cannot be done."""
        with self._writing:
            counts, health = self._take()
            if not counts and not health:
                return
            try:
                self._write(counts, health)
            except StoreError as error:
                self._give_back(counts, health)
                self._failed(str(error))
            else:
                self._wrote()

    def cells(self, day: str) -> dict[Cell, int]:
        """Every cell of a day, the pending ones included."""
        with self._writing:
            cells = self._stored(lambda store: store.cells(day))
            with self._counting:
                pending = dict(self._pending)
        for cell, n in pending.items():
            if cell[0] == day:
                cells[cell] = cells.get(cell, 0) + n
        return cells

    def health(self, day: str) -> dict[str, Health]:
        """What the machine told of itself on a day, the latest included."""
        with self._writing:
            health = self._stored(lambda store: store.health(day))
            with self._counting:
                pending = {name: value for (when, name), value in self._health.items() if when == day}
        return health | {
            name: merged(name, health[name], value) if name in health else value for name, value in pending.items()
        }

    def close(self) -> None:
        """Write what is pending and let go of the file. May be called twice."""
        self._closing = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self.flush()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _within(self, metric: str, key: str, most: int) -> bool:
        """Whether the present visit may still add to this cell; if so, it has."""
        added = self._visit.get((metric, key), 0)
        if most and added >= most:
            return False
        if most:
            self._visit[metric, key] = added + 1
        return True

    def _waits(self) -> bool:
        return bool(self._pending or self._health)

    def _write_behind(self) -> None:
        with self._writing:
            self._stored(lambda _store: {})
        rest: float | None = None
        while not self._closing:
            self._bell.wait(rest)
            self._bell.clear()
            if not self._closing:
                rest = self.turn(monotonic())

    def _stored(self, look: Callable[[Store], dict[_Key, _Value]]) -> dict[_Key, _Value]:
        try:
            return look(self._opened())
        except StoreError as error:
            self._failed(str(error))
            return {}

    def _opened(self) -> Store:
        if self._store is None:
            try:
                self._store = self._open()
            except (BrokenStoreError, LockedStoreError) as error:
                move_aside(self._path, str(error))
                self._store = self._open()
        return self._store

    def _open(self) -> Store:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableStoreError(f"{self._path}: {error.strerror}") from error
        return Store(self._path, self._patience_s)

    def _write(self, counts: dict[Cell, int], health: dict[HealthCell, Health]) -> None:
        store = self._opened()
        try:
            store.add(counts, health)
        except (BrokenStoreError, LockedStoreError) as error:
            store.close()
            self._store = None
            move_aside(self._path, str(error))
            self._opened().add(counts, health)

    def _take(self) -> tuple[dict[Cell, int], dict[HealthCell, Health]]:
        with self._counting:
            taken = self._pending, self._health
            self._pending, self._health = {}, {}
        return taken

    def _give_back(self, counts: dict[Cell, int], health: dict[HealthCell, Health]) -> None:
        """Keys are closed lists, so what waits here for a better day stays small."""
        with self._counting:
            for cell, n in counts.items():
                self._pending[cell] = self._pending.get(cell, 0) + n
            for (day, name), value in health.items():
                later = self._health.get((day, name))
                self._health[day, name] = value if later is None else merged(name, value, later)

    def _failed(self, why: str) -> None:
        if not self._failing:
            self._tell(Failed("stats", why))
        self._failing = True

    def _wrote(self) -> None:
        self.commits += 1
        if self._failing:
            self._tell(Recovered("stats"))
        self._failing = False
