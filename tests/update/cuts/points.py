"""Every system call of an update that touches the disk, as strace sees it, and a kill at any one of them."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from msgspec import Struct

CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
    "unlinkat", "mkdir", "mkdirat", "rmdir", "ftruncate", "truncate", "symlink", "symlinkat", "flock", "chmod",
    "fchmod", "utimensat",
)  # fmt: skip
_LINE = re.compile(r"^(\w+)\((.*)")


class Point(Struct, frozen=True):
    """The n-th call of a kind; `what` it was, for the name of a test."""

    call: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


def command(data: Path, depot: Path) -> list[str]:
    """The update that is cut."""
    return [sys.executable, "-B", "-m", "tests.update.cuts.cycle", str(data), str(depot)]


def points(data: Path, depot: Path, log: Path) -> list[Point]:
    """An update that nobody cuts, and all its calls from the first that touches the data folder."""
    strace = ["strace", "-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none"]
    subprocess.run([*strace, *command(data, depot)], check=True, timeout=60)  # noqa: S603 - the words above
    counted: Counter[str] = Counter()
    found = []
    for line in log.read_text("utf-8", errors="replace").splitlines():
        if (call := _LINE.match(line)) is None:
            continue
        counted[call[1]] += 1
        if str(data) in call[2]:
            found.append(Point(call[1], counted[call[1]], call[2].replace(str(data), "")[:120]))
    return found


def killed_at(point: Point, data: Path, depot: Path) -> bool:
    """Run an update that is killed as it makes this call; whether it was."""
    strace = ["strace", "-o", "/dev/null", "-e", f"trace={point.call}"]
    cut = ["-e", f"inject={point.call}:signal=KILL:when={point.number}"]
    whole = [*strace, *cut, *command(data, depot)]
    done = subprocess.run(whole, check=False, timeout=60, capture_output=True)  # noqa: S603 - the words above
    return done.returncode != 0
