"""The first boot on a machine with its true sandbox: answers taken, told by the kiosk, and asked no more."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.nspawn import REBOOTS, Machine
from tests.boot.nspawn_tree import missing
from tests.setup.files import GOOD, PASSWORD, ROOT, SECRET

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(missing()), reason=f"no machine is booted: {missing()}"),
]

UNIT = "kiosk-firstboot.service"
PARTITION = "srv/boot"
"""What is mounted at /boot/firmware: a container has no partitions, but a folder can be mounted read-only too."""
ANSWERS = f"{PARTITION}/kiosk-answers.toml"
SCRIPT = "#!/opt/kiosk/bin/python\nimport sys\nfrom kiosk.setup.firstboot import main\n\nsys.exit(main())\n"
SCREENLESS = "[Service]\nEnvironment=KIOSK_SCREEN_DRIVER=dummy KIOSK_VOICE_ON=false\n"


def furnish(machine: Machine) -> None:
    """As provisioning lays it: settings live on the data partition, and the program is there."""
    (machine.root / "etc/kiosk/kiosk.toml").unlink()
    (machine.root / "etc/kiosk").rmdir()
    (machine.root / "etc/kiosk").symlink_to("/var/lib/kiosk/etc")
    machine.write("opt/kiosk/bin/kiosk-firstboot", SCRIPT, 0o755)
    machine.write("etc/systemd/system/kiosk.service.d/screenless.conf", SCREENLESS)
    machine.write(ANSWERS, GOOD.replace('camera = "auto"', 'camera = "none"').replace("panel = true", "panel = false"))
    machine.write("etc/fstab", f"/{PARTITION} /boot/firmware none bind,ro 0 0\n")
    (machine.root / "boot/firmware").mkdir(parents=True, exist_ok=True)
    machine.write(f"{PARTITION}/the.txt", f"KIOSK-STAFF-1:{SECRET}\n")
    machine.write(f"{PARTITION}/root.json", ROOT.decode())


@pytest.fixture(scope="module")
def machine(library_file: Path) -> Iterator[Machine]:
    with Machine(library_file, furnish) as machine:
        yield machine


def test_the_answers_are_taken_within_the_sandbox_before_the_kiosk_starts(machine: Machine) -> None:
    machine.ready()
    said = machine.log(UNIT)
    assert "setup.right: all answers of kiosk-answers.toml were taken; this is cho-dong-ba." in said
    assert machine.show(UNIT, "Result") == "success"
    assert PASSWORD not in machine.out("journalctl", "--no-pager")
    assert json.loads(machine.out("cat", "/var/lib/kiosk/setup.json"))["place"] == "Chợ Đông Ba"
    assert PASSWORD not in machine.out("cat", f"/{ANSWERS}")
    assert machine.run("test", "-e", "/boot/firmware/the.txt").returncode != 0
    shut = machine.until(lambda: machine.run("touch", "/boot/firmware/x").returncode, "it is read-only again")
    assert shut == 1


def test_what_it_wrote_belongs_to_root_and_the_kiosk_reads_what_it_needs(machine: Machine) -> None:
    machine.ready()
    listed = machine.out("find", "/var/lib/kiosk/etc", "-type", "f", "-printf", "%f %u %m\\n").splitlines()
    assert {"kiosk.toml root 644", "kiosk-wifi.nmconnection root 600", "authorized_keys root 600"} <= set(listed)
    for file, code in (("etc/kiosk.toml", 0), ("setup.json", 0), ("etc/connections/kiosk-wifi.nmconnection", 1)):
        words = ("setpriv", "--reuid=kiosk", "--regid=kiosk", "--clear-groups", "cat", f"/var/lib/kiosk/{file}")
        assert machine.run(*words).returncode == code, file


def test_at_the_next_start_nothing_is_started_for_it_and_other_answers_are_taken(machine: Machine) -> None:
    machine.ready()
    machine.run("systemctl", "reboot")
    assert machine.gone() == REBOOTS
    machine.boot()
    machine.ready()
    assert machine.show(UNIT, "Result") == "exec-condition"
    assert machine.log(UNIT).count("setup.right") == 1, "the log of both starts"
    machine.write(ANSWERS, (machine.root / ANSWERS).read_text("utf-8").replace("cho-dong-ba", "Chợ"))
    machine.out("systemctl", "start", UNIT)
    assert "site.value kiosk-answers.toml:2: Line 2: the code of the place cannot be" in machine.log(UNIT)
    assert machine.show(UNIT, "Result") == "success"
    assert json.loads(machine.out("cat", "/var/lib/kiosk/setup.json"))["outcome"] == "wrong"
