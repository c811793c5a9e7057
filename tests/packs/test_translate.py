"""Tables for translators: nothing changed changes no byte, a change is that change, a bad table does nothing."""

import csv
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from kiosk.packs.table import Row, read_table, write_table
from kiosk.packs.table_told import TOLD, BadTable
from kiosk.packs.translate import export, import_, sentences_of
from tests.packs.contents import GOOD, bent, copied, told
from tests.packs.odd import SENTENCES

ROOT = Path(__file__).parent.parent.parent
KINDS = pytest.mark.parametrize("kind", [".csv", ".xlsx"])

SAY = "market/lessons/fish.yaml#steps[0].say"


def raws(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def changed(rows: tuple[Row, ...], address: str, **new: str) -> tuple[Row, ...]:
    assert address in {row.address for row in rows}
    return tuple(Row(**{**_plain(row), **new}) if row.address == address else row for row in rows)


def _plain(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def exported(content: Path, kind: str) -> Path:
    file = content.parent / f"table{kind}"
    export(content, file)
    return file


# --- there and back ---------------------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("content", [GOOD, ROOT / "content"], ids=["small", "all"])
def test_nothing_changed_leaves_every_byte(tmp_path: Path, kind: str, content: Path) -> None:
    mine = shutil.copytree(content, tmp_path / "content")
    before = raws(mine)
    done = import_(mine, exported(mine, kind))
    assert (done.changed, done.files, raws(mine)) == ((), (), before)


@KINDS
def test_a_change_is_exactly_that_change(tmp_path: Path, kind: str) -> None:
    content = copied(tmp_path)
    file, before = exported(content, kind), raws(content)
    rows = changed(read_table(file), SAY, vi="Bác xem hình này nhé.", note="Nghe hay hơn")
    write_table(rows, file)
    done = import_(content, file)
    assert (done.changed, done.notes) == ((SAY,), ((SAY, "Nghe hay hơn"),))
    after = raws(content)
    assert [name for name in before if before[name] != after[name]] == ["market/lessons/fish.yaml"]
    old, new = (one["market/lessons/fish.yaml"].decode().split("\n") for one in (before, after))
    assert len([1 for a, b in zip(old, new, strict=True) if a != b]) == 1
    again = {row.address: (row.vi, row.en) for row in read_table(exported(content, kind))}
    assert again == {row.address: (row.vi, row.en) for row in rows}
    assert told(content) == []


@KINDS
def test_importing_twice_changes_once(tmp_path: Path, kind: str) -> None:
    """A plug pulled between two files must not make the second try fail."""
    content = copied(tmp_path)
    file = exported(content, kind)
    write_table(changed(read_table(file), SAY, vi="Bác xem nhé."), file)
    assert import_(content, file).changed == (SAY,)
    assert import_(content, file).changed == ()


FOLDED = """# on top
- code: use-device  # beside
  title:
    en: >-  # folded
      Use a
      device

    vi: 'Dùng ''máy'''
  digcomp: [ "1.1" ]
  national: []
  checked_on: 2026-11-01
  source: x
"""


def test_comments_order_and_styles_stay(tmp_path: Path) -> None:
    content = copied(tmp_path)
    text = FOLDED.replace("\n", "\r\n")
    (content / "skills.yaml").write_bytes(text.encode())
    old = sentences_of(content)
    mine = next(one for one in old if one.address == "skills.yaml#[0].title")
    assert mine.words == {"vi": "Dùng 'máy'", "en": "Use a device"}
    file = exported(content, ".csv")
    write_table(changed(read_table(file), mine.address, vi="Dùng 'điện thoại'", en="Use a phone"), file)
    import_(content, file)
    new = text.replace("Use a\r\n      device", "Use a phone").replace("''máy''", "''điện thoại''")
    assert (content / "skills.yaml").read_bytes().decode() == new


@KINDS
def test_any_words_pass_a_table(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"t{kind}"

    @settings(deadline=None, max_examples=50)  # a spreadsheet takes 20 ms
    @given(SENTENCES, SENTENCES)
    def passes(vi: str, en: str) -> None:
        rows = (Row("a#b", vi, en, "", "f"),)
        write_table(rows, file)
        assert read_table(file) == rows

    passes()


def test_no_cell_of_a_spreadsheet_is_a_formula(tmp_path: Path) -> None:
    write_table((Row("a", "=1+1", "+2", "@x", "-"),), tmp_path / "t.xlsx")
    (sheet,) = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_a_text_table_shows_a_spreadsheet_no_formula(tmp_path: Path) -> None:
    write_table((Row("a", "=1+1", "'x", "@x", "-"),), tmp_path / "t.csv")
    told_to_excel = list(csv.reader((tmp_path / "t.csv").read_text("utf-8-sig").splitlines()))[1]
    assert told_to_excel == ["a", "'=1+1", "''x", "'@x", "'-"]


def test_excel_in_vietnamese_saves_with_semicolons(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("\ufeffaddress;vi;en;note;fingerprint\r\na#b;Có, nhé;Yes;;f\r\n", "utf-8")
    assert read_table(file) == (Row("a#b", "Có, nhé", "Yes", "", "f"),)


@KINDS
def test_decomposed_letters_are_composed_and_said(tmp_path: Path, kind: str) -> None:
    content = copied(tmp_path)
    file = exported(content, kind)
    words = unicodedata.normalize("NFD", "Bác ngắm cái ảnh này.")
    write_table(changed(read_table(file), SAY, vi=words), file)
    assert import_(content, file).composed == (SAY,)
    assert "Bác ngắm cái ảnh này." in (content / "market/lessons/fish.yaml").read_text("utf-8")


# --- refused whole ----------------------------------------------------------------------------------------------------


def refused(content: Path, file: Path) -> str:
    before = raws(content)
    with pytest.raises(BadTable) as error:
        import_(content, file)
    assert raws(content) == before
    return str(error.value)


Bend = Callable[[tuple[Row, ...]], tuple[Row, ...]]
BENT: dict[str, tuple[Bend, str]] = {
    "unknown": (lambda rows: (*rows, Row("x.yaml#y", "a", "b")), "there is no such sentence"),
    "twice": (lambda rows: (*rows, rows[0]), "there twice"),
    "lost": (lambda rows: rows[1:], "1 sentences are not in the table"),
    "missing": (lambda rows: changed(rows, SAY, en=" "), "en: the sentence is missing"),
    "emoji": (lambda rows: changed(rows, SAY, vi="Dạ 😀"), "cannot draw 😀 (U+1F600)"),
    "tail": (lambda rows: changed(rows, SAY, vi="Bác nhé.", fingerprint="0"), "changed in the content since"),
}


@KINDS
@pytest.mark.parametrize("bend", BENT)
def test_a_bent_table_changes_nothing(tmp_path: Path, kind: str, bend: str) -> None:
    content = copied(tmp_path)
    file = exported(content, kind)
    write_table(BENT[bend][0](changed(read_table(file), "words.yaml#home", vi="Nhà")), file)
    assert BENT[bend][1] in refused(content, file)


@KINDS
def test_a_sentence_that_changed_meanwhile_is_not_overwritten(tmp_path: Path, kind: str) -> None:
    content = copied(tmp_path)
    file = exported(content, kind)
    write_table(changed(read_table(file), "words.yaml#home", vi="Nhà"), file)
    bent(content, "words.yaml", 'home: {vi: "home vi"', 'home: {vi: "Trang đầu"')
    assert "words.yaml#home: the sentence was changed" in refused(content, file)


@KINDS
def test_what_is_filled_in_must_stay(tmp_path: Path, kind: str) -> None:
    content = copied(tmp_path)
    template = next(one for one in sentences_of(content) if "{" in one.words["vi"])
    file = exported(content, kind)
    write_table(changed(read_table(file), template.address, vi="Không còn gì"), file)
    assert "in braces must be there" in refused(content, file)


def test_broken_content_is_not_exported(tmp_path: Path) -> None:
    content = copied(tmp_path)
    bent(content, "market/lessons/fish.yaml", "app: bank", "app: bank\nodd: 1")
    with pytest.raises(BadTable, match=r"fish\.yaml:\d+: .*odd"):
        export(content, tmp_path / "t.csv")


def bytes_of(kind: str) -> bytes:
    head = "address,vi,en,note,fingerprint\r\n"
    return {
        "empty.csv": b"", "random.xlsx": b"\x00\x01\x02" * 99, "latin.csv": "ệ".encode("utf-16"),
        "quote.csv": (head + 'a,"b').encode(), "formula.csv": (head + "a,=1,b,,").encode(),
        "heads.csv": b"a,b,c\r\n", "text.ods": b"", "zip.csv": b"PK\x03\x04", "long.csv": (head + "a" * 3000).encode(),
        "more.csv": (head + "a,b,c,,f,x").encode(), "rows.csv": (head + "a,b,c,,f\r\n" * 20_001).encode(),
        "big.csv": b"x" * (9 * 2**20),
    }[kind]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("empty.csv", "first row must be"), ("random.xlsx", "no spreadsheet"), ("latin.csv", "not UTF-8"),
        ("quote.csv", "quotation mark"), ("formula.csv", "would be a formula"), ("heads.csv", "first row must be"),
        ("text.ods", "neither .xlsx nor .csv"), ("zip.csv", "spreadsheet with the name"), ("long.csv", "2000 letters"),
        ("more.csv", "beside the last column"), ("rows.csv", "more than 20000 rows"), ("big.csv", "9 MB"),
    ],
)  # fmt: skip
def test_a_strange_file_is_refused_in_a_sentence(tmp_path: Path, name: str, why: str) -> None:
    content = copied(tmp_path)
    (tmp_path / name).write_bytes(bytes_of(name))
    assert why in refused(content, tmp_path / name)


def with_part(file: Path, part: str, body: bytes) -> None:
    """The same spreadsheet with one part replaced or added."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = body
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, raw in parts.items():
            new.writestr(name, raw)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
FAR = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576">
<c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("part", "body", "why"),
    [
        ("xl/sharedStrings.xml", BOMB, "declares entities"),
        ("xl/sharedStrings.xml", b"\0" * (65 * 2**20), "unpack to more than 64 MB"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>", "can be read"),
        ("xl/worksheets/sheet1.xml", FAR, "first row|more than"),
        ("xl/workbook.xml", b"<x/>", "can be read"),
    ],
    ids=["entities", "bomb", "broken", "far", "no book"],
)
def test_a_spreadsheet_that_would_grow_is_not_opened(tmp_path: Path, part: str, body: bytes, why: str) -> None:
    content = copied(tmp_path)
    file = exported(content, ".xlsx")
    with_part(file, part, body)
    with pytest.raises(BadTable, match=why):
        import_(content, file)


def test_a_formula_in_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    content = copied(tmp_path)
    file = exported(content, ".xlsx")
    book = openpyxl.load_workbook(file)
    (sheet,) = book.worksheets
    sheet["B2"] = '=HYPERLINK("x")'
    book.save(file)
    assert "row 2: there is a formula" in refused(content, file)
    sheet["B2"] = 1.5
    book.save(file)
    assert "row 2: there is a float" in refused(content, file)


@pytest.mark.parametrize("code", sorted(TOLD))
def test_both_languages_tell_the_same_facts(code: str) -> None:
    told = {lang: set(re.findall(r"\{(\w+)\}", text)) for lang, text in TOLD[code].items()}
    assert set(told) == {"vi", "en"}
    assert told["vi"] == told["en"] or code == "content"


def test_a_refusal_is_told_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "cut.xlsx").write_bytes(b"PK")
    with pytest.raises(BadTable) as refused:
        read_table(tmp_path / "cut.xlsx")
    assert "không phải bảng tính, hoặc đã hỏng" in refused.value.told("vi")
    with pytest.raises(BadTable) as refused:
        read_table(tmp_path / "cut.doc")
    assert refused.value.told("vi").endswith("hãy lưu bảng thành một trong hai loại ấy.")
