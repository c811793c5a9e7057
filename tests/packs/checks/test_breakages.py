"""Every way to get content wrong: the line it is told at, what is wrong, and the fix, word for word."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.packs.check import check, checked
from kiosk.packs.findings.telling import REMINDERS, TABLES
from tests.packs.contents import GOOD, TODAY, bent, copied, told

BREAKAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("breakages.yaml").read_text("utf-8"))

HEARD = {code for code in TABLES["en"][1] if code.startswith("sound-")} | {"recorded-many", "recorded-unlisted"}
"""Needs sound, or files beside the list; see `test_recorded.py`."""

TOLD_ELSEWHERE = {"too-deep", "not-utf8", "too-long", "svg-big", "long-lesson", "scene-fault"} | HEARD
"""Needs a file no one would want to read here, or a function handed in; see the other tests of this room."""

LAST_RESORT = {"step-stuck"}
"""Kept for step kinds to come; today every kind has a sentence of its own."""


def broken(into: Path, breakage: dict[str, Any]) -> Path:
    content = copied(into)
    bent(content, breakage["file"], breakage["old"], breakage["new"])
    return content


def test_good_content_has_nothing_to_tell() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage["broken"])
def test_breakage_is_told_at_its_line_with_the_fix(tmp_path: Path, breakage: dict[str, Any]) -> None:
    content = broken(tmp_path, breakage)
    assert [line.replace(f"{content}/", "") for line in told(content)] == breakage["told"]


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage["broken"])
def test_vietnamese_tells_the_same_places(tmp_path: Path, breakage: dict[str, Any]) -> None:
    content = broken(tmp_path, breakage)
    found = [
        [(problem.file, problem.line, problem.grave) for problem in check(content, TODAY, lang)] for lang in TABLES
    ]
    assert found[0] == found[1]


def test_every_sentence_of_the_checks_is_met_by_a_breakage(tmp_path: Path) -> None:
    codes = set()
    for number, breakage in enumerate(BREAKAGES):
        content = broken(tmp_path / str(number), breakage)
        codes |= {finding.code for finding in checked(content, TODAY).findings}
    assert TABLES["en"][1].keys() - codes == TOLD_ELSEWHERE | LAST_RESORT


def test_both_languages_have_the_same_sentences() -> None:
    assert TABLES["vi"][1].keys() == TABLES["en"][1].keys()
    assert TABLES["en"][1].keys() >= REMINDERS


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_sentence_says_the_fix(lang: Any) -> None:
    """What is wrong and what to do stand on two sides of a mark."""
    for code, text in TABLES[lang][1].items():
        assert any(mark in text for mark in (";", ". ", "?", ": ", ", ")), code
