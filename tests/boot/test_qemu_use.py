"""Whole machines in use: somebody learns, a stick comes, the program hangs, is killed, a stranger plugs things in.

Each test goes on from the machine as its first start left it (`test_qemu_start.py`), without starting it again.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.packs.compile import compiled
from tests.bench.display import pause
from tests.boot.qemu import HEIGHT, WIDTH, QemuMachine
from tests.boot.qemu_images import Image
from tests.boot.qemu_notes import keep_log, keep_picture, note
from tests.boot.qemu_stick import stick_of, trusts
from tests.boot.qemu_views import Views
from tests.boot.qemu_visitor import Caller
from tests.boot.test_qemu_start import image, restarts  # noqa: F401 - the same machines
from tests.conftest import TODAY
from tests.update.depots import Office, tea

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

COUNTS = """\
import json, sqlite3
with sqlite3.connect("file:/var/lib/kiosk/counters.db?mode=ro", uri=True) as counters:
    print(json.dumps(counters.execute("select metric, key from counts").fetchall()))
"""

KILL = "pid=$(systemctl show --value --property=MainPID kiosk.service) && [ $pid != 0 ] && kill -KILL $pid"

RESTARTED_S = 15.0
"""From the last beat to a new program."""


@pytest.fixture
def machine(image: Image) -> Iterator[QemuMachine]:  # noqa: F811
    if not image.ready.exists():
        pytest.skip("the first start did not go well: tests/boot/test_qemu_start.py")
    with QemuMachine(image, ready=True) as machine:
        yield machine


def program(machine: QemuMachine) -> str:
    return machine.show("kiosk.service", "MainPID")


def counted(machine: QemuMachine) -> set[tuple[str, str]]:
    """What was counted, read from the database as it stands on the card."""
    told = machine.out("python3", "-c", COUNTS)
    return {(metric, key) for metric, key in json.loads(told)}


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
    assert restarts(machine) == 0
    keep_log(machine.image.machine, "stick", machine.out("journalctl", "--no-pager", "--output=short-monotonic"))


def test_a_loop_that_hangs_is_started_anew(machine: QemuMachine, library: Library) -> None:
    somebody = Caller(library, machine)
    somebody.sees()
    hanging = program(machine)
    machine.out("kill", "-STOP", hanging)
    stopped = monotonic()
    machine.until(lambda: program(machine) not in ("0", hanging), "it is started anew")
    anew = monotonic() - stopped
    somebody.sees()
    seen = monotonic() - stopped
    note(machine.image.machine, what="a hanging program", anew=round(anew, 1), picture=round(seen, 1))
    assert anew <= RESTARTED_S
    assert "Watchdog timeout" in machine.log()


def test_killed_twenty_times_it_shows_no_console(machine: QemuMachine, library: Library) -> None:
    somebody = Caller(library, machine)
    somebody.sees()
    views = Views(library, *somebody.scenes())
    seen: dict[str, int] = {}
    for _ in range(20):
        machine.until(lambda: machine.run("sh", "-c", KILL).returncode == 0, "it runs, and is killed")
        until = monotonic() + 2.5
        while monotonic() < until:
            shot = somebody.glass.shot()
            name = views.named(shot)
            if name.startswith("strange") and name not in seen:
                keep_picture(machine.image.machine, f"killed-{len(seen)}", shot)
            seen[name] = seen.get(name, 0) + 1
            pause(0.15)
    # Whether it has become calm depends on how far each of the twenty had come.
    machine.until(lambda: views.named(somebody.glass.shot()).startswith(("calm", "kiosk")), "it is there again")
    keep_picture(machine.image.machine, "killed", somebody.glass.picture())
    note(machine.image.machine, what="killed 20 times", pictures=seen)
    assert not [name for name in seen if name.startswith("strange")]


KEYS = (
    ("ctrl", "alt", "f2"), ("ctrl", "alt", "f1"), ("alt", "f2"), ("ctrl", "alt", "delete"), ("alt", "f4"), ("esc",),
    ("ctrl", "c"), ("ctrl", "z"), ("alt", "sysrq", "b"), ("alt", "sysrq", "k"), ("alt", "sysrq", "r"), ("meta_l", "d"),
    ("ctrl", "alt", "backspace"), ("alt", "tab"), ("power",), ("sleep",),
)  # fmt: skip


def test_a_keyboard_changes_nothing(machine: QemuMachine, library: Library) -> None:
    """One that was always there, where this kind of machine has one, and one that is plugged in."""
    somebody = Caller(library, machine)
    somebody.sees()
    boot, running = machine.out("cat", "/proc/sys/kernel/random/boot_id"), program(machine)
    machine.plug_in("usb-kbd", "keyboard")
    blocked = machine.until(lambda: strangers(machine), "the guard has seen it")
    for keys in KEYS:
        machine.keys(*keys)
        pause(0.3)
    somebody.sees()
    assert machine.out("cat", "/proc/sys/kernel/random/boot_id") == boot
    assert program(machine) == running
    assert machine.out("cat", "/sys/class/tty/tty0/active") == "tty1"
    note(machine.image.machine, what="a keyboard", blocked=blocked)
    somebody.touches("start")


def strangers(machine: QemuMachine) -> list[str]:
    """What hangs on the bus and is not let in."""
    return [line for line in machine.out("usbguard", "list-devices", "--blocked").splitlines() if line]


@pytest.mark.parametrize("kind", ["usb-net", "usb-mtp", "usb-mouse"])
def test_a_gadget_is_not_let_in(machine: QemuMachine, library: Library, kind: str, tmp_path: Path) -> None:
    nets = machine.out("ls", "/sys/class/net")
    how = {}
    if kind == "usb-net":
        machine.monitor.ask("netdev_add", type="user", id="gadget", restrict=True)
        how = {"netdev": "gadget"}
    if kind == "usb-mtp":
        how = {"rootdir": str(tmp_path)}
    machine.plug_in(kind, "gadget", **how)
    blocked = machine.until(lambda: strangers(machine), "the guard has seen it")
    note(machine.image.machine, what=f"a {kind}", blocked=blocked)
    assert machine.out("ls", "/sys/class/net") == nets
    somebody = Caller(library, machine)
    somebody.sees()
    somebody.touches("start")
    assert restarts(machine) == 0


def test_without_a_network_nothing_is_different(machine: QemuMachine, library: Library) -> None:
    machine.monitor.ask("set_link", name="lan", up=False)
    somebody = Caller(library, machine)
    somebody.sees()
    somebody.touches("start", "topic:vneid")
    machine.monitor.ask("set_link", name="lan", up=True)
    somebody.sees()
    assert restarts(machine) == 0
    assert "network" not in machine.log().lower()
