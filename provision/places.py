"""Where the files of `systemd/` belong on a device, and what is switched on and off there: one table for everybody."""

import shutil
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SYSTEMD = CHECKOUT / "systemd"

UNITS = "usr/lib/systemd/system"
PLACES = {
    "kiosk.sysusers": "usr/lib/sysusers.d/kiosk.conf",
    "kiosk.tmpfiles": "usr/lib/tmpfiles.d/kiosk.conf",
    "kiosk.rules": "usr/lib/udev/rules.d/90-kiosk.rules",
    "kiosk.preset": "usr/lib/systemd/system-preset/10-kiosk.preset",
}
"""Those that are no units; docs/units.md tells it to people."""

ENDINGS = {".service", ".timer", ".path", ".target", ".socket", ".mount"}


def units() -> list[Path]:
    """All units of the kiosk."""
    return sorted(file for file in SYSTEMD.iterdir() if file.suffix in ENDINGS)


def places() -> dict[str, Path]:
    """Path on a device, without the first slash, and the file that belongs there."""
    return {f"{UNITS}/{file.name}": file for file in units()} | {
        place: SYSTEMD / name for name, place in PLACES.items()
    }


def lay(root: Path) -> None:
    """All of them into a tree on this machine."""
    for place, file in places().items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, root / place)


def presets() -> list[str]:
    """What is switched on, instance by instance."""
    names = []
    for line in (SYSTEMD / "kiosk.preset").read_text("utf-8").splitlines():
        if line.startswith("enable "):
            _, unit, *instances = line.split()
            names += [unit.replace("@", f"@{one}") for one in instances] or [unit]
    there = {file.name for file in units()}
    return [name for name in names if name in there or "@" in name]


def masked() -> list[str]:
    """What can never be started."""
    return (SYSTEMD / "masked").read_text("utf-8").split()
