"""Ways out by keys: consoles, SysRq, Ctrl-Alt-Del, whatever closes a window, remote controls, desktops."""

from kiosk.health.hardening.seen import Seen, seen, value
from kiosk.health.hardening.tree import Tree

CONSOLES = (
    "getty@.service",
    "autovt@.service",
    "serial-getty@.service",
    "console-getty.service",
    "debug-shell.service",
    "rescue.service",
)
"""Units that give a console to whoever sits there; a test holds `systemd/masked` against them."""

LISTENERS = ("triggerhappy", "lirc", "cec-utils", "inputlirc", "actkbd")
"""Packages that do things at a key; the first comes with Raspberry Pi OS."""

DESKTOPS = (
    "xserver-xorg-core", "lightdm", "gdm3", "sddm", "weston", "labwc", "wayfire", "lxsession", "gnome-shell",
    "onboard", "squeekboard", "wvkbd", "matchbox-keyboard", "florence",
)  # fmt: skip
"""Desktops and on-screen keyboards."""

_SLEEPERS = ("HandleSuspendKey", "HandleHibernateKey", "HandleRebootKey")
"""The power key is not among them: on a Raspberry Pi 5 it lies under the case, and switching off is safe."""


def consoles(tree: Tree) -> Seen:
    """B1."""
    open_ones = [unit for unit in CONSOLES if not tree.masked(unit)]
    return seen(
        f"not masked: {', '.join(open_ones)}" if open_ones else "",
        value("default.target", tree.default_target(), "kiosk.target"),
        value("NAutoVTs", tree.option("systemd/logind.conf", "NAutoVTs"), "0"),
        value("ReserveVT", tree.option("systemd/logind.conf", "ReserveVT"), "0"),
    )


def sysrq(tree: Tree) -> Seen:
    """B2."""
    words = tree.cmdline() or []
    always = [word for word in words if word.startswith("sysrq_always_enabled")]
    return seen(value("kernel.sysrq", tree.sysctl("kernel.sysrq"), "0"), *always)


def ctrl_alt_del(tree: Tree) -> Seen:
    """B3."""
    return seen(
        "" if tree.masked("ctrl-alt-del.target") else "ctrl-alt-del.target is not masked",
        value("CtrlAltDelBurstAction", tree.option("systemd/system.conf", "CtrlAltDelBurstAction"), "none"),
    )


def closing(tree: Tree) -> Seen:
    """B4."""
    told = tree.unit("kiosk.service")
    if not told:
        return seen("there is no kiosk.service")
    wanted = ("Restart=always", "StandardInput=tty-force", "TTYPath=/dev/tty1", "StartLimitIntervalSec=0")
    return seen(*(f"{line} is missing" for line in wanted if line not in told))


def remotes(tree: Tree) -> Seen:
    """B12."""
    installed = tree.packages(*LISTENERS)
    heard = [key for key in _SLEEPERS if tree.option("systemd/logind.conf", key) != "ignore"]
    return seen(
        f"installed: {', '.join(installed)}" if installed else "",
        f"logind does not ignore {', '.join(heard)}" if heard else "",
    )


def desktop(tree: Tree) -> Seen:
    """B15."""
    installed = tree.packages(*DESKTOPS)
    return seen(
        f"installed: {', '.join(installed)}" if installed else "",
        value("default.target", tree.default_target(), "kiosk.target"),
    )
