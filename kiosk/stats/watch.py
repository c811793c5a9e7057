"""Looks at the machine once at the start and then every hour, in a thread that sleeps in between.

    watch = Watch(counters.tell_of_machine, folder, also=updates)
    watch.start()
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Event as Bell
from threading import Thread

from kiosk.durable import written
from kiosk.stats.health import Health
from kiosk.stats.health_names import fits
from kiosk.stats.logbook import Logbook
from kiosk.stats.machine import boot_id, card_errors, look

HOUR_S = 3600.0


def _never() -> tuple[datetime | None, str]:
    """There was no update."""
    return None, "none"


def _nothing() -> dict[str, Health]:
    """Nobody else knows anything."""
    return {}


class Watch:
    """The machine, looked at. `tell` is `Counters.tell_of_machine`; `also` is asked what other rooms know.

    `update` is asked when the last update was tried, and what came of it in a word of `health_names`.
    """

    def __init__(
        self,
        tell: Callable[[Mapping[str, Health]], None],
        folder: Path,
        *,
        also: Callable[[], Mapping[str, Health]] = _nothing,
        update: Callable[[], tuple[datetime | None, str]] = _never,
        root: Path = Path("/"),
    ) -> None:
        self._tell, self._folder, self._also, self._update, self._root = tell, folder, also, update, root
        self._logbook: Logbook | None = None
        self._bell = Bell()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Look now, behind, and from then on every hour."""
        self._thread = Thread(target=self._run, name="machine", daemon=True)
        self._thread.start()

    def begin(self) -> None:
        """The first look, which also tells of the start itself."""
        logbook = self._logbook = Logbook(self._folder)
        self.turn(logbook.begin(boot_id(self._root)))

    def turn(self, told: Mapping[str, Health] | None = None) -> None:
        """One look."""
        seen = look(self._folder, self._root) | {"write_test": written(self._folder)}
        self._tell({**seen, **self._known(), **(told or {})})

    def close(self) -> None:
        """The kiosk ends as it should. May be called twice."""
        self._bell.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._logbook is not None:
            self._logbook.end()

    def _known(self) -> dict[str, Health]:
        """What other rooms know, as far as it may be told: a file of theirs may be damaged."""
        try:
            known = {**self._also(), **self._remembered()}
        except (OSError, ValueError):
            return {}
        return {name: value for name, value in known.items() if fits(name, value)}

    def _remembered(self) -> dict[str, Health]:
        if self._logbook is None:
            return {}
        at, word = self._update()
        return self._logbook.update(at.isoformat() if at else "", word) | self._logbook.errors(card_errors(self._root))

    def _run(self) -> None:
        self.begin()
        while not self._bell.wait(HOUR_S):
            self.turn()
