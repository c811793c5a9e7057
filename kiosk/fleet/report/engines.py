"""The office's tables, opened on an engine. What is asked of them (`expressions.py`) is the same on every engine.

    duckdb                    within this program; the default
    spark                     Spark started by this program, on two threads
    spark://host:7077         a cluster of Spark, which must see the office's folder under the same path
    clickhouse://… trino://…  a server that has the tables `cells`, `health` and `documents`

Opening reads no row: rows are read when a question is asked, and of them only the days and columns that it needs.
"""

import shutil
from contextlib import ExitStack
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from kiosk.fleet.collecting.office import Office
from kiosk.fleet.collecting.refusing import NotCollected
from kiosk.fleet.collecting.tables import BELIEVED, SCHEMAS, Table, files
from kiosk.fleet.sites import BadSites, Register, read_sites

THREADS = 2
DUCKDB_MEMORY = "1GB"
"""What does not fit goes to disk for a while. The program itself takes some 300 MB besides."""

SPARK_MEMORY = "800m"
"""The heap. The JVM takes some 400 MB besides, this program another 300."""

REGISTER = "sites.yaml"

Backend = Any
"""A backend of Ibis, and its tables and expressions: none of them can be typed without loading Ibis, which is slow."""


class NoEngine(Exception):  # noqa: N818 - told to the office in a sentence
    """The tables could not be opened, or gave no answer. Says what happened, where, and what to do."""


class Tables:
    """The tables of an office, unread. A context manager: leaving it stops the engine."""

    def __init__(self, engine: str, backend: Backend, register: Register, opened: ExitStack) -> None:
        self.cells, self.health, self.documents = (_table(engine, backend, table) for table in TABLES)
        self.register = register
        self._engine, self._opened = engine, opened

    @property
    def sites(self) -> Any:
        """The register as a table: site, names, wards, kind and place in the grid."""
        import ibis  # noqa: PLC0415 - slow to load

        rows = [
            {"site": one.site, "name_vi": one.name["vi"], "name_en": one.name["en"], "ward_vi": one.ward["vi"],
             "ward_en": one.ward["en"], "kind": one.kind, "row": one.row, "column": one.column}
            for one in self.register.sites.values()
        ]  # fmt: skip
        return ibis.memtable(rows, schema=SITES)

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        """The rows of an answer, in no order. `NoEngine` when there is none."""
        try:
            columns = expression.to_pyarrow().columns
        except Exception as error:  # the border to engines, which raise whatever they like
            raise NoEngine(f"{shown(self._engine)} gave no answer: {_first_line(error)}") from error
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    def close(self) -> None:
        """Let go of engine and folder. May be called twice."""
        self._opened.close()

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


TABLES: tuple[Table, ...] = ("cells", "health", "documents")

SITES = {
    "site": "string", "name_vi": "string", "name_en": "string", "ward_vi": "string", "ward_en": "string",
    "kind": "string", "row": "int64", "column": "int64",
}  # fmt: skip


def open_tables(office: Path, engine: str = "duckdb") -> Tables:
    """The tables in an office's folder. Close them, or use them as a context manager. Raises `NoEngine`.

    Until they are closed no `collect` changes that folder."""
    with ExitStack() as opened:
        register = _register(office)
        backend = _connected(office, engine, opened)
        return Tables(engine, backend, register, opened.pop_all())


def _register(office: Path) -> Register:
    file = office / REGISTER
    if not file.is_file():
        raise NoEngine(f"There is no {file}. Write the register of sites there; docs/fleet.md shows one.")
    try:
        return read_sites(file)
    except BadSites as error:
        raise NoEngine(str(error)) from error


def _connected(office: Path, engine: str, opened: ExitStack) -> Backend:
    kind = urlsplit(engine).scheme or engine
    try:
        import ibis  # noqa: F401, PLC0415 - slow to load, and an extra
    except ImportError as error:
        raise NoEngine("Reports need more than a kiosk has. Install it: pip install 'kiosk[office]'") from error
    if kind not in ("duckdb", "spark"):
        return _server(engine)
    _hold(office, opened)
    return _duckdb(office, opened) if kind == "duckdb" else _spark(office, engine, opened)


def _hold(office: Path, opened: ExitStack) -> None:
    missing = [table for table in BELIEVED if not any(office.glob(f"{table}/day=*/{table}.parquet"))]
    if missing:
        raise NoEngine(f"There are no tables in {office} yet. Make them: kiosk fleet collect DEPOT --into {office}")
    try:
        opened.enter_context(Office(office).reading())
    except NotCollected as error:
        raise NoEngine(str(error)) from error
    except OSError:
        return  # a copy that cannot be written is changed by nobody


def _duckdb(office: Path, opened: ExitStack) -> Backend:
    import ibis  # noqa: PLC0415 - slow to load

    spill = opened.enter_context(TemporaryDirectory(prefix="kiosk-report-"))
    backend = ibis.duckdb.connect(
        threads=THREADS, memory_limit=DUCKDB_MEMORY, temp_directory=spill, preserve_insertion_order=False
    )
    opened.callback(backend.disconnect)
    backend.raw_sql("SET enable_progress_bar = false")  # it would draw into whatever reads our words
    for table in TABLES:
        backend.read_parquet(files(office, table), table_name=table, hive_partitioning=True)
    return backend


def _spark(office: Path, engine: str, opened: ExitStack) -> Backend:
    if not shutil.which("java") and not environ.get("JAVA_HOME"):
        raise NoEngine("Spark needs Java, which is not here. Install default-jre-headless, or use duckdb.")
    try:
        import ibis  # noqa: PLC0415 - slow to load
        from pyspark.sql import SparkSession  # noqa: PLC0415 - slow to load, and an extra
    except ImportError as error:
        raise NoEngine("Spark is not installed: pip install 'kiosk[office,spark]', or use duckdb.") from error
    settings = SPARK | (SPARK_HERE if engine == "spark" else {})
    builder = SparkSession.builder.appName("kiosk report").master(f"local[{THREADS}]" if engine == "spark" else engine)
    try:
        session = builder.config(map=settings).getOrCreate()
        opened.callback(session.stop)
        for table in TABLES:
            read = session.read.schema(_columns(table))  # looking for the columns in the files takes half a minute
            read.parquet(str(office / table)).createOrReplaceTempView(table)
    except Exception as error:  # the border to Spark and its JVM
        raise NoEngine(f"{shown(engine)} cannot be reached: {_first_line(error)}") from error
    return ibis.pyspark.connect(session)


def _columns(table: Table) -> str:
    """The columns of a table as Spark writes them. Whatever else lies in the files is not read."""
    return ", ".join(f"{field.name} {_SPARK_TYPES[str(field.type)]}" for field in SCHEMAS[table])


_SPARK_TYPES = {
    "date32[day]": "date", "string": "string", "int64": "bigint", "bool": "boolean", "fixed_size_binary[32]": "binary",
}  # fmt: skip

SPARK: dict[str, Any] = {
    "spark.driver.memory": SPARK_MEMORY,
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",  # answers are small: 200 parts, its default, take longer than the question
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",  # a task for each day costs more than to look
    "spark.sql.files.maxPartitionBytes": "32m",
    "spark.sql.files.openCostInBytes": "262144",  # a file a day is small; 4 MB, its default, makes too many tasks
}
SPARK_HERE: dict[str, Any] = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""Nobody else shall be able to speak with it."""


def _server(engine: str) -> Backend:
    import ibis  # noqa: PLC0415 - slow to load

    try:
        return ibis.connect(engine)
    except Exception as error:  # the border to engines, which raise whatever they like
        cure = "Take duckdb, spark, spark://host:port, or a server that Ibis knows, as clickhouse://host/database."
        raise NoEngine(f"{shown(engine)} cannot be reached: {_first_line(error)}. {cure}") from error


def _table(engine: str, backend: Backend, table: Table) -> Any:
    try:
        return backend.table(table)
    except Exception as error:  # the border to engines, which raise whatever they like
        raise NoEngine(f"{shown(engine)} has no table '{table}': {_first_line(error)}") from error


def shown(engine: str) -> str:
    """The engine without a password."""
    parts = urlsplit(engine)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else engine


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".")[:200] if lines else type(error).__name__
