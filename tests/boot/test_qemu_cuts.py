"""The plug, pulled at any moment while lessons come and visits are counted: it starts again, and nothing is half.

QEMU is killed, so everything is lost that the machine has not yet handed to its card; what it has handed over stays. A
card that lies about that is the subject of tests/update/cuts. Every cut is read elsewhere, every few is started too.
"""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.packs.compile import compiled
from tests.bench.display import pause
from tests.boot.qemu import HEIGHT, WIDTH, QemuMachine
from tests.boot.qemu_card import read_card
from tests.boot.qemu_glass import Glass
from tests.boot.qemu_images import Image
from tests.boot.qemu_notes import note
from tests.boot.qemu_stick import stick_of, trusts
from tests.boot.qemu_views import Views
from tests.boot.qemu_visitor import Caller
from tests.boot.test_qemu_start import image  # noqa: F401 - the same machines
from tests.conftest import TODAY
from tests.update.depots import Office, tea

CUTS = int(os.environ.get("KIOSK_BOOT_CUTS", "25"))
"""Of each of two kinds."""
STARTED = int(os.environ.get("KIOSK_BOOT_STARTED", "5"))
"""Each so-manieth cut is followed by a start."""

LONGEST_S = float(os.environ.get("KIOSK_BOOT_LONGEST", "40"))
"""From plugging a stick in until its lessons lie on the card."""

TAKEN_S = 6.0
"""From the touch until they are in use, and some seconds more."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 + 150 * CUTS)]


class Shelf(Struct, frozen=True):
    """What is old, what is new, and the stick that brings it."""

    old: Library
    new: Library
    root: bytes
    stick: Path


@pytest.fixture(scope="module")
def shelf(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder / "depot", tea(folder / "content"))
    office.publish()
    new, _ = compiled(office.content, TODAY, "en")
    assert new is not None
    return Shelf(library, new, office.root, stick_of(office.folder, folder / "stick.img"))


@pytest.fixture
def machine(image: Image) -> Iterator[QemuMachine]:  # noqa: F811
    if not image.ready.exists():
        pytest.skip("the first start did not go well: tests/boot/test_qemu_start.py")
    with QemuMachine(image, ready=True) as machine:
        yield machine


def test_the_plug_is_pulled_while_a_stick_is_read(machine: QemuMachine, shelf: Shelf, tmp_path: Path) -> None:
    def cut(chance: random.Random, number: int) -> float:
        machine.switch_on(snapshot="ready")
        trusts(machine, shelf.root)
        machine.plug_in_stick(shelf.stick)
        return _waits(machine, chance.uniform(0, LONGEST_S), chance if number % 2 == 0 else None)

    seen = _cuts(machine, shelf, tmp_path, cut)
    assert seen["old"] + seen["new"] == CUTS


def test_the_plug_is_pulled_while_new_lessons_are_taken(machine: QemuMachine, shelf: Shelf, tmp_path: Path) -> None:
    """They are ready; the touch that closes the page has them taken."""
    trusts(machine, shelf.root)
    machine.plug_in_stick(shelf.stick)
    somebody = Caller(shelf.old, machine)
    somebody.does(e.StickTold("ready", 1, 1))
    somebody.sees(seconds=300)
    machine.pull_out_stick()
    machine.keep("taken")

    def cut(chance: random.Random, _number: int) -> float:
        machine.switch_on(snapshot="taken")
        glass = Glass(machine)
        glass.press(WIDTH // 2, HEIGHT // 2)
        glass.lift()
        return _waits(machine, chance.uniform(0, TAKEN_S), None)

    seen = _cuts(machine, shelf, tmp_path, cut)
    assert seen["old"] > 0
    assert seen["new"] > 0


def _cuts(
    machine: QemuMachine, shelf: Shelf, folder: Path, cut: Callable[[random.Random, int], float]
) -> dict[str, int]:
    """Cut after cut; what was found after them."""
    chance = random.Random(int(os.environ.get("KIOSK_BOOT_SEED", "6")))  # noqa: S311 - not a secret
    seen, began = {"old": 0, "new": 0, "started": 0, "visits": 0}, monotonic()
    for number in range(CUTS):
        machine.pull_the_plug()
        after = cut(chance, number)
        machine.pull_the_plug()
        found = read_card(machine.disk, folder)
        seen["new" if found.release else "old"] += 1
        seen["visits"] += found.visits
        note(machine.image.machine, what="cut", number=number, after=round(after, 2), use=found.release or "old")
        if number % STARTED == STARTED - 1:
            _starts(machine, shelf)
            seen["started"] += 1
    note(machine.image.machine, what="cuts", seconds=round(monotonic() - began), **seen)
    return seen


def _waits(machine: QemuMachine, seconds: float, touching: random.Random | None) -> float:
    """So long; somebody touches the glass meanwhile, where a visit is begun and a topic chosen."""
    began, glass = monotonic(), Glass(machine)
    while (left := seconds - (monotonic() - began)) > 0:
        if touching is not None:
            glass.press(touching.randrange(WIDTH), touching.randrange(HEIGHT * 3 // 4, HEIGHT))
            glass.lift()
        pause(min(left, 0.6))
    return seconds


def _starts(machine: QemuMachine, shelf: Shelf) -> None:
    """It rests on its lessons, old or new; what came ready meanwhile may be taken."""
    machine.switch_on()
    views = [Views(one, *Caller(one, machine).scenes()) for one in (shelf.old, shelf.new)]
    glass = Glass(machine)
    machine.until(lambda: any(view.named(glass.shot()).startswith("kiosk") for view in views), "its lessons", 300)
    machine.pull_the_plug()
    read_card(machine.disk, machine.disk.parent)
