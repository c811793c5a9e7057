"""`python -m tests.bench.renewing`: how long a start takes with releases, a word of the updater to the screen, and how
the exchange of the content looks to somebody who watches the screen all the while.
"""

import shutil
import statistics
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from kiosk.core import events as e
from kiosk.durable import keep
from kiosk.packs.compile import compiled
from kiosk.packs.shelf import packed
from kiosk.stats.declare import compile_metrics
from kiosk.update.news import SOCKET, send
from kiosk.update.releases import LIBRARY, Releases
from tests.bench.display import Display, pause, until
from tests.bench.subject import Running, Subject

ROOT = Path(__file__).parents[2]
NEW = "7-0badcafe"
TIMES = 9


def libraries() -> tuple[bytes, bytes]:
    """The real lessons, and the same with another greeting."""
    made = []
    with TemporaryDirectory() as folder:
        content = Path(shutil.copytree(ROOT / "content", Path(folder) / "content"))
        for greeting in ("", "Bài mới! "):
            words = (content / "words.yaml").read_text("utf-8")
            (content / "words.yaml").write_text(words.replace('vi: "', f'vi: "{greeting}', 1), "utf-8")
            library, report = compiled(content, date(2026, 11, 21), "en")
            if library is None:
                raise RuntimeError(report.problems)
            made.append(packed(library))
    return made[0], made[1]


def data(folder: Path, old: bytes, new: bytes, *, ready: bool) -> Path:
    """A data folder whose release is ready, or only there."""
    keep(folder / "library.msgpack", old)
    keep(folder / "metrics.msgpack", compile_metrics())
    releases = Releases(folder / "update")
    keep(releases.path(NEW) / LIBRARY, new)
    if ready:
        releases.offer(NEW)
    return folder


def subject(folder: Path) -> Subject:
    """The desk on a data folder."""
    command = f"env SDL_AUDIODRIVER=dummy KIOSK_DATA_FOLDER={folder} {sys.executable} -m kiosk desk"
    return Subject("kiosk", command, (640, 740))


def on_desk(folder: Path, look: Callable[[Running], float]) -> float:
    """What is found when looking at a desk."""
    with Display() as display, Running(subject(folder), display) as running:
        return look(running)


def word_ms(folder: Path) -> Callable[[Running], float]:
    """From `send` to the first changed pixel."""

    def look(running: Running) -> float:
        running.start_ms()
        until((folder / SOCKET).exists, seconds=10)
        before, sent = running.display.rows(), perf_counter()
        send(folder / SOCKET, e.StickTold("found"))
        until(lambda: running.display.rows() != before, seconds=5)
        return 1000 * (perf_counter() - sent)

    return look


def exchange_ms(folder: Path) -> Callable[[Running], float]:
    """From the last look at the old picture to the first at the settled new one; any third picture is a fault."""

    def look(running: Running) -> float:
        running.start_ms()
        until((folder / SOCKET).exists, seconds=10)
        Releases(folder / "update").offer(NEW)
        began = perf_counter()
        send(folder / SOCKET, e.ReleaseReady(NEW))
        seen = [(began, running.display.rows(every=16))]
        while perf_counter() - began < 3:
            pause(0.001)
            rows = running.display.rows(every=16)
            if rows != seen[-1][1]:
                seen.append((perf_counter(), rows))
        if len(seen) != 2:
            print(f"  {len(seen)} pictures were seen in all", file=sys.stderr)  # noqa: T201
        if any(not any(rows) for _, rows in seen):
            raise RuntimeError("The screen was black for a moment.")
        return 1000 * (seen[-1][0] - began)

    return look


def told(name: str, times: list[float]) -> None:
    """One line."""
    middle = statistics.median(times)
    print(f"{name}: {min(times):.0f} ms, median {middle:.0f}, longest {max(times):.0f} of {len(times)}")  # noqa: T201


def main() -> None:
    """Everything, one after another."""
    old, new = libraries()
    for name, ready in (("start, never updated", False), ("start that takes a release", True)):
        times = []
        for _ in range(TIMES):
            with TemporaryDirectory() as folder:
                times.append(on_desk(data(Path(folder), old, new, ready=ready), Running.start_ms))
        told(name, times)
    for name, looker in (("word to picture", word_ms), ("ready to new picture", exchange_ms)):
        times = []
        for _ in range(TIMES):
            with TemporaryDirectory() as folder:
                place = data(Path(folder), old, new, ready=False)
                times.append(on_desk(place, looker(place)))
        told(name, times)


if __name__ == "__main__":
    main()
