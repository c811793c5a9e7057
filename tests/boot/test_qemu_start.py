"""Whole machines, switched on: from the power to the first picture, by day and with a clock that lies.

Run by `make test-boot`; what was measured stands in docs/evidence/boot.md.
"""

import shutil
from pathlib import Path
from time import monotonic

import numpy as np
import pytest

from kiosk.core.content.packs import Library
from tests.boot.qemu import QemuMachine, layer
from tests.boot.qemu_board import no_firmware
from tests.boot.qemu_images import Image
from tests.boot.qemu_notes import keep_log, keep_picture, note
from tests.boot.qemu_visitor import Caller

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

BELOW = "/media/root-ro"
"""The root under its overlay."""

FIRST_PICTURE_S = 60.0
"""Under emulation, on two processors that nobody else uses."""


def test_switched_on_for_the_first_time_it_asks_whether_all_is_right_and_then_it_is_ready(
    image: Image, library: Library, tmp_path: Path
) -> None:
    """The machine is kept afterwards as it stands: the other tests go on from there."""
    disk = tmp_path / "disk.qcow2"
    layer(image.disk, disk)
    with QemuMachine(image, disk=disk) as machine:
        machine.until(lambda: _asked(machine), "the first start is over", 600)
        somebody = Caller(library, machine)
        somebody.is_asked()
        somebody.sees()
        keep_picture(image.machine, "first-start", somebody.glass.picture())
        began = monotonic()
        somebody.touches("right")
        note(image.machine, what="a touch answered", seconds=round(monotonic() - began, 2))
        assert somebody.state.place == "attract"
        keep_log(image.machine, "first-start", machine.out("journalctl", "--no-pager", "--output=short-monotonic"))
        assert machine.restarts() == 0
        machine.until(lambda: _number_below(machine), "the number it has drawn is kept")
        assert "ro" in machine.out("findmnt", "--noheadings", "--output=OPTIONS", BELOW).split(",")
        # Else each test would go on beside the end of this start, and where processors are few the program is too slow
        # for its own watchdog.
        machine.until(lambda: _settled(machine), "all services have started")
        machine.keep("ready")
    half = image.ready.with_suffix(".half")
    shutil.move(disk, half)
    half.rename(image.ready)


def _settled(machine: QemuMachine) -> bool:
    return machine.run("systemctl", "is-system-running").stdout.strip() in ("running", "degraded")


def _number_below(machine: QemuMachine) -> str:
    """What stands under the overlay, once the service that writes it has ended."""
    over = machine.show("kiosk-identity.service", "SubState") == "dead"
    return machine.out("cat", f"{BELOW}/etc/machine-id") if over else ""


def _asked(machine: QemuMachine) -> bool:
    return machine.run("systemctl", "is-active", "--quiet", "kiosk.service").returncode == 0


def heard(machine: QemuMachine) -> float:
    """How loud the loudspeaker has been, of 1, at its loudest tenth of a second."""
    raw = machine.sound.read_bytes()[44:]
    samples = np.frombuffer(raw[: len(raw) // 2 * 2], np.int16).astype(float) / 32768
    pieces = samples[: len(samples) // 8820 * 8820].reshape(-1, 8820)
    return float(np.sqrt((pieces**2).mean(axis=1)).max()) if len(pieces) else 0.0


def _ready(image: Image) -> None:
    if not image.ready.exists():
        pytest.skip("the first start did not go well")


@pytest.mark.parametrize("rtc", ["utc", "1970-01-01T00:00:00", "2099-12-31T12:00:00"])
def test_from_the_power_to_the_first_picture(image: Image, library: Library, rtc: str) -> None:
    """The second start and all that follow: the answers are taken, nothing is asked, and the root needs no mending."""
    _ready(image)
    with QemuMachine(image, rtc=rtc, settled=True) as machine:
        somebody = Caller(library, machine)
        somebody.sees()
        seconds, (had, waited) = monotonic() - machine.began, machine.worked()
        alone = seconds * had / (had + waited)
        keep_picture(image.machine, f"start-{rtc[:4]}", somebody.glass.picture())
        measured = {"seconds": seconds, "worked": had, "waited": waited, "alone": alone}
        note(image.machine, what="first picture", rtc=rtc, **{name: round(n, 1) for name, n in measured.items()})
        somebody.touches("start")
        assert somebody.state.place == "home"
        loud = machine.until(lambda: heard(machine), "it speaks")
        note(image.machine, what="the loudspeaker", loudest=round(loud, 3))
        assert loud > 0.01
        date = machine.out("date", "--utc", "+%Y-%m-%d")
        note(image.machine, what="the clock it started with", rtc=rtc, date=date)
        assert machine.restarts() == 0
        assert machine.out("findmnt", "--noheadings", "--output", "FSTYPE", "/") == "overlay"
        assert machine.out("cat", "/etc/machine-id") == _number_below(machine)
        assert not _mended(machine)
        keep_log(image.machine, f"start-{rtc[:4]}", machine.out("journalctl", "--no-pager", "--output=short-monotonic"))
        # Beside others it waits for a processor; that is not its own doing.
        assert alone <= FIRST_PICTURE_S


def _mended(machine: QemuMachine) -> list[str]:
    """What the kernel had to mend in the root: nothing, for nobody writes there. The other partition may need it."""
    root = machine.out("findmnt", "--noheadings", "--output=SOURCE", BELOW).rpartition("/")[2]
    lines = machine.out("journalctl", "--no-pager", "--dmesg", "--output=cat").splitlines()
    return [line for line in lines if root in line and ("recover" in line or "orphan" in line)]


def test_a_pc_finds_it_by_itself(image: Image, library: Library) -> None:
    """UEFI, systemd-boot, and the line of the kernel that stands on the disk; nobody looks inside."""
    _ready(image)
    if why := no_firmware(image.machine):
        pytest.skip(f"no {image.machine} machine starts by itself: {why}")
    with QemuMachine(image, settled=True, firmware=True) as machine:
        somebody = Caller(library, machine)
        somebody.sees(seconds=400)
        seconds, (had, waited) = monotonic() - machine.began, machine.worked()
        alone = seconds * had / (had + waited)
        note(image.machine, what="first picture by UEFI", seconds=round(seconds, 1), alone=round(alone, 1))
        keep_picture(image.machine, "uefi", somebody.glass.picture())
        somebody.touches("start")
        assert somebody.state.place == "home"
        assert machine.until(lambda: heard(machine), "it speaks") > 0.01
