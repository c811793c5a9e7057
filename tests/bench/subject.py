"""One programme with a window, measured from outside: what a person before it would see, and what the kernel counts."""

import os
import shlex
import statistics
import subprocess
import time
from typing import Self

from msgspec import Struct

from tests.bench.display import Display, pause, until
from tests.bench.resting import memory, wakes

SETTLED = 1.5
"""Seconds without a change after which a start is over."""

ALIKE = 0.9
"""Share of the looked-at pixels that make a frame the settled one; what breathes may differ."""


class Subject(Struct, frozen=True):
    """What to measure and where to touch it."""

    name: str
    command: str
    tap: tuple[int, int]
    """A control that answers a press at once, on the page reached by `way_in`."""
    way_in: tuple[tuple[int, int], ...] = ()
    """Touches that lead from the start to that page."""
    lesson: tuple[tuple[int, int], ...] = ()
    """Touches that lead on from there into a lesson."""


class Measured(Struct, frozen=True):
    """What was found; times in milliseconds, memory in MB."""

    name: str
    start_ms: float
    tap_ms: float
    tap_p95_ms: float
    wakes: float
    memory_mb: float
    lesson_mb: float


class Running:
    """A subject that runs on a display."""

    def __init__(self, subject: Subject, display: Display) -> None:
        self.display = display
        environ = {key: value for key, value in os.environ.items() if not key.startswith("SDL_")}
        self.began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - the bench's own words
            shlex.split(subject.command),
            env=environ | {"DISPLAY": display.name},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self._process.pid

    def start_ms(self) -> float:
        """From the start of the process to the first frame that looks like the settled one."""
        seen = [(0.0, self.display.rows())]
        while (now := time.perf_counter() - self.began) - seen[-1][0] < SETTLED or len(seen) < 2:
            if self._process.poll() is not None or now > 60:
                raise RuntimeError(f"Nothing was shown within {now:.0f} s, or the programme ended.")
            pause(0.002)  # or looking would take a processor from what is looked at
            rows = self.display.rows()
            if not alike(rows, seen[-1][1], 1.0):
                seen.append((time.perf_counter() - self.began, rows))
        return next(1000 * when for when, rows in seen[1:] if alike(rows, seen[-1][1], ALIKE))

    def tap_ms(self, x: int, y: int) -> float:
        """From a press to the first changed pixel near it. The finger then slides off, so nothing is done."""
        before = self.display.around(x, y)
        pressed = time.perf_counter()
        self.display.press(x, y)
        until(lambda: self.display.around(x, y) != before, seconds=3)
        took = time.perf_counter() - pressed
        self.display.move(x, y - 250)
        self.display.lift()
        pause(0.75)  # longer than what counts as a double strike
        return 1000 * took

    def touch(self, x: int, y: int) -> None:
        """Touch something and give it time."""
        self.display.press(x, y)
        pause(0.08)
        self.display.lift()
        pause(1.2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


def alike(one: bytes, other: bytes, share: float) -> bool:
    """Whether this share of the pixels is the same."""
    if one == other or len(one) != len(other):
        return one == other
    same = sum(one[n : n + 4] == other[n : n + 4] for n in range(0, len(one), 4))
    return same >= share * len(one) / 4


def measure(subject: Subject, starts: int, taps: int, rest: float) -> Measured:
    """Start it a few times, touch it, leave it in peace, take it into a lesson."""
    started = []
    for _ in range(starts):
        with Display() as display, Running(subject, display) as running:
            started.append(running.start_ms())
    with Display() as display, Running(subject, display) as running:
        running.start_ms()
        for point in subject.way_in:
            running.touch(*point)
        tapped = sorted(running.tap_ms(*subject.tap) for _ in range(taps))
        memory_mb, resting = memory(running.pid), wakes(running.pid, rest)
        for point in subject.lesson:
            running.touch(*point)
        return Measured(
            subject.name,
            round(statistics.median(started), 1),
            round(statistics.median(tapped), 2),
            round(tapped[int(0.95 * (taps - 1))], 2),
            round(resting, 1),
            round(memory_mb, 1),
            round(memory(running.pid), 1),
        )
