"""Which metrics are sums of others, and whether telling one of them betrays what is too small to be told.

A lesson that was opened is either finished or left; one finished alone or as a test was either helped or not; a test
was passed or not; each visit is spoken to in one accent. If three of four such numbers are told, the fourth is told
too. Told by day are `visits`, `lessons_finished` and `lessons_left_at`, which have nothing in common; the rest is told
by the week.

A sum is told only if, in every equation that it stands in, what is not told makes ten or more on one side, or nothing
at all on either: then what a reader can reckon from it is itself no small number.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kiosk.core.ways import WAYS

SMALLEST_SHOWN = 10

OPENED, FINISHED, LEFT = "lessons_opened", "lessons_finished", "lessons_left_at"
HELPED, UNASSISTED, PASSED, FAILED = "lessons_helped", "lessons_unassisted", "tests_passed", "tests_failed"

VISITS, ACCENT = "visits", "accent"

BY_WEEK = (OPENED, UNASSISTED, HELPED, PASSED, FAILED, ACCENT)
"""Told by the week only, and in this order as long as nothing is betrayed."""
RELATED = frozenset({*BY_WEEK, FINISHED, LEFT, VISITS})
"""Every metric that stands in an equation. None of them has an `other`, which would be one more sum."""

Name = tuple[str, str]
"""Metric and name of a cell."""

_BY_ONESELF = ("alone", "test")


class Relation(Struct, frozen=True):
    """What is on the left is what is on the right, or more."""

    left: tuple[Name, ...]
    right: tuple[Name, ...]

    @property
    def cells(self) -> tuple[Name, ...]:
        """Both sides."""
        return self.left + self.right


class Ledger:
    """Of every cell that stands in an equation: how much there is, and how much of it is not told."""

    def __init__(self) -> None:
        self.total: dict[Name, int] = {}
        self.hidden: dict[Name, int] = {}

    def enter(self, metric: str, total: Mapping[str, int], hidden: Mapping[str, int]) -> None:
        """All names of a metric."""
        for name, n in total.items():
            self.total[metric, name] = n
            self.hidden[metric, name] = hidden.get(name, 0)


def betrays(ledger: Ledger, relation: Relation) -> bool:
    """Whether the difference of what is told on both sides is a small number."""
    left, right = (sum(ledger.total.get(cell, 0) for cell in side) for side in (relation.left, relation.right))
    not_told = [
        sum(ledger.hidden.get(cell, 0) for cell in side) + max(0, more)
        for side, more in ((relation.left, right - left), (relation.right, left - right))
    ]
    return max(not_told) < SMALLEST_SHOWN and any(not_told)


def relations(ledger: Ledger, cell: Name) -> Iterator[Relation]:
    """All equations in which a cell can stand, in every way in which they can be written."""
    metric, name = cell
    if metric in (VISITS, ACCENT):
        visits, accents = (tuple(cell for cell in ledger.total if cell[0] == of) for of in (VISITS, ACCENT))
        yield Relation(visits, accents)
    else:
        yield from _of_lesson(ledger, name.partition("/")[0])


def _of_lesson(ledger: Ledger, lesson: str) -> Iterator[Relation]:

    def ways(metric: str, *which: str) -> tuple[Name, ...]:
        return tuple((metric, f"{lesson}/{way}") for way in which)

    left = tuple(cell for cell in ledger.total if cell[0] == LEFT and cell[1].startswith(f"{lesson}/"))
    tests = ((PASSED, lesson), (FAILED, lesson))
    helped = ((HELPED, lesson), (UNASSISTED, lesson))
    by_oneself = (ways(FINISHED, *_BY_ONESELF), ways(FINISHED, "alone") + tests, helped)
    guided = ways(FINISHED, *(way for way in WAYS if way not in _BY_ONESELF))
    for way in WAYS:
        yield Relation(ways(OPENED, way), ways(FINISHED, way))
    yield Relation(ways(OPENED, "test"), tests)
    yield Relation(ways(FINISHED, "test"), tests)
    yield Relation(ways(OPENED, *_BY_ONESELF), helped)
    for finished in by_oneself:
        yield Relation(ways(OPENED, *WAYS), guided + finished + left)
    yield Relation(by_oneself[0], helped)
    yield Relation(by_oneself[1], helped)
