"""How long collecting takes, by the number of kiosks: the first time, and for one night more.

python -m tests.bench.fleet --kiosks 100 330 1000 --days 30
python -m tests.bench.fleet --kiosks 3321 --days 365 --folder DISK

Each size is made anew in a folder that is removed again. The night more has late documents of twenty kiosks, too: each
sends the last thirty days, so that every one of these days is written again.
"""

import argparse
import os
import resource
import shutil
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from kiosk.config import load_settings
from kiosk.fleet.collecting.collect import Collected, Run, collect
from kiosk.fleet.simulating.simulate import Fleet, simulate
from kiosk.fleet.simulating.vocabulary import Vocabulary, vocabulary
from kiosk.fleet.sites import read_sites
from kiosk.fleet.summing.make import sum_up
from kiosk.packs.shelf import open_library
from kiosk.stats.registry import load_registry

LAST = date.today() - timedelta(days=1)
LATE_KIOSKS, LATE_DAYS = 20, 30


class Took(Struct, frozen=True, kw_only=True):
    """One size of a fleet."""

    kiosks: int
    documents: int
    made_s: float
    first_s: float
    night_s: float
    memory_mb: float
    office_mb: float


def words() -> Vocabulary:
    """Of this machine's content."""
    given = load_settings(os.environ)
    library = open_library(given.content.library)
    return vocabulary(load_registry(given.stats.metrics.read_bytes(), library), library)


def measure(folder: Path, kiosks: int, days: int, counted: Vocabulary) -> Took:
    """Make a fleet, hold back its last night and some late ones, collect, bring the rest, collect again."""
    depot, office, apart = folder / "depot", folder / "office", folder / "apart"
    sites = office / "sites.yaml"
    began = time.monotonic()
    fleet = Fleet(depot=depot, sites=sites, kiosks=kiosks, days=days, last=LAST, seed=1, words=counted)
    simulate(fleet)
    made_s = time.monotonic() - began
    held_back(depot, apart)
    first, first_s = timed(depot, office)
    brought(apart, depot)
    more, night_s = timed(depot, office)
    return Took(
        kiosks=kiosks,
        documents=first.new + more.new,
        made_s=round(made_s, 1),
        first_s=round(first_s, 1),
        night_s=round(night_s, 1),
        memory_mb=round(memory(), 0),
        office_mb=round(sum(file.stat().st_size for file in office.rglob("*.parquet")) / 1e6, 1),
    )


def held_back(depot: Path, apart: Path) -> None:
    """The last night of all kiosks, and thirty nights of a few."""
    for back in range(LATE_DAYS):
        day = (LAST - timedelta(days=back)).isoformat()
        files = sorted((depot / day).iterdir()) if (depot / day).is_dir() else []
        (apart / day).mkdir(parents=True)
        for file in files if back == 0 else files[:LATE_KIOSKS]:
            file.rename(apart / day / file.name)


def brought(apart: Path, depot: Path) -> None:
    """All that was held back."""
    for file in apart.rglob("*.json"):
        (depot / file.parent.name).mkdir(exist_ok=True)
        file.rename(depot / file.parent.name / file.name)


def timed(depot: Path, office: Path) -> tuple[Collected, float]:
    """A run, from reading the register on."""
    began = time.monotonic()
    register = read_sites(office / "sites.yaml")
    done = collect(Run(depot=depot, office=office, register=register, now=datetime.now(UTC), sum_up=sum_up))
    return done, time.monotonic() - began


def memory() -> float:
    """The most that this process had, and twice the most that one of its workers had, in MB."""
    mine, workers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (mine + 2 * workers) / 1024


def main() -> None:
    """A row for each size."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench.fleet", description=__doc__.splitlines()[0])
    asked.add_argument("--kiosks", type=int, nargs="+", default=[100, 330, 1000])
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--folder", type=Path, default=None, help="where there is room; the temporary folder without")
    given = asked.parse_args()
    counted = words()
    heads = ("kiosks", "documents", "simulate s", "first s", "ms a document", "a night s", "memory MB", "tables MB")
    print("| " + " | ".join(heads) + " |\n" + "|---:" * len(heads) + "|")  # noqa: T201
    for kiosks in given.kiosks:
        with TemporaryDirectory(dir=given.folder) as folder:
            took = measure(Path(folder), kiosks, given.days, counted)
            each = round(1000 * took.first_s / took.documents, 2)
            row = (took.kiosks, took.documents, took.made_s, took.first_s, each)
            more = (took.night_s, took.memory_mb, took.office_mb)
            print("| " + " | ".join(map(str, row + more)) + " |")  # noqa: T201
            sys.stdout.flush()
            shutil.rmtree(Path(folder) / "depot")


if __name__ == "__main__":
    main()
