"""Counting killed at its system calls, while cells grow and a day is forgotten: nothing doubled, ten seconds lost.

Every call is cut by `make test-cuts`; `make test` takes a sample.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import Struct

from kiosk.stats.schema import DAYS_KEPT
from kiosk.stats.store import Store, check, read_cells, read_days, read_health
from tests.stats.cuts.counting import BATCH, BATCHES, FIRST, count, day_of

SAMPLE = 10
EVERY = bool(os.environ.get("EVERY_CUT"))
CALLS = ("openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


class Point(Struct, frozen=True):
    """The n-th call of a kind."""

    call: str
    number: int


def told(folder: Path, *strace: str) -> list[int]:
    """The batches that were told as written."""
    command = [*strace, sys.executable, "-B", "-m", "tests.stats.cuts.counting", str(folder)]
    done = subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)  # noqa: S603 - our own words
    return [int(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty-five full days, so that every new one makes the oldest be forgotten."""
    folder = tmp_path_factory.mktemp("before")
    store = Store(folder / "counters.db")
    for n in range(DAYS_KEPT):
        day = (FIRST - timedelta(days=DAYS_KEPT - n)).date().isoformat()
        store.add({(day, "morning", "mistakes", f"of {n} {word}"): 2 for word in range(40)}, {(day, "boots"): 1})
    store.close()
    return folder


@pytest.fixture(scope="module")
def points(before: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """Counting that nobody cuts, and all its calls that touch the folder."""
    folder = tmp_path_factory.mktemp("uncut") / "data"
    shutil.copytree(before, folder)
    log = folder.parent / "log"
    try:
        told(folder, "strace", "-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none")
        lines = log.read_text("utf-8", errors="replace").splitlines()
    except OSError as error:
        pytest.skip(f"strace cannot be used here: {error}")
    number: Counter[str] = Counter()
    found = []
    for line in lines:
        call = line.partition("(")[0]
        number[call] += 1
        if str(folder) in line:
            found.append(Point(call, number[call]))
    return found


def whole_batches(database: Path) -> int:
    """How many batches are there: each as a whole, and those before it too."""
    batches = 0
    for day in dict.fromkeys(map(day_of, range(BATCHES))):
        cells = {(metric, key): n for (_, _, metric, key), n in read_cells(database, day).items()}
        here = cells.get(("visits", ""), 0)
        assert cells == ({cell: here * n for cell, n in BATCH.items()} if here else {})
        assert here == 0 or batches % 2 == 0
        batches += here
    return batches


def test_there_is_much_to_cut(points: list[Point]) -> None:
    assert len(points) >= 40
    assert {"openat", "pwrite64", "fdatasync", "rename"} <= {point.call for point in points}


@pytest.mark.timeout(1800 if EVERY else 90)
@pytest.mark.parametrize("share", range(2))
def test_a_kill_doubles_nothing_and_loses_one_batch(
    before: Path, points: list[Point], tmp_path: Path, share: int
) -> None:
    chosen = points if EVERY else points[:: -(-len(points) // SAMPLE)]
    for point in chosen[share::2]:
        folder = tmp_path / f"{point.call}-{point.number}"
        shutil.copytree(before, folder)
        database = folder / "counters.db"
        cut = ("-e", f"trace={point.call}", "-e", f"inject={point.call}:signal=KILL:when={point.number}")
        written = told(folder, "strace", "-o", "/dev/null", *cut)
        check(database)
        found = whole_batches(database)
        assert found in (len(written), len(written) + 1), f"killed at {point}"
        assert len(read_days(database)) == DAYS_KEPT
        count(folder, found, lambda _batch: None)
        assert whole_batches(database) == BATCHES
        assert list(read_days(database))[-3:] == [day_of(0), day_of(2), day_of(4)]
        assert not list(folder.glob("*broken*"))
        starts = Counter[str]()
        for day in map(day_of, (0, 2, 4)):
            told_of = read_health(database, day)
            starts.update({name: int(told_of.get(name, 0)) for name in ("boots", "watchdog_restarts")})
        assert starts["boots"] <= 1, f"killed at {point}"
        assert starts["watchdog_restarts"] <= 1, f"killed at {point}"
