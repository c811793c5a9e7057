"""A table is taken whole or not at all, and what is wrong with it is a sentence."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kiosk.packs.translation.complaints import TOLD, BadTable
from kiosk.packs.translation.rows import Row
from kiosk.packs.translation.table import read_table, write_table
from kiosk.packs.translation.translate import export, import_, sentences_of
from tests.packs.contents import bent, copied
from tests.packs.translation.tables import KINDS, SAY, changed, exported, raws, refused

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


def test_a_spreadsheet_that_a_bad_stick_has_spoilt_is_refused(tmp_path: Path) -> None:
    content = copied(tmp_path)
    file = exported(content, ".xlsx")
    raw = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as parts:
        begins = parts.getinfo("xl/workbook.xml").header_offset + 30 + len("xl/workbook.xml")
    raw[begins : begins + 8] = b"\xff" * 8
    file.write_bytes(raw)
    assert "no spreadsheet, or damaged" in refused(content, file)


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    content = copied(tmp_path)
    file, before = exported(content, ".csv"), raws(content)
    rows = changed(changed(read_table(file), "words.yaml#welcome", vi="Chào bác"), SAY, vi="Bác xem hình này nhé.")
    write_table(rows, file)
    (content / "market/lessons/.fish.yaml.new").mkdir()  # where the new file would be written first
    assert "fish.yaml cannot be written" in refused(content, file)
    assert raws(content) == before


def test_a_table_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"table.csv cannot be written \(No such file or directory\); make room"):
        export(copied(tmp_path), tmp_path / "away" / "table.csv")


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
