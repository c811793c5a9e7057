"""Memory: nothing of it is ever written to a disk."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step


def more(device: Device) -> Iterator[Change]:
    """A line in fstab outlives every mask."""
    if device.says("grep -qsE '^[^#]+[[:space:]]swap[[:space:]]' /etc/fstab"):
        yield Change(
            ("/etc/fstab names a disk to swap to.",),
            (shell("sed -i -E '/^[^#]+[[:space:]]swap[[:space:]]/d' /etc/fstab"),),
        )
    if device.says("test -e /var/swap"):
        yield Change(("/var/swap is a file to swap to.",), (shell("swapoff /var/swap 2>/dev/null; rm -f /var/swap"),))


STEP = Step(
    name="memory",
    what="No swap",
    # Whoever wants a swap goes through this target; Raspberry Pi OS brings some of the others.
    masked=("swap.target", "dphys-swapfile.service", "rpi-swap.service", "rpi-resize-swap-file.service"),
    more=more,
)
