"""Trees that were provisioned, and machines that boot from them.

    python -m tests.provision.machines        a bare Debian, provisioned twice, with the times; kept for the tests

Only this knows where they lie. A tree is built once and kept; each test lays a layer of its own over it.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path
from time import monotonic

from tests.boot.nspawn import NO_CONSOLE, Machine
from tests.boot.nspawn_tree import CHECKOUT, HOME, MIRROR, SUITE

BARE, PROVISIONED, DEBS = HOME / "bare", HOME / "provisioned", HOME / "debs"
MARK = HOME / "provisioned.key"
"""What the tree was provisioned from; it is there when that came to its end."""
LOCK = HOME / "provisioned.lock"
"""Shared by whoever looks at the tree, and for one alone who brings it up to date."""

RENDERED = ("build/library.msgpack", "build/voice")
"""Made here: another checkout may have made them with other programs."""

MOST_S = 600.0
"""From a bare Debian to a kiosk, where the packages lie ready."""

SETTINGS = '[screen]\ndriver = "dummy"\n[voice]\non = false\n[camera]\nsource = "none"\n'
"""All that a container has not: a screen, a card for sound, a camera."""


class AsItLies(Machine):
    """A machine that boots from a tree as it lies there; what it writes goes with it."""

    def _lay(self) -> None:
        _layered(self._library, self._home)

    @property
    def leader(self) -> int:
        """Its first process, as this machine counts them."""
        return self._leader

    def _prepare(self) -> None:
        """Nothing."""


class Provisioned(AsItLies):
    """A machine that boots from a provisioned tree, and gets nothing from the tests but a screen that nobody sees."""

    def _lay(self) -> None:
        super()._lay()
        self.write("var/lib/kiosk/etc/kiosk.toml", SETTINGS)
        self.write("etc/systemd/system/kiosk.service.d/container.conf", NO_CONSOLE)
        # Lines of systemd tell when it has started; on a device they would stand over the picture.
        self.write("etc/systemd/system.conf.d/zz-container.conf", "[Manager]\nShowStatus=yes\n")


def _layered(below: Path, home: Path) -> Path:
    """A layer over a tree, in a folder that is there."""
    root, upper, work = (home / name for name in ("root", "upper", "work"))
    for folder in (root, upper, work):
        folder.mkdir()
    layers = f"lowerdir={below},upperdir={upper},workdir={work}"
    subprocess.run(["mount", "-t", "overlay", "-o", layers, "kiosk", root], check=True)  # noqa: S603, S607
    return root


@contextmanager
def layer() -> Iterator[Path]:
    """The provisioned tree, to be changed at will: what is written is gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="layer", dir=HOME))
    try:
        with today(), laid_over(PROVISIONED, home) as root:
            yield root
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def laid_over(below: Path, home: Path) -> Iterator[Path]:
    """A layer over a tree; what is written lies in a folder that is there."""
    root = _layered(below, home)
    try:
        yield root
    finally:
        subprocess.run(["umount", "--lazy", root], check=False, capture_output=True)  # noqa: S603, S607


def asked(*words: str | Path, alone: bool = False) -> "subprocess.CompletedProcess[str]":
    """`provision/install` without what it does to get started; `alone`: without a network."""
    command = [*(("unshare", "--net") if alone else ()), sys.executable, "-P", "-m", "provision.command", *words]
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT), "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, timeout=1800)  # noqa: S603


def over_ssh(
    machine: AsItLies, home: Path, *words: str | Path, to: str = "root@localhost"
) -> "subprocess.CompletedProcess[str]":
    """`provision/install --to`, with the key of somebody's home, from within the machine's network, which nobody else
    is in."""
    there = ["nsenter", "-t", str(machine.leader), "-n", "--"]
    command = [*there, sys.executable, "-P", "-m", "provision.command", "--to", to, *words]
    environ = os.environ | {"PYTHONPATH": str(CHECKOUT), "HOME": str(home), "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, timeout=600)  # noqa: S603


def let_in(machine: Machine, home: Path) -> None:
    """As the first start does for the key of an answer file; before it is switched on."""
    machine.write("var/lib/kiosk/etc/authorized_keys", (home / ".ssh/id_ed25519.pub").read_text("ascii"), 0o600)


def provision(root: Path, *words: str) -> str:
    """What it says of a tree. It has to go well."""
    done = asked("--tree", root, "--apt-cache", DEBS, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def today() -> Iterator[None]:
    """The kept tree, brought up to date once for however many tests run side by side; it stays as it is inside."""
    with LOCK.open("w") as lock:
        while True:
            flock(lock, LOCK_SH)
            if MARK.read_text("ascii") == key():
                yield
                return
            flock(lock, LOCK_EX)
            now = key()
            if MARK.read_text("ascii") != now:
                provision(PROVISIONED)
                MARK.write_text(now, "ascii")


def key() -> str:
    """Changes with everything that is laid."""
    told = hashlib.sha256()
    for name in ("kiosk", "content", "docs", "systemd", "provision", "pyproject.toml", *RENDERED):
        for file in sorted([CHECKOUT / name, *(CHECKOUT / name).rglob("*")]):
            if file.is_file() and "__pycache__" not in file.parts:
                told.update(f"{file.relative_to(CHECKOUT)} {file.stat().st_mode}\n".encode() + file.read_bytes())
    return told.hexdigest()


def missing() -> str:
    """Why there is no provisioned tree; empty when there is one."""
    if os.geteuid() != 0:
        return "trees are provisioned by root"
    if shutil.which("systemd-nspawn") is None:
        return "systemd-nspawn is not installed (Debian: systemd-container)"
    return "" if MARK.exists() and PROVISIONED.is_dir() else f"{PROVISIONED} is not there: make test-provision"


def bare() -> None:
    """Debian as debootstrap leaves it, and not a package more; built once."""
    done = HOME / "bare.done"
    if done.exists() and BARE.is_dir():
        return
    if shutil.which("debootstrap") is None:
        sys.exit("debootstrap is not installed. Remedy: sudo apt-get install debootstrap, then again.")
    shutil.rmtree(BARE, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)
    subprocess.run(["debootstrap", "--variant=minbase", SUITE, BARE, *MIRROR.split()], check=True)  # noqa: S603, S607
    done.touch()


def build() -> list[float]:
    """From bare to a kiosk, and once more; how long each took."""
    bare()
    MARK.unlink(missing_ok=True)
    shutil.rmtree(PROVISIONED, ignore_errors=True)
    subprocess.run(["cp", "-a", BARE, PROVISIONED], check=True)  # noqa: S603, S607
    took, told = [], ""
    for _ in range(2):
        begun = monotonic()
        told = provision(PROVISIONED)
        took.append(monotonic() - begun)
        sys.stdout.write(f"{told.splitlines()[-1]}\n")
    assert re.match(r"0 changes", told.splitlines()[-1]), told
    assert took[0] < MOST_S, f"{took[0]:.0f} s"
    MARK.write_text(key(), "ascii")
    return took


def main() -> None:
    """Build it, or say why one would have to."""
    if os.geteuid() != 0:
        sys.exit("Trees are provisioned by root. Remedy: sudo make test-provision")
    build()


if __name__ == "__main__":
    main()
