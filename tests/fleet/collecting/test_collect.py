"""Documents become tables, each once, whenever they come; what is not believed is kept apart with a reason."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.fleet.collecting.collect import Run, collect
from kiosk.fleet.collecting.office import Office
from kiosk.fleet.collecting.refusing import NotCollected
from tests.fleet.nights import DAY, NOW, City, Sender, day


@pytest.fixture
def city(tmp_path: Path) -> City:
    return City(tmp_path)


def test_a_document_becomes_rows(city: City) -> None:
    city.send(Sender(), week={"hints": {"again": 15}})
    done = city.collect()
    assert (done.new, done.held, done.reasons) == (1, 0, {})
    cells = [(row["metric"], row["key"], row["part"], row["n"], row["week"]) for row in city.rows("cells")]
    assert sorted(cells) == [
        ("hints", "again", "", 15, True),
        ("lessons_opened", "other", "", 10, False),
        ("lessons_opened", "pay/watch", "", 15, False),
        ("visits", "all", "midday", 10, False),
        ("visits", "all", "morning", 20, False),
    ]
    assert {(row["day"], row["kiosk"], row["site"]) for row in city.rows("cells")} == {(day(DAY), "0" * 16, "cho-mau")}
    health = [(row["name"], row["value"], row["number"]) for row in city.rows("health")]
    assert health == [("boots", None, 1), ("clock", "synchronised", None)]
    assert [(row["release"], row["app"], row["quiet"]) for row in city.rows("documents")] == [
        ("2026.11.01", "0.4.0", False)
    ]


def test_a_quiet_day_is_a_document_without_cells(city: City) -> None:
    city.send(Sender(), quiet=True, counters={})
    city.collect()
    assert city.rows("cells") == []
    assert [row["quiet"] for row in city.rows("documents")] == [True]


def test_collecting_again_changes_nothing(city: City) -> None:
    city.send(Sender())
    city.lay(b"rubbish", f"{DAY}/{1:016x}.json")
    first = city.collect()
    tables = {file: file.read_bytes() for file in city.office.rglob("*.parquet")}
    again = city.collect(NOW + timedelta(hours=1))
    assert (first.new, first.held) == (1, 1)
    assert (again.new, again.held, again.reasons) == (0, 0, {"not-a-document": 1})
    assert {file: file.read_bytes() for file in city.office.rglob("*.parquet")} == tables


def test_a_late_document_joins_its_day(city: City) -> None:
    one, other = Sender(1), Sender(2)
    city.register(one, other)
    city.send(one)
    city.collect()
    city.send(other)
    assert city.collect(NOW + timedelta(days=20)).new == 1
    assert {row["kiosk"] for row in city.rows("cells")} == {one.kiosk, other.kiosk}
    assert len(city.rows("cells")) == 8


def test_an_old_day_is_looked_at_only_when_its_folder_changed(city: City) -> None:
    city.send(Sender(1))
    city.register(Sender(1), Sender(2))
    os.utime(city.depot / DAY, ns=(1, 1))
    later = NOW + timedelta(days=60)
    assert city.collect(later).days == 1
    assert city.collect(later).days == 0
    city.send(Sender(2))
    assert city.collect(later).new == 1


def test_a_file_copied_anew_is_the_same_document(city: City) -> None:
    file = city.send(Sender())
    city.collect()
    os.utime(file, ns=(5, 5))
    assert city.collect().new == 0
    assert [row["touched"] for row in city.rows("documents")] == [5]
    assert len(city.rows("cells")) == 4


def test_what_changed_after_sending_is_kept_apart_and_the_first_stays(city: City) -> None:
    city.send(Sender())
    city.collect()
    file = city.send(Sender(), counters={"visits": {"morning": 9_000}})
    os.utime(file, ns=(5, 5))
    assert city.collect().reasons == {"changed-after-sending": 1}
    assert {row["n"] for row in city.rows("cells")} == {10, 15, 20}
    city.send(Sender())
    assert city.collect().reasons == {}, "the first is there again"


def test_a_document_taken_out_of_the_depot_stays_believed(city: City) -> None:
    city.send(Sender()).unlink()
    file = city.send(Sender())
    city.collect()
    file.unlink()
    city.collect()
    assert len(city.rows("documents")) == 1


def test_another_register_lets_the_quarantined_in(city: City) -> None:
    late = Sender(7, site="cho-moi")
    city.send(late)
    assert city.collect().reasons == {"unknown-site": 1}
    city.register(Sender(), Sender(8, site="cho-moi"))
    assert city.collect().reasons == {"no-key-fits": 1}
    city.register(Sender(), late)
    done = city.collect(NOW + timedelta(days=90))
    assert (done.new, done.reasons) == (1, {})
    assert list((city.office / "quarantine").rglob("*.parquet")) == []


def test_anew_forgets_what_a_lost_key_has_signed(city: City) -> None:
    city.send(Sender())
    city.collect()
    city.register(Sender(1))
    assert city.collect().new == 0
    assert len(city.rows("documents")) == 1
    assert city.collect(anew=True).reasons == {"no-key-fits": 1}
    assert city.rows("documents") == []


def test_two_workers_make_the_same_tables_as_one(tmp_path: Path) -> None:
    cities = []
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        city = City(tmp_path / str(workers))
        for number in range(1, 6):
            city.send(Sender(), f"2026-11-{number:02d}")
        assert city.collect(workers=workers).new == 5
        cities.append([{**row, "touched": 0} for row in city.rows("documents")] + city.rows("cells"))
    assert cities[0] == cities[1]


def test_two_runs_at_once_are_kept_apart(city: City) -> None:
    with Office(city.office).working(), pytest.raises(NotCollected, match="Another collect is at work"):
        city.collect()


def test_progress_is_told_for_each_day(city: City) -> None:
    for number in (1, 2, 3):
        city.send(Sender(), f"2026-11-0{number}")
    heard: list[tuple[int, int]] = []
    run = Run(depot=city.depot, office=city.office, register=city.sites, now=NOW, workers=1)
    collect(replace(run, tell=lambda done, of: heard.append((done, of))))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_no_depot_is_a_sentence(city: City) -> None:
    city.depot.rmdir()
    with pytest.raises(NotCollected, match="There is no folder"):
        city.collect()
