"""Heavy use: a kiosk that is never left alone, with six times the lessons that there are now."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from kiosk.stats.counters import VISITS, Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.health_names import HEALTH
from kiosk.stats.registry import PROGRAM_LISTS, Declared, Registry
from tests.stats.conftest import Calendar

LESSONS, STEPS, MISTAKES = 30, 10, 360
VISITS_A_DAY = 400
HOURS = range(7, 20, 3)
COMMITS_A_DAY = len(HOURS)
"""One every three hours. A kiosk commits up to every ten seconds; what that leaves in the file is the same."""


def large_registry() -> Registry:
    """Every metric, with keys for thirty lessons of ten steps."""
    lessons = [f"lesson-number-{n}" for n in range(LESSONS)]
    lists = {
        "topics": [f"topic-{n}" for n in range(8)],
        "lessons": lessons,
        "steps": [f"{lesson}/a-step-called-{n}" for lesson in lessons for n in range(STEPS)],
        "misconceptions": [f"mistake-of-kind-{n}" for n in range(MISTAKES)],
        **PROGRAM_LISTS,
    }
    return Registry(msgspec.msgpack.decode(compile_metrics(), type=Declared), lists)


def health() -> dict[str, int | str]:
    """Everything a machine may tell."""
    return {name: known.words[0] if known.words else 7 for name, known in HEALTH.items()}


class Market:
    """Visits by chance, in which everything that can be counted is."""

    def __init__(self, path: Path, registry: Registry) -> None:
        self.calendar = Calendar()
        self.counters = Counters(path, registry, self.calendar)
        self._chance = Random(7)  # noqa: S311 - to repeat, not to hide
        self._cells = [(m, sorted(registry.keys(m))) for m in sorted(registry.metrics) if m != VISITS]
        self._first = datetime(2026, 1, 1)

    def visit(self) -> None:
        """One visit: each metric with chance, once or more."""
        count, chance = self.counters.count, self._chance
        count(VISITS)
        for metric, keys in self._cells:
            for _ in range(chance.choice((0, 1, 1, 2))):
                count(metric, keys[int(len(keys) * chance.random())])

    def day(self, number: int, watched: Callable[[], None]) -> None:
        """Four hundred visits from morning to evening."""
        for hour in HOURS:
            self.calendar.now = self._first + timedelta(days=number, hours=hour)
            for _ in range(VISITS_A_DAY // len(HOURS)):
                self.visit()
            self.counters.tell_of_machine(health())
            self.counters.flush()
            watched()


def used_for(days: int, path: Path) -> int:
    """Bytes on the card at the worst moment of so many days: database, journal and index of the journal."""
    most = 0

    def watched() -> None:
        nonlocal most
        most = max(most, sum(file.stat().st_size for file in path.parent.iterdir()))

    market = Market(path, large_registry())
    for number in range(days):
        market.day(number, watched)
    market.counters.close()
    return most
