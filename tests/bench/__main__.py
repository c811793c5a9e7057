"""Measure the kiosk and its rivals in one run; a table for people, `out/bench.json` for the next run.

python -m tests.bench
python -m tests.bench --command "kiosk desk" --way-in 640,730 --tap 60,690 --lesson 640,350 640,350
"""

import argparse
import os
import shlex
import sys
from pathlib import Path

import msgspec

from kiosk.config import load_settings
from tests.bench.codes import codes
from tests.bench.counting import counting
from tests.bench.page import PLACE
from tests.bench.paint import paint
from tests.bench.reading import tables
from tests.bench.sound import sound
from tests.bench.subject import Measured, Subject, measure
from tests.bench.update import update
from tests.bench.viewfinder import viewfinder

Point = tuple[int, int]
WAY_IN, LANGUAGE, LESSON = [(640, 730)], (60, 690), [(640, 350), (640, 350), (790, 730)]
"""At 1280 by 800: from rest to home; the language button there; the second topic, *do it with me*, *on*."""
ON_BUTTON = (PLACE[0] + 40, PLACE[1] + 20)
HEADS = ("", "start ms", "tap ms", "tap p95", "wakes/s", "MB", "MB in a lesson")


def point(text: str) -> Point:
    """`x,y`."""
    x, y = text.split(",")
    return int(x), int(y)


def subjects(asked: argparse.Namespace) -> list[Subject]:
    """The kiosk; the smallest kiosk; its rivals."""
    python = shlex.quote(sys.executable)
    command = asked.command or f"{python} -m kiosk desk"
    return [
        Subject("kiosk", command, asked.tap, tuple(asked.way_in), tuple(asked.lesson)),
        Subject("its loop and painter alone", f"{python} -m tests.bench.miniature", ON_BUTTON),
        Subject("pygame.event.wait()", f"{python} -m tests.bench.rival wait", ON_BUTTON),
        Subject("Clock.tick(30)", f"{python} -m tests.bench.rival tick", ON_BUTTON),
    ]


def table(rows: list[Measured]) -> str:
    """The measurements in columns."""
    cells = [HEADS, *(tuple(str(value) for value in msgspec.structs.astuple(row)) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADS))]
    lines = (
        "  ".join(cell.rjust(w) if n else cell.ljust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    )
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    words.add_argument("--command", default="", help="how the kiosk is started, if not from here")
    words.add_argument("--way-in", nargs="*", type=point, default=WAY_IN, help="touches that lead to the page measured")
    words.add_argument("--tap", type=point, default=LANGUAGE, help="a control on that page")
    words.add_argument("--lesson", nargs="*", type=point, default=LESSON, help="touches from that page into a lesson")
    words.add_argument("--starts", type=int, default=5)
    words.add_argument("--taps", type=int, default=20)
    words.add_argument("--rest", type=float, default=10.0, help="seconds left in peace")
    words.add_argument("--out", type=Path, default=Path("out/bench.json"))
    asked = words.parse_args()
    rows = [measure(subject, asked.starts, asked.taps, asked.rest) for subject in subjects(asked)]
    library = load_settings(os.environ).content.library
    painting, speaking, reading, looking = paint(), sound(), codes(library), viewfinder(library, "usual")
    market, updating, counts = tables(), update(), counting()
    found = {"measured": rows, "painting_ms": painting, "sound_ms": speaking, "codes": reading, "viewfinder": looking}
    found |= {"update": updating, "counting": counts}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    lines = [f"{what}: {ms} ms" for what, ms in (painting | speaking).items()]
    lines += [f"{decoder}: {row}" for decoder, row in reading.items()]
    lines += [f"viewfinder, {what}: {value}" for what, value in looking.items()]
    lines += [f"update, {what}: {row}" for what, row in updating.items()]
    lines += [f"counting, {what}: {value}" for what, value in counts.items()]
    print(table(rows), *lines, *market, f"written to {asked.out}", sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
