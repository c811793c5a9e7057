"""Tables as text: RFC 4180 in UTF-8 with a mark at the beginning, which Excel needs to read it as such.

A cell that begins like a formula (`=`, `+`, `-`, `@`) gets an apostrophe before it, or a spreadsheet would compute it;
a cell that begins with an apostrophe gets another, so that reading takes away exactly what writing put there. Excel in
Vietnamese saves with semicolons: whichever sign the first row uses is the sign of the file.
"""

import csv
import io
from pathlib import Path

from kiosk.packs.translation.complaints import BadTable
from kiosk.packs.translation.rows import COLUMNS, LONGEST_CELL, MOST_ROWS, Cells

_GUARDED = ("=", "+", "-", "@", "'", "\t")


def write(rows: list[Cells], file: Path) -> None:
    """Write all rows."""
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows([_guarded(cell) for cell in cells] for cells in rows)
    file.write_bytes(made.getvalue().encode("utf-8-sig"))


def read(file: Path) -> list[Cells]:
    """All rows, or `BadTable`."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable("not-utf8", file=file) from error
    if text.startswith("PK\x03\x04"):
        raise BadTable("not-text", file=file)
    delimiter = next((sign for sign in ",;\t" if text.startswith(sign.join(COLUMNS[:2]))), ",")
    rows: list[Cells] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append([_bare(cell, len(rows) + 1, file) for cell in cells])
            if len(rows) > MOST_ROWS:
                raise BadTable("rows", file=file, most=MOST_ROWS)
    except csv.Error as error:
        raise BadTable("csv", file=file, row=len(rows) + 1, why=error, most=LONGEST_CELL) from error
    return rows


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _bare(cell: str, row: int, file: Path) -> str:
    if cell.startswith("'"):
        return cell[1:]
    if cell.startswith(_GUARDED):
        raise BadTable("would-be-formula", file=file, row=row, cell=cell[:40])
    return cell
