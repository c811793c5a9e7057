"""The document of a day: the only thing that may ever leave this machine, made from the counters and from nothing else.

Rules (`10-5`, as the British statistics office does): numbers under ten are folded into `other`, an `other` under ten
is left out, what remains is rounded to five. No totals are given, so nothing left out can be found by taking away. A
day of fewer than ten visits says only that it was quiet. Visits are counted, not people: ten may be one person, so
nothing here claims ten people.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from kiosk.stats.registry import Registry
from kiosk.stats.store import Cell

SMALLEST_SHOWN = 10
ROUNDED_TO = 5


class Counted(Protocol):
    """Whatever knows the cells of a day."""

    def cells(self, day: str) -> Mapping[Cell, int]:
        """Day, part, metric, key → number."""


def tonight(counted: Counted, registry: Registry, day: str) -> dict[str, Any]:
    """The document of `day`. Only declared metrics and keys pass, whatever lies in the database."""
    cells = _declared(counted.cells(day), registry)
    visits = sum(n for (_, _, metric, _), n in cells.items() if metric == "visits")
    counters = {} if visits < SMALLEST_SHOWN else _counters(cells, registry)
    return {"schema": 1, "day": day, "quiet": visits < SMALLEST_SHOWN, "counters": counters}


def canonical(document: Mapping[str, Any]) -> str:
    """The one text of a document: keys sorted, no blanks, so that equal days give equal bytes."""
    return msgspec.json.encode(document, order="sorted").decode()


def _declared(cells: Mapping[Cell, int], registry: Registry) -> dict[Cell, int]:
    """Without what an older release, or a hand, has left in the file."""
    return {cell: n for cell, n in cells.items() if cell[2] in registry.metrics and cell[3] in registry.keys(cell[2])}


def _counters(cells: Mapping[Cell, int], registry: Registry) -> dict[str, dict[str, int]]:
    sums: dict[str, Counter[str]] = {}
    for (_, part, metric, key), n in cells.items():
        name = "/".join(filter(None, (key, part if registry.metrics[metric].by_part else ""))) or "all"
        sums.setdefault(metric, Counter())[name] += n
    shown = {metric: _fold(numbers) for metric, numbers in sums.items()}
    return {metric: numbers for metric, numbers in shown.items() if numbers}


def _fold(numbers: Mapping[str, int]) -> dict[str, int]:
    shown = {key: _rounded(n) for key, n in numbers.items() if n >= SMALLEST_SHOWN}
    rest = sum(n for n in numbers.values() if n < SMALLEST_SHOWN)
    return shown | ({"other": _rounded(rest)} if rest >= SMALLEST_SHOWN else {})


def _rounded(n: int) -> int:
    return (n + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
