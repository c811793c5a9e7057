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
OTHERWISE = "{ echo 'Has the device a network, and room? Mend that, then again.' >&2; false; }"
"""Said last: what apt complains of without a network is that there are no such packages."""

WHOLE = ("installed ok", "config-files ok", "not-installed ok")
"""What dpkg says of a package that it has not stopped in the middle of."""


def changes(device: Device) -> Iterator[Change]:
    """Missing ones are installed in one go, unwanted ones removed."""
    wanted = [*NEEDED, *(BOOTED if device.has_kernel else ()), *(BOARD if device.is_pi else ())]
    yield from _whole(device)
    there = installed(device)
    if missing := [name for name in wanted if name not in there]:
        install = f"{APT} {FIRMLY} --no-install-recommends install {' '.join(missing)} >/dev/null || {OTHERWISE}"
        yield Change(
            tuple(f"The package {name} is not installed." for name in missing),
            (shell("apt-get -qq -o Acquire::Retries=3 update"), shell(install)),
        )
    if surplus := [name for name in UNWANTED if name in there]:
        yield Change(
            tuple(f"The package {name} is installed, and does not belong on a kiosk." for name in surplus),
            (shell(f"{APT} purge {' '.join(surplus)} >/dev/null"),),
        )


def _whole(device: Device) -> Iterator[Change]:
    """Somebody stopped dpkg, or pulled a plug, while it worked: what it began is brought to its end."""
    half = [name for name, status in states(device) if status not in WHOLE]
    if half or device.says("ls /var/lib/dpkg/updates 2>/dev/null | grep -q ."):
        what = tuple(f"The package {name} is only half installed." for name in half)
        yield Change(
            what or ("The installation of packages was interrupted.",),
            (
                # It may stop at one whose others are missing: apt fetches them, and goes on.
                shell("dpkg --force-confold --configure -a >/dev/null 2>&1 || true"),
                shell(f"{APT} {FIRMLY} --fix-broken install >/dev/null || {OTHERWISE}"),
            ),
        )


def installed(device: Device) -> set[str]:
    """Names without their architecture."""
    return {name.split(":")[0] for name, status in states(device) if status.startswith("installed")}


def states(device: Device) -> Iterator[tuple[str, str]]:
    """Each package that dpkg knows, and how it is."""
    for line in device.ask("dpkg-query -W -f '${binary:Package} ${db:Status-Status} ${db:Status-Eflag}\\n'"):
        name, status = line.split(" ", 1)
        yield name, status


STEP = Step(name="packages", what="What the kiosk needs of the system", more=changes)
