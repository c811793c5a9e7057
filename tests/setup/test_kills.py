"""The first boot killed at every call that touches the disk: old or new, nothing half, and the next start ends it well.

A kill loses nothing that was written; that everything which matters is written beside, synced and renamed is the
business of `kiosk.durable` and has its tests there.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kiosk.setup.home import Home
from tests.setup.files import GOOD, PASSWORD, SECRET, booted, everything, machine, told, write

CALLS = "openat,write,pwrite64,fsync,rename,unlink,mkdir,chmod,fchmod"
CHANGED = GOOD.replace("Chợ Đông Ba", "Chợ An Cựu").replace(PASSWORD, "another-password")
SHARES = 4
EVERY = bool(os.environ.get("EVERY_CUT"))
"""`make test-cuts` cuts at every call, `make test` at every third."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def command(home: Home) -> list[str]:
    return [sys.executable, "-B", "-m", "kiosk.setup.firstboot", "--root", str(home.root)]


def calls(home: Home, log: Path) -> list[tuple[str, int]]:
    """Every call of a start that nobody cuts, from the first that touches the machine."""
    strace = ["strace", "-y", "-o", str(log), "-e", f"trace={CALLS}", "-e", "signal=none"]
    try:
        subprocess.run([*strace, *command(home)], check=True, timeout=60, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"strace cannot be used here: {error}")
    counted: Counter[str] = Counter()
    found = []
    for line in log.read_text("utf-8", errors="replace").splitlines():
        call = re.match(r"^(\w+)\(", line)
        if call:
            counted[call[1]] += 1
            if str(home.root) in line:
                found.append((call[1], counted[call[1]]))
    return found


def killed(home: Home, call: str, number: int) -> None:
    """Start, and be killed at this call."""
    strace = ["strace", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"]
    done = subprocess.run([*strace, *command(home)], check=False, timeout=60, capture_output=True)  # noqa: S603
    assert done.returncode != 0, f"{call} {number} was not reached"


def fresh(folder: Path, name: str) -> Home:
    """The same machine anew: set up once, and somebody has just changed its answers."""
    shutil.rmtree(folder / name, ignore_errors=True)
    home = machine(folder / name)
    booted(home)
    write(home, CHANGED)
    (home.boot / "the.txt").write_text(f"KIOSK-STAFF-1:{SECRET}\n", "utf-8")
    return home


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    folder = tmp_path_factory.mktemp("calls")
    return calls(fresh(folder, "a"), folder / "log")


def test_a_start_makes_enough_calls_to_be_worth_cutting(cut: list[tuple[str, int]]) -> None:
    assert len(cut) >= 60
    assert {"openat", "write", "fsync", "rename", "unlink"} <= {call for call, _ in cut}


def whole(home: Home) -> None:
    """Whatever lies there now is the old or the new."""
    answers = home.answers.read_text("utf-8")
    assert answers == CHANGED or (PASSWORD not in answers and "another-password" not in answers)
    assert b"psk=mat-khau-bi-mat\n" in home.wifi.read_bytes() or b"psk=another-password\n" in home.wifi.read_bytes()
    assert told(home).place in ("Chợ Đông Ba", "Chợ An Cựu")
    assert home.settings.read_text("utf-8").count("[update]") == 1
    if "another-password" not in answers:
        assert b"psk=another-password\n" in home.wifi.read_bytes(), "nothing secret goes before it is kept"


@pytest.mark.parametrize("share", range(SHARES))
def test_a_kill_leaves_old_or_new_and_the_next_start_ends_it(
    cut: list[tuple[str, int]], tmp_path: Path, share: int
) -> None:
    expected = fresh(tmp_path, "expected")
    booted(expected)
    mine = cut[share::SHARES][:: 1 if EVERY else 3]
    for call, number in mine:
        home = fresh(tmp_path, "kiosk")
        killed(home, call, number)
        whole(home)
        booted(home)
        now = {name: file for name, file in everything(home).items() if not name.endswith(".new")}
        assert now == everything(expected), f"killed at {call} {number}"
    assert len(mine) >= 5
