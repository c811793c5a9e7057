"""Devices are reached: this machine, a tree, or others over SSH. One that is not keeps no other waiting."""

import socket
from dataclasses import dataclass
from pathlib import Path

from paramiko import Transport
from pyinfra.api.config import Config
from pyinfra.api.exceptions import ConnectError, PyinfraError
from pyinfra.api.host import Host
from pyinfra.api.inventory import Inventory
from pyinfra.api.state import State
from pyinfra.connectors.ssh import SSHConnector
from pyinfra.context import ctx_host, ctx_state

from provision.device import Device, Wanted

ENVIRONMENT = {"LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"}

ASK_S, LOST_MS = 15, 60_000
"""How often a machine is asked whether it is still there, and after how long without an answer it is given up."""

DUMB = "answers, but cannot be asked anything: its sudo wants a password. Come as root, by your key."
DUMB_TREE = "has programs that do not run here. Is it for another processor: sudo apt-get install qemu-user-static"


@dataclass(frozen=True)
class Reached:
    """Those that steps can be carried out on, and why the others are not among them."""

    state: State
    devices: list[Device]
    lost: dict[str, str]
    """By name, as sentences."""


def connect(names: list[str], wanted: Wanted, tree: Path | None) -> Reached:
    """Reach all devices at the same time, and look which can become a kiosk."""
    hosts = [_host(name) for name in names]
    # Both have no types yet.
    inventory, config = Inventory((hosts, {})), Config(ENV=ENVIRONMENT)  # type: ignore[no-untyped-call]
    state = State(inventory, config, check_for_changes=False)
    devices = [Device(host, wanted, tree) for host in state.inventory]
    runs = [(device, state.pool.spawn(_why_not, state, device)) for device in devices]
    told = [(device, run.get()) for device, run in runs]
    lost = {device.host.name: why for device, why in told if why}
    return Reached(state, [device for device, why in told if not why], lost)


def _host(name: str) -> tuple[str, dict[str, object]]:
    """`user@host` as pyinfra wants it; whoever is not root there becomes it by sudo."""
    user, _, host = name.rpartition("@")
    if not user:  # @local, @chroot…, or a name out of ~/.ssh/config
        return name, {"_sudo": not name.startswith("@")}
    return host, {"ssh_user": user, "_sudo": user != "root"}


def _why_not(state: State, device: Device) -> str:
    """Why nothing can be done there, as a sentence; empty when it is reached and fit."""
    name = {"@local": "This machine"}.get(device.host.name, device.host.name.removeprefix("@chroot"))
    try:
        device.host.connect(raise_exceptions=True)
    except ConnectError as problem:
        return _not_reached(name, str(problem.args[0]))
    state.activate_host(device.host)
    _keep_asking(device.host)
    with ctx_state.use(state), ctx_host.use(device.host):
        try:
            why = device.unfit()
        except PyinfraError:
            return f"{name} {DUMB_TREE if device.tree else DUMB}"
    return f"{name} cannot become a kiosk: {why}." if why else ""


def _not_reached(name: str, reason: str) -> str:
    if "does not match" in reason:
        return f"{name} is not the machine it was. If it was set up anew: ssh-keygen -R {name}, then again."
    return f"{name} cannot be reached: {reason}. Is it switched on, and may your key come in over SSH?"


def _keep_asking(host: Host) -> None:
    """A machine whose cable was pulled says nothing for ever; it is not waited for."""
    if transport := _transport(host):
        transport.set_keepalive(ASK_S)
        if isinstance(transport.sock, socket.socket):  # through another machine it is a channel of that one's
            transport.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, LOST_MS)


def gone(host: Host) -> bool:
    """Whether the way to it has broken."""
    transport = _transport(host)
    return transport is not None and not transport.is_active()


def _transport(host: Host) -> Transport | None:
    """What carries SSH; this machine and a tree have none."""
    connector = host.connector
    return connector.client.get_transport() if isinstance(connector, SSHConnector) and connector.client else None
