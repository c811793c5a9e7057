"""A kiosk booted by systemd: ready, watched, started again, asked for things, closed in."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, time

import pytest

from provision.places import masked
from tests.boot.nspawn import REBOOTS, Machine
from tests.boot.nspawn_tree import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(missing()), reason=f"no machine is booted: {missing()}"),
]

KIOSK = "kiosk.service"


@pytest.fixture(scope="module")
def machine(library_file: Path) -> Iterator[Machine]:
    with Machine(library_file) as machine:
        yield machine


def kill(machine: Machine, signal: str) -> None:
    machine.out("systemctl", "kill", "--kill-whom=main", f"--signal={signal}", KIOSK)


def no_console(machine: Machine) -> None:
    """Nobody can log in anywhere, and the kiosk is what the machine is for."""
    assert machine.state("kiosk.target") == "active"
    words = machine.run("find", "/proc", "-maxdepth", "2", "-name", "comm", "-exec", "cat", "{}", "+").stdout.split()
    assert "kiosk" in words
    assert not {"agetty", "login", "sulogin", "bash", "sh", "sshd"}.intersection(words)


def test_it_boots_into_the_kiosk_and_nothing_fails(machine: Machine) -> None:
    machine.ready()
    assert machine.out("systemctl", "get-default") == "kiosk.target"
    assert machine.show(KIOSK, "StatusText") == "Provisioned content is shown through dummy."
    machine.run("systemctl", "is-system-running", "--wait")
    assert machine.out("systemctl", "--failed", "--plain", "--no-legend") == ""
    no_console(machine)


A_CONTAINER = ("clock is unset", "touch is none", "board is strange")
"""What a container is ill of: it asks nobody for the time, nobody can touch it, and no board is like it."""


def test_nothing_unexpected_is_said_while_it_boots(machine: Machine) -> None:
    machine.ready()
    assert "unsafe path" not in machine.out("journalctl", "--no-pager", "--unit=systemd-tmpfiles-setup")
    said = [line for line in machine.log(KIOSK).splitlines() if "Learning kiosk" not in line]
    assert said == [
        "camera: There is none.",
        *(f"machine: {what}; what to do: kiosk doctor." for what in A_CONTAINER),
    ]


def test_the_light_is_switched_for_the_kiosk_and_a_late_touchscreen_is_taken(machine: Machine) -> None:
    before = machine.ready()
    assert machine.out("cat", "/run/kiosk/light") == "on"
    machine.until(lambda: machine.show("kiosk-hours.service", "ExecMainExitTimestamp"), "the light was switched")
    assert machine.show("kiosk-hours.service", "Result") == "success"
    machine.out("systemctl", "start", "kiosk-touch.service")
    machine.ready(other_than=before)
    assert not machine.show(KIOSK, "StatusText").startswith("Calm")


@pytest.mark.parametrize("unit", [unit for unit in masked() if "@" not in unit])
def test_what_opens_a_console_cannot_be_started(machine: Machine, unit: str) -> None:
    assert machine.show(unit, "LoadState") == "masked"
    assert machine.run("systemctl", "start", unit).returncode != 0


def test_the_kiosk_has_no_rights_and_no_network(machine: Machine) -> None:
    pid = machine.ready()
    status = machine.out("cat", f"/proc/{pid}/status")
    assert re.search(r"^NoNewPrivs:\s1$", status, re.M)
    assert re.search(r"^Seccomp:\s2$", status, re.M)
    assert re.search(r"^CapBnd:\s0{16}$", status, re.M)
    cards = machine.out("cat", f"/proc/{pid}/net/dev").splitlines()[2:]
    assert [card.split(":")[0].strip() for card in cards] == ["lo"]


def test_a_loop_that_hangs_is_started_again_within_fifteen_seconds(machine: Machine) -> None:
    hung = machine.ready()
    stopped = monotonic()
    kill(machine, "SIGSTOP")
    machine.ready(other_than=hung)
    begun = int(machine.show(KIOSK, "ExecMainStartTimestampMonotonic")) / 1e6
    assert begun - stopped < 15
    assert "watchdog timeout" in machine.out("journalctl", "--no-pager", "--output=cat", "UNIT=kiosk.service").lower()
    no_console(machine)


def test_a_kiosk_that_is_killed_twenty_times_stays_a_kiosk_and_becomes_calm(library_file: Path) -> None:
    with Machine(library_file) as machine:
        for killed in range(20):
            pid = machine.ready()
            calm = machine.show(KIOSK, "StatusText").startswith("Calm")
            assert calm == (killed >= 3), f"after {killed} kills"
            kill(machine, "SIGKILL")
            machine.ready(other_than=pid)
        machine.ready()
        no_console(machine)
        assert machine.show(KIOSK, "NRestarts") == "20"
        # A start that somebody asks for begins anew: whoever works on it wants to see whether it holds now.
        machine.out("systemctl", "restart", KIOSK)
        machine.ready()
        assert not machine.show(KIOSK, "StatusText").startswith("Calm")


def test_staff_restart_the_machine_and_switch_it_off(library_file: Path) -> None:
    with Machine(library_file) as machine:
        machine.ready()
        asked(machine, "restart")
        assert machine.gone() == REBOOTS
        machine.boot()
        machine.ready()
        assert machine.out("ls", "/var/lib/kiosk/requests") == ""
        asked(machine, "power-off")
        assert machine.gone() == 0
        assert not list((machine.root / "var/lib/kiosk/requests").iterdir())


def asked(machine: Machine, errand: str) -> None:
    """As the staff menu asks, with the rights that it has."""
    code = (
        "from pathlib import Path; from kiosk.staff.errands import Requests; "
        f"Requests(Path('/var/lib/kiosk/requests')).do('{errand}')"
    )
    machine.out("setpriv", "--reuid=kiosk", "--regid=kiosk", "--init-groups", "/opt/kiosk/bin/python", "-c", code)


def test_a_missed_night_is_made_up_for_and_a_kiosk_without_an_address_is_well(library_file: Path) -> None:
    def three_days_off(machine: Machine) -> None:
        machine.write("var/lib/systemd/timers/stamp-kiosk-sync.timer", "")
        machine.write("etc/kiosk/kiosk.toml", '[screen]\ndriver = "dummy"\n[camera]\nsource = "none"\n')
        at_once = "[Timer]\nRandomizedDelaySec=0\n"
        machine.write("etc/systemd/system/kiosk-sync.timer.d/at-once.conf", at_once)
        past(machine, "var/lib/systemd/timers/stamp-kiosk-sync.timer")

    with Machine(library_file, three_days_off) as machine:
        machine.until(lambda: "Say where from" in machine.log("kiosk-sync.service"), "the night is made up for")
        machine.until(lambda: machine.state("kiosk-sync.service") == "inactive", "it has ended")
        assert machine.show("kiosk-sync.service", "Result") == "success"
        assert machine.show("kiosk-sync.timer", "NextElapseUSecRealtime") != ""


def past(machine: Machine, path: str) -> None:
    """Three days old."""
    os.utime(machine.root / path, (time() - 3 * 86_400,) * 2)
