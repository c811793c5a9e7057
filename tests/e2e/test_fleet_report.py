"""The report as the city reads it: in a true browser, from the disk, without a network, in gray and on paper."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.core.content.packs import Library
from kiosk.core.units import LANGS
from kiosk.fleet.report.files import write
from kiosk.fleet.report.page.figure import written
from kiosk.fleet.report.page.page import paper_of
from kiosk.stats.declare import compile_metrics
from tests.e2e.browser import CHROMIUM
from tests.e2e.reader import Reader
from tests.fleet.report.answered import city

pytest.importorskip("xlsxwriter")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: sudo apt-get install chromium"),
]

PLACES = 220
ROWS = "[...document.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    return write(city(PLACES, weeks=53, library=library), tmp_path_factory.mktemp("report"), LANGS, library)


@pytest.fixture
def reader(tmp_path: Path, page: Path) -> Iterator[Reader]:
    with Reader(tmp_path / "profile") as opened:
        opened.read(page.as_uri())
        yield opened


def test_it_opens_whole_and_asks_for_nothing(reader: Reader, page: Path) -> None:
    assert reader.says("document.readyState") == "complete"
    reader.says("[...document.querySelectorAll('details')].forEach(one => { one.open = true; })")
    assert set(reader.asked_for) == {page.as_uri()}
    assert reader.complaints == []
    assert reader.says("document.fonts.size") == 0


def test_a_touch_changes_the_language_without_a_script(reader: Reader) -> None:
    assert reader.says("document.scripts.length") == 0
    shown = {}
    for lang in LANGS:
        reader.choose(lang)
        shown[lang] = reader.says(
            "[...document.querySelectorAll('h1')].filter(one => one.checkVisibility())[0].innerText"
        )
    assert shown == {"vi": "Báo cáo các máy học", "en": "Report of the learning kiosks"}
    assert reader.says(
        "document.querySelector('#choose-en').checked && !document.querySelector('main#vi').checkVisibility()"
    )


def test_the_page_holds_every_row_of_every_table(reader: Reader, library: Library) -> None:
    found = {tuple(row) for row in reader.says(ROWS)}
    for lang in LANGS:
        paper = paper_of(city(PLACES, weeks=53, library=library), lang, library)
        for name in sorted({*paper.tables} - {"kiosks", "site_counts"}):
            columns = paper.tables[name].columns
            for row in paper.tables[name].rows:
                pairs = [pair for pair in zip(columns, row, strict=True) if not pair[0].beside]
                told = tuple(unescape(re.sub("<.*?>", "", str(written(paper, column, cell)))) for column, cell in pairs)
                assert told in found, (name, lang)


@pytest.mark.parametrize("width", [1280, 390])
def test_no_window_has_to_be_scrolled_aside(reader: Reader, width: int) -> None:
    reader.wide(width)
    for lang in LANGS:
        reader.choose(lang)
        assert reader.says("document.documentElement.scrollWidth") <= width


def test_marks_beside_one_another_differ_in_gray(reader: Reader) -> None:
    reader.gray()
    solid, hatched = (reader.photographed(f"document.querySelector('.bar .{kind}')") for kind in ("solid", "hatched"))
    assert hatched.mean() - solid.mean() > 80
    assert hatched.std() > 40 > solid.std(), "a pattern, not another shade"
    shades = [reader.photographed(f"document.querySelector('.key .shade{n}')").mean() for n in range(1, 6)]
    assert all(one - two > 20 for one, two in pairwise(shades)), shades


def test_it_prints_on_a4_with_every_place_and_nothing_to_touch(reader: Reader) -> None:
    pdf = reader.printed()
    sizes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    assert sizes == {(0, 0, 595, 842), (0, 0, 842, 595)}
    assert 10 < len(re.findall(rb"/Type /Page\b", pdf)) < 60


def test_the_command_makes_it_of_a_simulated_fleet(tmp_path: Path, library_file: Path) -> None:
    pytest.importorskip("ibis")
    metrics = tmp_path / "metrics.msgpack"
    metrics.write_bytes(compile_metrics())
    home = {**os.environ, "KIOSK_CONTENT_LIBRARY": str(library_file), "KIOSK_STATS_METRICS": str(metrics)}

    def told(*words: str) -> str:
        command = [sys.executable, "-m", "kiosk", "fleet", *words]
        done = subprocess.run(command, env=home, capture_output=True, text=True, timeout=80, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr
        return done.stdout

    told("simulate", str(tmp_path / "depot"), "--kiosks", "12", "--days", "9", "--until", "2026-11-21")
    told("collect", str(tmp_path / "depot"))
    said = told("report", str(tmp_path / "office"), "--out", str(tmp_path / "out"), "--lang", "vi")
    assert str(tmp_path / "out/report.html") in said
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "Từ 13/11/2026 đến 21/11/2026" in page and 'id="en"' not in page
