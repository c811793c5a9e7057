"""Whole machines on which something stops: the program that draws, systemd, the kernel. Nobody is there to help."""

from time import monotonic

import pytest

from kiosk.core.content.packs import Library
from tests.bench.display import pause
from tests.boot.qemu import QemuMachine
from tests.boot.qemu_notes import keep_picture, note
from tests.boot.qemu_views import Views
from tests.boot.qemu_visitor import Caller

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

EMERGENCY = "echo '<0>An emergency: a kernel tells it however quiet it is.' > /dev/kmsg"
KILL = "pid=$(systemctl show --value --property=MainPID kiosk.service) && [ $pid != 0 ] && kill -KILL $pid"

RESTARTED_S = 15.0
"""From the last beat to a new program."""


def test_a_loop_that_hangs_is_started_anew(machine: QemuMachine, library: Library) -> None:
    somebody = Caller(library, machine)
    somebody.sees()
    hanging = machine.program()
    machine.out("kill", "-STOP", hanging)
    stopped = monotonic()
    machine.until(lambda: machine.program() not in ("0", hanging), "it is started anew")
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
        machine.until(lambda: machine.run("sh", "-c", f"{EMERGENCY}; {KILL}").returncode == 0, "it is killed")
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


HOLDS_SYSTEMD = "import ctypes, signal; ctypes.CDLL(None).ptrace(16, 1, 0, 0); signal.pause()"
"""`PTRACE_ATTACH` stops even the first process, which no signal does; it goes on when whoever holds it is gone."""

BESIDE = ">/dev/null 2>&1 </dev/null &"
STOPS = {
    "systemd hangs": f'setsid python3 -c "{HOLDS_SYSTEMD}" {BESIDE}',
    "the kernel falls over": f"(sleep 1; echo c > /proc/sysrq-trigger) {BESIDE}",
}
RESET_S = {"systemd hangs": 40.0, "the kernel falls over": 60.0}
"""The board's watchdog counts to 14 s (provision/files/etc/systemd/system.conf.d); a kernel waits 10 s (`panic=10`)."""


@pytest.mark.parametrize("what", STOPS)
def test_a_machine_that_hangs_starts_anew_by_itself(machine: QemuMachine, library: Library, what: str) -> None:
    somebody = Caller(library, machine)
    somebody.sees()
    machine.monitor.ask("watchdog-set-action", action="reset")
    before = machine.monitor.told_by_itself().count("RESET")
    machine.out("sh", "-c", STOPS[what])
    stopped = monotonic()
    machine.until(lambda: machine.monitor.told_by_itself().count("RESET") > before, "it is reset", RESET_S[what])
    reset = monotonic() - stopped
    # Who gets no processor cannot feed it; from now on it may do so beside others.
    machine.monitor.ask("watchdog-set-action", action="none")
    somebody = Caller(library, machine)
    somebody.sees(seconds=300)
    note(machine.image.machine, what=what, reset=round(reset, 1), picture=round(monotonic() - stopped, 1))
    somebody.touches("start")
    assert somebody.state.place == "home"
