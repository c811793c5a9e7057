"""Where tables come from: DuckDB within this program, or a server that has them. For Spark see `spark`."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from kiosk.fleet.report.engines.refusing import NoEngine, border, shown

THREADS = 2
DUCKDB_MEMORY = "1GB"
"""What does not fit goes to disk for a while. The program itself takes some 300 MB besides."""

CURE = "Take duckdb, spark, spark://host:port, or a server that Ibis knows, as clickhouse://host/database."

Expression = Any
"""A table expression of Ibis, which has to be loaded late. So have its backends."""


class Source(Protocol):
    """An engine with tables. It may raise whatever it likes."""

    def files(self, name: str, kind: str, files: Sequence[Path]) -> Expression:
        """What lies in these files, all of one kind, under a name of its own."""

    def named(self, name: str) -> Expression:
        """A table that it has itself."""

    def close(self) -> None:
        """Let go of everything."""


class DuckDb:
    """Within this program."""

    def __init__(self) -> None:
        import ibis  # noqa: PLC0415 - slow to load

        with ExitStack() as opened:
            spill = opened.enter_context(TemporaryDirectory(prefix="kiosk-report-"))
            self._backend = ibis.duckdb.connect(
                threads=THREADS, memory_limit=DUCKDB_MEMORY, temp_directory=spill, preserve_insertion_order=False
            )
            opened.callback(self._backend.disconnect)
            self._backend.raw_sql("SET enable_progress_bar = false")  # it would draw into whatever reads our words
            self._opened = opened.pop_all()

    def files(self, name: str, kind: str, files: Sequence[Path]) -> Expression:
        """Read when asked."""
        return self._backend.read_parquet([str(file) for file in files], table_name=name, hive_partitioning=False)

    def named(self, name: str) -> Expression:
        """It has none but those of files."""
        raise NoEngine(f"duckdb has no table '{name}'.")

    def close(self) -> None:
        """Let go of everything."""
        self._opened.close()


class Server:
    """A server whose tables are filled by others. It knows nothing of our files."""

    def __init__(self, engine: str) -> None:
        import ibis  # noqa: PLC0415 - slow to load

        self._engine = engine
        with border(engine, "cannot be reached", CURE):
            self._backend = ibis.connect(engine)

    def files(self, name: str, kind: str, files: Sequence[Path]) -> Expression:
        """It reads none."""
        raise NoEngine(f"{shown(self._engine)} reads no files of this machine.")

    def named(self, name: str) -> Expression:
        """One of its tables."""
        with border(self._engine, f"has no table '{name}'"):
            return self._backend.table(name)

    def close(self) -> None:
        """Nothing of it is ours."""
