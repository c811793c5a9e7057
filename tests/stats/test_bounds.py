"""What one visit may add, and that the order of visits leaves no trace."""

import sqlite3
from collections import Counter
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.stats.counters import VISITS, Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import MOST_OF_A_VISIT, Registry, load_registry
from kiosk.stats.store import Cell, read_cells
from tests.small import library
from tests.stats.conftest import Calendar

REGISTRY = load_registry(compile_metrics(), library())
CELLS = [(name, key) for name in sorted(REGISTRY.metrics) if name != VISITS for key in sorted(REGISTRY.keys(name))]
OF_VISITS = [cell for cell in CELLS if REGISTRY.most(cell[0])]
DAY = "2026-11-21"

Script = list[tuple[str, str]]
"""What is counted in one visit."""

scripts = st.lists(st.tuples(st.sampled_from(OF_VISITS), st.integers(1, 9)), max_size=12).map(
    lambda told: [cell for cell, times in told for _ in range(times)]
)


def counted(visits: list[Script], folder: Path) -> dict[Cell, int]:
    counters = Counters(folder / "counters.db", REGISTRY, Calendar())
    for script in visits:
        counters.count(VISITS)
        for metric, key in script:
            counters.count(metric, key)
        if len(script) % 3 == 0:
            counters.flush()
    counters.close()
    return read_cells(folder / "counters.db", DAY)


@settings(max_examples=25, deadline=None)
@given(st.lists(scripts, min_size=1, max_size=6))
def test_a_visit_adds_no_more_than_is_declared(visits: list[Script]) -> None:
    with TemporaryDirectory() as folder:
        cells = counted(visits, Path(folder))
    expected: Counter[tuple[str, str]] = Counter({(VISITS, ""): len(visits)})
    for script in visits:
        for (metric, key), n in Counter(script).items():
            expected[metric, key] += min(n, REGISTRY.most(metric))
    assert {(metric, key): n for (_, _, metric, key), n in cells.items()} == dict(expected)


@settings(max_examples=20, deadline=None)
@given(st.lists(scripts, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_visits_and_of_what_is_done_in_them_leaves_no_trace(visits: list[Script], chance: object) -> None:
    mixed = [sorted(script, key=lambda _: chance.random()) for script in visits]  # type: ignore[attr-defined]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert counted(visits, Path(one)) == counted(mixed, Path(other))
        assert rows(Path(one)) == rows(Path(other))


def rows(folder: Path) -> list[tuple[object, ...]]:
    """All that stands in the database of one part of one day, but the numbers that words have there."""
    connection = sqlite3.connect(folder / "counters.db")
    try:
        return sorted(connection.execute("select day, part, metric, key, n from counts"))
    finally:
        connection.close()


def test_lessons_are_counted_once_a_visit_and_machines_always(counters: Counters, calendar: Calendar) -> None:
    for _ in range(2):
        counters.count(VISITS)
        for hour in (9, 12, 15):
            calendar.now = datetime(2026, 11, 21, hour)
            for _ in range(4):
                counters.count("lessons_opened", "fish/alone")
                counters.count("pace", "slow")
                counters.count("part_failures", "camera")
    by_metric: Counter[str] = Counter()
    for (_, _, metric, _), n in counters.cells(DAY).items():
        by_metric[metric] += n
    assert by_metric == {VISITS: 2, "lessons_opened": 2, "pace": 2 * MOST_OF_A_VISIT, "part_failures": 24}
    counters.close()


def test_what_a_visit_has_added_is_in_no_file(counters: Counters, path: Path) -> None:
    counters.count(VISITS)
    for _ in range(9):
        counters.count("hints", "glow")
    counters.flush()
    assert read_cells(path, DAY) == {
        (DAY, "morning", VISITS, ""): 1, (DAY, "morning", "hints", "glow"): MOST_OF_A_VISIT,
    }  # fmt: skip
    assert {file.name for file in path.parent.iterdir()} <= {"counters.db", "counters.db-wal", "counters.db-shm"}
    counters.close()


def test_metrics_of_lessons_are_bounded_by_one(registry: Registry) -> None:
    of_lessons = {name for name, one in registry.metrics.items() if str(one.keys).startswith(("lessons", "steps"))}
    assert len(of_lessons) == 7
    assert {registry.most(metric) for metric in (*of_lessons, "topics_opened", "visits")} == {1}
