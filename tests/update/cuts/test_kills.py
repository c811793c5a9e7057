"""An update killed at its system calls: always old or new, the next try succeeds, trust never goes back.

Every call is cut by `make test-cuts`; `make test` takes a sample. A kill loses nothing that was written, so what must
be synced is the subject of `test_losses`.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.update.cuts.points import CALLS, Point, killed_at, points
from tests.update.cuts.scene import Scene, prepared

SAMPLE = 8
EVERY = bool(os.environ.get("EVERY_CUT"))
SHARES = 4
"""Each takes its share of the points, so that the workers of one run have something to share."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return prepared(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def every(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    folder = tmp_path_factory.mktemp("points")
    try:
        return points(scene.copy(folder / "data"), scene.depot, folder / "log")
    except OSError as error:
        pytest.skip(f"strace cannot be used here: {error}")


def cut(scene: Scene, point: Point, data: Path, started: bool) -> None:
    """Kill, look, go on: with a start of the kiosk in between, or straight with the next update."""
    scene.copy(data)
    assert killed_at(point, data, scene.depot), f"{point} was not reached"
    scene.holds(data)
    if started:
        scene.starts(data)
    scene.ends(data)


def test_an_update_makes_three_hundred_calls_that_can_be_cut(every: list[Point]) -> None:
    assert len(every) >= 300
    assert {point.call for point in every} <= set(CALLS)
    assert {"openat", "write", "fsync", "rename", "link", "unlink", "mkdir", "flock"} <= {p.call for p in every}


@pytest.mark.timeout(3600 if EVERY else 90)
@pytest.mark.parametrize("share", range(SHARES))
def test_a_kill_leaves_old_or_new_and_the_next_try_succeeds(
    scene: Scene, every: list[Point], tmp_path: Path, share: int
) -> None:
    chosen = every if EVERY else every[:: len(every) // SAMPLE]
    mine = list(enumerate(chosen))[share::SHARES]
    for number, point in mine:
        try:
            cut(scene, point, tmp_path / "data", started=number % 2 == 0)
        except Exception as error:
            raise AssertionError(f"killed at {point}: {point.what}") from error
    assert mine
