"""A tree that is hardened as provisioning does it: its own files, links and masks, and no system around them."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNITS = "usr/lib/systemd/system"

ENABLED = {
    "usbguard.service": "basic.target",
    "nftables.service": "sysinit.target",
    "systemd-timesyncd.service": "sysinit.target",
    "kiosk-ssh.service": "kiosk.target",
}

CMDLINE = "console=tty3 root=PARTUUID=1 rootfstype=ext4 fsck.repair=yes quiet loglevel=0 vt.global_cursor_default=0\n"
EEPROM = "[all]\nBOOT_UART=0\nBOOT_ORDER=0xf1\nNET_INSTALL_ENABLED=0\nENABLE_SELF_UPDATE=0\n"

TEXTS = {
    "boot/firmware/cmdline.txt": CMDLINE,
    "boot/firmware/config.txt": "[all]\nenable_uart=0\ndtoverlay=disable-bt\n",
    "etc/fstab": "PARTUUID=1 / ext4 ro 0 1\nPARTUUID=2 /boot/firmware vfat defaults,ro 0 2\n",
    "etc/shadow": "root:*:20000:0:99999:7:::\nkiosk:!*:20000::::::\n",
    "etc/sudoers": "root ALL=(ALL:ALL) ALL\n",
}


def hardened(root: Path) -> Path:
    """Lay it down."""
    shutil.copytree(ROOT / "provision/files", root, symlinks=True)
    (root / UNITS).mkdir(parents=True, exist_ok=True)
    for file in (*ROOT.glob("systemd/*.service"), *ROOT.glob("systemd/*.target")):
        shutil.copy(file, root / UNITS)
    for name, text in TEXTS.items():
        lay(root, name, text)
    for unit in (ROOT / "systemd/masked").read_text("utf-8").split():
        link(root / "etc/systemd/system" / unit, "/dev/null")
    for unit, target in ENABLED.items():
        link(root / f"etc/systemd/system/{target}.wants/{unit}", f"/{UNITS}/{unit}")
    link(root / "etc/systemd/system/default.target", f"/{UNITS}/kiosk.target")
    (root / "var/lib/dpkg/info").mkdir(parents=True)
    (root / "var/lib/kiosk/staff").mkdir(parents=True, mode=0o750)
    return root


def lay(root: Path, name: str, text: str) -> None:
    """A file of the tree, in place of what lies there."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")


def link(file: Path, target: str) -> None:
    """A link of the tree."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.symlink_to(target)
