"""Carrying the steps out, or only looking: on one device or on many at the same time."""

from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pyinfra.api.command import PyinfraCommand
from pyinfra.api.config import Config
from pyinfra.api.connect import connect_all
from pyinfra.api.exceptions import PyinfraError
from pyinfra.api.host import Host
from pyinfra.api.inventory import Inventory
from pyinfra.api.operation import add_op, operation
from pyinfra.api.operations import run_host_op
from pyinfra.api.state import State
from pyinfra.context import ctx_host, ctx_state

from provision.device import Device, Wanted
from provision.step import Step

ENVIRONMENT = {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"}


@dataclass
class Told:
    """What came of a step on a device."""

    host: str
    step: Step
    not_for: str = ""
    """Why it does not apply; then there is nothing else."""
    what: list[str] = field(default_factory=list)
    """What was different."""
    fault: str = ""
    """Why it could not be carried out."""


class Failed(Exception):  # noqa: N818 - it has
    """A device that cannot be reached, as a sentence."""


def connect(names: list[str], wanted: Wanted, tree: Path | None) -> tuple[State, list[Device]]:
    """Reach all devices; one that cannot be reached is a fault."""
    hosts = [_host(name) for name in names]
    # Both have no types yet.
    inventory, config = Inventory((hosts, {})), Config(ENV=ENVIRONMENT)  # type: ignore[no-untyped-call]
    state = State(inventory, config, check_for_changes=False)
    with suppress(PyinfraError):
        connect_all(state)
    reached = list(state.inventory.get_active_hosts())
    if len(reached) < len(names):
        lost = [name for name, _ in hosts if name not in {host.name for host in reached}]
        raise Failed(f"{', '.join(lost)} cannot be reached. Is it switched on, and may your key come in over SSH?")
    devices = [Device(host, wanted, tree) for host in reached]
    for device in devices:
        if why := _unfit(state, device):
            name = {"@local": "This machine"}.get(device.host.name, device.host.name.removeprefix("@chroot"))
            raise Failed(f"{name} cannot become a kiosk: {why}.")
    return state, devices


def _unfit(state: State, device: Device) -> str:
    with ctx_state.use(state), ctx_host.use(device.host):
        return device.unfit()


def _host(name: str) -> tuple[str, dict[str, object]]:
    """`user@host` as pyinfra wants it; whoever is not root there becomes it by sudo."""
    user, _, host = name.rpartition("@")
    if not user:  # @local, @chroot…, or a name out of ~/.ssh/config
        return name, {"_sudo": not name.startswith("@")}
    return host, {"ssh_user": user, "_sudo": user != "root"}


def look(state: State, devices: Iterable[Device], step: Step) -> list[Told]:
    """What would be done; nothing is."""
    found = []
    for device in devices:
        with ctx_state.use(state), ctx_host.use(device.host):
            told = Told(str(device.host), step, step.not_for(device))
            if not told.not_for:
                told.what = [line for change in step.changes(device) for line in change.what]
        found.append(told)
    return found


@operation()
def mend(step: Step, devices: dict[str, Device], told: dict[str, Told]) -> Generator[PyinfraCommand, None, None]:
    """One step, on the device that pyinfra is at."""
    name = ctx_host.get().name  # type: ignore[no-untyped-call]
    device, mine = devices[name], told[name]
    if mine.not_for:
        return
    for change in step.changes(device):
        mine.what += change.what
        yield from change.commands


def carry_out(state: State, devices: list[Device], step: Step) -> list[Told]:
    """Do what has to be done, on all of them at the same time."""
    told = {device.host.name: Told(str(device.host), step) for device in devices}
    for device in devices:
        with ctx_state.use(state), ctx_host.use(device.host):
            told[device.host.name].not_for = step.not_for(device)
    before = set(state.op_meta)
    add_op(state, mend, step, {device.host.name: device for device in devices}, told, name=step.name)
    (name,) = set(state.op_meta) - before
    state.is_executing = True
    with ctx_state.use(state):
        runs = {device.host.name: state.pool.spawn(_on_one, state, device.host, name) for device in devices}
        for host, run in runs.items():
            told[host].fault = run.get()
    state.is_executing = False
    return list(told.values())


def _on_one(state: State, host: Host, name: str) -> str:
    """Why a step failed on a device; empty when it did not."""
    with ctx_host.use(host):
        try:
            well = run_host_op(state, host, name)
        except PyinfraError as problem:  # a fact could not be read
            return str(problem)
    if well:
        return ""
    done = state.get_op_data_for_host(host, name).operation_meta
    last = [line for line in (done.stderr_lines or done.stdout_lines) if line.strip()][-3:]
    return " / ".join(last) or "a command failed without a word"
