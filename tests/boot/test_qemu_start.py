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
from tests.boot.qemu_images import Image, image_of, missing
from tests.boot.qemu_notes import keep_log, keep_picture, note
from tests.boot.qemu_visitor import Caller

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

MACHINES = [
    pytest.param(name, marks=pytest.mark.skipif(bool(missing(name)), reason=f"no {name} is booted: {missing(name)}"))
    for name in ("amd64", "arm64")
]

FIRST_PICTURE_S = 60.0
"""Under emulation, on two processors that nobody else uses."""


@pytest.fixture(params=MACHINES)
def image(request: pytest.FixtureRequest) -> Image:
    return image_of(request.param)


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
        assert restarts(machine) == 0
        machine.keep("ready")
    half = image.ready.with_suffix(".half")
    shutil.move(disk, half)
    half.rename(image.ready)


def restarts(machine: QemuMachine) -> int:
    """How often the program fell over. Where drivers come late it has looked for a screen again; that is none of it."""
    late = machine.log().count("No screen could be opened")
    return int(machine.show("kiosk.service", "NRestarts")) - late


def _asked(machine: QemuMachine) -> bool:
    return machine.run("systemctl", "is-active", "--quiet", "kiosk.service").returncode == 0


def heard(machine: QemuMachine) -> float:
    """How loud the loudspeaker has been, of 1, at its loudest tenth of a second."""
    raw = machine.sound.read_bytes()[44:]
    samples = np.frombuffer(raw[: len(raw) // 2 * 2], np.int16).astype(float) / 32768
    pieces = samples[: len(samples) // 8820 * 8820].reshape(-1, 8820)
    return float(np.sqrt((pieces**2).mean(axis=1)).max()) if len(pieces) else 0.0


@pytest.mark.parametrize("rtc", ["utc", "1970-01-01T00:00:00", "2099-12-31T12:00:00"])
def test_from_the_power_to_the_first_picture(image: Image, library: Library, rtc: str) -> None:
    """The second start and all that follow: the answers are taken, nothing is asked."""
    if not image.ready.exists():
        pytest.skip("the first start did not go well")
    with QemuMachine(image, disk=None, rtc=rtc, settled=True) as machine:
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
        assert restarts(machine) == 0
        assert machine.out("findmnt", "--noheadings", "--output", "FSTYPE", "/") == "overlay"
        keep_log(image.machine, f"start-{rtc[:4]}", machine.out("journalctl", "--no-pager", "--output=short-monotonic"))
        # Beside others it waits for a processor; that is not its own doing.
        assert alone <= FIRST_PICTURE_S
