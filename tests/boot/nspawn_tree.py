"""The tree that the fast tier boots: a small Debian 13 with all that the kiosk imports, built once and kept.

    python -m tests.boot.nspawn_tree         build it, if it is missing or what belongs into it has changed
    python -m tests.boot.nspawn_tree --why   say why it would have to be built, or nothing

Neither the kiosk itself nor its units are in it: each machine gets today's laid over it (`tests/boot/nspawn.py`).
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from provision.wheels import Target, dependencies

CHECKOUT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("KIOSK_BOOT", "/var/tmp/kiosk-boot"))  # noqa: S108 - kept between runs, root's own folder
TREE = HOME / "nspawn"
KEY = HOME / "nspawn.key"

SUITE, PYTHON = "trixie", "3.13"
MIRROR = os.environ.get("KIOSK_MIRROR", "")
"""Where the packages come from; empty: whence debootstrap takes them by itself."""
PACKAGES = (
    "ca-certificates", "dbus", "kmod", "libpam-systemd", "libzbar0t64", "polkitd", "python3", "python3-venv",
    "systemd", "systemd-sysv", "systemd-timesyncd", "udev", "util-linux",
)  # fmt: skip
SITE = Path(f"opt/kiosk/lib/python{PYTHON}/site-packages")


def key() -> str:
    """Changes whenever the tree has to be built anew."""
    recipe = [SUITE, PYTHON, *PACKAGES, *dependencies(CHECKOUT), platform.machine()]
    return hashlib.sha256("\n".join(recipe).encode()).hexdigest()


def missing() -> str:
    """Why no machine can be booted from the tree; empty when one can."""
    if os.geteuid() != 0:
        return "machines are booted by root"
    for tool in ("systemd-nspawn", "nsenter", "script"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed (Debian: systemd-container, util-linux)"
    if not KEY.is_file() or KEY.read_text("ascii") != key():
        return f"{TREE} is not built for this version: make test-boot-tree"
    return ""


def build() -> None:
    """Debian, then the virtual environment. A tree that is half made has no key and is made again."""
    if shutil.which("debootstrap") is None:
        sys.exit("debootstrap is not installed. Remedy: sudo apt-get install debootstrap, then again.")
    KEY.unlink(missing_ok=True)
    shutil.rmtree(TREE, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)
    _run("debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", SUITE, str(TREE), *MIRROR.split())
    furnish()


def furnish() -> None:
    """What the kiosk imports, into a Debian that is there."""
    shutil.rmtree(TREE / "var/cache/apt/archives", ignore_errors=True)
    _run("chroot", str(TREE), "python3", "-m", "venv", "--without-pip", "/opt/kiosk")
    # This machine's pip fetches for that one: the tree needs neither a network nor settings of its own.
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-warn-conflicts", "--target", str(TREE / SITE)]
    _run(*install, *Target(PYTHON, platform.machine()).words(), *dependencies(CHECKOUT))
    _run("chroot", str(TREE), "/opt/kiosk/bin/python", "-m", "compileall", "-q", f"/{SITE}")
    # An empty number is drawn anew at each boot; a missing one would make each boot a first boot, which asks things.
    (TREE / "etc/machine-id").write_text("", "ascii")
    KEY.write_text(key(), "ascii")


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own words


def main() -> None:
    """Build, or say why one would have to."""
    why = missing()
    if "--why" in sys.argv:
        sys.stdout.write(f"{why}\n" if why else "")
    elif "make test-boot-tree" in why:
        build()
    elif why:
        sys.exit(f"The tree was not built: {why}.")


if __name__ == "__main__":
    main()
