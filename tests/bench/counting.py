"""What counting costs: a step of a visit, a million counts a minute beside the drawing, a year on the card.

python -m tests.bench.counting
"""

import statistics
import time
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kiosk.core.state import State
from kiosk.screen.headless import Headless
from kiosk.stats.counters import VISITS, Counters
from tests.bench.display import pause
from tests.bench.miniature import picture
from tests.stats.heavy import large_registry, used_for

A_SECOND = 60
A_MINUTE = 1_000_000
SECONDS = 11.0
"""Of one look at the frames: long enough for a commit to fall into it."""
LOOKS = 6
YEAR = 365


def counting(*, whole: bool = True) -> dict[str, object]:
    """Everything; without `whole` a shorter year and fewer looks."""
    with TemporaryDirectory() as folder:
        found = step_us(Path(folder)) | frames(Path(folder), LOOKS if whole else 1)
        bytes_used = used_for(YEAR if whole else 40, Path(folder) / "year" / "counters.db")
    return found | {"MB after a year, journal and all, at most": round(bytes_used / 1e6, 2)}


def step_us(folder: Path) -> dict[str, object]:
    """Microseconds of one count, as the thread that draws feels it."""
    counters = Counters(folder / "step.db", large_registry())
    counters.start()
    took = []
    steps = (VISITS, ""), ("lessons_opened", "lesson-number-3/alone"), ("hints", "glow"), ("idle_ends", "")
    for _ in range(5_000):
        for metric, key in steps:
            began = time.perf_counter()
            counters.count(metric, key)
            took.append(1e6 * (time.perf_counter() - began))
    counters.close()
    p50, p99 = np.percentile(took, (50, 99))
    return {"us a count": round(float(p50), 1), "us a count, p99": round(float(p99), 1)}


def frames(folder: Path, looks: int) -> dict[str, object]:
    """The gap between two frames, p99 of a look, without and with a million counts a minute; looks take turns."""
    counters = Counters(folder / "frames.db", large_registry())
    counters.start()
    without, counted = [], []
    for _ in range(looks):
        without.append(gap_ms(counters, 0))
        counted.append(gap_ms(counters, A_MINUTE // 60 // A_SECOND))
    commits = counters.commits
    counters.close()
    ratios = [one / other for one, other in zip(counted, without, strict=True)]
    return {
        "ms between frames, p99, without": round(statistics.median(without), 2),
        "ms between frames, p99, a million counts a minute": round(statistics.median(counted), 2),
        "one to the other": round(statistics.median(ratios), 3),
        "from, to": (round(min(ratios), 3), round(max(ratios), 3)),
        "commits in the meantime": commits,
        "seconds in the meantime": round(2 * looks * SECONDS),
    }


def gap_ms(counters: Counters, counts: int) -> float:
    """Sixty frames a second for a while, so many counts before each of them."""
    scenes = cycle((picture(State()), picture(State(pressed="on"))))
    gaps, period = [], 1 / A_SECOND
    with Headless(1280, 800) as screen:
        shown = due = time.perf_counter()
        until = due + SECONDS
        while due < until:
            due += period
            for _ in range(counts):
                counters.count(VISITS)
            pause(max(0.0, due - time.perf_counter()))
            screen.show(next(scenes))
            now = time.perf_counter()
            gaps.append(1000 * (now - shown))
            shown = now
    return float(np.percentile(gaps, 99))


if __name__ == "__main__":
    for what, value in counting().items():
        print(f"{what}: {value}")  # noqa: T201
