"""A stick as a shop sells it, with what an office has signed on it."""

import subprocess
from pathlib import Path

from tests.boot.qemu import QemuMachine


def stick_of(folder: Path, file: Path, mib: int = 64) -> Path:
    """An image of a stick: one file system over all of it, as many are, with what lies in a folder."""
    words = ["mkfs.vfat", "-C", "-F", "32", "-n", "BAI HOC", str(file), str(mib * 1024)]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own words
    inside = [str(one) for one in sorted(folder.iterdir())]
    if inside:
        subprocess.run(["mcopy", "-s", "-i", file, *inside, "::"], check=True)  # noqa: S603, S607
    return file


def trusts(machine: QemuMachine, root: bytes) -> None:
    """The machine is provisioned with an office's key, and has learned what time it is."""
    machine.out("sh", "-c", "cat > /var/lib/kiosk/root.json && chmod 644 /var/lib/kiosk/root.json", given=root)
    date = subprocess.run(["date", "--utc", "+@%s"], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S607
    machine.out("date", "--utc", "--set", date)
