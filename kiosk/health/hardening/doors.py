"""Doors: the network, what the program may do, passwords, the clock."""

import re

from kiosk.health.hardening.seen import Seen, seen
from kiosk.health.hardening.tree import Tree

KEYS = "/var/lib/kiosk/etc/authorized_keys"
"""Who may come over SSH; the first boot writes it, and without it there is no sshd."""

SSH = ("kiosk-ssh.service", "ssh.service", "sshd.service", "ssh.socket")
"""Units that open that door."""

_LISTENS = "0A"
"""State of a TCP socket that waits, in /proc/net/tcp, proc_net(5)."""
_DROPS = re.compile(r"hook\s+input\b[^}]*policy\s+drop", re.DOTALL)
_LETS_IN = re.compile(r"^[^#\n]*\bNOPASSWD\b", re.MULTILINE)
_LOOPBACK = ("0100007F", "00000000000000000000000001000000")


def network(tree: Tree) -> Seen:
    """B13."""
    told = tree.firmware()
    bluetooth = not told or any(line.replace(" ", "") == "dtoverlay=disable-bt" for line in told)
    return seen(
        "" if _drops(tree) else "nothing drops what comes in",
        "" if tree.enabled("nftables.service") else "nftables.service is not enabled",
        *(fault for unit in SSH for fault in _sshd(tree, unit)),
        "" if bluetooth else "Bluetooth is on: dtoverlay=disable-bt is missing in config.txt",
        *(f"somebody listens on port {port}" for port in _ports(tree)),
    )


def _drops(tree: Tree) -> bool:
    files = ["etc/nftables.conf", *(f"etc/nftables.d/{file.name}" for file in tree.at("etc/nftables.d").glob("*"))]
    return any(_DROPS.search("\n".join(tree.lines(file))) for file in files)


def _sshd(tree: Tree, unit: str) -> list[str]:
    """It may be there if it waits for a key that somebody has given."""
    if not tree.enabled(unit):
        return []
    told = tree.unit(unit)
    if not {f"ConditionPathExists={KEYS}", f"ConditionFileNotEmpty={KEYS}"} & set(told):
        return [f"{unit} starts whether or not somebody has given a key"]
    words = [line.lower().split() for path in _sshd_files(tree, told) for line in tree.lines(path)]
    first = next((pair[1] for pair in words if len(pair) > 1 and pair[0] == "passwordauthentication"), "yes")
    return [] if first == "no" else ["sshd takes passwords"]


def _sshd_files(tree: Tree, told: list[str]) -> list[str]:
    """What it reads: the file it is started with, or Debian's, which includes its drop-ins at the top. The first value
    of a name counts, sshd_config(5)."""
    named = re.search(r"^ExecStart=.*\s-f\s*(\S+)", "\n".join(told), re.MULTILINE)
    if named:
        return [named[1].lstrip("/")]
    folder = tree.at("etc/ssh/sshd_config.d")
    drops = sorted(file.name for file in folder.glob("*.conf")) if folder.is_dir() else []
    return [*(f"etc/ssh/sshd_config.d/{name}" for name in drops), "etc/ssh/sshd_config"]


def _ports(tree: Tree) -> list[int]:
    """Whom somebody could call from outside. Only a running machine knows."""
    found = set()
    for file in ("proc/net/tcp", "proc/net/tcp6") if tree.runs else ():
        for line in tree.text(file).splitlines()[1:]:
            fields = line.split()
            address, _, port = fields[1].partition(":")
            if fields[3] == _LISTENS and address not in _LOOPBACK:
                found.add(int(port, 16))
    return sorted(found)


def program(tree: Tree) -> Seen:
    """B14."""
    told = tree.unit("kiosk.service")
    if not told:
        return seen("there is no kiosk.service")
    shut = any(line.startswith("NoExecPaths=") and "/var/lib/kiosk" in line for line in told)
    wanted = ("NoNewPrivileges=yes", "CapabilityBoundingSet=", "PrivateNetwork=yes", "User=kiosk")
    return seen(
        *(f"{line} is missing" for line in wanted if line not in told),
        "" if shut else "it may run what it has written",
        "" if any(line.startswith("SystemCallFilter=") for line in told) else "no call of the kernel's is refused",
    )


def passwords(tree: Tree) -> Seen:
    """B16."""
    accounts = [line.split(":") for line in tree.text("etc/shadow").splitlines() if ":" in line]
    if not accounts:
        return Seen(unseen="there is no list of passwords in this tree")
    known = [fields[0] for fields in accounts if not fields[1].startswith(("!", "*"))]
    rules = [f"etc/sudoers.d/{file.name}" for file in sorted(tree.at("etc/sudoers.d").glob("*"))]
    free = [rule for rule in ("etc/sudoers", *rules) if _LETS_IN.search(tree.text(rule))]
    staff = tree.at("var/lib/kiosk/staff")
    return seen(
        f"with a password: {', '.join(known)}" if known else "",
        f"needs none: {', '.join(f'/{rule}' for rule in free)}" if free else "",
        "others may look into the folder of the PIN" if staff.exists() and staff.stat().st_mode & 0o007 else "",
    )


def clock(tree: Tree) -> Seen:
    """B18. The floor under the date is the program's own and always there; see decision 20."""
    server = any(tree.enabled(unit) for unit in ("systemd-timesyncd.service", "chrony.service", "ntpsec.service"))
    if tree.runs and tree.at("dev/rtc0").exists():
        return seen(good="as wanted, with a clock that has a battery or keeps time while it has power")
    return seen("" if server else "neither a time server nor a clock of its own")
