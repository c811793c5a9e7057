"""The tables as files: CSV for programs, one workbook for people.

A spreadsheet reads a text that begins with `=`, `+`, `-` or `@` as a formula, and a name in a register may begin with
anything. In CSV such a text gets an apostrophe before it, as OWASP advises ("CSV Injection"); in the workbook it is
written as a text, whatever it begins with, and marked so that it stays one when somebody edits it. Numbers are numbers
in both.
"""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any

from kiosk.core.units import Lang
from kiosk.fleet.report.numbers import number
from kiosk.fleet.report.page.markup import clean
from kiosk.fleet.report.table_words import SEVERITIES
from kiosk.fleet.report.tables import Cell, Column, Table
from kiosk.fleet.report.words import TEXTS, of

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text must not begin with. The wide forms are read as the narrow ones by some programs."""

MOST_LETTERS = 32_767
"""Of a cell, by Excel's own limit; a longer one is cut."""

MOST_ROWS = 50_000
"""Of a sheet. Excel opens a million, but nobody reads them, and writing 177,000 rows twice took longer than all other
work on the report of 3,321 kiosks. They are in the CSV file, and the sheet says so."""

MOST_WIDE = 60
"""Letters of a column's width."""


def csv_bytes(table: Table) -> bytes:
    """RFC 4180, in UTF-8 with a mark at the front, by which Excel knows that it is UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    writer.writerows([safe(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(text: str) -> str:
    """A text that a cell can hold."""
    return clean(text)[: MOST_LETTERS - 1]


def workbook(tables: Iterable[Table], lang: Lang) -> bytes:
    """One sheet for each table that has rows, with its head frozen."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    made = BytesIO()
    guarded = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, {"in_memory": True, **guarded}) as book:
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bg_color": "#F1E8FA"}),
            "number": book.add_format({"num_format": "#,##0"}),
            "text": book.add_format({"valign": "top"}),
            "quoted": book.add_format({"valign": "top", "quote_prefix": True}),
        }
        for table in tables:
            if table.rows:
                draw = _sheet if len(table.rows) <= MOST_ROWS else _elsewhere
                draw(book, formats, table, lang)
        if not book.worksheets():
            book.add_worksheet()
    return made.getvalue()


def _sheet(book: Any, formats: dict[str, Any], table: Table, lang: Lang) -> None:
    sheet = book.add_worksheet(table.title[:31])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.head, formats["head"])
        sheet.set_column(place, place, _width(column, [row[place] for row in table.rows]))
    for line, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, line, place, _said(table.columns[place], cell, lang), formats)


def _elsewhere(book: Any, formats: dict[str, Any], table: Table, lang: Lang) -> None:
    told = of(TEXTS["sheet_elsewhere"], lang).format(n=number(len(table.rows), lang), name=table.name)
    book.add_worksheet(table.title[:31]).write_string(0, 0, told, formats["text"])


def _write(sheet: Any, row: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, place, cell, formats["number"])
    elif cell:
        text = plain(cell)
        sheet.write_string(row, place, text, formats["quoted" if text.startswith(FORMULA) else "text"])


def _said(column: Column, cell: Cell, lang: Lang) -> Cell:
    """Words of the program's own in the language of the workbook."""
    return SEVERITIES.get(str(cell), {}).get(lang, cell) if column.key == "severity" else cell


def _width(column: Column, cells: list[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(MOST_WIDE, max(8, min(len(column.head), 16), longest) + 2)
