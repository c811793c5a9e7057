"""Days, weeks and documents made by hand, for the tests of what is told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kiosk.stats.declare import compile_metrics
from kiosk.stats.document import Nightly
from kiosk.stats.folding import Day
from kiosk.stats.registry import load_registry
from kiosk.stats.store import Cell
from kiosk.stats.tonight import Whose, nightly, told_before
from tests.small import library

REGISTRY = load_registry(compile_metrics(), library())
WHOSE = Whose(kiosk="0123456789abcdef", site="dong-ba", app="0.1.0", release="7-abc")
WEEK = tuple(f"2026-11-{day}" for day in range(16, 23))
"""Monday to Sunday."""
SATURDAY, SUNDAY = WEEK[5:]

Counts = Mapping[tuple[str, str], int]
"""Metric and key → how often, in the morning."""


def cells(day: str, counts: Counts, part: str = "morning") -> dict[Cell, int]:
    return {(day, part, metric, key): n for (metric, key), n in counts.items()}


def told(counts: Counts, day: str = SATURDAY) -> Nightly:
    """The document of one day by itself, by default no Sunday."""
    return nightly(day, cells(day, counts), REGISTRY, WHOSE, health={})


def busy(counts: Counts, visits: int = 50) -> dict[tuple[str, str], int]:
    """The same on a day that is not quiet."""
    return {("visits", ""): visits, **counts}


def told_week(days: Sequence[Counts]) -> list[Nightly]:
    """The documents of a week from Monday to Sunday."""
    documents: list[Nightly] = []
    before: list[Day] = []
    for day, counts in zip(WEEK, days, strict=True):
        counted = cells(day, counts)
        document = nightly(day, counted, REGISTRY, WHOSE, health={}, week=before)
        before.append(told_before(counted, REGISTRY, document))
        documents.append(document)
    return documents


def summed(days: Iterable[Counts]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for counts in days:
        total.update(counts)
    return total
