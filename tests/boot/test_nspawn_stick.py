"""A stick, served as a device serves it: read by whoever has no rights, taken by the kiosk at rest. The stick is
a folder; a true one, with udev, vfat and its own mount, needs a kernel of its own (the slower tier).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.nspawn import Machine
from tests.boot.nspawn_tree import CHECKOUT, missing
from tests.update.depots import Office, tea

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(missing()), reason=f"no machine is booted: {missing()}"),
]

STICK, GIVE = "kiosk-stick@folder.service", "kiosk-give@folder.service"


def for_a_folder(unit: str) -> str:
    """A unit that shows a stick, for a folder in place of a device: whom it asks, and what it may, stays as it is."""
    lines = (CHECKOUT / "systemd" / unit).read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.endswith("dev-%i.device"))
    text = re.sub(r"(--options=r[ow]),(\S+),uid=\S+", r"\1,bind,\2", text)
    return text.replace("--type=vfat,exfat", "--type=none").replace("/dev/%i", "/opt/stick")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder / "depot", tea(folder / "content"))
    office.publish()
    return office


@pytest.fixture
def machine(office: Office, library_file: Path) -> Iterator[Machine]:
    def furnish(machine: Machine) -> None:
        machine.copy(office.folder, "opt/stick")
        machine.write("var/lib/kiosk/root.json", office.root.decode())
        for unit in ("kiosk-mount@.service", "kiosk-give@.service"):
            machine.write(f"etc/systemd/system/{unit.replace('@', '@folder')}", for_a_folder(unit))

    with Machine(library_file, furnish) as machine:
        machine.out("chown", "--recursive", "kiosk-update:", "/opt/stick")  # as `uid=` does with a true one
        yield machine


def served(machine: Machine) -> str:
    """What came of it, in the words of the log."""
    done = machine.run("systemctl", "start", STICK)
    assert done.returncode == 0, machine.log(STICK)
    machine.until(lambda: machine.state("kiosk-mount@folder.service") == "inactive", "it is away")
    assert machine.run("mountpoint", "-q", "/run/sticks/folder").returncode != 0
    return machine.log(STICK)


def test_new_lessons_are_taken_at_rest_and_staff_go_back_from_them(machine: Machine) -> None:
    machine.ready()
    assert "is ready" in served(machine)
    machine.until(lambda: "release 1-" in machine.log("kiosk.service"), "the kiosk takes them")
    asks = ("setpriv", "--reuid=kiosk", "--regid=kiosk", "--init-groups", "touch", "/var/lib/kiosk/requests/roll-back")
    machine.out(*asks)
    machine.until(lambda: "what the machine came with is in use" in machine.log("kiosk.service"), "the way back")
    assert machine.out("ls", "/var/lib/kiosk/requests") == ""
    assert machine.show("kiosk.service", "NRestarts") == "0"
    # What staff went back from is not taken again by itself, though it stands on the stick.
    assert machine.run("systemctl", "start", STICK).returncode != 0
    assert "update refused: refused" in machine.log(STICK)


def test_figures_are_written_on_a_stick_that_asks_for_them_and_on_no_other(machine: Machine) -> None:
    served(machine)
    assert machine.show(GIVE, "ConditionResult") == "no"
    machine.out("mkdir", "/opt/stick/kiosk-lay")
    machine.out("chown", "kiosk-update:", "/opt/stick/kiosk-lay")
    assert "new documents were written" in served(machine)
    given = machine.out("find", "/opt/stick/kiosk-lay", "-name", "support.zip", "-user", "kiosk-update")
    assert Path(given).name == "support.zip"


def test_a_stick_that_is_not_ours_is_refused_and_the_kiosk_goes_on(machine: Machine) -> None:
    machine.out("find", "/opt/stick", "-mindepth", "1", "-delete")
    machine.out("sh", "-c", "echo autorun > /opt/stick/autorun.inf")
    machine.ready()
    assert machine.run("systemctl", "start", STICK).returncode != 0
    assert "update refused: foreign" in machine.log(STICK)
    assert machine.show("kiosk.service", "NRestarts") == "0"
