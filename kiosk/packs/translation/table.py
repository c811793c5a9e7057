"""A table of sentences for translators: written to and read from a spreadsheet (`.xlsx`) or a text table (`.csv`).

What comes back has been through somebody's office program and mail, so nothing in it is believed: sizes are looked at
before anything is opened, formulas are refused, and a spreadsheet that would grow is never unpacked.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.packs.translation import csv, xlsx
from kiosk.packs.translation.complaints import BadTable
from kiosk.packs.translation.rows import COLUMNS, LONGEST_CELL, Cells, Row

MOST_BYTES = 8 * 2**20
"""Of a file as it lies there: five hundred sentences have 0.1 MB."""


def write_table(rows: Iterable[Row], file: Path) -> None:
    """Write rows to a file of either kind, or `BadTable`."""
    write = _kind(file)[0]
    try:
        write([COLUMNS, *((row.address, row.vi, row.en, row.note, row.fingerprint) for row in rows)], file)
    except OSError as error:
        raise BadTable("unwritable", file=file, why=error.strerror) from error


def read_table(file: Path) -> tuple[Row, ...]:
    """The rows of a file of either kind, or `BadTable`."""
    read = _kind(file)[1]
    try:
        size = file.stat().st_size
        if not file.is_file() or size > MOST_BYTES:
            raise BadTable("large", file=file, size=size // 2**20, most=MOST_BYTES // 2**20)
        head, *body = read(file) or [()]
    except OSError as error:
        raise BadTable("unreadable", file=file, why=error.strerror) from error
    if tuple(head[: len(COLUMNS)]) != COLUMNS or any(head[len(COLUMNS) :]):
        raise BadTable("head", file=file, columns=", ".join(COLUMNS))
    return tuple(_row(number, cells, file) for number, cells in enumerate(body, start=2) if any(cells))


def _row(number: int, cells: Cells, file: Path) -> Row:
    if len(cells) > len(COLUMNS) and any(cells[len(COLUMNS) :]):
        raise BadTable("beside", file=file, row=number)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise BadTable("long-cell", file=file, row=number, most=LONGEST_CELL)
    return Row(*(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in [*cells, *[""] * 5][:5]))


def _kind(file: Path) -> tuple[Callable[[list[Cells], Path], None], Callable[[Path], list[Cells]]]:
    kinds = {".csv": (csv.write, csv.read), ".xlsx": (xlsx.write, xlsx.read)}
    if file.suffix.lower() not in kinds:
        raise BadTable("kind", file=file)
    return kinds[file.suffix.lower()]
