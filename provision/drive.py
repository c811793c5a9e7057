"""Carrying the steps out, or only looking: on one device or on many at the same time."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import gevent
from pyinfra.api.command import PyinfraCommand, StringCommand
from pyinfra.api.exceptions import PyinfraError
from pyinfra.api.host import Host
from pyinfra.api.operation import add_op, operation
from pyinfra.api.operations import run_host_op
from pyinfra.api.state import State
from pyinfra.context import ctx_host, ctx_state

from provision.device import Device
from provision.reach import gone
from provision.step import Step
from provision.wheels import NotFetched

KEPT = StringCommand("sync", _sudo=False)
"""A plug may be pulled: what a step has laid is on the disk before the next begins. After the last nobody is root."""


@dataclass
class Told:
    """What came of a step on a device."""

    device: Device
    step: Step
    not_for: str = ""
    """Why it does not apply; then there is nothing else."""
    what: list[str] = field(default_factory=list)
    """What was different."""
    fault: str = ""
    """Why it could not be carried out."""


def look(state: State, devices: list[Device], step: Step) -> Iterator[Told]:
    """What would be done; nothing is. Told of each device as soon as it has answered."""

    def looked(told: Told) -> str:
        told.not_for = step.not_for(told.device)
        if not told.not_for:
            told.what = [line for change in step.changes(told.device) for line in change.what]
        return ""

    yield from _on_all(state, [Told(device, step) for device in devices], looked)


def carry_out(state: State, devices: list[Device], step: Step) -> Iterator[Told]:
    """Do what has to be done, on all of them at the same time. Told of each as soon as it has come to its end."""
    told = {device.host.name: Told(device, step) for device in devices}
    before = set(state.op_meta)
    add_op(state, mend, step, told, name=step.name)
    (name,) = set(state.op_meta) - before
    state.is_executing = True
    yield from _on_all(state, list(told.values()), lambda one: _run(state, one.device.host, name))
    state.is_executing = False


@operation()
def mend(step: Step, told: dict[str, Told]) -> Generator[PyinfraCommand, None, None]:
    """One step, on the device that pyinfra is at."""
    mine = told[ctx_host.get().name]  # type: ignore[no-untyped-call]
    mine.not_for = step.not_for(mine.device)
    if mine.not_for:
        return
    for change in step.changes(mine.device):
        mine.what += change.what
        yield from change.commands
    if mine.what and mine.device.tree is None:
        yield KEPT


def _on_all(state: State, told: list[Told], do: Callable[[Told], str]) -> Iterator[Told]:
    """`do` for each, side by side; what fails on one keeps no other from going on."""

    def one(mine: Told) -> Told:
        with ctx_state.use(state), ctx_host.use(mine.device.host):
            try:
                mine.fault = do(mine)
            except (PyinfraError, NotFetched, OSError) as problem:
                mine.fault = str(problem)
        if mine.fault and gone(mine.device.host):
            mine.fault = "the way to it has broken. Is it switched on? What was done stays"
        return mine

    for run in gevent.iwait([state.pool.spawn(one, mine) for mine in told]):
        yield run.get()


def _run(state: State, host: Host, name: str) -> str:
    """Why a step failed on a device; empty when it did not."""
    if run_host_op(state, host, name):
        return ""
    done = state.get_op_data_for_host(host, name).operation_meta
    last = [line for line in (done.stderr_lines or done.stdout_lines) if line.strip()][-3:]
    return " / ".join(last) or "a command failed without a word"
