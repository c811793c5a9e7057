"""`kiosk fleet` as it is typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli.office.fleet import fleet
from kiosk.core.content.packs import Library
from kiosk.durable import keep
from kiosk.packs.shelf import packed
from kiosk.stats.declare import compile_metrics
from tests.fleet.nights import City, Sender
from tests.small import library


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path)


def typed(*words: object, env: dict[str, str] | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(fleet, [str(word) for word in words], env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def machine(folder: Path, content: Library) -> dict[str, str]:
    """A machine with compiled content."""
    keep(folder / "library.msgpack", packed(content))
    keep(folder / "metrics.msgpack", compile_metrics())
    return {
        "KIOSK_CONTENT_LIBRARY": str(folder / "library.msgpack"),
        "KIOSK_STATS_METRICS": str(folder / "metrics.msgpack"),
    }


def test_collect_tells_what_is_new_and_what_is_not_believed(city: City) -> None:
    yesterday = datetime.now(UTC).date().isoformat()
    city.send(Sender(), yesterday)
    city.lay(b"<b>", f"{yesterday}/{1:016x}.json")
    code, said = typed("collect", city.depot)
    assert code == 0
    assert f"New documents: 1. Days looked at: 1. The tables are in {city.office}." in said
    assert "Files not believed: 1, 1 of them new:\n  1 not-a-document: not a document of this version" in said
    assert "<b>" not in said


def test_collect_without_a_register_is_a_sentence(city: City) -> None:
    (city.office / "sites.yaml").unlink()
    code, said = typed("collect", city.depot)
    assert code == 1
    assert "no register of places at" in said
    assert "sites.yaml" in said


def test_collect_without_a_depot_is_a_sentence(city: City, tmp_path: Path) -> None:
    code, said = typed("collect", tmp_path / "none", "--into", city.office)
    assert (code, said) == (
        1,
        f"There is no folder {tmp_path / 'none'}. Give the folder that holds a folder for each day.\n",
    )


def test_what_is_simulated_is_collected(tmp_path: Path) -> None:
    env = machine(tmp_path / "data", library())
    depot = tmp_path / "try" / "depot"
    code, said = typed("simulate", depot, "--kiosks", 2, "--days", 3, "--with-faults", env=env)
    assert code == 0, said
    assert "of 2 kiosks at" in said and "10 faults" in said
    code, said = typed("collect", depot)
    assert code == 0, said
    assert "Files not believed: 10, 10 of them new" in said
    assert len(list((tmp_path / "try" / "office" / "cells").glob("day=*/cells.parquet"))) == 3


def test_simulate_without_content_is_a_sentence(tmp_path: Path) -> None:
    env = {"KIOSK_CONTENT_LIBRARY": str(tmp_path / "none"), "KIOSK_STATS_METRICS": str(tmp_path / "none")}
    code, said = typed("simulate", tmp_path / "depot", "--kiosks", 1, "--days", 1, env=env)
    assert code == 1
    assert "run `kiosk packs compile`" in said
    assert not (tmp_path / "depot").exists()
