"""Trying the parts of the machine, each within a deadline. What only a person can tell is asked of her: `ask`."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Literal

from kiosk.core.events import Tested
from kiosk.durable import written
from kiosk.staff.printer import NotPrinted, SlipPrinter

Outcome = Literal["good", "bad", "absent", "ask"]
Came = tuple[Outcome, str]
"""What came of it, and a word of a closed list or a number."""
Probe = Callable[[], Came]

DEADLINE_S = 12.0
"""The slowest is a camera, which may take eight seconds to open."""

ENOUGH_MB = 500
HOT_C = 80
"""From here on a Raspberry Pi slows itself down (its documentation, "frequency management and thermal control")."""

_MEGABYTE = 1_000_000


class Trials:
    """Tries parts by name. Every part has a thread of its own while it is tried, so none holds up another."""

    def __init__(self, probes: Mapping[str, Probe], *, deadline_s: float = DEADLINE_S) -> None:
        self._probes, self._deadline_s = probes, deadline_s
        self._threads: dict[str, Thread] = {}

    def run(self, part: str) -> Tested:
        """Try it. Never raises; a part that nobody here knows is absent."""
        probe = self._probes.get(part)
        if probe is None:
            return Tested(part, "absent")
        if part in self._threads and self._threads[part].is_alive():
            return Tested(part, "bad", "stuck")
        answers: SimpleQueue[Came] = SimpleQueue()
        # A daemon: a driver that hangs must not keep a dying kiosk alive.
        thread = Thread(target=lambda: answers.put(_tried(probe)), name=f"test of {part}", daemon=True)
        self._threads[part] = thread
        thread.start()
        try:
            return Tested(part, *answers.get(timeout=self._deadline_s))
        except Empty:
            return Tested(part, "bad", "stuck")


def _tried(probe: Probe) -> Came:
    try:
        return probe()
    except Exception as error:  # noqa: BLE001 - the border: whatever a driver raises means that the part does not work
        return "bad", type(error).__name__


# --- what this room can try by itself ---------------------------------------------------------------------------------


def store(folder: Path) -> Came:
    """Write a file into the data folder, read it back, remove it."""
    came = written(folder)
    return ("good", "") if came == "good" else ("bad", came)


def space(folder: Path) -> Came:
    """How many megabytes are free."""
    free = shutil.disk_usage(folder).free // _MEGABYTE
    return "good" if free >= ENOUGH_MB else "bad", str(free)


def temperature(root: Path = Path("/")) -> Came:
    """The hottest place that the machine measures, in degrees Celsius."""
    zones = sorted((root / "sys/class/thermal").glob("thermal_zone*/temp"))
    degrees = [int(zone.read_text(encoding="ascii")) // 1000 for zone in zones]
    if not degrees:
        return "absent", ""
    return "good" if max(degrees) < HOT_C else "bad", str(max(degrees))


def clock(now: Callable[[], datetime | None]) -> Came:
    """Whether somebody vouches for the time."""
    time = now()
    return ("bad", "unset") if time is None else ("good", time.strftime("%H:%M"))


def printer(given: SlipPrinter | None, lines: Sequence[str]) -> Came:
    """Print a slip; whether it can be read, somebody has to look."""
    if given is None:
        return "absent", ""
    try:
        given.print(lines)
    except NotPrinted as trouble:
        return "bad", trouble.trouble
    return "ask", ""
