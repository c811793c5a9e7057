from datetime import datetime
from pathlib import Path
from threading import Event as Bell

import pytest

from kiosk.core import events as e
from kiosk.staff import trials
from kiosk.staff.printer import SlipPrinter
from kiosk.staff.trials import Came, Trials


def test_what_came_of_it_is_told() -> None:
    tried = Trials({"lamp": lambda: ("ask", ""), "space": lambda: ("good", "812")})
    assert tried.run("lamp") == e.Tested("lamp", "ask")
    assert tried.run("space") == e.Tested("space", "good", "812")
    assert tried.run("coffee") == e.Tested("coffee", "absent")


def test_a_part_that_raises_is_bad_and_tells_no_more_than_the_kind() -> None:
    def probe() -> Came:
        raise ValueError("271828")

    assert Trials({"camera": probe}).run("camera") == e.Tested("camera", "bad", "ValueError")


def test_a_part_that_hangs_holds_up_no_other_and_is_not_started_twice() -> None:
    let_go, started = Bell(), list[int]()

    def hangs() -> Came:
        started.append(1)
        let_go.wait(20)
        return "good", ""

    tried = Trials({"camera": hangs, "lamp": lambda: ("ask", "")}, deadline_s=0.05)
    assert tried.run("camera") == e.Tested("camera", "bad", "stuck")
    assert tried.run("camera") == e.Tested("camera", "bad", "stuck")
    assert (started, tried.run("lamp")) == ([1], e.Tested("lamp", "ask"))
    let_go.set()


def test_the_store_is_written_read_back_and_left_clean(tmp_path: Path) -> None:
    assert trials.store(tmp_path) == ("good", "")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    assert trials.store(tmp_path / "data") == ("bad", "damaged")
    (tmp_path / "..written-by-a-test.new").mkdir()
    assert trials.store(tmp_path)[0] == "bad"


def test_room_is_told_in_megabytes(tmp_path: Path) -> None:
    outcome, megabytes = trials.space(tmp_path)
    assert outcome == ("good" if int(megabytes) >= trials.ENOUGH_MB else "bad")


@pytest.mark.parametrize(
    ("zones", "came"),
    [((), ("absent", "")), (("48312", "51234"), ("good", "51")), (("48312", "80000"), ("bad", "80"))],
)
def test_the_hottest_place_counts(zones: tuple[str, ...], came: Came, tmp_path: Path) -> None:
    for number, degrees in enumerate(zones):
        zone = tmp_path / f"sys/class/thermal/thermal_zone{number}"
        zone.mkdir(parents=True)
        (zone / "temp").write_text(f"{degrees}\n", encoding="ascii")
    assert trials.temperature(tmp_path) == came


def test_a_clock_that_nobody_vouches_for() -> None:
    assert trials.clock(lambda: None) == ("bad", "unset")
    assert trials.clock(lambda: datetime(2026, 11, 22, 7, 5)) == ("good", "07:05")


def test_printers(tmp_path: Path) -> None:
    assert trials.printer(None, ()) == ("absent", "")
    assert trials.printer(SlipPrinter(tmp_path / "slip.bin", None), ("Máy in",)) == ("ask", "")
    assert trials.printer(SlipPrinter(Path("/dev/full"), None), ("Máy in",)) == ("bad", "paper")
