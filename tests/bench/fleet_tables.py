"""The office's tables of a large fleet, written straight as Parquet: what the report is measured on.

python -m tests.bench.fleet_tables OUT --kiosks 3321 --days 365

The layout is that of `kiosk.fleet.collecting`; the numbers mean nothing, but are as many, as different and as unevenly
spread as those of real days. For a fleet with a meaning there is `kiosk fleet simulate`.
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kiosk.fleet.collecting.columns import encoded
from kiosk.fleet.collecting.tables import CELLS, DOCUMENTS, HEALTH, Table, partition
from kiosk.fleet.sites import Site, written

LESSONS = [f"lesson-{n:02d}" for n in range(40)]
WAYS = ("watch", "together", "alone", "test")
CELLS_A_DAY = 30
"""Of a kiosk; what a busy one publishes when small numbers are held back."""

Chooser = Any
"""A random generator of numpy."""


def keys() -> list[tuple[str, str, str]]:
    """Counter, key and part of the day of everything that a fleet counts."""
    found = [("visits", "all", part) for part in ("morning", "midday", "afternoon")]
    found += [
        (metric, f"{lesson}/{way}", "")
        for lesson in LESSONS
        for way in WAYS
        for metric in ("lessons_opened", "lessons_finished")
    ]
    found += [("lessons_left_at", f"{lesson}/{step}", "") for lesson in LESSONS for step in range(1, 9)]
    found += [("topics_opened", f"topic-{n}", "") for n in range(8)]
    found += [("mistakes", f"mistake-{n}", "") for n in range(60)]
    found += [("codes_unreadable", reason, "") for reason in ("dark", "glare", "far", "near", "shaking", "cut")]
    found += [("language", lang, "") for lang in ("vi", "en")] + [("idle_ends", "all", ""), ("help_opened", "all", "")]
    return sorted(found)  # fmt: skip


def words(texts: list[str], places: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(texts, pa.string()))


class Fleet:
    """So many kiosks, one at each site, sixty sites in a ward."""

    def __init__(self, kiosks: int) -> None:
        self.kiosks = [f"{n * 2654435761 % 2**64:016x}" for n in range(1, kiosks + 1)]
        self.sites = [f"site-{n:04d}" for n in range(kiosks)]
        self.keys = keys()
        weights = 1 / np.arange(1, len(self.keys) + 1)
        self.weights = np.random.default_rng(5).permutation(weights / weights.sum())

    def register(self) -> str:
        return written(tuple(self._site(n, site) for n, site in enumerate(self.sites)))

    def _site(self, n: int, site: str) -> Site:
        ward = n // 60
        return Site(
            site=site, name={"vi": f"Chợ số {n}", "en": f"Market {n}"},
            ward={"vi": f"Phường {ward}", "en": f"Ward {ward}"}, kind="market", row=ward // 8, column=ward % 8,
        )  # fmt: skip

    def day(self, day: date, chance: Chooser) -> Iterator[tuple[Table, pa.Table]]:
        """The three tables of a day on which nearly all were heard."""
        there = np.flatnonzero(chance.random(len(self.kiosks)) < 0.98).astype(np.int32)
        yield "cells", self._cells(day, there, chance)
        yield "health", self._health(day, there, chance)
        yield "documents", self._documents(day, there, chance)

    def _where(self, day: date, whose: Any) -> list[pa.Array]:
        days = pa.repeat(pa.scalar(day, pa.date32()), len(whose))
        return [days, words(self.kiosks, whose), words(self.sites, whose)]

    def _cells(self, day: date, there: Any, chance: Chooser) -> pa.Table:
        whose = np.repeat(there, CELLS_A_DAY)
        which = chance.choice(len(self.keys), len(whose), p=self.weights).astype(np.int32)
        order = np.lexsort((whose, which))
        whose, which = whose[order], which[order]
        columns = [words([key[place] for key in self.keys], which) for place in range(3)]
        n = pa.array(chance.integers(2, 60, len(whose)) * 5)
        week = pa.array(np.zeros(len(whose), bool))
        return pa.Table.from_arrays([*self._where(day, whose), *columns, n, week], schema=encoded(CELLS))

    def _health(self, day: date, there: Any, chance: Chooser) -> pa.Table:
        told = {"boots": 1, "sd_wear": 10, "free_mb": 4000, "temperature_max": 65, "uptime_days": 9, "sd_errors": 0}
        said = {"clock": "synchronised", "under_voltage": "none", "camera": "good", "update_last": "ok"}
        names, several = [*told, *said], len(told) + len(said)
        which = np.tile(np.arange(several, dtype=np.int32), len(there))
        numbers = [n + 5 * int(chance.integers(0, 4)) * (n > 0) for n in told.values()]
        values = pa.array([*[None] * len(told), *said.values()] * len(there), pa.string()).dictionary_encode()
        number = pa.array([*numbers, *[None] * len(said)] * len(there), pa.int64())
        where = self._where(day, np.repeat(there, several))
        return pa.Table.from_arrays([*where, words(names, which), values, number], schema=encoded(HEALTH))

    def _documents(self, day: date, there: Any, chance: Chooser) -> pa.Table:
        release = words([f"2026.{day.month:02d}", f"2026.{day.month + 1:02d}"], chance.integers(0, 2, len(there)))
        rest = [
            words(["1.0"], np.zeros(len(there))), pa.array(chance.random(len(there)) < 0.1),
            *(pa.array(np.ones(len(there), np.int64)) for _ in range(2)),
            pa.array([b"\0" * 32] * len(there), pa.binary(32)),
        ]  # fmt: skip
        return pa.Table.from_arrays([*self._where(day, there), release, *rest], schema=encoded(DOCUMENTS))


def write(office: Path, kiosks: int, days: int, *, first: date = date(2026, 1, 1)) -> int:
    """The office of such a fleet. Returns how many cells it has."""
    office.mkdir(parents=True, exist_ok=True)
    fleet, cells = Fleet(kiosks), 0
    (office / "sites.yaml").write_text(fleet.register(), encoding="utf-8")
    for n in range(days):
        day = first + timedelta(days=n)
        for name, table in fleet.day(day, np.random.default_rng(n)):
            file = office / partition(name, day)
            file.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, file, compression="zstd", store_schema=False)
            cells += table.num_rows * (name == "cells")
    return cells


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("out", type=Path)
    told.add_argument("--kiosks", type=int, default=3321)
    told.add_argument("--days", type=int, default=365)
    asked = told.parse_args()
    print(f"{write(asked.out, asked.kiosks, asked.days):,} cells in {asked.out}")  # noqa: T201 - this is its answer


if __name__ == "__main__":
    main()
