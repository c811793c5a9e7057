"""Starts, hangs and errors, counted once each; and the hour between two looks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.core.events import Event
from kiosk.stats.counters import Counters
from kiosk.stats.health import Heals, Health, UnknownHealth, checked, merged
from kiosk.stats.health_names import HEALTH
from kiosk.stats.logbook import NAME, Logbook
from kiosk.stats.registry import Registry
from kiosk.stats.store import read_health
from kiosk.stats.watch import Watch
from tests.stats.boards import BOOT, ERRORS, pi, put
from tests.stats.conftest import Calendar

DAY = "2026-11-21"


class Told:
    """Everything that was told, added up as the counters would."""

    def __init__(self) -> None:
        self.told: dict[str, Health] = {}

    def __call__(self, told: Mapping[str, Health]) -> None:
        for name, value in checked(told).items():
            self.told[name] = merged(name, self.told[name], value) if name in self.told else value


def started(folder: Path, told: Told, root: Path) -> Watch:
    watch = Watch(told, folder, root=root)
    watch.begin()
    return watch


def test_a_machine_switched_on_a_kiosk_that_hung_and_one_that_ended(tmp_path: Path) -> None:
    root, told = pi(tmp_path / "root"), Told()
    started(tmp_path, told, root)
    assert (told.told["boots"], told.told.get("watchdog_restarts")) == (1, None)
    started(tmp_path, told, root).close()
    assert (told.told["boots"], told.told["watchdog_restarts"]) == (1, 1)
    started(tmp_path, told, root)
    assert (told.told["boots"], told.told["watchdog_restarts"]) == (1, 1)
    put(root, BOOT, "another\n")
    started(tmp_path, told, root)
    assert (told.told["boots"], told.told["watchdog_restarts"]) == (2, 1)


def test_errors_of_the_card_are_told_once(tmp_path: Path) -> None:
    root, told = pi(tmp_path / "root"), Told()
    put(root, ERRORS, "7")
    watch = started(tmp_path, told, root)
    assert "sd_errors" not in told.told, "those were there before there was a kiosk"
    for errors in ("7", "9", "9", "12"):
        put(root, ERRORS, errors)
        watch.turn()
    assert told.told["sd_errors"] == 5
    put(root, ERRORS, "0")
    started(tmp_path, told, root)
    put(root, ERRORS, "1")
    started(tmp_path, told, root)
    assert told.told["sd_errors"] == 6, "a fresh file system begins at nought"


def test_updates_that_fail_one_after_another(tmp_path: Path) -> None:
    told = Told()
    tried: list[tuple[datetime | None, str]] = [(None, "none")]
    watch = Watch(told, tmp_path, update=lambda: tried[-1], root=tmp_path)
    watch.begin()
    seen = [(told.told["update_last"], told.told["update_failures"])]
    for day, word in ((1, "expired"), (1, "expired"), (2, "full"), (3, "ok"), (4, "big")):
        tried.append((datetime(2026, 11, day, tzinfo=UTC), word))
        watch.turn()
        seen.append((told.told["update_last"], told.told["update_failures"]))
    assert seen == [("none", 0), ("expired", 1), ("expired", 1), ("full", 2), ("ok", 0), ("big", 1)]


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b'{"boot":3}', b'{"running":true}', b'{"new":1,"boot":"x"}'])
def test_a_damaged_page_costs_a_number_and_nothing_else(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / NAME).write_bytes(raw)
    assert Logbook(tmp_path).begin("now") == {"boots": 1}
    assert Logbook(tmp_path).begin("now") == {"watchdog_restarts": 1}


def test_where_nothing_can_be_written_nothing_is_told_twice(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    for _ in range(2):
        book = Logbook(tmp_path)
        assert (book.begin("now"), book.errors(3)) == ({}, {})
        book.end()


def test_what_others_know_is_told_as_far_as_it_may_be(tmp_path: Path) -> None:
    told = Told()
    watch = Watch(told, tmp_path, also=lambda: {"release_age_days": 12, "owner": "Cô Ba", "boots": -1}, root=tmp_path)
    watch.begin()
    assert told.told["release_age_days"] == 12
    assert "owner" not in told.told
    Watch(told, tmp_path, also=lambda: {"release_age_days": int("no number")}, root=tmp_path).begin()
    assert told.told["release_age_days"] == 12


def test_the_thread_looks_at_once_and_ends_at_once(tmp_path: Path, registry: Registry, calendar: Calendar) -> None:
    counters = Counters(tmp_path / "counters.db", registry, calendar, absent={"panel"})
    watch = Watch(counters.tell_of_machine, tmp_path, root=pi(tmp_path / "root"))
    watch.start()
    watch.close()
    watch.close()
    counters.close()
    told = read_health(tmp_path / "counters.db", DAY)
    assert (told["boots"], told["temperature_max"], told["clock"]) == (1, 50, "synchronised")
    assert (told["camera"], told["sound"], told["panel"]) == ("good", "good", "absent")


def test_parts_that_fail_and_come_back_are_told_of_the_machine(counters: Counters, calendar: Calendar) -> None:
    counters.count("part_failures", "voice")
    counters.flush()
    assert counters.health(DAY)["sound"] == "bad"
    counters.count("part_recoveries", "voice")
    counters.count("part_failures", "camera")
    assert counters.health(DAY) | {"panel": "good"} == {
        "sound": "good", "camera": "bad", "panel": "good", "part_restarts_voice": 1,
    }  # fmt: skip
    calendar.now = datetime(2026, 11, 22, 0, 10)
    counters.tell_of_machine()
    assert counters.health("2026-11-22") == {"sound": "good", "camera": "bad", "panel": "good"}
    counters.close()


def test_health_waits_for_a_better_day_as_counts_do(tmp_path: Path, registry: Registry, calendar: Calendar) -> None:
    events: list[Event] = []
    (tmp_path / "a-file").write_text("not a folder", encoding="utf-8")
    path = tmp_path / "a-file" / "counters.db"
    counters = Counters(path, registry, calendar, tell=events.append)
    for degrees in (50, 70, 60):
        counters.tell_of_machine({"boots": 1, "temperature_max": degrees})
        counters.flush()
    assert len(events) == 1
    path.parent.unlink()
    counters.close()
    told = read_health(path, DAY)
    assert (told["boots"], told["temperature_max"]) == (3, 70)


@pytest.mark.parametrize(
    ("name", "told", "stands"),
    [
        ("boots", [1, 1, 1], 3),
        ("part_restarts_camera", [1, 2], 3),
        ("temperature_max", [45, 80, 60], 80),
        ("free_mb", [900, 400], 400),
        ("under_voltage", ["none", "none"], "none"),
        ("under_voltage", ["none", "seen", "none"], "seen"),
        ("under_voltage", ["now", "none"], "seen"),
        ("under_voltage", ["none", "now"], "now"),
        ("clock", ["none", "synchronised"], "synchronised"),
    ],
)
def test_what_stands_of_a_day(counters: Counters, name: str, told: list[Health], stands: Health) -> None:
    for number, value in enumerate(told):
        counters.tell_of_machine({name: value})
        if number % 2 == 0:
            counters.flush()
    assert counters.health(DAY)[name] == stands
    counters.close()


def test_only_what_is_listed_is_told_and_a_refusal_repeats_nothing(counters: Counters) -> None:
    for told in ({"visitor": "0905123456"}, {"boots": "0905123456"}, {"camera": "0905123456"}, {"free_mb": -5}):
        with pytest.raises(UnknownHealth) as caught:
            counters.tell_of_machine(told)
        assert "0905" not in str(caught.value)
    assert counters.health(DAY) == {}
    counters.close()


def test_every_state_that_parts_take_may_be_told() -> None:
    heals = Heals()
    for part in ("camera", "voice", "panel", "screen"):
        for metric in ("part_failures", "part_recoveries", "visits"):
            checked(heals.heard(metric, part))
    assert set(heals.words()) <= set(HEALTH)
