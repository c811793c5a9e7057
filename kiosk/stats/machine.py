"""Looking at the machine: what the kernel shows in `/sys` and `/proc`, read as files. Nothing is run, nothing is asked.

A board shows only some of this, and a desk hardly any: what is not there is not told. Looking takes a millisecond.

- Too little voltage and slowing down: the firmware of a Raspberry Pi shows `get_throttled` (bit 0 too little voltage
  now, 2 slowed down now, 3 too hot now; 16 to 19 the same since the start; its documentation, "vcgencmd"), newer
  kernels an alarm of `rpi_volt` among the sensors.
- Wear: eMMC chips tell two life times in steps of ten percent (JEDEC eMMC 5.0, `DEVICE_LIFE_TIME_EST_TYP_A`, `_B`; 0
  means that it is not known); plain SD cards tell nothing.
- Errors: ext4 keeps their number in the file system itself (`errors_count`), over all starts.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from kiosk.stats.health import Health

LOW_NOW, LOW_SEEN = 1 << 0, 1 << 16
SLOWED_NOW = 1 << 2 | 1 << 3

SECONDS_OF_A_DAY = 86_400
_MEGABYTE = 1_000_000


def look(folder: Path, root: Path = Path("/")) -> dict[str, Health]:
    """What there is to tell now. `folder` lies on the card whose room is told; another root lets a test bring its own.

    Never raises. `sd_errors` and the sign of a start are for `Logbook`, which knows what was there before.
    """
    told: dict[str, Health] = {"clock": _clock(root)}
    told |= _power(root)
    if degrees := list(_numbers(root, "sys/class/thermal/thermal_zone*/temp")):
        told["temperature_max"] = max(0, max(degrees) // 1000 // 5 * 5)
    if wear := _wear(root):
        told["sd_wear"] = wear
    if (free := _free(folder)) is not None:
        told["free_mb"] = free
    if _is_number(up := _text(root / "proc/uptime").partition(".")[0]):
        told["uptime_days"] = int(up) // SECONDS_OF_A_DAY
    return told


def boot_id(root: Path = Path("/")) -> str:
    """A random name of the time since the machine was switched on; empty where the kernel tells none."""
    return _text(root / "proc/sys/kernel/random/boot_id")[:40]


def card_errors(root: Path = Path("/")) -> int | None:
    """Errors that the file systems have counted in all their life."""
    errors = list(_numbers(root, "sys/fs/ext4/*/errors_count"))
    return sum(errors) if errors else None


def _clock(root: Path) -> str:
    if (root / "run/systemd/timesync/synchronized").exists():
        return "synchronised"
    return "rtc" if 1 in _numbers(root, "sys/class/rtc/rtc*/hctosys") else "none"


def _power(root: Path) -> dict[str, Health]:
    for flags in _bits(root, "sys/devices/platform/soc/soc:firmware/get_throttled"):
        low = "now" if flags & LOW_NOW else "seen" if flags & LOW_SEEN else "none"
        return {"under_voltage": low, "throttled": int(bool(flags & SLOWED_NOW))}
    for sensor in root.glob("sys/class/hwmon/hwmon*"):
        if _text(sensor / "name") == "rpi_volt" and (alarm := _text(sensor / "in0_lcrit_alarm")):
            return {"under_voltage": "now" if alarm == "1" else "none"}
    return {}


def _wear(root: Path) -> int:
    """The higher of both life times, in percent; 11 means that it is over."""
    times = [
        int(word, 16)
        for place in root.glob("sys/block/mmcblk*/device/life_time")
        for word in _text(place).split()
        if _is_hex(word)
    ]
    return min(100, 10 * max(times, default=0))


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free // _MEGABYTE
    except OSError:
        return None


def _numbers(root: Path, pattern: str) -> Iterator[int]:
    for place in sorted(root.glob(pattern)):
        text = _text(place)
        if _is_number(text.removeprefix("-")):
            yield int(text)


def _bits(root: Path, pattern: str) -> Iterator[int]:
    return (int(text, 16) for place in root.glob(pattern) if _is_hex(text := _text(place)))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 12


def _is_hex(text: str) -> bool:
    digits = text.lower().removeprefix("0x")
    return 0 < len(digits) <= 8 and all(digit in "0123456789abcdef" for digit in digits)


def _text(place: Path) -> str:
    """A file of the kernel; a sensor that does not answer, or answers rubbish, says nothing."""
    try:
        return place.read_bytes()[:200].decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
