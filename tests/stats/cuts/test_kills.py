"""A night killed at its system calls: no document is lost, none is ever sent with other bytes, none is made twice.

Every call is cut by `make test-cuts`; `make test` takes a sample.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.stats.document import opened
from tests.nights import counts, kiosk
from tests.stats.cuts.night import night
from tests.stats.recorder import Recorder, recorder
from tests.update.authority import Authority
from tests.update.cuts.points import CALLS, Point

ALL = (*CALLS, "connect", "sendto", "recvfrom", "read")
SAMPLE = 12
EVERY = bool(os.environ.get("EVERY_CUT"))
SHARES = 4
DAYS = {"2026-11-18": 32, "2026-11-19": 4, "2026-11-20": 50, "2026-11-21": 12}
TOLD = {*DAYS, "2026-11-22"}
"""Sunday tells the week."""
_LINE = re.compile(r"^(\w+)\((.*)")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


class Scene:
    """A kiosk with four days behind it, which is never written to, and a server."""

    def __init__(self, before: Path, server: Recorder, authority: Authority) -> None:
        self.before, self.server, self.authority = before, server, authority

    def words(self, data: Path) -> list[str]:
        whole = [sys.executable, "-B", "-m", "tests.stats.cuts.night"]
        return [*whole, str(data), self.server.address, str(self.authority.file)]

    def copy(self, into: Path) -> Path:
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(self.before, into)
        self.server.asked.clear()
        return into


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    before, authority = tmp_path_factory.mktemp("before"), Authority(tmp_path_factory.mktemp("authority"))
    counts(kiosk(before), DAYS)
    with recorder(authority.sign()) as server:
        yield Scene(before, server, authority)


@pytest.fixture(scope="module")
def every(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """A night that nobody cuts, and all its calls from the first document on."""
    folder = tmp_path_factory.mktemp("points")
    data, log = scene.copy(folder / "data"), folder / "log"
    strace = ["strace", "-y", "-o", str(log), "-e", f"trace={','.join(ALL)}", "-e", "signal=none"]
    try:
        subprocess.run([*strace, *scene.words(data)], check=True, timeout=60)  # noqa: S603 - the words above
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"strace cannot be used here: {error}")
    counted: Counter[str] = Counter()
    found: list[Point] = []
    for line in log.read_text("utf-8", errors="replace").splitlines():
        if call := _LINE.match(line):
            counted[call[1]] += 1
            ours = str(data) in call[2] or (found and "socket:" in call[2]) or "TCP:" in call[2]
            if ours and "/nightly" not in call[2] and call[1] in CALLS and not found:
                continue  # settings and counters are read before
            if ours:
                found.append(Point(call[1], counted[call[1]], call[2].replace(str(data), "")[:120]))
    return found


def cut(scene: Scene, point: Point, data: Path) -> None:
    """Kill, look, and let the next night come."""
    scene.copy(data)
    inject = ["strace", "-o", "/dev/null", "-e", f"trace={point.call}"]
    inject += ["-e", f"inject={point.call}:signal=KILL:when={point.number}"]
    done = subprocess.run([*inject, *scene.words(data)], check=False, timeout=60, capture_output=True)  # noqa: S603
    assert done.returncode != 0, f"{point} was not reached"
    made = documents(data)
    night(data, scene.server.address, str(scene.authority.file))
    after = documents(data)
    assert {name: after[name] for name in made} == made, "what was made stays as it is"
    assert set(after) == TOLD
    assert len({opened(raw).document.kiosk for raw in after.values()}) == 1, "one kiosk, not two"
    arrived: dict[str, set[bytes]] = {}
    for one in scene.server.asked:
        if one.body:
            arrived.setdefault(one.path.split("/")[2], set()).add(one.body)
    assert {day: {raw} for day, raw in after.items()} == whole(arrived, after), "each came, and with no other bytes"
    assert not list((data / "nightly").rglob(".*.new")), "nothing is left beside"
    before = len(scene.server.asked)
    night(data, scene.server.address, str(scene.authority.file))
    assert len(scene.server.asked) == before, "and then there is nothing more to send"


def whole(arrived: dict[str, set[bytes]], after: dict[str, bytes]) -> dict[str, set[bytes]]:
    """Without what was cut in the middle of a document: a server that is told its length drops it."""
    return {
        day: {raw for raw in raws if not after[day].startswith(raw) or raw == after[day]}
        for day, raws in arrived.items()
    }


def documents(data: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in (data / "nightly" / "outbox").glob("2*.json")}


def test_a_night_makes_many_calls_that_can_be_cut(every: list[Point]) -> None:
    assert len(every) >= 80
    kinds = {point.call for point in every}
    assert {"openat", "write", "fsync", "rename", "link", "unlink", "mkdir", "flock", "connect"} <= kinds


@pytest.mark.timeout(3600 if EVERY else 90)
@pytest.mark.parametrize("share", range(SHARES))
def test_a_kill_loses_nothing_and_doubles_nothing(
    scene: Scene, every: list[Point], tmp_path: Path, share: int
) -> None:
    chosen = every if EVERY else every[:: max(1, len(every) // SAMPLE)]
    mine = chosen[share::SHARES]
    for point in mine:
        try:
            cut(scene, point, tmp_path / "data")
        except Exception as error:
            raise AssertionError(f"killed at {point}: {point.what}") from error
    assert mine
