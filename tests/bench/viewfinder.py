"""The draw loop while the camera is on: real threads, a real lesson's scene at 1280 by 800, a screen in memory.

    python -m tests.bench.viewfinder

A gap is the time from one frame on the screen to the next; the loop plans 66 ms. An absence is how long the loop left
something unheard that another thread had put: what a finger would wait.
"""

import os
import statistics
import threading
import time
from itertools import pairwise
from pathlib import Path

from kiosk.camera.decoder import Decoder
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.camera.watcher import Watcher
from kiosk.config import load_settings
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core.content.lessons import Scan
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.packs.checks.play import stations
from kiosk.packs.shelf import open_library
from kiosk.scenes.hit import hit
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.headless import Headless
from kiosk.screen.photos import Frame
from kiosk.screen.pointer import Pointer

SECONDS = 12.0
PING_EVERY = 0.011
"""Seconds; no divisor of the time between two frames."""


class Noted(Headless):
    """A screen that notes when a camera frame was painted."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.painted: list[float] = []

    def look(self, frame: Frame | None) -> None:
        super().look(frame)
        self.painted.append(time.perf_counter())


def viewfinder(library: Path, scenery: str, seconds: float = SECONDS) -> dict[str, float]:
    """Frames a second, gaps and absences in milliseconds."""
    opened = open_library(library)
    state = scanning(opened)
    waited: list[float] = []
    began = time.monotonic()  # the state's time starts at 0, or the visit would end for want of a touch

    def heard(before: State, event: e.Event) -> tuple[State, tuple[()]]:
        if isinstance(event, e.FingerCame):
            waited.append(time.perf_counter() - float(event.item))
            return before, ()
        return step(opened, before, event)[0], ()

    with Noted(1280, 800) as screen:
        look = Look(1280, 800, 5.88, 500.0, screen.fonts.measure)
        loop = Loop(
            state, step=heard, picture=lambda now: picture(opened, now, look), carry=lambda order: None, screen=screen,
            pointer=Pointer(hit, slop=9, near=60), clock=lambda: DurationMs(int((time.monotonic() - began) * 1000)),
        )  # fmt: skip
        cards = {name: card.payload for name, card in opened.cards.items()}
        camera = SyntheticCamera(cards, scenery=scenery)
        # What is read is dropped, or the lesson would go on and shut the camera.
        watcher = Watcher(camera, Decoder(), codes.read, lambda told: None, lambda frame: loop.frame(frame.pixels))
        stop = threading.Event()
        pinging = threading.Thread(target=_ping, args=(loop, stop))
        ending = threading.Timer(seconds, loop.stop)
        watcher.look(sorted(cards)[0])
        pinging.start()
        ending.start()
        loop.run()
        stop.set()
        pinging.join()
        watcher.close()
    return _summary(screen.painted[5:], waited)


def scanning(library: Library) -> State:
    """A visitor before the camera."""
    for lesson in library.lessons.values():
        for station in stations(library, lesson, "together"):
            if isinstance(lesson.steps[station.step], Scan):
                return State(place="lesson", lesson=station)
    raise LookupError("No lesson of this library has a step that scans.")


def _ping(loop: Loop, stop: threading.Event) -> None:
    while not stop.wait(PING_EVERY):
        loop.put(e.FingerCame(str(time.perf_counter())))


def _summary(painted: list[float], waited: list[float]) -> dict[str, float]:
    gaps = sorted(1000 * (after - before) for before, after in pairwise(painted))
    absences = sorted(1000 * seconds for seconds in waited)
    return {
        "frames a second": round(1000 / statistics.mean(gaps), 1),
        "gap between frames, median ms": round(statistics.median(gaps), 1),
        "gap between frames, p99 ms": round(gaps[int(0.99 * (len(gaps) - 1))], 1),
        "absence of the loop, p99 ms": round(absences[int(0.99 * (len(absences) - 1))], 1),
        "absence of the loop, longest ms": round(absences[-1], 1),
    }


if __name__ == "__main__":
    for scenery in ("usual", "shaking", "far"):
        print(scenery, viewfinder(load_settings(os.environ).content.library, scenery))  # noqa: T201
