"""Logs: in memory, small, and gone with the power."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step
from provision.steps.units import enabled

MOUNTS = ("var-log.mount", "tmp.mount")


def more(device: Device) -> Iterator[Change]:
    """A journal on the disk would be kept and read again."""
    if device.says("test -d /var/log/journal"):
        yield Change(("/var/log/journal keeps logs on the disk.",), (shell("rm -rf /var/log/journal"),))
    state = dict(zip(MOUNTS, enabled(device, list(MOUNTS)), strict=True))
    if off := [unit for unit in MOUNTS if state[unit] not in ("enabled", "static", "generated")]:
        yield Change(
            tuple(f"The unit {unit} is not switched on." for unit in off),
            (shell(f"systemctl enable {' '.join(off)} 2>&1"),),
        )


STEP = Step(
    name="logs",
    what="Logs and scratch in memory",
    files=(
        "etc/systemd/journald.conf.d/kiosk.conf",
        "usr/lib/systemd/system/var-log.mount",
        "etc/systemd/system/tmp.mount.d/kiosk.conf",
    ),
    # It would carry the journal of this start to the disk.
    masked=("systemd-journal-flush.service",),
    more=more,
)
