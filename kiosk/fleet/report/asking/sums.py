"""Sums of published numbers by counter and key, and how they are put in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kiosk.fleet.report.answers import OTHER, Count, Figures


class Sums:
    """Counter → key → how often."""

    def __init__(self) -> None:
        self._keys: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, metric: str, key: str, n: int) -> None:
        """One more published number."""
        self._keys[metric][key] += n

    def update(self, metric: str, numbers: Mapping[str, int]) -> None:
        """More published numbers of one counter."""
        self._keys[metric].update(numbers)

    def all(self) -> Iterable[tuple[str, Mapping[str, int]]]:
        """Every counter with its keys."""
        return self._keys.items()

    def of(self, metric: str) -> Mapping[str, int]:
        """All keys of a counter."""
        return self._keys.get(metric, {})

    def counts(self, metric: str) -> tuple[Count, ...]:
        """All keys of a counter, from large to small."""
        return ordered(self.of(metric))

    def figures(self) -> Figures:
        """The main numbers."""
        return Figures(**{name: sum(self.of(name).values()) for name in Figures.__struct_fields__})


def ordered(numbers: Mapping[str, int]) -> tuple[Count, ...]:
    """From large to small and then by name, `other` last."""
    keys = sorted(numbers, key=lambda key: (key == OTHER, -numbers[key], key))
    return tuple(Count(key, numbers[key]) for key in keys)


def together(several: Iterable[Sums]) -> Sums:
    """The sums of some places as one."""
    total = Sums()
    for sums in several:
        for metric, numbers in sums.all():
            total.update(metric, numbers)
    return total


def total(figures: Iterable[Figures]) -> Figures:
    """The same of several figures."""
    rows = list(figures)
    return Figures(**{name: sum(getattr(row, name) for row in rows) for name in Figures.__struct_fields__})
