"""What is read of a machine, from boards made of files."""

from pathlib import Path

import pytest

from kiosk.stats.health_names import fits
from kiosk.stats.machine import boot_id, card_errors, look
from tests.stats.boards import THROTTLED, pi, put

RUBBISH = ("", "\n", "yes", "0x", "-", "99999999999999999999999999", "\x00\x00", "12.5.7", "zz")


def test_a_board_in_good_health(tmp_path: Path) -> None:
    told = look(tmp_path, pi(tmp_path / "root"))
    free = told.pop("free_mb")
    assert isinstance(free, int)
    assert free > 0
    assert told == {
        "clock": "synchronised", "temperature_max": 50, "under_voltage": "none", "throttled": 0, "uptime_days": 3,
        "memory_mb": 1024, "touchscreens": 1, "board": "known",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bits", "voltage", "throttled"),
    [("0", "none", 0), ("50005", "now", 1), ("50000", "seen", 0), ("0x80008", "none", 1), ("1", "now", 0)],
)
def test_power_is_read_from_the_firmware(tmp_path: Path, bits: str, voltage: str, throttled: int) -> None:
    put(tmp_path, THROTTLED, f"{bits}\n")
    told = look(tmp_path, tmp_path)
    assert (told["under_voltage"], told["throttled"]) == (voltage, throttled)


@pytest.mark.parametrize(("alarm", "voltage"), [("0", "none"), ("1", "now")])
def test_or_from_the_sensor_of_newer_kernels(tmp_path: Path, alarm: str, voltage: str) -> None:
    put(tmp_path, "sys/class/hwmon/hwmon0/name", "cpu_thermal\n")
    put(tmp_path, "sys/class/hwmon/hwmon1/name", "rpi_volt\n")
    put(tmp_path, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", f"{alarm}\n")
    assert look(tmp_path, tmp_path)["under_voltage"] == voltage


@pytest.mark.parametrize(("times", "wear"), [("0x01 0x02", 20), ("0x0b 0x03", 100), ("0x0A 0x0A", 100)])
def test_wear_of_a_chip_that_tells_it(tmp_path: Path, times: str, wear: int) -> None:
    put(tmp_path, "sys/block/mmcblk0/device/life_time", f"{times}\n")
    assert look(tmp_path, tmp_path)["sd_wear"] == wear


@pytest.mark.parametrize(("spare", "wear"), [("0x01", 20), ("0x02", 80), ("0x03", 90), ("0x00", 20)])
def test_a_chip_whose_spare_is_gone_is_worn_whatever_its_life_time(tmp_path: Path, spare: str, wear: int) -> None:
    put(tmp_path, "sys/block/mmcblk0/device/life_time", "0x02 0x01\n")
    put(tmp_path, "sys/block/mmcblk0/device/pre_eol_info", f"{spare}\n")
    assert look(tmp_path, tmp_path)["sd_wear"] == wear


def test_the_firmware_of_newer_boards_stands_elsewhere(tmp_path: Path) -> None:
    newer = "sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled"
    put(tmp_path, newer, "50005\n")
    assert look(tmp_path, tmp_path)["under_voltage"] == "now"


@pytest.mark.parametrize("times", ["0x00 0x00", *RUBBISH])
def test_a_card_that_does_not_tell_its_wear(tmp_path: Path, times: str) -> None:
    put(tmp_path, "sys/block/mmcblk0/device/life_time", times)
    assert "sd_wear" not in look(tmp_path, tmp_path)


def test_a_clock_set_by_its_battery_or_by_nobody(tmp_path: Path) -> None:
    assert look(tmp_path, tmp_path)["clock"] == "none"
    put(tmp_path, "sys/class/rtc/rtc0/hctosys", "0\n")
    assert look(tmp_path, tmp_path)["clock"] == "none"
    put(tmp_path, "sys/class/rtc/rtc1/hctosys", "1\n")
    assert look(tmp_path, tmp_path)["clock"] == "rtc"


def test_a_machine_that_shows_nothing_is_told_as_far_as_it_goes(tmp_path: Path) -> None:
    nothing = {"clock": "none", "touchscreens": 0, "board": "unknown"}
    assert set(look(tmp_path, tmp_path / "nothing")) == {*nothing, "free_mb"}
    assert look(tmp_path / "no folder", tmp_path / "nothing") == nothing
    assert (boot_id(tmp_path), card_errors(tmp_path)) == ("", None)


@pytest.mark.parametrize("rubbish", RUBBISH)
def test_whatever_a_sensor_answers_only_what_may_be_told_is_told(tmp_path: Path, rubbish: str) -> None:
    for place in (
        "sys/class/thermal/thermal_zone0/temp", THROTTLED, "proc/uptime", "sys/block/mmcblk0/device/life_time",
        "sys/fs/ext4/sda1/errors_count", "sys/class/rtc/rtc0/hctosys", "sys/block/mmcblk0/device/pre_eol_info",
        "proc/meminfo", "proc/device-tree/model", "sys/class/input/input0/properties",
        "sys/class/input/input0/capabilities/abs",
    ):  # fmt: skip
        put(tmp_path, place, rubbish)
    assert {name: value for name, value in look(tmp_path, tmp_path).items() if not fits(name, value)} == {}
    card_errors(tmp_path)


def test_this_very_machine_is_looked_at_without_harm(tmp_path: Path) -> None:
    told = look(tmp_path)
    assert {"clock", "free_mb"} <= set(told)
    assert all(fits(name, value) for name, value in told.items())
    assert len(boot_id()) <= 40
