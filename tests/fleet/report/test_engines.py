"""The same questions on every engine, and what is said when an engine cannot be asked."""

import importlib.util
import shutil
from datetime import date
from os import environ
from pathlib import Path

import pytest

from kiosk.fleet.collecting.office import Office
from kiosk.fleet.report.asking.questions import answers
from kiosk.fleet.report.engines.office_tables import open_tables
from kiosk.fleet.report.engines.refusing import NoEngine, shown
from kiosk.fleet.summing.make import sum_up
from tests.bench.fleet_tables import write
from tests.fleet.nights import City
from tests.fleet.report.asked import FIRST, LAST, asked, city


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> City:
    return city(tmp_path_factory.mktemp("city"))


def without_spark() -> str:
    """Why Spark cannot be asked here; empty when it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "Spark is not installed: pip install 'kiosk[spark]'"
    return "" if shutil.which("java") or environ.get("JAVA_HOME") else "there is no Java for Spark"


@pytest.mark.slow
@pytest.mark.timeout(400)  # starting Spark alone took a minute while others were at work
@pytest.mark.skipif(bool(without_spark()), reason=without_spark() or "-")
@pytest.mark.filterwarnings("ignore")  # of Spark and pandas about one another
def test_duckdb_and_spark_give_equal_answers(made: City, tmp_path: Path) -> None:
    write(tmp_path / "fleet", 40, 45)
    assert sum_up(tmp_path / "fleet") == 2, "rows of January are read, for not all of it is asked for; of February sums"
    span = {"since": date(2026, 1, 20), "until": date(2026, 2, 14)}
    with open_tables(made.office, "spark") as spark:
        assert answers(spark, since=FIRST, until=LAST) == asked(made)
    with open_tables(tmp_path / "fleet", "spark") as spark, open_tables(tmp_path / "fleet") as duckdb:
        many = answers(duckdb, **span)
        assert (many.figures.visits > 0, len(many.sites)) == (True, 40)
        assert answers(spark, **span) == many


def test_sites_are_a_table_too(made: City) -> None:
    with open_tables(made.office) as tables:
        rows = tables.ask(tables.sites)
    assert ("cho-dong-ba", "Chợ Đông Ba", "Chợ Đông Ba", "Phú Xuân", "Phú Xuân", "market", 1, 2) in rows


def test_other_questions_can_be_asked_of_the_tables(made: City) -> None:
    with open_tables(made.office) as tables:
        assert tables.ask(tables.documents.filter(tables.documents.quiet).count().as_table()) == [(1,)]


def test_nobody_collects_while_the_tables_are_open(made: City) -> None:
    with open_tables(made.office), pytest.raises(Exception, match="at work"), Office(made.office).working():
        pytest.fail("two at once")


def test_a_folder_that_a_collect_is_writing_is_not_opened(made: City) -> None:
    with Office(made.office).working(), pytest.raises(NoEngine, match="A collect is at work"):
        open_tables(made.office)


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    (tmp_path / "sites.yaml").write_text("[]", encoding="utf-8")
    return tmp_path


def refusal(office: Path, engine: str = "duckdb") -> str:
    with pytest.raises(NoEngine) as told:
        open_tables(office, engine)
    return str(told.value)


def test_an_office_without_tables_says_how_they_are_made(registered: Path) -> None:
    assert "kiosk fleet collect" in refusal(registered)


def test_an_office_without_a_register_says_so(tmp_path: Path) -> None:
    assert "sites.yaml" in refusal(tmp_path)


def test_a_bad_register_is_told_with_its_line(registered: Path) -> None:
    (registered / "sites.yaml").write_text("- site: cho\n  kind: boat\n", encoding="utf-8")
    assert "sites.yaml:" in refusal(registered)


@pytest.mark.parametrize("engine", ["clickhouse://reader:hush@127.0.0.1:1/kiosks", "trino://127.0.0.1:1/a", "abacus"])
def test_a_server_that_does_not_answer_is_told_without_its_password(registered: Path, engine: str) -> None:
    said = refusal(registered, engine)
    assert said.startswith(shown(engine)) and "duckdb" in said
    assert "hush" not in said


def test_a_damaged_table_gives_a_sentence(made: City, tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(made.office, office)
    broken = max((office / "cells").rglob("*.parquet"))
    broken.write_bytes(broken.read_bytes()[:-40])
    with open_tables(office) as tables, pytest.raises(NoEngine, match="duckdb gave no answer"):
        answers(tables, since=FIRST, until=LAST)
