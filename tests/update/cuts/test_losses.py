"""An update on a card that forgets what was not synced, cut at its sync points: old or new, and trust never goes back.

Cut at every sync point, and with what writes in any order may leave, by `make test-cuts`; `make test` takes a sample.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from tests.update.cuts.cycle import cycle
from tests.update.cuts.scene import Scene, prepared
from tests.update.mounts import system

EVERY = bool(os.environ.get("EVERY_CUT"))
SEEDS = range(6) if EVERY else range(2)
"""0: all that was not synced is gone. Others: a part of it is there, in no order."""
STEP = 1 if EVERY else 7
SECONDS = 3600 if EVERY else 85


class Card:
    """The mounted file system, and the power that feeds it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.update.cuts.lossy", str(place), str(SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def told(self, command: str) -> str:
        """What it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def mounted(self) -> bool:
        """Once it is there."""
        while self._process.poll() is None:
            if self.place.is_mount():
                return True
        return False

    def close(self) -> None:
        """Unmount."""
        system("fusermount", "-u", "-z", self.place)
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return prepared(tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="module")
def card(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    try:
        card = Card(tmp_path_factory.mktemp("card") / "mount")
        assert card.mounted()
    except (OSError, AssertionError):
        pytest.skip("FUSE cannot be used here (libfuse2, /dev/fuse)")
    scene.copy(card.place / "data")
    card.told("keep")
    yield card
    card.close()


def syncs(scene: Scene, card: Card) -> int:
    """How often an update syncs."""
    card.told("reset")
    cycle(card.place / "data", scene.depot)
    return int(card.told("count"))


def cut(scene: Scene, card: Card, at: int, seed: int) -> str:
    """Pull the plug; what was old or new is looked at at once. Which release is in use after the next try."""
    data = card.place / "data"
    card.told("reset")
    card.told(f"arm {at}")
    with suppress(OSError, Refused):
        cycle(data, scene.depot)
    card.told(f"power {seed}")
    scene.holds(data)
    if at % 2:
        scene.starts(data)
    scene.ends(data)
    return scene.holds(data)


def test_an_update_syncs_what_it_writes(scene: Scene, card: Card) -> None:
    assert syncs(scene, card) >= 25
    assert card.told("power 0") == "on"
    scene.holds(card.place / "data")


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_cut_at_a_sync_leaves_old_or_new_and_the_next_try_succeeds(scene: Scene, card: Card, seed: int) -> None:
    total = syncs(scene, card)
    for at in range(1, total + 1, STEP):
        try:
            used = cut(scene, card, at, seed)
        except Exception as error:
            raise AssertionError(f"cut at sync {at} of {total}, seed {seed}") from error
        assert used == scene.new


def test_the_card_does_forget(card: Card) -> None:
    """Without this the other tests would prove nothing."""
    card.told("reset")
    place = card.place / "data"
    (place / "unsynced").write_text("gone", "utf-8")
    with (place / "half").open("w", encoding="utf-8") as file:
        file.write("kept, but its name is not")
        file.flush()
        os.fsync(file.fileno())
    card.told("power 0")
    assert not (place / "unsynced").exists()
    assert not (place / "half").exists()
    shutil.rmtree(place)
    card.told("power 0")
    assert place.is_dir()
