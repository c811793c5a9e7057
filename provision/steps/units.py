"""Units: what systemd runs on a kiosk, what it never runs, and what the machine boots into."""

from collections.abc import Callable, Iterator

from provision import places
from provision.change import Change, Entry, laid, shell
from provision.device import Device
from provision.step import Step

OFF = (
    "ssh.service",
    "ssh.socket",
    "apt-listchanges.service",
    "ModemManager.service",
    "NetworkManager-wait-online.service",
)
"""Switched off where a package has brought them: nobody asked for them. Consoles are masked, see `systemd/masked`."""

RELOADED = "test ! -d /run/systemd/system || systemctl daemon-reload"
"""Where a system runs; a tree, or a machine that is still being made, has none."""


def before(device: Device) -> Iterator[Change]:
    """The units and their companions."""
    entries = [Entry(f"/{place}", file.read_bytes()) for place, file in places.places().items()]
    entries += [Entry(f"/etc/systemd/system/{unit}", link="/dev/null") for unit in places.masked()]
    entries.append(Entry("/etc/systemd/system/default.target", link="/usr/lib/systemd/system/kiosk.target"))
    yield from laid(entries, device.there(entries), "units", RELOADED)


def switched(device: Device) -> Iterator[Change]:
    """On is what the preset names, off what came with packages."""
    on = [unit for unit in places.presets() if unit != "kiosk.target"]  # it is what the machine boots into
    yield from switched_on(*on)(device)
    state = dict(zip(OFF, enabled(device, list(OFF)), strict=True))
    if wrong := [unit for unit in OFF if state[unit] == "enabled"]:
        yield Change(
            tuple(f"The unit {unit} is switched on." for unit in wrong),
            (shell(f"systemctl disable {' '.join(wrong)} 2>&1"),),
        )


def switched_on(*units: str) -> Callable[[Device], Iterator[Change]]:
    """What is left to do until all of these are on."""

    def more(device: Device) -> Iterator[Change]:
        state = dict(zip(units, enabled(device, list(units)), strict=True))
        if off := [unit for unit in units if state[unit] != "enabled"]:
            yield Change(
                tuple(f"The unit {unit} is not switched on." for unit in off),
                (shell(f"systemctl enable {' '.join(off)} 2>&1"),),
            )

    return more


def enabled(device: Device, units: list[str]) -> list[str]:
    """What systemctl says of each; nothing for those that are not there."""
    told = device.ask(f'for u in {" ".join(units)}; do echo "$u=$(systemctl is-enabled $u 2>/dev/null)"; done')
    return [line.split("=", 1)[1] for line in told]


STEP = Step(name="units", what="What systemd runs", before=before, more=switched)
