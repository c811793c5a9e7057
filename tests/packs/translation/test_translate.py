"""Tables for translators: nothing changed changes no byte, a change is that change."""

import csv
import shutil
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from kiosk.packs.translation.rows import Row
from kiosk.packs.translation.table import read_table, write_table
from kiosk.packs.translation.translate import import_, sentences_of
from tests.packs.contents import GOOD, copied, told
from tests.packs.translation.odd import SENTENCES
from tests.packs.translation.tables import KINDS, SAY, changed, exported, raws

ROOT = Path(__file__).parents[3]


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
