"""Spark, started by this program, or as a cluster that sees the office's folder under the same path."""

import shutil
import warnings
from collections.abc import Sequence
from os import environ
from pathlib import Path
from typing import Any

from kiosk.fleet.collecting.tables import SCHEMAS
from kiosk.fleet.report.engines.refusing import NoEngine, border
from kiosk.fleet.report.engines.sources import THREADS, Expression
from kiosk.fleet.summing.columns import COLUMNS

MEMORY = "800m"
"""The heap. The JVM takes some 400 MB besides, this program another 300."""

SETTINGS: dict[str, Any] = {
    "spark.driver.memory": MEMORY,
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
HERE: dict[str, Any] = {
    "spark.driver.host": "127.0.0.1",  # nobody else shall be able to speak with it
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(THREADS),
    "spark.sql.adaptive.enabled": "false",  # it looks at the size of each step, which takes longer than a small step
    # In a program of half a minute the best compiler takes more than it saves, and so do collectors on all cores.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}

_TYPES = {
    "date32[day]": "date", "string": "string", "int64": "bigint", "bool": "boolean", "fixed_size_binary[32]": "binary",
}  # fmt: skip


class Spark:
    """A session of Spark."""

    def __init__(self, engine: str) -> None:
        if not shutil.which("java") and not environ.get("JAVA_HOME"):
            raise NoEngine("Spark needs Java, which is not here. Install default-jre-headless, or use duckdb.")
        try:
            import ibis  # noqa: PLC0415 - slow to load
            from pyspark.sql import SparkSession  # noqa: PLC0415 - slow to load, and an extra
        except ImportError as error:
            raise NoEngine("Spark is not installed: pip install 'kiosk[office,spark]', or use duckdb.") from error
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        here = engine == "spark"
        builder = SparkSession.builder.appName("kiosk report").master(f"local[{THREADS}]" if here else engine)
        with border(engine, "cannot be reached"):
            self._session = builder.config(map=SETTINGS | (HERE if here else {})).getOrCreate()
            self._backend = ibis.pyspark.connect(self._session)

    def files(self, name: str, kind: str, files: Sequence[Path]) -> Expression:
        """Read when asked. Told their columns, for looking them up in the files takes half a minute."""
        read = self._session.read.schema(_columns(kind)).parquet(*(str(file) for file in files))
        read.createOrReplaceTempView(name)
        return self._backend.table(name)

    def named(self, name: str) -> Expression:
        """It has none but those of files."""
        raise NoEngine(f"Spark has no table '{name}'.")

    def close(self) -> None:
        """The session and its JVM."""
        self._session.stop()


def _columns(kind: str) -> str:
    """The columns as Spark writes them. Whatever else lies in the files is not read."""
    schemas: dict[str, Any] = {str(table): columns for table, columns in SCHEMAS.items()} | COLUMNS
    schema = schemas[kind]
    return ", ".join(f"{field.name} {_TYPES[str(field.type)]}" for field in schema)
