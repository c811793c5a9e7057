"""What may be done behind each sandbox, tried from within: the same unit, another program."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.boot.nspawn import Machine
from tests.boot.nspawn_tree import CHECKOUT, missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(bool(missing()), reason=f"no machine is booted: {missing()}"),
]

OTHER = ("Type", "ExecStart", "Restart", "Watchdog", "Standard", "TTY", "NotifyAccess", "Timeout", "SuccessExit")
"""Lines of a unit that are about its own program, not about what it may do."""

ASK = """
import json, os, socket, subprocess
from pathlib import Path

def asked(deed):
    try:
        return str(deed())
    except OSError as error:
        return type(error).__name__ + " " + os.strerror(error.errno)

DATA = Path("/var/lib/kiosk")
def write(path):
    Path(path).write_text("x")
    Path(path).unlink()
    return "done"

def replace(path):
    Path("/tmp/other").write_text("x")
    os.rename("/tmp/other", path)

def swap(folder):
    os.rename(DATA / folder, DATA / "update/aside")
    os.rename(DATA / "update/aside", DATA / folder)

def execute():
    file = DATA / "update/run-me"
    file.write_text("#!/bin/sh\\n")
    file.chmod(0o700)
    try:
        return subprocess.run([file], check=False)
    finally:
        file.unlink()

def clock():
    from kiosk.update.trust.clock import clock_reading
    return clock_reading().trusted in (True, False)

def link():
    one, two = (DATA / f"update/{os.getuid()}-{name}" for name in ("one", "two"))
    one.write_text("x")
    os.link(one, two)
    return "done"

deeds = {
    "clock": clock,
    "internet": lambda: socket.socket(socket.AF_INET).close(),
    "unix": lambda: socket.socket(socket.AF_UNIX).close(),
    "cards": lambda: ",".join(sorted(os.listdir("/sys/class/net"))),
    "pin-there": lambda: (DATA / "staff/pin.json").exists(),
    "pin": lambda: (DATA / "staff/pin.json").read_text(),
    "counters": lambda: (DATA / "counters.db").read_text(),
    "counters-write": lambda: (DATA / "counters.db").open("a").close(),
    "data": lambda: write(DATA / "x"),
    "update": lambda: write(DATA / "update/x"),
    "voice": lambda: write(DATA / "voice/x"),
    "trust": lambda: write(DATA / "update/trust/x"),
    "trust-aside": lambda: swap("update/trust"),
    "root": lambda: (DATA / "root.json").open("a").close(),
    "root-replaced": lambda: replace(DATA / "root.json"),
    "system": lambda: write("/etc/x"),
    "stick": lambda: os.listdir("/run/sticks"),
    "execute": execute,
    "step-back": lambda: os.setpriority(os.PRIO_PROCESS, 0, 19),
    "link": link,
    "disks": lambda: sorted(name for name in os.listdir("/dev") if name.startswith(("sd", "mmc", "vd", "loop"))),
    "namespace": lambda: os.unshare(os.CLONE_NEWUSER),
    "others": lambda: Path("/proc/1/comm").read_text(),
}
print(json.dumps({name: asked(deed) for name, deed in deeds.items()}))
"""

REFUSED = ("PermissionError", "OSError Read-only", "OSError Device or resource busy", "OSError Invalid cross-device")
UNKNOWN = "OSError Address family not supported by protocol"


def sandbox(unit: str) -> str:
    """The lines of a unit that close it in."""
    lines = (CHECKOUT / "systemd" / unit).read_text("utf-8").partition("[Service]")[2].partition("[Install]")[0]
    return "\n".join(line for line in lines.splitlines() if not line.startswith(OTHER))


@pytest.fixture(scope="module")
def machine(library_file: Path) -> Iterator[Machine]:
    def furnish(machine: Machine) -> None:
        machine.write("opt/ask.py", ASK)
        machine.write("var/lib/kiosk/root.json", "{}")
        for unit in ("kiosk.service", "kiosk-stick@.service", "kiosk-sync.service", "kiosk-upload.service"):
            text = f"[Service]\nType=oneshot\nExecStart=/opt/kiosk/bin/python /opt/ask.py\n{sandbox(unit)}\n"
            machine.write(f"etc/systemd/system/ask-{Path(unit).stem.strip('@')}.service", text)

    with Machine(library_file, furnish) as machine:
        chosen = "umask 077; echo secret > /var/lib/kiosk/staff/pin.json"
        machine.out("setpriv", "--reuid=kiosk", "--regid=kiosk", "--init-groups", "sh", "-c", chosen)
        there = ("test", "-s", "/var/lib/kiosk/counters.db")
        machine.until(lambda: machine.run(*there).returncode == 0, "the kiosk counts")
        yield machine


def answers(machine: Machine, unit: str) -> dict[str, str]:
    name = f"ask-{unit}.service"
    done = machine.run("systemctl", "start", name)
    assert done.returncode == 0, machine.log(name)
    line = machine.until(
        lambda: next((line for line in machine.log(name).splitlines() if line.startswith("{")), ""), "an answer"
    )
    return msgspec.json.decode(line, type=dict[str, str])


def refused(told: dict[str, str], *deeds: str) -> None:
    for deed in deeds:
        assert told[deed].startswith((*REFUSED, UNKNOWN)), f"{deed}: {told[deed]}"


def test_the_interface_writes_its_own_data_and_nothing_it_trusts(machine: Machine) -> None:
    told = answers(machine, "kiosk")
    refused(told, "trust", "trust-aside", "root", "root-replaced", "system", "voice", "execute")
    refused(told, "internet", "namespace", "stick")
    assert told["data"] == told["update"] == "done"
    assert told["pin"].strip() == "secret"
    assert told["clock"] == "True"  # asking how exact it is fails, and nobody dies of it
    assert told["step-back"] == told["unix"] == "None"
    assert told["cards"] == "lo"
    assert told["disks"] == "[]"
    assert told["others"].startswith("FileNotFoundError")


def test_whoever_reads_a_stick_writes_only_lessons_and_sees_that_there_is_a_pin(machine: Machine) -> None:
    told = answers(machine, "kiosk-stick")
    refused(
        told, "pin", "counters-write", "data", "root", "root-replaced", "system", "execute", "internet", "namespace"
    )
    assert told["pin-there"] == "True"
    assert told["counters"].startswith("SQLite format 3")  # it takes the figures away
    assert told["update"] == told["voice"] == told["trust"] == "done"
    # The kiosk links what it uses, and may link only what its group may write (protected_hardlinks, proc_sys_fs(5)).
    assert told["link"] == "done"
    linked = ("find", "/var/lib/kiosk/update", "-name", "*-two", "-user", "kiosk-update", "-printf", "%g %m")
    assert machine.out(*linked) == "kiosk 660"
    assert told["unix"] == "None"
    assert told["clock"] == "True"
    assert told["cards"] == "lo"
    assert told["disks"] == "[]"


def test_whoever_fetches_has_a_network_and_sees_neither_sticks_nor_the_pin(machine: Machine) -> None:
    told = answers(machine, "kiosk-sync")
    refused(told, "pin", "pin-there", "stick", "counters-write", "data", "root", "root-replaced", "system", "execute")
    assert told["internet"] == "None"
    assert told["update"] == told["voice"] == told["trust"] == "done"
    assert told["disks"] == "[]"


def test_whoever_sends_the_numbers_has_a_network_and_neither_the_pin_nor_a_word_on_lessons(machine: Machine) -> None:
    told = answers(machine, "kiosk-upload")
    refused(
        told, "pin", "stick", "update", "voice", "trust", "trust-aside", "root", "root-replaced", "system", "execute"
    )
    assert told["internet"] == "None"
    assert told["counters"].startswith("SQLite format 3")
    assert told["disks"] == "[]"
