"""`kiosk fleet report` as it is typed: what goes wrong is a sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import kiosk
from kiosk.cli.office.fleet_report import report
from tests.fleet.nights import City, Sender

pytest.importorskip("ibis")
pytest.importorskip("xlsxwriter")


def typed(*words: object, library: Path) -> tuple[int, str]:
    assert report.name == "report"
    result = CliRunner().invoke(
        kiosk, ["fleet", "report", *map(str, words)], env={"KIOSK_CONTENT_LIBRARY": str(library)}
    )
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def city(tmp_path: Path) -> City:
    made = City(tmp_path)
    made.send(Sender(), "2026-11-20")
    return made


def test_an_office_without_tables_is_a_sentence(tmp_path: Path, library_file: Path) -> None:
    code, said = typed(tmp_path, "--out", tmp_path / "out", library=library_file)
    assert code == 1 and "There is no" in said and "sites.yaml" in said
    assert not (tmp_path / "out").exists()


def test_one_night_of_one_kiosk_is_a_report(city: City, tmp_path: Path, library_file: Path) -> None:
    city.collect()
    code, said = typed(city.office, "--out", tmp_path / "out", library=library_file)
    assert code == 0, said
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "Từ 20/11/2026 đến 20/11/2026" in page and "20 Nov 2026" in page


def test_days_without_documents_are_a_report_too(city: City, tmp_path: Path, library_file: Path) -> None:
    city.collect()
    days = ("--since", "2026-01-01", "--until", "2026-01-31", "--lang", "en")
    code, said = typed(city.office, "--out", tmp_path / "out", *days, library=library_file)
    assert code == 0, said
    assert "No kiosk has told anything" in (tmp_path / "out/report.html").read_text("utf-8")


def test_days_the_wrong_way_round_are_a_sentence(city: City, tmp_path: Path, library_file: Path) -> None:
    city.collect()
    days = ("--since", "2026-02-01", "--until", "2026-01-31")
    code, said = typed(city.office, "--out", tmp_path / "out", *days, library=library_file)
    assert code == 1 and "before it begins" in said


def test_a_report_needs_no_lessons_but_says_so(city: City, tmp_path: Path) -> None:
    city.collect()
    none = tmp_path / "none.msgpack"
    code, said = typed(city.office, "--out", tmp_path / "out", library=none)
    assert code == 0 and "Lessons are shown by their names only" in said
    code, said = typed(city.office, "--out", tmp_path / "out", "--library", none, library=none)
    assert code == 1 and "no compiled content" in said


def test_an_out_that_is_a_file_is_a_sentence(city: City, tmp_path: Path, library_file: Path) -> None:
    city.collect()
    (tmp_path / "taken").write_text("x")
    code, said = typed(city.office, "--out", tmp_path / "taken/out", library=library_file)
    assert code == 1 and "could not be written" in said
