"""Documents of one day → the columns of its tables.

A day of a large fleet has some hundred thousand rows but only some hundred different words, so every word is kept once
and the rows hold small numbers; nothing is made for each row but those.
"""

from array import array
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from kiosk.fleet.collecting.tables import BELIEVED, CELLS, DOCUMENTS, HEALTH, Table
from kiosk.stats.document import Nightly

PARTS_OF_DAY = frozenset({"morning", "midday", "afternoon"})

Ints = Any
"""A numpy array of whole numbers."""


class Columns:
    """Gathers the documents of one day."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._cells: dict[tuple[str, str], int] = {}
        self._names: dict[str, int] = {}
        self._cell, self._n, self._rows, self._week = array("i"), array("q"), array("i"), array("b")
        self._health: list[tuple[int, int, str | None, int | None]] = []
        self._documents: list[tuple[Nightly, int, int, bytes]] = []

    def add(self, document: Nightly, size: int, touched: int, digest: bytes) -> None:
        """One more document, from a file of this size and time of change."""
        number = len(self._documents)
        self._documents.append((document, size, touched, digest))
        self._count(document.counters, week=False)
        self._count(document.week, week=True)
        for name, value in document.health.items():
            place = self._names.setdefault(name, len(self._names))
            text, whole = (value, None) if isinstance(value, str) else (None, value)
            self._health.append((number, place, text, whole))

    def _count(self, counters: dict[str, dict[str, int]], *, week: bool) -> None:
        before, cells = len(self._n), self._cells
        for metric, numbers in counters.items():
            for name, n in numbers.items():
                self._cell.append(cells.setdefault((metric, name), len(cells)))
                self._n.append(n)
        self._rows.append(len(self._n) - before)
        self._week.append(week)

    def __len__(self) -> int:
        return len(self._documents)

    def tables(self) -> dict[Table, pa.Table]:
        """What was gathered; cells of one counter and key lie together, which makes files small and questions fast."""
        made: tuple[pa.Table, ...] = (self._cells_table(), self._health_table(), self._documents_table())
        return dict(zip(BELIEVED, made, strict=True))

    def _cells_table(self) -> pa.Table:
        told = [_told(metric, name) for metric, name in self._cells]
        places = np.frombuffer(self._rows, np.int32)
        document = np.repeat(np.arange(len(places), dtype=np.int32) // 2, places)
        week = np.repeat(np.frombuffer(self._week, np.int8), places).astype(bool)
        cell = np.frombuffer(self._cell, np.int32)
        rank = np.empty(len(told), np.int32)
        rank[sorted(range(len(told)), key=told.__getitem__)] = np.arange(len(told), dtype=np.int32)
        order = np.argsort(rank[cell], kind="stable") if len(cell) else np.empty(0, np.int64)
        whose, which = document[order], cell[order]
        columns = [
            *self._where(whose),
            *(_words([one[place] for one in told], which) for place in range(3)),
            pa.array(np.frombuffer(self._n, np.int64)[order]),
            pa.array(week[order]),
        ]
        return _table(columns, CELLS)

    def _health_table(self) -> pa.Table:
        whose = np.array([row[0] for row in self._health], np.int32)
        which = np.array([row[1] for row in self._health], np.int32)
        columns = [
            *self._where(whose),
            _words(list(self._names), which),
            pa.array([row[2] for row in self._health], pa.string()).dictionary_encode(),
            pa.array([row[3] for row in self._health], pa.int64()),
        ]
        return _table(columns, HEALTH)

    def _documents_table(self) -> pa.Table:
        every = np.arange(len(self._documents), dtype=np.int32)
        documents = [row[0] for row in self._documents]
        columns = [
            *self._where(every),
            _encoded([one.release for one in documents]),
            _encoded([one.app for one in documents]),
            pa.array([one.quiet for one in documents], pa.bool_()),
            *(pa.array([row[place] for row in self._documents], pa.int64()) for place in (1, 2)),
            pa.array([row[3] for row in self._documents], pa.binary(32)),
        ]
        return _table(columns, DOCUMENTS)

    def _where(self, whose: Ints) -> tuple[pa.Array, pa.Array, pa.Array]:
        """Day, kiosk and site of each row."""
        sites: dict[str, int] = {}
        site_of = [sites.setdefault(one[0].site, len(sites)) for one in self._documents]
        place = np.array(site_of, np.int32)[whose] if site_of else whose
        kiosks = [one[0].kiosk for one in self._documents]
        days = pa.repeat(pa.scalar(self._day, pa.date32()), len(whose))
        return days, _words(kiosks, whose), _words(list(sites), place)


def _told(metric: str, name: str) -> tuple[str, str, str]:
    """`lessons_opened`, `qr-pay/watch/morning` → counter, key, part of the day."""
    key, _, last = name.rpartition("/")
    if last in PARTS_OF_DAY:
        return metric, key or "all", last
    return metric, name, ""


def _words(words: list[str], places: Ints) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(words, pa.string()))


def _encoded(words: list[str]) -> pa.Array:
    return pa.array(words, pa.string()).dictionary_encode()


def _table(columns: list[pa.Array], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays(columns, schema=encoded(schema))


def encoded(schema: pa.Schema) -> pa.Schema:
    """The same with every text as one of few words, which is how tables are held in memory."""
    few = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([field.with_type(few) if field.type == pa.string() else field for field in schema])
