import random
from collections.abc import Mapping
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stats.counters import Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import load_registry
from kiosk.stats.store import Cell
from kiosk.stats.tonight import canonical, tonight
from tests.small import library
from tests.stats.conftest import Calendar

DAY = "2026-11-21"
REGISTRY = load_registry(compile_metrics(), library())


class Day:
    """Cells made by hand."""

    def __init__(self, *cells: tuple[str, str, str, int]) -> None:
        self._cells = {(DAY, part, metric, key): n for part, metric, key, n in cells}

    def cells(self, day: str) -> Mapping[Cell, int]:
        return self._cells


BUSY = ("morning", "visits", "", 40)


def test_numbers_are_rounded_to_five_and_parts_kept_where_declared() -> None:
    day = Day(BUSY, ("midday", "visits", "", 12), ("morning", "language", "en", 8), ("midday", "language", "en", 5))
    assert tonight(day, REGISTRY, DAY) == {
        "schema": 1,
        "day": DAY,
        "quiet": False,
        "counters": {"visits": {"morning": 40, "midday": 10}, "language": {"en": 15}},
    }


def test_small_cells_are_folded_and_a_small_rest_is_left_out() -> None:
    def shown(*numbers: int) -> dict[str, int]:
        kinds = ("link", "wifi", "text", "phone")
        cells = (("morning", "codes_read", kind, n) for kind, n in zip(kinds, numbers, strict=False))
        counters: dict[str, dict[str, int]] = tonight(Day(BUSY, *cells), REGISTRY, DAY)["counters"]
        return counters.get("codes_read", {})

    assert shown(23, 9, 4) == {"link": 25, "other": 15}
    assert shown(23, 9) == {"link": 25}
    assert shown(9) == {}


def test_a_quiet_day_says_only_that() -> None:
    day = Day(("morning", "visits", "", 9), ("morning", "mistakes", "missing-zero", 50))
    assert tonight(day, REGISTRY, DAY) == {"schema": 1, "day": DAY, "quiet": True, "counters": {}}


def test_a_metric_without_keys_is_called_all() -> None:
    assert tonight(Day(BUSY, ("midday", "stumbles", "", 11)), REGISTRY, DAY)["counters"]["stumbles"] == {"all": 10}


def test_what_a_hand_wrote_into_the_file_does_not_leave() -> None:
    day = Day(BUSY, ("morning", "phones", "0905123456", 99), ("morning", "language", "0905123456", 99))
    assert "0905123456" not in canonical(tonight(day, REGISTRY, DAY))


def test_order_of_counting_leaves_no_trace(tmp_path: Path, calendar: Calendar) -> None:
    visits = [("visits", "")] * 12 + [("language", "en")] * 11 + [("codes_read", "link")] * 10
    texts = set()
    for seed in range(4):
        random.Random(seed).shuffle(visits)  # noqa: S311 - any order will do
        counters = Counters(tmp_path / f"{seed}.db", REGISTRY, calendar)
        for metric, key in visits:
            counters.count(metric, key)
        texts.add(canonical(tonight(counters, REGISTRY, DAY)))
        counters.close()
    assert texts == {
        '{"counters":{"codes_read":{"link":10},"language":{"en":10},"visits":{"morning":10}},'
        '"day":"2026-11-21","quiet":false,"schema":1}'
    }


KEYS = [(metric, key) for metric in sorted(REGISTRY.metrics) for key in sorted(REGISTRY.keys(metric))]


@given(st.lists(st.tuples(st.sampled_from(["morning", "midday"]), st.sampled_from(KEYS), st.integers(0, 60))))
def test_every_number_shown_stands_for_ten_or_more(cells: list[tuple[str, tuple[str, str], int]]) -> None:
    day = Day(BUSY, *((part, metric, key, n) for part, (metric, key), n in cells))
    document = tonight(day, REGISTRY, DAY)
    text = canonical(document)
    assert msgspec.json.decode(text) == document
    for metric, numbers in document["counters"].items():
        really = sum(n for (_, _, name, _), n in day.cells(DAY).items() if name == metric)
        assert all(n >= 10 and n % 5 == 0 for n in numbers.values())
        assert abs(sum(numbers.values()) - really) < 10 + 2 * len(numbers)
