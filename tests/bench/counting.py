"""What counting costs: a step of a visit, a million counts a minute beside the drawing, a year on the card.

python -m tests.bench.counting
"""

import statistics
import time
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import numpy as np

from kiosk.core.state import State
from kiosk.screen.headless import Headless
from kiosk.stats.counters import VISITS, Counters
from tests.bench.display import pause
from tests.bench.miniature import picture
from tests.stats.heavy import large_registry, used_for

A_SECOND = 60
A_MINUTE = 1_000_000
COUNTS_A_FRAME = A_MINUTE // 60 // A_SECOND
TURNS = 10
"""Seconds of each in a round."""
ROUNDS = 15
YEAR = 365


def counting(*, whole: bool = True) -> dict[str, object]:
    """Everything; without `whole` a shorter year and one round."""
    with TemporaryDirectory() as folder:
        found = step_us(Path(folder)) | frames(Path(folder), ROUNDS if whole else 1)
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


def frames(folder: Path, rounds: int) -> dict[str, object]:
    """The gap between two frames, p99 of a round, without and with a million counts a minute.

    Every second they take turns, so that whatever else the machine does falls upon both. In ten seconds that count
    everything is written down once, as it really is.
    """
    counters = Counters(folder / "frames.db", large_registry())
    with Headless(1280, 800) as screen:
        looked = [_round(screen, counters) for _ in range(rounds)]
    commits = counters.commits
    counters.close()
    without, counted = ([one[place] for one in looked] for place in (0, 1))
    ratios = sorted(one / other for other, one in looked)
    return {
        "ms between frames, p99, without": round(statistics.median(without), 2),
        "ms between frames, p99, a million counts a minute": round(statistics.median(counted), 2),
        "one to the other, median": round(statistics.median(ratios), 3),
        "from, quarters, to": tuple(round(float(one), 3) for one in np.percentile(ratios, (0, 25, 75, 100))),
        "commits in the meantime": commits,
        "seconds of each": rounds * TURNS,
    }


def _round(screen: Headless, counters: Counters) -> tuple[float, float]:
    """p99 without and with; who begins changes from turn to turn."""
    gaps: dict[int, list[float]] = {0: [], COUNTS_A_FRAME: []}
    for turn in range(TURNS):
        for counts in (0, COUNTS_A_FRAME)[:: 1 if turn % 2 else -1]:
            gaps[counts] += _second(screen, counters, counts, writes=bool(counts) and turn == TURNS // 2)
    return float(np.percentile(gaps[0], 99)), float(np.percentile(gaps[COUNTS_A_FRAME], 99))


def _second(screen: Headless, counters: Counters, counts: int, *, writes: bool) -> list[float]:
    """Sixty frames in a second, so many counts before each of them; the gaps between them in ms."""
    scenes = cycle((picture(State()), picture(State(pressed="on"))))
    gaps, writing = [], Thread(target=counters.flush)
    shown = due = time.perf_counter()
    for frame in range(A_SECOND):
        due += 1 / A_SECOND
        for _ in range(counts):
            counters.count(VISITS)
        if writes and frame == A_SECOND // 2:
            writing.start()
        pause(max(0.0, due - time.perf_counter()))
        screen.show(next(scenes))
        now = time.perf_counter()
        gaps.append(1000 * (now - shown))
        shown = now
    if writes:
        writing.join()
    return gaps


if __name__ == "__main__":
    for what, value in counting().items():
        print(f"{what}: {value}")  # noqa: T201
