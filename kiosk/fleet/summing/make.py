"""The sums of each month that has none, or none that are true any more: with DuckDB, month by month.

Asked with the expressions of the report, so what is kept cannot be another sum than the one that is asked for.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kiosk.durable import keep
from kiosk.fleet.collecting.tables import Table, partition
from kiosk.fleet.report.asking.expressions import KEPT
from kiosk.fleet.summing.columns import COLUMNS
from kiosk.fleet.summing.months import Month, file_of, found, holds, months, note

THREADS = 2
MEMORY = "400MB"
"""A month of 3,321 kiosks has three million rows; what does not fit goes to disk for a while."""


def sum_up(office: Path) -> int:
    """Make the sums that are missing, and say of how many months. Nobody else may write into the office meanwhile.

    May be stopped at any time: sums count only once what they were made of is noted beside them."""
    stale = [month for month in months(office) if not holds(office, month)]
    for month in stale:
        _make(office, month)
    return len(stale)


def _make(office: Path, month: Month) -> None:
    import ibis  # noqa: PLC0415 - slow to load

    made = found(office, month)
    with TemporaryDirectory(prefix="kiosk-sums-") as spill:
        backend = ibis.duckdb.connect(
            threads=THREADS, memory_limit=MEMORY, temp_directory=spill, preserve_insertion_order=False
        )
        backend.raw_sql("SET enable_progress_bar = false")
        try:
            for name, (table, question) in KEPT.items():
                keep(file_of(office, name, month), _packed(name, question(_rows(backend, office, month, table)), month))
        finally:
            backend.disconnect()
    note(office, month, made)


def _rows(backend: Any, office: Path, month: Month, table: Table) -> Any:
    files = [str(file) for day in month.days if (file := office / partition(table, day)).is_file()]
    return backend.read_parquet(files, hive_partitioning=False)


def _packed(name: str, question: Any, month: Month) -> bytes:
    """The answer as a file, sorted, so that the same days give the same bytes, and few of them."""
    answer = question.to_pyarrow()
    answer = answer.append_column("month", pa.repeat(pa.scalar(month.whole[0], pa.date32()), answer.num_rows))
    answer = answer.select(COLUMNS[name].names).cast(COLUMNS[name])
    sink = pa.BufferOutputStream()
    in_order = answer.sort_by([(column, "ascending") for column in answer.column_names])
    pq.write_table(in_order, sink, compression="zstd", store_schema=False)
    return bytes(sink.getvalue().to_pybytes())
