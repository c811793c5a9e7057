"""What a panel does on true lines, told as JSON; run by `test_lines` with a pretend kernel loaded before it.

LD_PRELOAD=pretend.so python -m tests.panel.on_lines ROOT
"""

import ctypes
import json
import sys
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from kiosk.core.events import Event
from kiosk.panel.lines import LineFactory
from kiosk.panel.panel import Panel
from kiosk.panel.wiring import ALL

REST_S = 3.0


def switches() -> int:
    """How often all threads of this process have gone to sleep."""
    statuses = [status.read_text() for status in Path("/proc/self/task").glob("*/status")]
    return sum(int(line.split()[1]) for text in statuses for line in text.splitlines() if line.startswith("voluntary"))


def main() -> None:
    """Open, press, sense, light, rest, close."""
    kernel = ctypes.CDLL(None)
    kernel.sim_flags.restype = ctypes.c_ulonglong
    told: SimpleQueue[Event] = SimpleQueue()
    factory = LineFactory(Path(sys.argv[1]))
    panel = Panel(told.put, ALL, factory)
    report: dict[str, Any] = {"open": panel.open()}
    if report["open"]:
        report["flags"] = {name: kernel.sim_flags(gpio) for name, gpio in ALL.items()}
        report["status"] = kernel.sim_level(ALL["status_lamp"])
        for name, level in (("back", 0), ("back", 1), ("presence", 1), ("help", 0)):
            kernel.sim_drive(ALL[name], level)
            report.setdefault("told", []).append(repr(told.get(timeout=10)) if (name, level) != ("back", 1) else "")
        report["down"] = [name for name in ALL if panel.active(name)]
        panel.lamp("help", on=True)
        report["help lamp"] = kernel.sim_level(ALL["help_lamp"])
        before = switches()
        try:
            report["told at rest"] = repr(told.get(timeout=REST_S))
        except Empty:
            report["wakes"] = switches() - before
    else:
        report["why"] = told.get(timeout=10).why  # type: ignore[attr-defined]
    panel.close()
    report["given back"] = [kernel.sim_flags(gpio) for gpio in ALL.values()]
    factory.close()
    factory.close()
    print(json.dumps(report))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
