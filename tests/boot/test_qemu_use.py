"""Whole machines in use: somebody learns, a stick brings lessons, the network goes.

Each test goes on from the machine as its first start left it (`test_qemu_start.py`), without starting it again.
"""

from pathlib import Path
from time import monotonic

import pytest

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.packs.compile import compiled
from tests.boot.qemu import QemuMachine
from tests.boot.qemu_board import HEIGHT, WIDTH
from tests.boot.qemu_counts import counted
from tests.boot.qemu_notes import keep_log, keep_picture, note
from tests.boot.qemu_stick import stick_of, trusts
from tests.boot.qemu_visitor import Caller
from tests.conftest import TODAY
from tests.update.depots import Office, tea

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_somebody_learns_to_find_her_papers(machine: QemuMachine, library: Library) -> None:
    somebody = Caller(library, machine)
    somebody.sees()
    somebody.touches("start", "topic:vneid", "way:together")
    keep_picture(machine.image.machine, "lesson", somebody.glass.picture())
    began = monotonic()
    touches = somebody.learns()
    keep_picture(machine.image.machine, "lesson-done", somebody.glass.picture())
    note(machine.image.machine, what="a lesson learned", touches=touches, seconds=round(monotonic() - began, 1))
    assert somebody.state.lesson is not None
    assert somebody.state.lesson.mistakes == 0
    machine.until(lambda: ("lessons_finished", "id-wallet/together") in counted(machine), "it is counted")


def test_a_stick_brings_new_lessons(machine: QemuMachine, library: Library, tmp_path: Path) -> None:
    office = Office(tmp_path / "depot", tea(tmp_path / "content"))
    office.publish()
    trusts(machine, office.root)
    somebody = Caller(library, machine)
    somebody.sees()
    began = monotonic()
    machine.plug_in_stick(stick_of(office.folder, tmp_path / "stick.img"))
    somebody.does(e.StickTold("found"), e.StickTold("checking"))
    somebody.sees()
    note(machine.image.machine, what="a stick is noticed", seconds=round(monotonic() - began, 1))
    keep_picture(machine.image.machine, "stick", somebody.glass.picture())
    # Each sentence is said to its end before the next page comes; what she knows of the last one is enough.
    somebody = Caller(library, machine)
    somebody.does(e.StickTold("ready", 1, 1))
    somebody.sees(seconds=300)
    note(machine.image.machine, what="its lessons are there", seconds=round(monotonic() - began, 1))
    keep_picture(machine.image.machine, "stick-ready", somebody.glass.picture())
    machine.pull_out_stick()
    somebody.glass.press(WIDTH // 2, HEIGHT // 2)
    somebody.glass.lift()
    new, _ = compiled(office.content, TODAY, "en")
    assert new is not None
    Caller(new, machine).sees()
    keep_picture(machine.image.machine, "stick-new", somebody.glass.picture())
    machine.until(lambda: "/run/sticks" not in machine.out("findmnt", "--raw", "--noheadings"), "it is unmounted")
    assert machine.restarts() == 0
    keep_log(machine.image.machine, "stick", machine.out("journalctl", "--no-pager", "--output=short-monotonic"))


def test_without_a_network_nothing_is_different(machine: QemuMachine, library: Library) -> None:
    machine.monitor.ask("set_link", name="lan", up=False)
    somebody = Caller(library, machine)
    somebody.sees()
    somebody.touches("start", "topic:vneid")
    machine.monitor.ask("set_link", name="lan", up=True)
    somebody.sees()
    assert machine.restarts() == 0
    assert "network" not in machine.log().lower()
