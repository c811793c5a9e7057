"""Machines made of files: what the kernel of a board shows, in a folder."""

from pathlib import Path


def put(root: Path, place: str, text: str) -> None:
    """One file of the kernel."""
    file = root / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="ascii")


THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled"
BOOT = "proc/sys/kernel/random/boot_id"
ERRORS = "sys/fs/ext4/mmcblk0p2/errors_count"


def pi(root: Path) -> Path:
    """A Raspberry Pi in good health, three days after its start."""
    put(root, "sys/class/thermal/thermal_zone0/temp", "52620\n")
    put(root, "sys/class/thermal/thermal_zone1/temp", "48000\n")
    put(root, THROTTLED, "0\n")
    put(root, "proc/uptime", "262000.51 900000.00\n")
    put(root, BOOT, "8f2ddc9a-0d1c-4b4e-8f0c-3a1f0a7a4f10\n")
    put(root, ERRORS, "0\n")
    put(root, "run/systemd/timesync/synchronized", "")
    put(root, "proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0")
    put(root, "proc/meminfo", "MemTotal:        1900000 kB\nMemAvailable:    1000000 kB\n")
    return touchscreen(root, 0, "Goodix Capacitive TouchScreen")


def touchscreen(root: Path, number: int, name: str) -> Path:
    """One more touchscreen, with places where several fingers may be at once."""
    put(root, f"sys/class/input/input{number}/name", f"{name}\n")
    put(root, f"sys/class/input/input{number}/properties", "2\n")
    put(root, f"sys/class/input/input{number}/capabilities/abs", "660800000000000\n")
    return root
