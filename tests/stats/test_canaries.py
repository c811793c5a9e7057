"""A thousand visitors by chance, with secrets that are typed, scanned and spoken; afterwards there are only numbers."""

from pathlib import Path

import pytest

from kiosk.core.content.packs import Library
from kiosk.stats.counters import VISITS, Counters
from kiosk.stats.registry import Registry
from kiosk.stats.store import Cell
from kiosk.stats.watch import Watch
from tests.canaries import written
from tests.stats.boards import pi
from tests.stats.conftest import Calendar
from tests.stats.wanderers import Wanderer
from tests.test_canary import CANARIES, SECRETS

VISITORS = 1000
DAY = "2026-11-21"


class Left:
    """What a thousand visitors have left behind."""

    def __init__(self, folder: Path, wanderer: Wanderer, cells: dict[Cell, int]) -> None:
        self.folder, self.wanderer, self.cells = folder, wanderer, cells


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory, library: Library, real_registry: Registry) -> Left:
    """The database is looked at while it is open, for its journal is folded away when it is closed."""
    folder = tmp_path_factory.mktemp("kiosk")
    scanned = [SECRETS[name] for name in ("link", "cccd", "wifi", "sticker")]
    wanderer = Wanderer(library, 11, scanned, [SECRETS["amount"], SECRETS["phone"]])
    counters = Counters(folder / "counters.db", real_registry, Calendar())
    Watch(counters.tell_of_machine, folder, root=pi(folder.parent / "root")).begin()
    for number in range(VISITORS):
        wanderer.visit(counters.count)
        if number % 100 == 0:
            counters.flush()
    return Left(folder, wanderer, counters.cells(DAY))


def test_the_secrets_were_really_shown_typed_and_spoken(left: Left) -> None:
    assert left.wanderer.shown > 500
    assert left.wanderer.keys > 50
    said = " ".join(left.wanderer.spoken)
    assert all(piece in said for piece in ("HOANG YEN CANARI", "7.364.518", "6 4 5 1"))


def test_none_of_them_is_anywhere(left: Left) -> None:
    files = {file.name: file.read_bytes() for file in left.folder.iterdir()}
    assert {"counters.db", "counters.db-wal", "counters.db-shm", "starts.json"} == set(files)
    assert files["counters.db-wal"]
    found = {
        canary: name for canary in CANARIES for way in written(canary) for name, raw in files.items() if way in raw
    }
    assert found == {}


def test_what_is_there_is_declared_and_bounded(left: Left, real_registry: Registry) -> None:
    visits = sum(n for (_, _, metric, _), n in left.cells.items() if metric == VISITS)
    assert visits == VISITORS
    for (day, part, metric, key), n in left.cells.items():
        real_registry.check(metric, key)
        assert (day, part) == (DAY, "morning")
        assert n <= real_registry.most(metric) * VISITORS or real_registry.metrics[metric].machine
    assert {metric for _, _, metric, _ in left.cells} == set(real_registry.metrics)
