"""Tables as files: written once, synced, and read back to be added to."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from kiosk.durable import settle
from kiosk.fleet.collecting.columns import encoded
from kiosk.fleet.collecting.office import Seen
from kiosk.fleet.collecting.tables import BELIEVED, DOCUMENTS, SCHEMAS, Table, partition


class Known(Struct, frozen=True):
    """A file that was believed."""

    size: int
    touched: int
    digest: bytes


class Torn(Exception):  # noqa: N818 - a state of a day, told to nobody
    """Tables of a day are missing or damaged. The depot has it all: the day is made anew."""


def stored(office: Path, day: date, tables: Iterable[Table]) -> dict[Table, pa.Table]:
    """Some tables of a day that was collected before. Raises `Torn`."""
    return {table: _read(office / partition(table, day), table) for table in tables}


def looked_up(office: Path, day: date) -> dict[Table, pa.Table]:
    """What is needed to tell what is new: nothing for a day that was never collected. Raises `Torn`."""
    there: set[Table] = {table for table in SCHEMAS if (office / partition(table, day)).exists()}
    if there & set(BELIEVED) and not there.issuperset(BELIEVED):
        raise Torn
    wanted: tuple[Table, ...] = ("documents", "quarantine")
    return stored(office, day, [table for table in wanted if table in there])


def _read(file: Path, table: Table) -> pa.Table:
    try:
        wanted = encoded(SCHEMAS[table])
        words = [field.name for field in wanted if pa.types.is_dictionary(field.type)]
        return pq.ParquetFile(file, read_dictionary=words).read(use_threads=False).cast(wanted)
    except (OSError, pa.ArrowException, ValueError, KeyError) as error:
        raise Torn from error


def retouched(documents: pa.Table, files: dict[str, tuple[int, int]]) -> pa.Table:
    """The same documents, some of them in files that were copied anew: kiosk → size and time of change."""
    kiosks = documents.column("kiosk").to_pylist()
    for place, name in enumerate(("size", "touched")):
        olds = documents.column(name).to_pylist()
        news = [files[kiosk][place] if kiosk in files else old for kiosk, old in zip(kiosks, olds, strict=True)]
        index = documents.schema.get_field_index(name)
        documents = documents.set_column(index, DOCUMENTS.field(name), pa.array(news, pa.int64()))
    return documents


def known(tables: dict[Table, pa.Table]) -> dict[str, Known]:
    """Kiosk → the file of its that was believed."""
    if "documents" not in tables:
        return {}
    names = ("kiosk", "size", "touched", "digest")
    columns = (tables["documents"].column(name).to_pylist() for name in names)
    return {kiosk: Known(size, touched, digest) for kiosk, size, touched, digest in zip(*columns, strict=True)}


def merged(folder: Path, old: dict[Table, pa.Table], fresh: dict[Table, pa.Table], seen: Seen) -> None:
    """Write the tables that change, and the line of the ledger, so that they survive a pulled plug."""
    for table, made in fresh.items():
        whole = made
        if table in BELIEVED and table in old:
            whole = pa.concat_tables([old[table], made]).unify_dictionaries()
        _write(folder / f"{table}.parquet", whole, table)
    with (folder / "ledger.json").open("wb") as file:
        file.write(msgspec.json.encode(seen))
        file.flush()
        os.fsync(file.fileno())
    settle(folder)


def _write(file: Path, made: pa.Table, table: Table) -> None:
    with file.open("wb") as sink:
        with pq.ParquetWriter(
            sink, SCHEMAS[table], compression="zstd", use_dictionary=True, store_schema=False, write_statistics=True
        ) as writer:
            writer.write_table(made.cast(SCHEMAS[table]))
        sink.flush()
        os.fsync(sink.fileno())
