"""Tables as spreadsheets, through openpyxl.

A spreadsheet is a zip of XML, and both can be made to grow without end. So before openpyxl opens one, the zip's own
list is added up, and no part may declare a document type, which is where entities come from.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from kiosk.packs.translation.complaints import BadTable
from kiosk.packs.translation.rows import COLUMNS, MOST_ROWS, Cells

MOST_UNPACKED = 64 * 2**20
"""Bytes of all parts together. A table of twenty thousand sentences has 12 MB."""

MOST_PARTS = 200
WIDTHS = (44, 60, 60, 30, 16)
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_?x[0-9A-Fa-f]{4}_")
"""What a spreadsheet cannot hold, or would hand back as something else."""


def write(rows: list[Cells], file: Path) -> None:
    """Write all rows, every cell as text: nothing in them is ever computed."""
    openpyxl = _library()
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sentences"
    for row, cells in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            if odd := _ODD.search(text):
                raise BadTable("unholdable", address=cells[0], odd=repr(odd[0]))
            cell = sheet.cell(row, column)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
            cell.quotePrefix = True
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=row == 1, color="FF524A5F" if column in (1, 5) else "FF221A33")
    sheet.freeze_panes = "B2"
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(file)


def read(file: Path) -> list[Cells]:
    """All rows of the first sheet, or `BadTable`."""
    openpyxl = _library()
    _harmless(file)
    try:
        with file.open("rb") as raw:  # openpyxl leaves a file open that it cannot read
            found = _rows(openpyxl.load_workbook(raw, read_only=True).worksheets[0], file)
    except BadTable:
        raise
    except Exception as error:  # a damaged spreadsheet breaks openpyxl in any way; nothing is written yet
        raise BadTable("no-spreadsheet", file=file, why=type(error).__name__) from error
    while found and not any(found[-1]):
        found.pop()
    if len(found) > MOST_ROWS:
        raise BadTable("rows", file=file, most=MOST_ROWS)
    return found


def _rows(sheet: Any, file: Path) -> list[Cells]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=len(COLUMNS) + 1)
    return [[_text(cell, number, file) for cell in cells] for number, cells in enumerate(rows, start=1)]


def _text(cell: Any, row: int, file: Path) -> str:
    """What stands in a cell. Office programs make a number of `2026`; that is undone."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BadTable("formula", file=file, row=row)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadTable("not-words", file=file, row=row, kind=type(value).__name__, value=value)
    return str(value)


def _harmless(file: Path) -> None:
    """Sizes by the zip's own list; a part that is longer than its list says is not unpacked further than that."""
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise BadTable("grows", file=file, most=MOST_UNPACKED // 2**20)
            if any(_declares(parts.read(part)) for part in listed if part.filename.endswith((".xml", ".rels"))):
                raise BadTable("entities", file=file)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BadTable("damaged", file=file, why=error) from error


def _declares(part: bytes) -> bool:
    """In UTF-16 a declaration would look otherwise; no office program writes that either."""
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part


def _library() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - an office has it, a kiosk does not
    except ImportError:
        raise BadTable("no-library") from None
    return openpyxl
