"""How somebody before the kiosk could break out of it, and whether this machine lets them: the table B1 to B18.

    for row in hardening(Tree(Path("/"))):
        print(row.code, row.state, row.found)

Each row is a pure look at files. `seen` says how it is; nothing is changed, and what cannot be seen is not guessed.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from kiosk.health.hardening import boot, doors, keys, usb
from kiosk.health.hardening.seen import Seen
from kiosk.health.hardening.tree import Tree

State = Literal["as wanted", "otherwise", "cannot be seen from here"]


class Row(Struct, frozen=True, kw_only=True):
    """One way out, and how it is closed."""

    code: str
    way: str
    """What somebody tries."""
    wanted: str
    remedy: str
    look: Callable[[Tree], Seen]


class Found(Struct, frozen=True, kw_only=True):
    """One row, looked at."""

    code: str
    way: str
    state: State
    found: str
    wanted: str
    remedy: str
    """Empty where all is as wanted."""


def hardening(tree: Tree) -> tuple[Found, ...]:
    """Every row, in order. Never raises."""
    return tuple(_found(row, tree) for row in ROWS)


def all_as_wanted(found: tuple[Found, ...]) -> bool:
    """Whether nothing that can be seen is otherwise."""
    return all(one.state != "otherwise" for one in found)


def _found(row: Row, tree: Tree) -> Found:
    try:
        seen = row.look(tree)
    except OSError as error:
        seen = Seen(unseen=f"it cannot be read ({(error.strerror or type(error).__name__).lower()}); try it as root")
    state: State = "otherwise" if seen.faults else "cannot be seen from here" if seen.unseen else "as wanted"
    return Found(
        code=row.code,
        way=row.way,
        state=state,
        found="; ".join(seen.faults) or seen.unseen or seen.good,
        wanted=row.wanted,
        remedy="" if state == "as wanted" else row.remedy,
    )


AGAIN = "Run provision/install again"

ROWS: tuple[Row, ...] = (
    Row(
        code="B1",
        way="Ctrl-Alt-F2 to a console",
        wanted="the kiosk's own target is booted, every console is masked, logind opens none",
        remedy=f"{AGAIN}: it masks what systemd/masked lists and sets NAutoVTs=0 and ReserveVT=0.",
        look=keys.consoles,
    ),
    Row(
        code="B2",
        way="the SysRq key",
        wanted="kernel.sysrq is 0, and the kernel is not started with sysrq_always_enabled",
        remedy=f"{AGAIN}: it writes kernel.sysrq = 0 into /etc/sysctl.d.",
        look=keys.sysrq,
    ),
    Row(
        code="B3",
        way="Ctrl-Alt-Del",
        wanted="ctrl-alt-del.target is masked, and pressing it seven times does nothing either",
        remedy=f"{AGAIN}: it masks the target and sets CtrlAltDelBurstAction=none.",
        look=keys.ctrl_alt_del,
    ),
    Row(
        code="B4",
        way="Alt-F4, Esc, Ctrl-C",
        wanted="kiosk.service owns its keyboard, and is started again whatever ends it",
        remedy=f"{AGAIN}: it lays systemd/kiosk.service.",
        look=keys.closing,
    ),
    Row(
        code="B5",
        way="a USB keyboard, or a stick that is one",
        wanted="USBGuard blocks what no rule allows; storage is allowed only if it is nothing else",
        remedy="Install usbguard and run provision/install again; keyboards are let in by nobody.",
        look=usb.guard,
    ),
    Row(
        code="B6",
        way="a stick that opens a file manager or runs something",
        wanted="no program mounts sticks but the kiosk's own unit, and from those nothing can run",
        remedy="Remove the packages named; run provision/install again for the unit.",
        look=usb.mounting,
    ),
    Row(
        code="B7",
        way="a stick with a crafted file system",
        wanted="only vfat and exfat are mounted, the modules of all others are shut out",
        remedy=f"{AGAIN}: it writes the list into /etc/modprobe.d.",
        look=usb.filesystems,
    ),
    Row(
        code="B8",
        way="booting from USB or the network",
        wanted="BOOT_ORDER=0xf1, NET_INSTALL_ENABLED=0, BOOT_UART=0, and no update of the EEPROM by itself",
        remedy="sudo rpi-eeprom-config --edit, then lock the card slot: a card can still bring another EEPROM.",
        look=boot.eeprom,
    ),
    Row(
        code="B9",
        way="another kernel line on the boot partition",
        wanted="no init=, no rescue target; the boot partition is mounted read-only",
        remedy="Take the words out of cmdline.txt, mount /boot/firmware ro in /etc/fstab, lock the box.",
        look=boot.kernel_line,
    ),
    Row(
        code="B10",
        way="a serial console on the pins",
        wanted="no console= on a serial line, enable_uart=0, serial-getty@ masked",
        remedy="Take console=serial0 out of cmdline.txt and write enable_uart=0 into config.txt.",
        look=boot.serial,
    ),
    Row(
        code="B11",
        way="carrying the memory card away",
        wanted="a screwed or glued slot; on the card no password that counts elsewhere",
        remedy="Look at the box: is the card covered by the case, and is the screw one that needs a tool?",
        look=boot.card,
    ),
    Row(
        code="B12",
        way="a remote control, buttons of a headset, a sleep key",
        wanted="no program listens to them, and logind ignores keys that sleep or restart",
        remedy="Remove the packages named; run provision/install again for logind.",
        look=keys.remotes,
    ),
    Row(
        code="B13",
        way="the network, Bluetooth",
        wanted="what comes in is dropped, no sshd without a key in the answers, Bluetooth is off",
        remedy=f"{AGAIN}: it lays nftables and the condition of ssh. A key of your own goes into the answer file.",
        look=doors.network,
    ),
    Row(
        code="B14",
        way="content that makes the program start something",
        wanted="the kiosk gains no rights, and runs nothing that it can write",
        remedy=f"{AGAIN}: it lays systemd/kiosk.service. That no content is run is a test of the program.",
        look=doors.program,
    ),
    Row(
        code="B15",
        way="swipes, an on-screen keyboard, a desktop",
        wanted="none is installed, and kiosk.target is what the machine boots into",
        remedy="Remove the packages named; start from an image without a desktop.",
        look=keys.desktop,
    ),
    Row(
        code="B16",
        way="a password that everybody knows",
        wanted="no account has a password, none is let in without one, the PIN's folder is closed to others",
        remedy="sudo passwd --lock for each account named, and remove the rule that asks for no password.",
        look=doors.passwords,
    ),
    Row(
        code="B17",
        way="crashing it to a console full of text",
        wanted="the kernel is quiet, no cursor blinks, the kiosk comes back within two seconds",
        remedy="cmdline.txt: console=tty3 quiet loglevel=0 vt.global_cursor_default=0",
        look=boot.quiet,
    ),
    Row(
        code="B18",
        way="setting the clock back by pulling the plug",
        wanted="a clock of its own or a time server, and the kiosk's own floor under the date",
        remedy="Enable systemd-timesyncd; on a Raspberry Pi 5 connect the battery of its clock.",
        look=doors.clock,
    ),
)
