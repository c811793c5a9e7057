"""The office's tables, opened on an engine. What is asked of them (`expressions.py`) is the same on every engine.

    duckdb                    within this program; the default
    spark                     Spark started by this program, on two threads
    spark://host:7077         a cluster of Spark, which must see the office's folder under the same path
    clickhouse://… trino://…  a server that has the tables `cells`, `health` and `documents`

Opening reads no row: rows are read when a question is asked, and of them only the days and columns that it needs.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from kiosk.fleet.collecting.office import Office
from kiosk.fleet.collecting.refusing import NotCollected
from kiosk.fleet.collecting.tables import BELIEVED, Table, partition
from kiosk.fleet.report.engines.refusing import NoEngine, border
from kiosk.fleet.report.engines.sources import DuckDb, Expression, Server, Source
from kiosk.fleet.report.engines.spark import Spark
from kiosk.fleet.sites import BadSites, Register, read_sites
from kiosk.fleet.summing.months import Range, file_of, holds, months

REGISTER = "sites.yaml"

SITES = {
    "site": "string", "name_vi": "string", "name_en": "string", "ward_vi": "string", "ward_en": "string",
    "kind": "string", "row": "int64", "column": "int64",
}  # fmt: skip


class Tables:
    """The tables of an office, unread. A context manager: leaving it stops the engine.

    `folder`: the office's; `None` for a server, which has tables of its own."""

    def __init__(self, engine: str, source: Source, register: Register, folder: Path | None, opened: ExitStack) -> None:
        self.register = register
        self._engine, self._source, self._folder, self._opened = engine, source, folder, opened
        self._numbers = count(1)
        every = months(folder) if folder else ()
        self._days = tuple(day for month in every for day in month.days)
        self.months = tuple(month for month in every if folder and holds(folder, month))
        """Of which true sums are kept."""

    @cached_property
    def cells(self) -> Expression:
        """Every number that was told."""
        return self.rows("cells", [])

    @cached_property
    def health(self) -> Expression:
        """What machines told of themselves."""
        return self.rows("health", [])

    @cached_property
    def documents(self) -> Expression:
        """Every document believed."""
        return self.rows("documents", [])

    @property
    def sites(self) -> Expression:
        """The register as a table: site, names, wards, kind and place in the grid."""
        import ibis  # noqa: PLC0415 - slow to load

        rows = [
            {"site": one.site, "name_vi": one.name["vi"], "name_en": one.name["en"], "ward_vi": one.ward["vi"],
             "ward_en": one.ward["en"], "kind": one.kind, "row": one.row, "column": one.column}
            for one in self.register.sites.values()
        ]  # fmt: skip
        return ibis.memtable(rows, schema=SITES)

    def rows(self, table: Table, ranges: Sequence[Range]) -> Expression:
        """Of these days, or of all; files of other days are not even opened."""
        import ibis  # noqa: PLC0415 - slow to load

        days = [day for day in self._days if not ranges or _in(day, ranges)]
        some = self._of(table, days or self._days[-1:])
        return some.filter(ibis.or_(*(some.day.between(*one) for one in ranges))) if ranges else some

    def sums(self, name: str) -> Expression:
        """The kept sums of all `months`; its column `month` is their first day."""
        return self._files(name, [file_of(self._folder, name, month) for month in self.months if self._folder])

    def collected(self, ranges: Sequence[Range]) -> list[Range]:
        """Those of which any day was collected."""
        return [one for one in ranges if any(_in(day, [one]) for day in self._days)]

    def ask(self, expression: Expression) -> list[tuple[Any, ...]]:
        """The rows of an answer, in no order. `NoEngine` when there is none."""
        with border(self._engine, "gave no answer"):
            columns = expression.to_pyarrow().columns
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    def close(self) -> None:
        """Let go of engine and folder. May be called twice."""
        self._opened.close()

    def __enter__(self) -> "Tables":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _of(self, table: Table, days: Sequence[date]) -> Expression:
        if self._folder is None:
            return self._source.named(table)
        files = (self._folder / partition(table, day) for day in days)
        return self._files(table, [file for file in files if file.is_file()])

    def _files(self, kind: str, files: list[Path]) -> Expression:
        with border(self._engine, "gave no answer"):
            return self._source.files(f"{kind}_{next(self._numbers)}", kind, files)


def open_tables(office: Path, engine: str = "duckdb") -> Tables:
    """The tables in an office's folder. Close them, or use them as a context manager. Raises `NoEngine`.

    Until they are closed no `collect` changes that folder."""
    with ExitStack() as opened:
        register = _register(office)
        kind = urlsplit(engine).scheme or engine
        folder = office if kind in ("duckdb", "spark") else None
        if folder:
            _hold(folder, opened)
        source = _source(engine, kind)
        opened.callback(source.close)
        return Tables(engine, source, register, folder, opened.pop_all())


def _source(engine: str, kind: str) -> Source:
    try:
        import ibis  # noqa: F401, PLC0415 - slow to load, and an extra
    except ImportError as error:
        raise NoEngine("Reports need more than a kiosk has. Install it: pip install 'kiosk[office]'") from error
    if kind == "spark":
        return Spark(engine)
    return DuckDb() if kind == "duckdb" else Server(engine)


def _register(office: Path) -> Register:
    file = office / REGISTER
    if not file.is_file():
        raise NoEngine(f"There is no {file}. Write the register of sites there; docs/fleet.md shows one.")
    try:
        return read_sites(file)
    except BadSites as error:
        raise NoEngine(str(error)) from error


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


def _in(day: date, ranges: Sequence[Range]) -> bool:
    return any(first <= day <= last for first, last in ranges)
