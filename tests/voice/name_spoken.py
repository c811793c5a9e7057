"""A kiosk's voice in a process of its own that speaks a name nobody recorded. Run by `test_live.py`.

The sentence comes in by the standard input. While the voice speaks, everything that an onlooker could see of this
process and its children goes back by the descriptor named on the command line.
"""

import json
import os
import queue
import sys
import time
from pathlib import Path

from kiosk.core.events import Event, SpeechEnded, WordReached
from kiosk.core.orders import Say
from kiosk.core.units import DurationMs
from kiosk.privacy import forbid_core_dumps
from kiosk.voice.clips import Clips
from kiosk.voice.live import Live
from kiosk.voice.pygame_mixer import PygameMixer
from kiosk.voice.speaker import Speaker


def clock() -> DurationMs:
    return DurationMs(time.monotonic_ns() // 1_000_000)


def children() -> list[str]:
    """The numbers of this process's children, whichever thread started them."""
    return [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]


def seen() -> dict[str, object]:
    """Command lines, environments, open files and limits of this process and its children.

    Who is not the superuser is not even let look at the environment and files of a child that may not be dumped.
    """
    family = [Path("/proc", pid) for pid in ("self", *children())]
    return {
        "children": len(family) - 1,
        "lines": [shown(one / "cmdline") for one in family],
        "environments": [shown(one / "environ") for one in family],
        "files": [name for one in family for name in opened(one / "fd")],
        "core": [line.split()[4:6] for one in family for line in shown(one / "limits").splitlines() if "core" in line],
    }


def shown(file: Path) -> str:
    try:
        return file.read_bytes().decode(errors="replace")
    except PermissionError:
        return ""


def opened(folder: Path) -> list[str]:
    """Files on a disk, also deleted ones; neither pipes nor devices."""
    try:
        targets = [str(link.readlink()) for link in folder.iterdir()]
    except (PermissionError, FileNotFoundError):
        return []
    return [target for target in targets if target.startswith("/") and not target.startswith(("/dev/", "/proc/"))]


def main() -> None:
    forbid_core_dumps()
    told: queue.Queue[Event] = queue.Queue()
    folder = Path.cwd()
    speaker = Speaker(Clips([folder]), PygameMixer(folder / "effects"), told.put, clock, live=Live())
    speaker.say(Say(1, (sys.stdin.read(),), "vi"))
    words, at_work = 0, None
    while not isinstance(event := told.get(timeout=20), SpeechEnded):
        words += isinstance(event, WordReached)
        at_work = at_work or seen()
    speaker.close()
    with os.fdopen(int(sys.argv[1]), "w") as back:
        json.dump({"words": words, "left": len(children()), **(at_work or {})}, back)


if __name__ == "__main__":
    main()
