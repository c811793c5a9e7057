"""CSV and workbooks: whole, and harmless in a spreadsheet."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from kiosk.core.units import LANGS
from kiosk.fleet.report.files import files, write
from kiosk.fleet.report.names import Names
from kiosk.fleet.report.sheets import FORMULA, MOST_ROWS, csv_bytes, safe, workbook
from kiosk.fleet.report.tables import Column, Table, tables
from tests.fleet.report.answered import city, silence

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

EVIL = [
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "+84",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\r=1",
    "\n=1",
    "＝1",
    'plain, "q"\nx',
]


def table(*cells: str | int | None) -> Table:
    rows = tuple((cell, place) for place, cell in enumerate(cells))
    return Table("t", "T", (Column("name", "tên", "text", False), Column("n", "số", "number", False)), rows)


def read(raw: bytes) -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def test_csv_is_as_the_standard_says() -> None:
    raw = csv_bytes(table("Chợ Đông Ba", 'a "b", c', None, 12))
    assert raw.decode("utf-8-sig") == 'name,n\r\nChợ Đông Ba,0\r\n"a ""b"", c",1\r\n,2\r\n12,3\r\n'


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    cell = read(csv_bytes(table(text)))[1][0]
    assert not cell.startswith(FORMULA)
    assert cell.removeprefix("'") == text


def test_control_signs_and_floods_are_cut() -> None:
    assert safe("a\x00\x1bb\ud800") == "ab?"
    assert len(str(safe("x" * 100_000))) < 32_767
    assert safe(-5) == -5


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook([table(*EVIL, "http://a.example", "007")], "vi")))
    cells = [row[0] for row in book["T"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(cells)
    assert all(cell.quotePrefix for cell, text in zip(cells, EVIL[:9], strict=False)), "stays a text when edited"
    assert not any(cell.hyperlink for cell in cells) and cells[-1].value == "007"


def test_a_workbook_has_numbers_frozen_heads_and_widths() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(tables(city(), Names("vi")).values(), "vi")))
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref
        assert all(7 < size.width < 70 for size in sheet.column_dimensions.values())
    sites = book["Nơi đặt máy"]
    heads = [cell.value for cell in sites[1]]
    visits = sites.cell(2, heads.index("lượt dùng") + 1)
    assert (visits.data_type, visits.value) == ("n", city().sites[0].figures.visits)
    assert book["Máy cần đến xem"]["A2"].value == "Cần ngay"


def test_a_table_that_is_too_long_to_be_read_is_named_with_its_file() -> None:
    long = Table("site_counts", "Dài", (Column("n", "số", "number", False),), ((1,),) * (MOST_ROWS + 1))
    book = openpyxl.load_workbook(BytesIO(workbook([long, table("a")], "vi")))
    assert [[cell.value for cell in row] for row in book["Dài"]] == [
        ["Bảng này có 50.001 dòng, dài quá để đọc ở đây. Bảng nằm trong tệp tables/site_counts.csv."]
    ]
    assert book["T"]["A2"].value == "a"


def test_every_table_is_beside_the_page_and_the_page_comes_last(tmp_path: Path) -> None:
    page = write(city(), tmp_path, LANGS)
    names = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert names >= {"report.html", "report.vi.xlsx", "report.en.xlsx", "concerns.json", "tables/sites.csv"}
    assert len(list((tmp_path / "tables").iterdir())) == len(tables(city(), Names("vi")))
    assert page == tmp_path / "report.html" and [name for name, _ in files(city(), LANGS)][-1] == "report.html"
    told = json.loads((tmp_path / "concerns.json").read_bytes())
    assert len(told["concerns"]) == len(city().concerns)
    rows = read((tmp_path / "tables/sites.csv").read_bytes())
    assert len(rows) == 1 + len(city().sites) and rows[0][:4] == ["site", "name", "ward", "kind"]


def test_days_without_documents_give_files_with_heads_only(tmp_path: Path) -> None:
    write(silence(), tmp_path, ("en",))
    assert all(len(read(file.read_bytes())) == 1 for file in (tmp_path / "tables").iterdir())
    assert openpyxl.load_workbook(tmp_path / "report.en.xlsx").sheetnames


def test_heads_of_csv_are_the_same_in_both_languages() -> None:
    heads = [
        {name: raw.splitlines()[0] for name, raw in files(city(), (lang,)) if name.endswith(".csv")} for lang in LANGS
    ]
    assert heads[0] == heads[1]
