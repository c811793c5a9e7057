"""Three days of counting in one process, each batch told on standard output once it is written. To be killed anywhere.

python -m tests.stats.cuts.counting FOLDER
"""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.stats.counters import Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.registry import load_registry
from kiosk.stats.watch import Watch
from tests.small import library
from tests.stats.boards import pi
from tests.stats.conftest import Calendar

FIRST = datetime(2026, 11, 21, 9)
BATCHES = 6
BATCH = {("visits", ""): 1, ("pace", "slow"): 3, ("lessons_opened", "fish/alone"): 1}


def day_of(batch: int) -> str:
    """Two batches a day."""
    return (FIRST + timedelta(days=batch // 2)).date().isoformat()


def count(folder: Path, first: int, written: Callable[[int], None]) -> None:
    """Count from a batch on: whoever was killed goes on with the first that is not yet in the database."""
    calendar = Calendar()
    calendar.now = FIRST + timedelta(days=first // 2)
    counters = Counters(folder / "counters.db", load_registry(compile_metrics(), library()), calendar)
    watch = Watch(counters.tell_of_machine, folder, root=pi(folder.parent / "root"))
    watch.begin()
    for batch in range(first, BATCHES):
        calendar.now = FIRST + timedelta(days=batch // 2)
        for (metric, key), n in BATCH.items():
            for _ in range(n):
                counters.count(metric, key)
        counters.flush()
        written(batch)
    watch.close()
    counters.close()


def tell(batch: int) -> None:
    """A line for each batch."""
    sys.stdout.write(f"{batch}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    count(Path(sys.argv[1]), 0, tell)
