"""Killed, out of room, damaged: the office has the old day or the new one, and the next run ends what was begun."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.fleet.collecting.collect import Run, collect
from kiosk.fleet.collecting.office import LEDGER, SETTLED, STAGED
from kiosk.fleet.collecting.tables import BELIEVED, Table, partition
from tests.fleet.nights import DAY, NOW, City, Sender, day
from tests.update.cuts.points import CALLS, Point

ONE, TWO = Sender(1), Sender(2)
OLD, NEW = {ONE.kiosk}, {ONE.kiosk, TWO.kiosk}
SAMPLE = 10
EVERY = bool(os.environ.get("EVERY_CUT"))
COLLECT = """
import sys
from pathlib import Path
from tests.fleet.nights import City
city = object.__new__(City)
city.depot, city.office = Path(sys.argv[1]) / "depot", Path(sys.argv[1]) / "office"
city.collect(workers=int(sys.argv[2]))
"""


def begun(folder: Path) -> City:
    """One document is collected, another has come."""
    folder.mkdir()
    city = City(folder)
    city.register(ONE, TWO)
    city.send(ONE)
    city.collect()
    city.send(TWO)
    return city


@pytest.fixture
def city(tmp_path: Path) -> City:
    return begun(tmp_path / "city")


def kiosks(city: City, table: Table) -> set[str]:
    return {row["kiosk"] for row in city.rows(table)}


def command(folder: Path, workers: int = 1) -> list[str]:
    return [sys.executable, "-B", "-c", COLLECT, str(folder), str(workers)]


def ended(city: City) -> tuple[object, ...]:
    """What one more run makes of it."""
    city.collect()
    rows = len(city.rows("cells")), len(city.rows("documents"))
    left = [file.name for folder in (STAGED, SETTLED) for file in (city.office / folder).glob("*")]
    return *(kiosks(city, table) for table in BELIEVED), rows, left


WHOLE: tuple[object, ...] = (NEW, NEW, NEW, (8, 2), [])
"""Everything is there, once, and nothing lies about."""


def calls(folder: Path, log: Path) -> list[Point]:
    """All calls of a run that touch the office."""
    strace = ["strace", "-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none"]
    subprocess.run([*strace, *command(folder)], check=True, timeout=60)  # noqa: S603 - the words above
    counted: dict[str, int] = {}
    found = []
    for line in log.read_text("utf-8", errors="replace").splitlines():
        call, _, rest = line.partition("(")
        counted[call] = counted.get(call, 0) + 1
        if str(folder / "office") in rest:
            found.append(Point(call, counted[call], rest[:120]))
    return found


@pytest.mark.slow
@pytest.mark.timeout(1800 if EVERY else 90)
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_a_kill_leaves_old_or_new(tmp_path: Path) -> None:
    begun(tmp_path / "seen")
    try:
        every = calls(tmp_path / "seen", tmp_path / "log")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"strace cannot be used here: {error}")
    assert {"openat", "write", "fsync", "rename", "mkdir", "flock"} <= {point.call for point in every}
    for number, point in enumerate(every if EVERY else every[:: max(1, len(every) // SAMPLE)]):
        folder = tmp_path / str(number)
        city = begun(folder)
        strace = ["strace", "-o", "/dev/null", "-e", f"trace={point.call}"]
        cut = ["-e", f"inject={point.call}:signal=KILL:when={point.number}"]
        done = subprocess.run([*strace, *cut, *command(folder)], check=False, timeout=60, capture_output=True)  # noqa: S603
        assert done.returncode != 0, f"{point} was not reached"
        for table in BELIEVED:
            assert kiosks(city, table) in (OLD, NEW), f"killed at {point}: {point.what}"
        assert ended(city) == WHOLE


def test_what_was_decided_before_a_kill_is_carried_out(city: City) -> None:
    """Only one of four files had moved."""
    city.collect()
    decided = city.office / SETTLED / DAY
    decided.mkdir(parents=True)
    for table in ("health", "documents"):
        (city.office / partition(table, day(DAY))).replace(decided / f"{table}.parquet")
    (city.office / LEDGER / f"{DAY}.json").replace(decided / "ledger.json")
    assert ended(city) == WHOLE


def test_no_room_leaves_the_old_day_and_says_so(city: City) -> None:
    child = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-B", "-m", "kiosk", "fleet", "collect", str(city.depot), "--into", str(city.office)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert child.returncode == 1
    assert "File too large" in child.stderr
    assert "Traceback" not in child.stderr
    assert kiosks(city, "documents") == OLD
    assert ended(city) == WHOLE


@pytest.mark.parametrize("how", ["gone", "rubbish", "cut", "empty", "foreign"])
def test_a_damaged_ledger_is_made_again(city: City, how: str) -> None:
    line = city.office / LEDGER / f"{DAY}.json"
    raw = line.read_bytes()
    spoilt = {"rubbish": b"\xff\x00", "cut": raw[:20], "empty": b"", "foreign": b'{"schema":9}'}
    line.unlink()
    if how != "gone":
        line.write_bytes(spoilt[how])
    assert ended(city) == WHOLE


@pytest.mark.parametrize("table", BELIEVED)
@pytest.mark.parametrize("how", ["gone", "cut"])
def test_a_damaged_table_is_made_again_from_the_depot(city: City, table: Table, how: str) -> None:
    file = city.office / partition(table, day(DAY))
    raw = file.read_bytes()
    file.unlink()
    if how == "cut":
        file.write_bytes(raw[: len(raw) // 2])
    assert ended(city) == WHOLE


@pytest.mark.parametrize("table", BELIEVED)
def test_a_lost_table_is_made_again_when_nothing_is_new(city: City, table: Table) -> None:
    city.collect()
    (city.office / partition(table, day(DAY))).unlink()
    assert ended(city) == WHOLE


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_leaves_what_is_done(tmp_path: Path, workers: int) -> None:
    """As a terminal does it: the signal reaches the workers, too."""
    city = begun(tmp_path / "city")
    for number in range(40):
        city.send(ONE, f"2026-{1 + number // 20:02d}-{1 + number % 20:02d}")
    child = subprocess.Popen(  # noqa: S603 - our own words
        command(city.depot.parent, workers), start_new_session=True, stderr=subprocess.PIPE
    )
    ledger = city.office / LEDGER
    while child.poll() is None and len(list(ledger.glob("*.json"))) < 3:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=0.01)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=30)
    # What it says itself may have two tracebacks, one while handling the other; those of a worker follow its name.
    assert b"Process " not in said, "no worker complains"
    assert 2 < len(city.rows("documents")) <= 42
    city.collect()
    assert len(city.rows("documents")) == 42


def test_a_worker_does_not_outlive_its_caller(tmp_path: Path) -> None:
    city = begun(tmp_path / "city")
    for number in range(1, 20):
        city.send(ONE, f"2026-11-{number:02d}")
    child = subprocess.Popen(command(city.depot.parent, workers=2), start_new_session=True)  # noqa: S603 - our own
    try:
        child.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
    done = collect(Run(depot=city.depot, office=city.office, register=city.sites, now=NOW, workers=1))
    assert done.reasons == {}
    assert len(city.rows("documents")) == 21
