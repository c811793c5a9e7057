"""Debian packages: what the kiosk needs of the system, and nothing that a kiosk must not have."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step

NEEDED = (
    # A system that boots, keeps time and mounts. A bare tree has not even these.
    "systemd", "systemd-sysv", "libpam-systemd", "dbus", "udev", "kmod", "util-linux", "e2fsprogs",
    "ca-certificates", "tzdata", "systemd-timesyncd", "polkitd",
    # Python; pip is not among them: what is installed comes from here (provision/wheels.py).
    "python3", "python3-venv",
    # Drawing without a desktop: SDL opens these while it runs, so no package asks for them.
    "libgbm1", "libegl1", "libgles2", "libgl1-mesa-dri", "libdrm2", "libudev1",
    # Letters that do not shift under stacked Vietnamese capitals, and buttons' pictures.
    "fonts-open-sans", "fonts-noto-core", "fonts-material-design-icons-iconfont",
    # Sound and speech, codes, sticks.
    "libasound2t64", "alsa-utils", "espeak-ng", "libzbar0t64", "dosfstools", "exfatprogs",
    # The network: for lessons and numbers at night, never for learning.
    "network-manager", "wpasupplicant", "wireless-regdb", "iw", "rfkill", "iproute2", "nftables", "openssh-server",
    # What guards it.
    "usbguard", "unattended-upgrades",
)  # fmt: skip
"""On every device, from Debian's own archive."""

BOOTED = ("initramfs-tools", "overlayroot", "busybox")
"""On whatever has a kernel of its own. What lays the overlay needs a grep, which only busybox brings there."""

BOARD = ("python3-picamera2", "rpi-eeprom")
"""On a Raspberry Pi, from the archive of its own system: camera and libcamera must fit each other to the version."""

UNWANTED = (
    # Each of them would mount a stick, open a console, answer on the network or write a crash of a visit to the disk.
    "udisks2", "gvfs", "systemd-coredump", "avahi-daemon", "bluez", "triggerhappy", "dphys-swapfile", "cups", "rpcbind",
    "userconf-pi", "rpi-connect-lite", "nfs-common",
)  # fmt: skip


APT = "apt-get -qq -y -o DPkg::Lock::Timeout=300"
FIRMLY = "-o Acquire::Retries=3 -o Dpkg::Options::=--force-confold"


def changes(device: Device) -> Iterator[Change]:
    """Missing ones are installed in one go, unwanted ones removed."""
    wanted = [*NEEDED, *(BOOTED if device.has_kernel else ()), *(BOARD if device.is_pi else ())]
    there = installed(device)
    if missing := [name for name in wanted if name not in there]:
        install = f"{APT} {FIRMLY} --no-install-recommends install {' '.join(missing)} >/dev/null"
        yield Change(
            tuple(f"The package {name} is not installed." for name in missing),
            (shell("apt-get -qq -o Acquire::Retries=3 update"), shell(install)),
        )
    if surplus := [name for name in UNWANTED if name in there]:
        yield Change(
            tuple(f"The package {name} is installed, and does not belong on a kiosk." for name in surplus),
            (shell(f"{APT} purge {' '.join(surplus)} >/dev/null"),),
        )


def installed(device: Device) -> set[str]:
    """Names without their architecture."""
    told = device.ask("dpkg-query -W -f '${binary:Package} ${db:Status-Status}\\n'")
    return {name.split(":")[0] for name, status in (line.split() for line in told) if status == "installed"}


STEP = Step(name="packages", what="What the kiosk needs of the system", more=changes)
