"""Whole machines, and what strangers plug in: keyboards, networks, phones, a stick that is more than a stick."""

from pathlib import Path

import pytest

from kiosk.core.content.packs import Library
from tests.bench.display import pause
from tests.boot.qemu import QemuMachine
from tests.boot.qemu_gadget import DISK, KEYBOARD, NETWORK, PRODUCT, VENDOR, Gadget, Part
from tests.boot.qemu_notes import note
from tests.boot.qemu_visitor import Caller

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

KEYS = (
    ("ctrl", "alt", "f2"), ("ctrl", "alt", "f1"), ("alt", "f2"), ("ctrl", "alt", "delete"), ("alt", "f4"), ("esc",),
    ("ctrl", "c"), ("ctrl", "z"), ("alt", "sysrq", "b"), ("alt", "sysrq", "k"), ("alt", "sysrq", "r"), ("meta_l", "d"),
    ("ctrl", "alt", "backspace"), ("alt", "tab"), ("power",), ("sleep",),
)  # fmt: skip


def test_a_keyboard_changes_nothing(machine: QemuMachine, library: Library) -> None:
    """One that was always there, where this kind of machine has one, and one that is plugged in."""
    somebody = Caller(library, machine)
    somebody.sees()
    boot, running = machine.out("cat", "/proc/sys/kernel/random/boot_id"), machine.program()
    machine.plug_in("usb-kbd", "keyboard")
    blocked = machine.until(lambda: strangers(machine), "the guard has seen it")
    for keys in KEYS:
        machine.keys(*keys)
        pause(0.3)
    somebody.sees()
    assert machine.out("cat", "/proc/sys/kernel/random/boot_id") == boot
    assert machine.program() == running
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
    assert machine.restarts() == 0


def called(parts: tuple[Part, ...]) -> str:
    """As the guard names them."""
    names = [":".join(f"{number:02x}" for number in part) for part in parts]
    return f"with-interface {names[0]}" if len(names) == 1 else f"with-interface {{ {' '.join(names)} }}"


@pytest.mark.parametrize("beside", [(), (KEYBOARD,), (NETWORK,), (DISK, KEYBOARD)])
def test_a_stick_is_let_in_and_one_that_hides_more_is_not(
    machine: QemuMachine, library: Library, beside: tuple[Part, ...], tmp_path: Path
) -> None:
    """It says what true ones say until they are let in; then it has nothing more to say."""
    parts, verdict = (DISK, *beside), "blocked" if beside else "allowed"
    somebody = Caller(library, machine)
    somebody.sees()
    with Gadget(tmp_path / "gadget", *parts):
        machine.plug_in_gadget(tmp_path / "gadget")
        told = machine.until(lambda: judged(machine, verdict), f"the guard says that it is {verdict}")
        inputs = machine.out("cat", "/proc/bus/input/devices")
    note(machine.image.machine, what="a stick of many parts", parts=parts, verdict=verdict, told=told)
    assert called(parts) in told
    assert f"{VENDOR:04x}:{PRODUCT:04x}".upper() not in inputs.upper()
    somebody.touches("start")


def judged(machine: QemuMachine, verdict: str) -> str:
    """What the guard says of the gadget; empty as long as it has not said this of it."""
    told = machine.out("usbguard", "list-devices", f"--{verdict}").splitlines()
    return next((line for line in told if f"{VENDOR:04x}:{PRODUCT:04x}" in line), "")
