"""The boot partition: read-only. A plug that is pulled while it is written leaves a machine that starts nothing."""

import re
from collections.abc import Iterator

from provision.change import STAGING, Change, shell, upload
from provision.device import Device
from provision.step import Step

PLACES = ("/boot/firmware", "/boot/efi")
OPTIONS = "ro,nodev,nosuid,noexec"


def mounted(before: str) -> str:
    """fstab, with every boot partition in it mounted read-only."""
    return "".join(map(_line, before.splitlines(keepends=True)))


def _line(line: str) -> str:
    fields = line.split()
    if line.startswith("#") or len(fields) < 4 or fields[1] not in PLACES:
        return line
    options = [one for one in fields[3].split(",") if one not in ("defaults", "rw", *OPTIONS.split(","))]
    return re.sub(rf"(?<=\s){re.escape(fields[3])}(?=\s)", ",".join([OPTIONS, *options]), line, count=1)


def not_for(device: Device) -> str:
    """A tree, or a machine without one."""
    fstab = device.text("/etc/fstab") or ""
    return "" if any(place in fstab.split() for place in PLACES) else "/etc/fstab names no boot partition"


def changes(device: Device) -> Iterator[Change]:
    """The line in fstab; it counts from the next start."""
    before = device.text("/etc/fstab") or ""
    if mounted(before) != before:
        yield Change(
            ("/etc/fstab mounts the boot partition for writing.",),
            (
                *upload(mounted(before).encode(), "fstab"),
                shell(f"install -m 644 {STAGING}/fstab /etc/fstab.new && mv /etc/fstab.new /etc/fstab"),
                shell(f"rm -rf {STAGING}"),
            ),
        )


STEP = Step(
    name="boot",
    what="The boot partition, read-only",
    # A new kernel is laid there: for as long as that takes it is written. The first start opens it by itself.
    files=("etc/apt/apt.conf.d/53kiosk-boot",),
    more=changes,
    not_for=not_for,
)
