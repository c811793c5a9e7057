"""The document of a day: the only thing about visits that may ever leave this machine, made from the counters alone.

What is told and what is held is decided in `folding`. A document is for ever: what was made is kept in the `outbox` and
never made again, whatever is counted afterwards.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from kiosk.stats.document import MOST_BYTES, Nightly, canonical, sealed
from kiosk.stats.folding import Day, Folded, fold_day, fold_week, summed
from kiosk.stats.health import Health
from kiosk.stats.health_names import fits
from kiosk.stats.registry import Registry
from kiosk.stats.store import Cell

DROPPED_CELLS = "dropped_cells"

LEAST_NEEDED = (
    "pace", "text_size", "part_recoveries", "part_failures", "help_opened", "idle_ends", "hints", "codes_unreadable",
    "codes_read", "mistakes", "lessons_helped", "lessons_unassisted", "topics_opened", "lessons_left_at",
)  # fmt: skip
"""What goes first when a document would be too long; after these come all others by name, the visits last."""


class Whose(Struct, frozen=True, kw_only=True):
    """What a document says beside its numbers."""

    kiosk: str
    site: str
    app: str
    release: str


def nightly(  # noqa: PLR0913 - all that a document is made of, by name
    day: str,
    cells: Mapping[Cell, int],
    registry: Registry,
    whose: Whose,
    *,
    health: Mapping[str, Health],
    week: Iterable[Day] = (),
) -> Nightly:
    """The document of `day`. `week`: the days of the same week before it, as they were told; of use on Sundays only."""
    sums = summed(cells, registry)
    told = fold_day(sums, registry)
    document = Nightly(
        kiosk=whose.kiosk,
        site=whose.site,
        day=day,
        app=whose.app,
        release=whose.release,
        quiet=told.quiet,
        counters={metric: dict(numbers) for metric, numbers in told.counters.items()},
        week=fold_week([*week, Day(sums, told)], registry) if is_sunday(day) else {},
        health={name: value for name, value in health.items() if fits(name, value)},
    )
    return _short_enough(document)


def told_before(cells: Mapping[Cell, int], registry: Registry, document: Nightly) -> Day:
    """A day as its document told it, for the document of its Sunday."""
    return Day(summed(cells, registry), Folded(document.quiet, document.counters))


def is_sunday(day: str) -> bool:
    """Whether the week ends with this day."""
    return date.fromisoformat(day).weekday() == 6


def sunday_of(day: str) -> str:
    """The Sunday that ends the week of a day."""
    found = date.fromisoformat(day)
    return (found + timedelta(days=6 - found.weekday())).isoformat()


def days_before(sunday: str) -> tuple[str, ...]:
    """The six days of a week before its Sunday."""
    last = date.fromisoformat(sunday)
    return tuple((last - timedelta(days=n)).isoformat() for n in range(6, 0, -1))


def seal(document: Nightly, sign: Callable[[bytes], bytes]) -> bytes:
    """The document with its signature, as it travels."""
    return sealed(document, sign(canonical(document)))


def _short_enough(document: Nightly) -> Nightly:
    """Without as many of the least needed cells as make it too long."""
    cells = list(_least_needed(document))
    count = bisect_left(range(len(cells) + 1), True, key=lambda n: _length(_without(document, cells[:n])) <= MOST_BYTES)
    if count > len(cells):
        raise ValueError("a document without any number is too long: its health has more names than there are")
    return _without(document, cells[:count])


def _without(document: Nightly, cells: Sequence[tuple[str, str, str]]) -> Nightly:
    if not cells:
        return document
    left = {part: {metric: dict(n) for metric, n in getattr(document, part).items()} for part in ("counters", "week")}
    for part, metric, name in cells:
        del left[part][metric][name]
    parts = {part: {metric: n for metric, n in told.items() if n} for part, told in left.items()}
    return replace(document, **parts, health={**document.health, DROPPED_CELLS: len(cells)})


def _least_needed(document: Nightly) -> Iterator[tuple[str, str, str]]:
    """Every cell, the least needed metric first and in it the smallest numbers."""
    for metric in sorted({*document.counters, *document.week}, key=_need):
        cells = [
            (n, part, name)
            for part, told in (("week", document.week), ("counters", document.counters))
            for name, n in told.get(metric, {}).items()
        ]
        yield from ((part, metric, name) for _, part, name in sorted(cells))


def _need(metric: str) -> tuple[int, str]:
    if metric == "visits":
        return len(LEAST_NEEDED) + 1, metric
    return (LEAST_NEEDED.index(metric) if metric in LEAST_NEEDED else len(LEAST_NEEDED)), metric


def _length(document: Nightly) -> int:
    return len(sealed(document, bytes(64)))
