"""Looking at the machine: what the kernel shows in `/sys` and `/proc`, read as files. Nothing is run, nothing is asked.

A board shows only some of this, and a desk hardly any: what is not there is not told. Looking takes a millisecond.

- Too little voltage and slowing down: the firmware of a Raspberry Pi shows `get_throttled` (bit 0 too little voltage
  now, 2 slowed down now, 3 too hot now; 16 to 19 the same since the start; its documentation, "vcgencmd"), newer
  kernels an alarm of `rpi_volt` among the sensors.
- Wear: eMMC chips tell two life times in steps of ten percent (JEDEC eMMC 5.0, `DEVICE_LIFE_TIME_EST_TYP_A`, `_B`; 0
  means that it is not known), and `pre_eol_info` how much of their spare is gone (2: 80 %, 3: 90 %); plain SD cards
  tell nothing.
- Errors: ext4 keeps their number in the file system itself (`errors_count`), over all starts.
"""

import shutil
from pathlib import Path

from kiosk.stats import board
from kiosk.stats.health import Health
from kiosk.stats.kernel import bits, is_hex, is_number, numbers, text

LOW_NOW, LOW_SEEN = 1 << 0, 1 << 16
SLOWED_NOW = 1 << 2 | 1 << 3

FIRMWARE = "sys/devices/platform/soc*/*firmware/get_throttled"
"""`soc/soc:firmware` on most boards; newer ones carry the address of the bus in both names."""

SPARE_GONE = {2: 80, 3: 90}
"""`pre_eol_info` → percent."""

SECONDS_OF_A_DAY = 86_400
_MEGABYTE = 1_000_000


def look(folder: Path, root: Path = Path("/")) -> dict[str, Health]:
    """What there is to tell now. `folder` lies on the card whose room is told; another root lets a test bring its own.

    Never raises. `sd_errors` and the sign of a start are for `Logbook`, which knows what was there before.
    """
    told: dict[str, Health] = {"clock": _clock(root)}
    told |= _power(root)
    if degrees := list(numbers(root, "sys/class/thermal/thermal_zone*/temp")):
        told["temperature_max"] = max(0, max(degrees) // 1000 // 5 * 5)
    if wear := _wear(root):
        told["sd_wear"] = wear
    if (free := _free(folder)) is not None:
        told["free_mb"] = free
    if is_number(up := text(root / "proc/uptime").partition(".")[0]):
        told["uptime_days"] = int(up) // SECONDS_OF_A_DAY
    if (memory := _memory(root)) is not None:
        told["memory_mb"] = memory
    told["touchscreens"] = len(board.touchscreens(root))
    told["board"] = "known" if board.known(root) else "unknown"
    return told


def boot_id(root: Path = Path("/")) -> str:
    """A random name of the time since the machine was switched on; empty where the kernel tells none."""
    return text(root / "proc/sys/kernel/random/boot_id")[:40]


def card_errors(root: Path = Path("/")) -> int | None:
    """Errors that the file systems have counted in all their life."""
    errors = list(numbers(root, "sys/fs/ext4/*/errors_count"))
    return sum(errors) if errors else None


def _clock(root: Path) -> str:
    if (root / "run/systemd/timesync/synchronized").exists():
        return "synchronised"
    return "rtc" if 1 in numbers(root, "sys/class/rtc/rtc*/hctosys") else "none"


def _power(root: Path) -> dict[str, Health]:
    for flags in bits(root, FIRMWARE):
        low = "now" if flags & LOW_NOW else "seen" if flags & LOW_SEEN else "none"
        return {"under_voltage": low, "throttled": int(bool(flags & SLOWED_NOW))}
    for sensor in root.glob("sys/class/hwmon/hwmon*"):
        if text(sensor / "name") == "rpi_volt" and (alarm := text(sensor / "in0_lcrit_alarm")):
            return {"under_voltage": "now" if alarm == "1" else "none"}
    return {}


def _wear(root: Path) -> int:
    """The higher of both life times, in percent, 11 meaning that it is over; or the spare, if less is left of it."""
    times = [
        int(word, 16)
        for place in root.glob("sys/block/mmcblk*/device/life_time")
        for word in text(place).split()
        if is_hex(word)
    ]
    spare = [SPARE_GONE.get(told, 0) for told in bits(root, "sys/block/mmcblk*/device/pre_eol_info")]
    return min(100, max([10 * time for time in times] + spare, default=0))


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free // _MEGABYTE
    except OSError:
        return None


def _memory(root: Path) -> int | None:
    """Megabytes that a programme could still have, as the kernel reckons them."""
    try:
        lines = (root / "proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    found = next((line.split()[1] for line in lines if line.startswith("MemAvailable:") and len(line.split()) > 1), "")
    return int(found) * 1024 // _MEGABYTE if is_number(found) else None
