"""Five megabytes, ten seconds, a fifth of a millisecond. The whole year and a million counts are in `make bench`."""

import sqlite3
from pathlib import Path
from time import process_time

from kiosk.stats.schema import DAYS_KEPT
from kiosk.stats.store import read_cells, read_days
from tests.stats.heavy import Market, large_registry, used_for

MEGABYTE = 1_000_000


def test_forty_heavy_days_stay_below_five_megabytes_and_35_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "counters.db"
    most = used_for(DAYS_KEPT + 5, path)
    assert most <= 5 * MEGABYTE
    days = read_days(path)
    assert len(days) == DAYS_KEPT
    cells = read_cells(path, days[-1])
    assert len(cells) > 1500
    assert len({metric for _, _, metric, _ in cells}) == len(large_registry().metrics)
    connection = sqlite3.connect(path)
    assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


def test_counting_costs_next_to_nothing(tmp_path: Path) -> None:
    """A visit of some thirty counts, here in a process that does much else; the bound is for a single step."""
    market = Market(tmp_path / "counters.db", large_registry())
    market.visit()
    began = process_time()
    for _ in range(200):
        market.visit()
    took_ms = 1000 * (process_time() - began) / 200
    market.counters.close()
    assert took_ms < 2, "that is for all counts of a visit together; a step of it makes one or two"
