"""Ways out over USB: devices that are not what they look like, sticks that open something, crafted file systems."""

import re

from kiosk.health.hardening.seen import Seen, seen, value
from kiosk.health.hardening.tree import Tree

MOUNTERS = (
    "udisks2", "gvfs", "gvfs-backends", "udiskie", "usbmount", "pmount", "autofs", "pcmanfm", "nautilus", "thunar",
)  # fmt: skip
"""Packages that mount or open a stick by themselves."""

SHUT_OUT = ("btrfs", "f2fs", "hfs", "hfsplus", "isofs", "jfs", "ntfs3", "udf", "xfs")
"""File systems that Debian's kernels bring as modules and that a stick could ask for. ext4 is the kiosk's own."""

_OPTIONS = frozenset({"ro", "nosuid", "nodev", "noexec", "nosymfollow"})
_KEYBOARD = re.compile(r"\b03:(01|\*|00):")
"""The class of keyboards, or all that people hold in their hands; a touchscreen is let in by what it is."""


def guard(tree: Tree) -> Seen:
    """B5."""
    daemon = dict(line.partition("=")[::2] for line in tree.lines("etc/usbguard/usbguard-daemon.conf"))
    if not daemon:
        return seen("USBGuard is not set up: any device may be plugged in")
    rules = tree.lines("etc/usbguard/rules.conf")
    storage = [rule for rule in rules if rule.startswith("allow") and "08:" in rule]
    return seen(
        value("ImplicitPolicyTarget", daemon.get("ImplicitPolicyTarget", ""), "block", "reject"),
        "" if tree.enabled("usbguard.service") else "usbguard.service is not enabled",
        "" if storage else "no rule lets sticks in",
        *(f"storage need not be storage alone: {rule}" for rule in storage if "equals" not in rule),
        *(f"a keyboard is let in: {rule}" for rule in rules if rule.startswith("allow") and _typed(rule)),
    )


def _typed(rule: str) -> bool:
    """A rule that names one device by its serial number or its hash lets in that one only."""
    return (
        bool(_KEYBOARD.search(rule))
        and not re.search(r"\b(hash|serial) \"", rule)
        and not re.search(r"\bid [0-9a-f]{4}:[0-9a-f]{4}\b", rule)
    )


def mounting(tree: Tree) -> Seen:
    """B6."""
    installed = tree.packages(*MOUNTERS)
    mounting = next((line for line in tree.unit("kiosk-mount@.service") if "--options=" in line), "")
    options = set(mounting.partition("--options=")[2].split(" ")[0].split(","))
    missing = sorted(_OPTIONS - options)
    return seen(
        f"installed: {', '.join(installed)}" if installed else "",
        f"sticks are mounted without {', '.join(missing)}" if missing else "",
    )


def filesystems(tree: Tree) -> Seen:
    """B7."""
    shut = {words[1] for path in tree.files("modprobe.d", ".conf") for words in _words(tree, path) if _shuts(words)}
    open_ones = [name for name in SHUT_OUT if name not in shut]
    loaded = [name for name in SHUT_OUT if tree.runs and f"\t{name}\n" in tree.text("proc/filesystems")]
    return seen(
        f"not shut out: {', '.join(open_ones)}" if open_ones else "",
        f"known to the kernel now: {', '.join(loaded)}" if loaded else "",
    )


def _words(tree: Tree, path: str) -> list[list[str]]:
    return [line.split() for line in tree.lines(path)]


def _shuts(words: list[str]) -> bool:
    """Only `install` keeps a module out that something asks for; `blacklist` stops aliases alone, modprobe.d(5)."""
    return len(words) >= 3 and words[0] == "install" and words[2] in ("/bin/false", "/bin/true", "/usr/bin/false")
