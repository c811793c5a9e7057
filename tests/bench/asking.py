"""How long the report's questions take, and how much memory, by size of the fleet and by engine.

python -m tests.bench.asking --kiosks 100 330 1000 3321 --engine duckdb spark

Each is asked in a process of its own, from start to answers; memory is that of the process and its children together
(for Spark that is the JVM). Processor seconds tell more than seconds on a machine that has other work.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import psutil

from kiosk.fleet.summing.make import sum_up
from tests.bench.fleet_tables import write

ASK = """
import sys
from datetime import date
from pathlib import Path
from kiosk.fleet.report.engines.office_tables import open_tables
from kiosk.fleet.report.asking.questions import answers
with open_tables(Path(sys.argv[1]), sys.argv[2]) as tables:
    found = answers(tables, since=date(2026, 1, 1), until=date(2026, 12, 31))
assert found.figures.visits and len(found.weeks) == 53
"""


def asked(office: Path, engine: str) -> tuple[float, float, int]:
    """Seconds, processor seconds, megabytes."""
    began, most, spent = monotonic(), 0, 0.0
    command = [sys.executable, "-c", ASK, str(office), engine]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words
    while child.poll() is None:
        memory, seconds = used(child.pid)
        most, spent = max(most, memory), max(spent, seconds)
        try:
            child.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    if child.returncode:
        raise SystemExit(f"{engine} gave no answer for {office}")
    return monotonic() - began, spent, most >> 20


def used(pid: int) -> tuple[int, float]:
    """Bytes and processor seconds of a process and its children."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        times = [one.cpu_times() for one in family]
        return sum(one.memory_info().rss for one in family), sum(time.user + time.system for time in times)
    except psutil.Error:
        return 0, 0.0


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--kiosks", type=int, nargs="+", default=[100, 330, 1000, 3321])
    told.add_argument("--days", type=int, default=365)
    told.add_argument("--engine", nargs="+", default=["duckdb"])
    told.add_argument("--folder", type=Path, help="keep the tables here, and take them from here")
    told.add_argument("--rows", action="store_true", help="make no sums of months: every row is read")
    plan = told.parse_args()
    print("| engine | kiosks | s | processor s | MB |\n|---|---:|---:|---:|---:|")  # noqa: T201 - its answer
    with TemporaryDirectory() as folder:
        for kiosks in plan.kiosks:
            office = (plan.folder or Path(folder)) / str(kiosks)
            if not office.exists():
                write(office, kiosks, plan.days)
            if not plan.rows:
                sum_up(office)
            for engine in plan.engine:
                s, spent, mb = asked(office, engine)
                print(f"| {engine} | {kiosks:,} | {s:.1f} | {spent:.1f} | {mb:,} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
