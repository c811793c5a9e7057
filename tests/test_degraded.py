"""The table of what fails and what goes on: every row names its tests, they are there, in both languages alike."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
TABLES = [ROOT.parent / "docs" / name for name in ("degraded.md", "degraded.vi.md")]
LEAST = 45

MUST = (
    "no camera", "camera dies", "no sound", "synthesiser", "no panel", "pin of the panel", "no touchscreen",
    "there are two", "no screen", "unplugged", "black", "no network", "1970", "2099", "full", "cannot be written",
    "card is dying", "supply is too weak", "board is hot", "board is not known", "keyboard", "network card",
    "release in use is damaged", "counters.db", "answer file", "kiosk.toml", "hangs", "killed",
)  # fmt: skip
"""What the table may not leave out."""


def rows(table: Path) -> list[list[str]]:
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in cells if not set(row[0]) <= {"-"} and "`test_" in row[-1]]


def named_in(row: list[str]) -> list[str]:
    return re.findall(r"`(test_\w+)`", row[-1])


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_every_row_is_whole_and_names_a_test(table: Path) -> None:
    all_rows = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    heads = table.read_text(encoding="utf-8").count("|---|---|---|---|---|")
    assert len(rows(table)) == len(all_rows) - heads >= LEAST
    for row in rows(table):
        assert len(row) == 5, row
        assert all(row), row


def test_every_test_that_is_named_is_there() -> None:
    texts = [file.read_text(encoding="utf-8") for file in ROOT.rglob("test_*.py")]
    there = {name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.M)}
    named = {name for row in rows(TABLES[0]) for name in named_in(row)}
    assert named - there == set()


def test_both_languages_have_the_same_rows() -> None:
    assert [named_in(row) for row in rows(TABLES[0])] == [named_in(row) for row in rows(TABLES[1])]


def test_nothing_that_is_asked_for_is_left_out() -> None:
    wrong = TABLES[0].read_text(encoding="utf-8")
    assert [word for word in MUST if word not in wrong] == []
