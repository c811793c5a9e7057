"""The root file system is only read: what is written lies in memory until the power goes."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step
from provision.steps.units import enabled

UNIT = "kiosk-identity.service"


def not_for(device: Device) -> str:
    """An overlay without a place for data would forget everything; one without a kernel is nobody's."""
    if device.wanted.writable:
        return "it stays writable, as asked"
    if not device.has_kernel:
        return "there is no kernel here that could lay an overlay"
    if not device.has_data_partition:
        return "there is no partition with the label kiosk-data, and an overlay would forget all counters"
    return ""


def more(device: Device) -> Iterator[Change]:
    """Under an overlay a kiosk would get another number at every start."""
    if enabled(device, [UNIT]) != ["enabled"]:
        yield Change((f"The unit {UNIT} is not switched on.",), (shell(f"systemctl enable {UNIT} 2>&1"),))


STEP = Step(
    name="root",
    what="The root file system, read-only",
    files=("etc/overlayroot.local.conf", "usr/lib/kiosk/identity", f"usr/lib/systemd/system/{UNIT}"),
    modes={"usr/lib/kiosk/identity": 0o755},
    # The script that lays it is part of the first file that the kernel reads.
    after="update-initramfs -u >/dev/null 2>&1",
    more=more,
    not_for=not_for,
)
