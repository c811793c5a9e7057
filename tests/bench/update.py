"""`python -m tests.bench.update`: what an update moves, how long it takes, how much memory its processes need.

Forty lessons are the true ones ten times over under other names; in three of them one sentence is changed. All of it is
signed, fetched from a folder and made ready by `kiosk update` itself.
"""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml
from msgspec import Struct

from kiosk.packs.compile import compile as compile_content
from kiosk.update.releases import Releases
from tests.update.depots import Device, Office, tea

ROOT = Path(__file__).parents[2]
PACKS = 10
RECORDINGS = 327
"""Sentences of the four true lessons in one language; a clip has 19 kB on average (`kiosk packs voice`, 655 clips)."""
CLIP = 19_000
NAMES = ("pack", "topic", "lesson", "app", "card", "picture")
LISTS = ("lessons", "others")
LEDGER = (
    "import resource, runpy, sys\n"
    "try: runpy.run_module('kiosk', run_name='__main__')\n"
    "finally:\n"
    " own, children = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF,"
    " resource.RUSAGE_CHILDREN))\n"
    " print('PEAK', own, children)\n"
)


class Run(Struct, frozen=True):
    """One `kiosk update`."""

    seconds: float
    own_mb: int
    children_mb: int


def forty(folder: Path) -> Path:
    """Content of forty lessons."""
    for file in (ROOT / "content").glob("*.yaml"):
        _write(folder / file.name, file.read_text("utf-8"))
    for number in range(PACKS):
        _cloned(ROOT / "content/hue", folder / f"hue{number}", f"-{number}" if number else "")
    return folder


def _cloned(pack: Path, into: Path, mark: str) -> None:
    for file in pack.rglob("*.yaml"):
        value = yaml.safe_load(file.read_text("utf-8"))
        named = f"{file.stem}{mark}.yaml" if file.parent != pack else file.name
        text = yaml.safe_dump(_renamed(value, mark), allow_unicode=True, sort_keys=False, width=110)
        _write(into / file.parent.relative_to(pack) / named, text)
    for file in pack.rglob("*.svg"):
        _write(into / "pictures" / f"{file.stem}{mark}.svg", f"{file.read_text('utf-8')}<!-- {mark} -->\n")


def _renamed(value: Any, mark: str) -> Any:
    if isinstance(value, list):
        return [_renamed(one, mark) for one in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for key, inner in value.items():
        if key in NAMES and isinstance(inner, str) and inner:
            made[key] = inner + mark
        elif key in LISTS and isinstance(inner, list) and all(isinstance(one, str) for one in inner):
            made[key] = [one + mark for one in inner]
        else:
            made[key] = _renamed(inner, mark)
    return made


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def recorded(content: Path) -> None:
    """As many bytes as people would have spoken; nobody listens to what is in no list."""
    for pack in sorted(content.glob("hue*")):
        for number in range(RECORDINGS):
            clip = pack / "voices/vi" / f"{number:04}.ogg"
            clip.parent.mkdir(parents=True, exist_ok=True)
            clip.write_bytes(f"{pack.name} {number} ".encode().ljust(CLIP, b"."))


def reworded(content: Path) -> None:
    """One more word in one sentence of each of three lessons."""
    for file in sorted(content.glob("hue[123]/lessons/scan-qr*.yaml")):
        text = file.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if line.strip() == "say:") + 1
        lines[at] = lines[at].replace("Bác", "Mời bác", 1) if "Bác" in lines[at] else lines[at].replace(".", " nhé.", 1)
        assert "".join(lines) != text
        file.write_text("".join(lines), "utf-8")


def run(device: Device, depot: Path) -> Run:
    """One update, to its end."""
    began = perf_counter()
    command = [sys.executable, "-c", LEDGER, "update", "--from", str(depot)]
    done = subprocess.run(command, env=device.environ, capture_output=True, text=True, check=False)  # noqa: S603
    seconds = perf_counter() - began
    peak = re.search(r"PEAK (\d+) (\d+)", done.stdout)
    if done.returncode != 0 or peak is None:
        raise RuntimeError(done.stderr + done.stdout)
    return Run(round(seconds, 2), int(peak[1]), int(peak[2]))


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def taken(device: Device) -> None:
    """The kiosk starts and shows a minute of pictures."""
    releases = Releases(device.folder)
    releases.opening()
    releases.confirm()


def sentences(folder: Path, *, voices: bool) -> dict[str, object]:
    """Three changed sentences in forty lessons: what moves, and how long it takes."""
    content = forty(folder / "content")
    if voices:
        recorded(content)
    office = Office(folder / "depot", content)
    device = Device(folder / "data", office.root)
    if voices:
        # As provisioned, so that the learner does not play forty lessons a second time.
        compile_content(content, device.data / "library.msgpack", date(2026, 11, 21), "en")
    first = run(device, office.publish())
    taken(device)
    whole, objects = size(office.folder), size(device.folder / "objects")
    reworded(content)
    office.publish()
    then = run(device, office.folder)
    moved = size(device.folder / "objects") - objects + _metadata(office.folder)
    again = run(device, office.folder)
    return {
        "depot kB": whole // 1000,
        "moved kB": moved // 1000,
        "moved %": round(100 * moved / whole, 2),
        "of it the signed lists kB": _metadata(office.folder) // 1000,
        "first update s": first.seconds,
        "update of three sentences s": then.seconds,
        "nothing new s": again.seconds,
        "peak MB of the updater": max(first.own_mb, then.own_mb),
        "peak MB of a child": max(first.children_mb, then.children_mb),
    }


def _metadata(depot: Path) -> int:
    """What a kiosk reads of it that knows the version before: the three newest lists."""
    newest = [max(depot.glob(f"metadata/*{role}.json"), key=_version) for role in ("targets", "snapshot", "timestamp")]
    return sum(file.stat().st_size for file in newest)


def _version(file: Path) -> int:
    number = file.name.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def targets(folder: Path, count: int = 5000) -> dict[str, object]:
    """Five thousand files, all there already."""
    content = tea(folder / "content")
    for number in range(count):
        _write(content / "tea" / f"note-{number:04}.md", f"{number}\n")
    office = Office(folder / "depot", content)
    device = Device(folder / "data", office.root)
    first = run(device, office.publish())
    taken(device)
    again = run(device, office.folder)
    return {
        "first update s": first.seconds,
        "all there s": again.seconds,
        "peak MB of the updater": max(first.own_mb, again.own_mb),
    }


def update() -> dict[str, dict[str, object]]:
    """All numbers of this file."""
    with TemporaryDirectory(prefix="kiosk-update-") as folder:
        return {
            "40 lessons": sentences(Path(folder, "plain"), voices=False),
            "40 lessons with recordings": sentences(Path(folder, "voices"), voices=True),
            "5000 targets": targets(Path(folder, "targets")),
        }


if __name__ == "__main__":
    for what, found in update().items():
        for name, value in found.items():
            print(f"{what}: {name}: {value}")  # noqa: T201
