"""SSH: only where the answer file names a key, only for that key, and never for a password."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step
from provision.steps.units import enabled

UNIT = "kiosk-ssh.service"


def more(device: Device) -> Iterator[Change]:
    """The unit waits for a key; keys of an image, which every kiosk would share, are removed."""
    if shared := device.ask("ls /etc/ssh/ssh_host_* 2>/dev/null || true"):
        yield Change(("This machine has keys of SSH from its image.",), (shell(f"rm -f -- {' '.join(shared)}"),))
    if enabled(device, [UNIT]) != ["enabled"]:
        yield Change((f"The unit {UNIT} is not switched on.",), (shell(f"systemctl enable {UNIT} 2>&1"),))


STEP = Step(
    name="remote",
    what="SSH for one key, if the answers name one",
    files=(f"usr/lib/systemd/system/{UNIT}", "usr/lib/kiosk/sshd_config"),
    masked=("ssh.service", "ssh.socket", "sshd@.service", "sshswitch.service", "regenerate_ssh_host_keys.service"),
    more=more,
)
