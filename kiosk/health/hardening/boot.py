"""Ways out around the start of the machine: EEPROM, kernel line, serial lines, the card itself, text on the screen."""

from kiosk.health.hardening.seen import Seen, seen, value
from kiosk.health.hardening.tree import Tree

_SERIAL = ("serial", "ttyS", "ttyAMA", "ttyUSB", "hvc")
_RESCUE = ("init=", "rdinit=", "systemd.unit=", "rd.break", "single", "emergency", "rescue", "systemd.debug-shell")
_UNSAID = "the tree does not say with which words its kernel is started"
_SHOWN = frozenset({"tty", "tty0", "tty1"})
"""The console on the screen; without any word it is that one."""
_QUIET = frozenset({"loglevel=0", "loglevel=1", "loglevel=2", "loglevel=3"})


def eeprom(tree: Tree) -> Seen:
    """B8. What the EEPROM holds is no file of the system."""
    if tree.eeprom is None:
        return Seen(unseen="it stands in the EEPROM of a Raspberry Pi; look there with: sudo rpi-eeprom-config")
    told = dict(line.partition("=")[::2] for line in tree.eeprom.splitlines())
    frozen = told.get("ENABLE_SELF_UPDATE") == "0" or told.get("FREEZE_VERSION") == "1"
    return seen(
        value("BOOT_ORDER", told.get("BOOT_ORDER", "").lower(), "0xf1"),
        value("NET_INSTALL_ENABLED", told.get("NET_INSTALL_ENABLED", ""), "0"),
        value("BOOT_UART", told.get("BOOT_UART", "0"), "0"),
        "" if frozen else "ENABLE_SELF_UPDATE is not 0",
    )


def kernel_line(tree: Tree) -> Seen:
    """B9."""
    words = tree.cmdline()
    if words is None:
        return Seen(unseen=_UNSAID)
    told = [word for word in words if word.startswith(_RESCUE)]
    return seen(*told, "" if _boot_is_read_only(tree) else "the boot partition can be written")


def _boot_is_read_only(tree: Tree) -> bool:
    """By fstab, for a running system too: the first boot may just be writing there. No such partition: nothing to."""
    for line in tree.lines("etc/fstab"):
        fields = line.split()
        if len(fields) > 3 and fields[1] in ("/boot/firmware", "/boot/efi", "/boot"):
            return "ro" in fields[3].split(",")
    return not tree.at("boot/firmware/cmdline.txt").exists()


def serial(tree: Tree) -> Seen:
    """B10."""
    words, told = tree.cmdline(), tree.firmware()
    if words is None:
        return Seen(unseen=_UNSAID)
    lines = [word for word in words if word.startswith(tuple(f"console={kind}" for kind in _SERIAL))]
    uart = [line for line in told if line.replace(" ", "") == "enable_uart=1"]
    closed = not told or any(line.replace(" ", "") == "enable_uart=0" for line in told)
    return seen(
        *lines,
        *uart,
        "" if closed or uart else "enable_uart=0 is missing in config.txt",
        "" if tree.masked("serial-getty@.service") else "serial-getty@.service is not masked",
    )


def card(_tree: Tree) -> Seen:
    """B11."""
    return Seen(unseen="only whoever stands before the box can see it")


def quiet(tree: Tree) -> Seen:
    """B17."""
    words, told = tree.cmdline(), tree.unit("kiosk.service")
    if words is None:
        return Seen(unseen=_UNSAID)
    consoles = {word.removeprefix("console=") for word in words if word.startswith("console=")}
    return seen(
        "" if consoles and not _SHOWN & consoles else "emergencies of the kernel are shown: console=tty3 is missing",
        "" if "quiet" in words else "quiet is missing",
        "" if _QUIET & set(words) else "loglevel= lets warnings through",
        "" if "vt.global_cursor_default=0" in words else "vt.global_cursor_default=0 is missing",
        "" if "Restart=always" in told else "kiosk.service is not started again",
    )
