"""The machine is looked at where the kiosk is a device, with what the updater left behind; on a desk it is not."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.app import monotonic_ms
from kiosk.core import orders as o
from kiosk.parts import Parts
from kiosk.parts.machine import Noticed
from kiosk.stats.health_names import fits
from kiosk.stats.store import read_health
from tests import small
from tests.test_app import Inbox, ignore, settings

STATUS = '{"at":"2026-11-20T03:00:00Z","outcome":"refused","why":"%s","source":"stick","sentence":"…"}'


def run(folder: Path, *, desk: bool) -> dict[str, int | str]:
    """A kiosk that is started, counts, and comes to its end; what it told of itself."""
    given = settings(folder, KIOSK_CAMERA_SOURCE="none")
    parts = Parts(given, small.library(), desk=desk)
    parts.open(tell=Inbox().put, show=ignore, clock=monotonic_ms)
    parts.carry(o.Count("visits"))
    parts.close()
    return read_health(given.stats.path, date.today().isoformat())


def test_a_device_tells_of_itself_and_starts_once_a_start(tmp_path: Path) -> None:
    told = run(tmp_path, desk=False)
    assert (told["boots"], told["camera"], told["sound"], told["update_last"]) == (1, "absent", "absent", "none")
    assert all(fits(name, value) for name, value in told.items())
    assert run(tmp_path, desk=False)["boots"] == 1
    assert "watchdog_restarts" not in run(tmp_path, desk=False)


@pytest.mark.parametrize(("why", "word"), [("expired", "expired"), ("of-another-age", "failed")])
def test_what_became_of_the_last_update(tmp_path: Path, why: str, word: str) -> None:
    (tmp_path / "update").mkdir()
    (tmp_path / "update/status.json").write_text(STATUS % why, encoding="utf-8")
    told = run(tmp_path, desk=False)
    assert (told["update_last"], told["update_failures"]) == (word, 1)


def test_a_desk_is_not_looked_at(tmp_path: Path) -> None:
    assert "boots" not in run(tmp_path, desk=True)
    assert not (tmp_path / "starts.json").exists()


def test_the_log_says_once_that_a_part_fell_ill_and_once_that_it_is_well() -> None:
    said: list[str] = []
    noticed = Noticed(said.append)
    well: dict[str, int | str] = {"under_voltage": "none", "clock": "synchronised", "touchscreens": 1}
    for told in (well, well | {"under_voltage": "now"}, well | {"under_voltage": "now"}, {"camera": "bad"}, well):
        noticed(told)
    assert said == [
        "machine: power is weak; what to do: kiosk doctor.",
        "machine: camera is failed; what to do: kiosk doctor.",
        "machine: power is well again.",
    ]


def test_a_machine_that_is_ill_at_its_start_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, desk=False)
    told = capsys.readouterr().err
    assert "machine: clock is unset" in told or "machine: touch is none" in told
