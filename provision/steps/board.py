"""A Raspberry Pi: what its firmware reads before the kernel, and what stands in its own memory."""

from collections.abc import Callable, Iterator
from pathlib import Path

from provision.change import STAGING, Change, shell, upload
from provision.device import Device
from provision.firmware import commanded, configured
from provision.step import Step

CONFIG, CMDLINE = "/boot/firmware/config.txt", "/boot/firmware/cmdline.txt"

EEPROM = {
    "BOOT_ORDER": "0xf1",  # the card, and the card again: never a stick, never the network
    "NET_INSTALL_ENABLED": "0",  # else a keyboard and its shift key write another system over this one
    "ENABLE_SELF_UPDATE": "0",  # else a file on a stick writes another loader
    "BOOT_UART": "0",
}
"""In the memory of a Pi 4 and 5. Told with its remedy, and written on the device itself."""

DEFAULTS = {"BOOT_ORDER": "0xf41", "NET_INSTALL_ENABLED": "1", "ENABLE_SELF_UPDATE": "1", "BOOT_UART": "0"}
"""What counts where a board does not name it."""


def not_for(device: Device) -> str:
    """Every other machine."""
    return "" if device.is_pi else "this is no Raspberry Pi"


def changes(device: Device) -> Iterator[Change]:
    """The two files on the boot partition, then the memory of the board."""
    yield from _text(device, CONFIG, configured)
    yield from _text(device, CMDLINE, commanded)
    yield from _eeprom(device)


def _text(device: Device, path: str, wanted: Callable[[str], str]) -> Iterator[Change]:
    before = device.text(path)
    if before is None or before == wanted(before):
        return
    # vfat knows no owners: written beside, synced and renamed, so that a pulled plug finds the old one or the new one.
    name = Path(path).name
    yield Change(
        (f"{path} does not say what a kiosk needs.",),
        (
            *upload(wanted(before).encode(), name),
            shell(f"cp {STAGING}/{name} {path}.new && sync {path}.new && mv {path}.new {path} && sync -f {path}"),
            shell(f"rm -rf {STAGING}"),
        ),
    )


def _eeprom(device: Device) -> Iterator[Change]:
    """The loader's own settings; a board without a memory of its own (Pi 3, Zero 2 W) says nothing."""
    if device.tree is not None:
        return
    told = device.ask("rpi-eeprom-config 2>/dev/null || true")
    there = dict(line.split("=", 1) for line in told if "=" in line)
    if not there:
        return
    wrong = [name for name, value in EEPROM.items() if there.get(name, DEFAULTS.get(name)) != value]
    if wrong:
        settings = "\n".join(f"{name}={value}" for name, value in (there | EEPROM).items())
        yield Change(
            tuple(
                f"The memory of the board says {name}={there.get(name, DEFAULTS[name])}, not {EEPROM[name]}."
                for name in wrong
            ),
            (
                *upload(f"[all]\n{settings}\n".encode(), "eeprom"),
                shell(f"rpi-eeprom-config --apply {STAGING}/eeprom"),  # takes effect at the next start
                shell(f"rm -rf {STAGING}"),
            ),
        )


STEP = Step(name="board", what="The firmware of a Raspberry Pi", more=changes, not_for=not_for)
