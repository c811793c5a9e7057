"""How the machine is, as staff see it: the ill parts first, each with its sentence."""

from pathlib import Path

import pytest

from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.staff.machine import ill, said
from kiosk.durable import written
from kiosk.staff.machine import machine
from kiosk.stats.health_names import HEALTH
from kiosk.stats.machine import look
from tests.stats.boards import pi

PI = "Raspberry Pi 4 Model B Rev 1.4"
HEALS = {"camera": "good", "sound": "good", "panel": "absent"}


def test_a_machine_in_good_health(tmp_path: Path) -> None:
    told = look(tmp_path, pi(tmp_path)) | {"write_test": "good", "free_mb": 9000} | HEALS
    assert machine(told, PI) == (
        ("power", "good"), ("heat", "degrees:50"), ("card", "good"), ("space", "megabytes:9000"),
        ("memory", "megabytes:1024"), ("clock", "by_net"), ("touch", "good"), ("camera", "good"), ("sound", "good"),
        ("panel", "none"), ("board", PI),
    )  # fmt: skip
    assert said(machine(told, PI), 0) == ("machine_good",)


@pytest.mark.parametrize(
    ("name", "value", "row"),
    [
        ("under_voltage", "now", ("power", "weak")),
        ("under_voltage", "seen", ("power", "weak_before")),
        ("temperature_max", 80, ("heat", "degrees:80")),
        ("write_test", "damaged", ("card", "failing")),
        ("write_test", "readonly", ("card", "readonly")),
        ("write_test", "full", ("card", "full")),
        ("sd_errors", 1, ("card", "failing")),
        ("sd_wear", 90, ("card", "worn")),
        ("free_mb", 499, ("space", "megabytes:499")),
        ("memory_mb", 12, ("memory", "megabytes:12")),
        ("clock", "none", ("clock", "unset")),
        ("touchscreens", 0, ("touch", "none")),
        ("touchscreens", 2, ("touch", "several")),
        ("camera", "bad", ("camera", "failed")),
        ("sound", "bad", ("sound", "failed")),
        ("panel", "bad", ("panel", "failed")),
        ("board", "unknown", ("board", "strange")),
    ],
)
def test_what_is_ill_comes_first_and_is_said(tmp_path: Path, name: str, value: int | str, row: tuple[str, str]) -> None:
    assert name in HEALTH
    told = look(tmp_path, pi(tmp_path)) | {"write_test": "good", "free_mb": 9000} | HEALS | {name: value}
    rows = machine(told, PI)
    assert (rows[0], said(rows, 0)) == (row, (f"ill_{row[0]}",))
    assert f"ill_{row[0]}" in StaffPhrases.__struct_fields__
    assert all(f"row_{part}" in StaffPhrases.__struct_fields__ for part, _ in rows)
    assert not any(ill(*other) for other in rows[1:])


def test_what_nobody_knows_is_not_told() -> None:
    assert machine({}, "") == ()
    assert machine({"throttled": 1, "under_voltage": "none"}, "") == (("power", "weak_before"),)


def test_a_trial_write_and_what_came_of_it(tmp_path: Path) -> None:
    assert written(tmp_path) == "good"
    assert list(tmp_path.iterdir()) == []
    assert written(Path("/proc/1/none")) in ("readonly", "damaged")
    (tmp_path / ".written-by-a-test").mkdir()
    assert written(tmp_path) == "damaged"
