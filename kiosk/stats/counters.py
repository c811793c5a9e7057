"""Counting while somebody learns: into memory at once, onto the card at most every ten seconds, by a thread of its own.

`count` costs a dictionary entry under a lock. Losing power loses at most the last ten seconds of numbers, which is a
fair price for a memory card that lives for years. Whatever happens to the file, lessons go on.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event as Bell
from threading import Lock, Thread
from time import monotonic

from kiosk.core.events import Event, Failed, Recovered
from kiosk.stats.aside import move_aside
from kiosk.stats.registry import Registry
from kiosk.stats.store import BrokenStoreError, Cell, LockedStoreError, Store, StoreError, UnwritableStoreError

SECONDS_GATHERED = 10.0
"""At least this long between two commits."""

PARTS_OF_DAY = ("morning", "midday", "afternoon")
"""Before 11, before 14, and the rest."""


def part_of_day(hour: int) -> str:
    """The only time of day that is ever kept."""
    return PARTS_OF_DAY[(hour >= 11) + (hour >= 14)]


def _deaf(event: Event) -> None:
    """Nobody needs to know."""


class Counters:
    """Adds to declared counters. Only `Undeclared`, a mistake of the program, ever leaves `count`."""

    def __init__(
        self,
        path: Path,
        registry: Registry,
        clock: Callable[[], datetime] = datetime.now,
        *,
        tell: Callable[[Event], None] = _deaf,
        patience_s: float = 2.0,
    ) -> None:
        self._path, self._registry, self._clock = path, registry, clock
        self._tell, self._patience_s = tell, patience_s
        self._pending: dict[Cell, int] = {}
        self._counting, self._writing, self._bell = Lock(), Lock(), Bell()
        self._store: Store | None = None
        self._gathering_since: float | None = None
        self._thread: Thread | None = None
        self._closing = self._failing = False
        self.commits = 0
        """Commits made, for the measurements."""

    def count(self, metric: str, key: str = "") -> None:
        """Add one. Raises `Undeclared` for anything that `metrics.yaml` does not list."""
        self._registry.check(metric, key)
        now = self._clock()
        cell = (now.date().isoformat(), part_of_day(now.hour), metric, key)
        with self._counting:
            first = not self._pending
            self._pending[cell] = self._pending.get(cell, 0) + 1
        if first:
            self._bell.set()

    def start(self) -> None:
        """Begin to write behind; call it once the first picture is up, for it loads the database library."""
        self._thread = Thread(target=self._write_behind, name="counters", daemon=True)
        self._thread.start()

    def turn(self, now_s: float) -> float | None:
        """Write if ten seconds have been gathered. Returns the seconds until the next turn, `None` while at rest."""
        if not self._pending:
            self._gathering_since = None
            return None
        if self._gathering_since is None:
            self._gathering_since = now_s
        rest = self._gathering_since + SECONDS_GATHERED - now_s
        if rest > 0:
            return rest
        self.flush()
        self._gathering_since = now_s if self._pending else None
        return SECONDS_GATHERED if self._pending else None

    def flush(self) -> None:
        """Write what is pending now, in one commit; keep it for later if that cannot be done."""
        with self._writing:
            batch = self._take()
            if not batch:
                return
            try:
                self._write(batch)
            except StoreError as error:
                self._give_back(batch)
                self._failed(str(error))
            else:
                self._wrote()

    def cells(self, day: str) -> dict[Cell, int]:
        """Every cell of a day, the pending ones included."""
        with self._writing:
            cells = self._stored(day)
            with self._counting:
                pending = dict(self._pending)
        for cell, n in pending.items():
            if cell[0] == day:
                cells[cell] = cells.get(cell, 0) + n
        return cells

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

    def _write_behind(self) -> None:
        with self._writing:
            self._open_early()
        rest: float | None = None
        while not self._closing:
            self._bell.wait(rest)
            self._bell.clear()
            if not self._closing:
                rest = self.turn(monotonic())

    def _open_early(self) -> None:
        try:
            self._opened()
        except StoreError as error:
            self._failed(str(error))

    def _stored(self, day: str) -> dict[Cell, int]:
        try:
            return self._opened().cells(day)
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

    def _write(self, batch: dict[Cell, int]) -> None:
        store = self._opened()
        try:
            store.add(batch)
        except (BrokenStoreError, LockedStoreError) as error:
            store.close()
            self._store = None
            move_aside(self._path, str(error))
            self._opened().add(batch)

    def _take(self) -> dict[Cell, int]:
        with self._counting:
            batch, self._pending = self._pending, {}
        return batch

    def _give_back(self, batch: dict[Cell, int]) -> None:
        """Keys are closed lists, so what waits here for a better day stays small."""
        with self._counting:
            for cell, n in batch.items():
                self._pending[cell] = self._pending.get(cell, 0) + n

    def _failed(self, why: str) -> None:
        if not self._failing:
            self._tell(Failed("stats", why))
        self._failing = True

    def _wrote(self) -> None:
        self.commits += 1
        if self._failing:
            self._tell(Recovered("stats"))
        self._failing = False
