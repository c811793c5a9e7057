"""What is too small to be told, and what becomes of it.

Rules (`10-5`, as the British statistics office has them): no number under ten is told, and what is told is rounded to
five. What is under ten is either told together as `other`, or held until Sunday; on Sunday `week` tells what was held
on the days of that week, if it has become ten. Every count is told in one place at most, so nothing can be found by
taking one published number from another of the same metric.

Two more doors are shut:

- A reader knows that what is not told is under ten. Two keys that make up 18 are nine each. So `other` never says more
  than its keys could hold if any one of them were empty, and `week` tells nothing that the days could not hold if any
  one of them were empty (`_BOUND`).
- Some metrics are sums of others (`sums.py`). Of those only one way to cut the cake is told by day; the sums and the
  other cuts are told by the week, and only where what they would betray is itself ten or more.

Visits are counted, not people: ten may be one person, so nothing here claims ten people.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from kiosk.stats.registry import Registry
from kiosk.stats.store import Cell
from kiosk.stats.sums import BY_WEEK, RELATED, SMALLEST_SHOWN, Ledger, betrays, relations

ROUNDED_TO = 5
MOST_SHOWN = 10_000_000
OTHER = "other"
_BOUND = SMALLEST_SHOWN - 1
"""The most that a number can be of which nothing is told."""

Sums = Mapping[str, Mapping[str, int]]
"""Metric → name of a cell → how often. The name is the key, with the part of the day where these are kept apart."""


class Folded(Struct, frozen=True):
    """What is told of a day."""

    quiet: bool
    counters: Sums


class Day(Struct, frozen=True):
    """A day of a week: what was counted, and what its document told of it."""

    sums: Sums
    told: Folded


def summed(cells: Mapping[Cell, int], registry: Registry) -> dict[str, Counter[str]]:
    """The cells of a day by name, without what an older release, or a hand, has left in the file."""
    sums: dict[str, Counter[str]] = {}
    for (_, part, metric, key), n in cells.items():
        if n > 0 and metric in registry.metrics and key in registry.keys(metric):
            name = "/".join(filter(None, (key, part if registry.metrics[metric].by_part else ""))) or "all"
            sums.setdefault(metric, Counter())[name] += n
    return sums


def visits_of(sums: Sums) -> int:
    """How often the kiosk was used."""
    return sum(sums.get("visits", {}).values())


def fold_day(sums: Sums, registry: Registry) -> Folded:
    """What is told of a day by itself. A day of fewer than ten visits says only that it was quiet."""
    if visits_of(sums) < SMALLEST_SHOWN:
        return Folded(True, {})
    told = {
        metric: _fold(numbers, 0 if metric in RELATED else _names(registry, metric))
        for metric, numbers in sums.items()
        if metric not in BY_WEEK
    }
    return Folded(False, _without_empty(told))


def fold_week(days: Sequence[Day], registry: Registry) -> dict[str, dict[str, int]]:
    """What is told of the days of one week together, over what each of them held."""
    days = _of_enough_visits(days)
    told: dict[str, dict[str, int]] = {}
    ledger = Ledger()
    for metric in registry.metrics:
        numbers, spans = _held(metric, days)
        if metric not in BY_WEEK:
            told[metric] = _bounded(numbers, spans, joined=metric not in RELATED)
        if metric in RELATED:
            total = Counter[str]()
            for day in days:
                total.update(day.sums.get(metric, {}))
            hidden = {name: n for name, n in numbers.items() if name not in told.get(metric, {})}
            ledger.enter(metric, total, hidden)
    for metric, name in _openable(ledger, registry):
        told.setdefault(metric, {})[name] = rounded(ledger.total[metric, name])
    return _without_empty(told)


def rounded(n: int) -> int:
    """To the nearest five."""
    return min((n + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO, MOST_SHOWN)


# --- a day ------------------------------------------------------------------------------------------------------------


def _fold(numbers: Mapping[str, int], names: int) -> dict[str, int]:
    """Each number that is large enough, and the rest together where there are enough names to hide among."""
    shown = {name: rounded(n) for name, n in numbers.items() if n >= SMALLEST_SHOWN}
    rest = sum(n for n in numbers.values() if n < SMALLEST_SHOWN)
    without_one = _BOUND * (names - len(shown) - 1)
    if min(rest, without_one) >= SMALLEST_SHOWN:
        shown[OTHER] = rounded(min(rest, without_one))
    return shown


def _names(registry: Registry, metric: str) -> int:
    """How many cells a metric can have."""
    return len(registry.keys(metric)) * (3 if registry.metrics[metric].by_part else 1)


# --- a week -----------------------------------------------------------------------------------------------------------


def _of_enough_visits(days: Sequence[Day]) -> list[Day]:
    """Without the quiet days, if these together are still quiet."""
    quiet = sum(visits_of(day.sums) for day in days if day.told.quiet)
    return [day for day in days if not day.told.quiet or quiet >= SMALLEST_SHOWN]


def _held(metric: str, days: Iterable[Day]) -> tuple[Counter[str], Counter[str]]:
    """What was held of each name, and on how many days it can have been."""
    numbers, closed = Counter[str](), Counter[str]()
    held_days = 0
    for day in days:
        told = day.told.counters.get(metric, {})
        if OTHER in told:
            continue
        held_days += 1
        closed.update(told.keys())
        numbers.update({name: n for name, n in day.sums.get(metric, {}).items() if name not in told})
    return numbers, Counter({name: held_days - closed[name] for name in numbers})


def _bounded(numbers: Mapping[str, int], spans: Mapping[str, int], *, joined: bool) -> dict[str, int]:
    """What is large enough and could be so if any one day had had nothing of it.

    `joined`: a day that told no `other` had under ten of all names together; else of each name.
    """
    shown = {name: rounded(n) for name, n in numbers.items() if n >= SMALLEST_SHOWN}
    if not joined:
        return {name: n for name, n in shown.items() if _least(n) <= _BOUND * (spans[name] - 1)}
    for name in sorted(shown, key=lambda name: (spans[name], shown[name], name)):
        if sum(map(_least, shown.values())) <= _BOUND * (min(spans[name] for name in shown) - 1):
            break
        del shown[name]
    return shown


def _least(shown: int) -> int:
    """The least that a number can be of which this is told."""
    return max(SMALLEST_SHOWN, shown - ROUNDED_TO // 2)


def _openable(ledger: Ledger, registry: Registry) -> Iterator[tuple[str, str]]:
    """The sums that may be told, the largest first; each one told makes the next harder."""
    for metric in BY_WEEK:
        if metric not in registry.metrics:
            continue
        named = [name for (of, name) in ledger.total if of == metric]
        for name in sorted(named, key=lambda name: (-ledger.total[metric, name], name)):
            cell = metric, name
            if ledger.total[cell] >= SMALLEST_SHOWN:
                hidden, ledger.hidden[cell] = ledger.hidden[cell], 0
                if any(betrays(ledger, relation) for relation in relations(ledger, cell) if cell in relation.cells):
                    ledger.hidden[cell] = hidden
                else:
                    yield cell


def _without_empty(told: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {metric: dict(numbers) for metric, numbers in told.items() if numbers}
