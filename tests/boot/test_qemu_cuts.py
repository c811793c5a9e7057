"""The plug, pulled at any moment while lessons come and visits are counted: it starts again, and nothing is half.

QEMU is killed, so everything is lost that the machine has not yet handed to its card; what it has handed over stays. A
card that lies about that is the subject of tests/update/cuts. After every cut the card is read elsewhere, the machine
is switched on until it rests on its lessons, and the card is read again.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.packs.compile import compiled
from tests.bench.display import pause
from tests.boot.qemu import QemuMachine
from tests.boot.qemu_board import HEIGHT, WIDTH
from tests.boot.qemu_card import Found, read_card, rest_is_whole
from tests.boot.qemu_counts import counted
from tests.boot.qemu_glass import Glass
from tests.boot.qemu_notes import note
from tests.boot.qemu_stick import stick_of, trusts
from tests.boot.qemu_views import Views
from tests.boot.qemu_visitor import Caller
from tests.conftest import TODAY
from tests.update.depots import Office, tea

CUTS = int(os.environ.get("BOOT_CUTS", "25"))
"""Of each of two kinds on amd64, and a fifth of that on arm64, where all takes longer."""

LONGEST_S = 40.0
"""From plugging a stick in until its lessons lie on the card."""

TAKEN_S = 6.0
"""From the touch until they are in use, and some seconds more."""

STARTED_S = 300.0

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600 + 180 * CUTS)]


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


def test_the_plug_is_pulled_while_a_stick_is_read(machine: QemuMachine, shelf: Shelf, tmp_path: Path) -> None:
    """In the middle of a visit, which is counted; in every second round somebody goes on touching."""
    trusts(machine, shelf.root)
    somebody = Caller(shelf.old, machine)
    somebody.sees()
    somebody.touches("start")
    machine.until(lambda: counted(machine)["visits", ""], "the visit is counted")

    def until_the_cut(chance: random.Random, number: int) -> float:
        machine.plug_in_stick(shelf.stick)
        return _waits(machine, chance.uniform(0, LONGEST_S), chance if number % 2 == 0 else None)

    _cuts(machine, shelf, tmp_path, until_the_cut)


def test_the_plug_is_pulled_while_new_lessons_are_taken(machine: QemuMachine, shelf: Shelf, tmp_path: Path) -> None:
    """They are ready; the touch that closes the page has them taken."""
    trusts(machine, shelf.root)
    machine.plug_in_stick(shelf.stick)
    somebody = Caller(shelf.old, machine)
    somebody.does(e.StickTold("ready", 1, 1))
    somebody.sees(seconds=STARTED_S)
    machine.pull_out_stick()

    def until_the_cut(chance: random.Random, _number: int) -> float:
        glass = Glass(machine)
        glass.press(WIDTH // 2, HEIGHT // 2)
        glass.lift()
        return _waits(machine, chance.uniform(0, TAKEN_S), None)

    seen = _cuts(machine, shelf, tmp_path, until_the_cut)
    assert seen["new"] > 0


def _cuts(
    machine: QemuMachine, shelf: Shelf, folder: Path, until_the_cut: Callable[[random.Random, int], float]
) -> dict[str, int]:
    """Cut after cut, each from where the machine stands now, each followed by a start; what was in use after them."""
    chance = random.Random(int(os.environ.get("BOOT_SEED", "6")))  # noqa: S311 - not a secret
    rests = [Views(one, *Caller(one, machine).scenes()) for one in (shelf.old, shelf.new)]
    floor, seen, name = sum(counted(machine).values()), {"old": 0, "new": 0}, machine.image.machine
    machine.keep("before")
    for number in range(CUTS if name == "amd64" else max(1, CUTS // 5)):
        machine.pull_the_plug()
        machine.switch_on(snapshot="before")
        after = until_the_cut(chance, number)
        machine.pull_the_plug()
        found = read_card(machine.disk, folder)
        seconds = _starts(machine, rests)
        then = read_card(machine.disk, folder)
        note(name, what="cut", number=number, after=round(after, 2), found=found, start=round(seconds, 1), then=then)
        _goes_on(floor, found, then)
        seen["new" if found.release else "old"] += 1
    rest_is_whole(machine.disk, folder)
    note(name, what="cuts", **seen)
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


def _starts(machine: QemuMachine, rests: list[Views]) -> float:
    """It rests on its lessons, old or new; the seconds from the power to that picture."""
    machine.switch_on()
    glass = Glass(machine)
    machine.until(lambda: any(view.named(glass.shot()).startswith("kiosk") for view in rests), "it rests", STARTED_S)
    seconds = monotonic() - machine.began
    machine.pull_the_plug()
    return seconds


def _goes_on(floor: int, found: Found, then: Found) -> None:
    """What was counted stays counted, new lessons stay new; those that had come ready may be taken at the start."""
    assert floor <= found.counted <= then.counted
    assert then.release == found.release or not found.release
