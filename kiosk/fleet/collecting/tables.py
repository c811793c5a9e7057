"""What the office's tables hold and where they lie: one Parquet file for each day and table.

    office/cells/day=2026-11-22/cells.parquet

The day stands in the path and in the file, both as a date, so that a file that was taken elsewhere still tells its day.
No file records how its columns were encoded by the program that wrote it: every engine sees plain strings.
"""

from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow as pa

Table = Literal["cells", "health", "documents", "quarantine"]

CELLS = pa.schema([
    pa.field("day", pa.date32(), nullable=False),
    pa.field("kiosk", pa.string(), nullable=False),
    pa.field("site", pa.string(), nullable=False),
    pa.field("metric", pa.string(), nullable=False),
    pa.field("key", pa.string(), nullable=False),
    pa.field("part", pa.string(), nullable=False),
    pa.field("n", pa.int64(), nullable=False),
    pa.field("week", pa.bool_(), nullable=False),
])  # fmt: skip
"""A row for each number. `key` is `all` where a metric takes none, `other` for what was folded. `part` is empty or a
part of the day. `week`: of the seven days that end with this one, and beside what those days told themselves."""

HEALTH = pa.schema([
    pa.field("day", pa.date32(), nullable=False),
    pa.field("kiosk", pa.string(), nullable=False),
    pa.field("site", pa.string(), nullable=False),
    pa.field("name", pa.string(), nullable=False),
    pa.field("value", pa.string()),
    pa.field("number", pa.int64()),
])  # fmt: skip
"""A row for each thing told of a machine: a word or a number, the other is null."""

DOCUMENTS = pa.schema([
    pa.field("day", pa.date32(), nullable=False),
    pa.field("kiosk", pa.string(), nullable=False),
    pa.field("site", pa.string(), nullable=False),
    pa.field("release", pa.string(), nullable=False),
    pa.field("app", pa.string(), nullable=False),
    pa.field("quiet", pa.bool_(), nullable=False),
    pa.field("size", pa.int64(), nullable=False),
    pa.field("touched", pa.int64(), nullable=False),
    pa.field("digest", pa.binary(32), nullable=False),
])  # fmt: skip
"""A row for each document believed. The last three say which file it was, so that it is read once: bytes, time of
change in ns, SHA-256 of its canonical text."""

QUARANTINE = pa.schema([
    pa.field("day", pa.date32()),
    pa.field("path", pa.string(), nullable=False),
    pa.field("reason", pa.string(), nullable=False),
    pa.field("size", pa.int64(), nullable=False),
    pa.field("touched", pa.int64(), nullable=False),
    pa.field("copy", pa.binary()),
])  # fmt: skip
"""A row for each file not believed. `copy` has its bytes, at most as many as a document may have; it is a column and no
file, so nobody opens it by a double click. `day` is null for what lies in no day of the depot."""

SCHEMAS: dict[Table, pa.Schema] = {
    "cells": CELLS,
    "health": HEALTH,
    "documents": DOCUMENTS,
    "quarantine": QUARANTINE,
}
BELIEVED: tuple[Table, ...] = ("cells", "health", "documents")

ELSEWHERE = "quarantine/elsewhere.parquet"
"""The quarantine of what lies in no day."""


def partition(table: Table, day: date) -> str:
    """Where a table of a day lies in the office."""
    return f"{table}/day={day.isoformat()}/{table}.parquet"


def files(office: Path, table: Table) -> str:
    """A pattern that finds a table of all days."""
    return str(office / table / "day=*" / f"{table}.parquet")
