"""A step: one subject of provisioning, the same for every kind of device."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from provision.change import Change, Entry, laid
from provision.device import Device

FILES = Path(__file__).parent / "files"
"""What is laid as it stands: a mirror of the device's `/`."""


def _everywhere(_device: Device) -> str:
    return ""


def _nothing_more(_device: Device) -> Iterator[Change]:
    yield from ()


@dataclass(frozen=True)
class Step:
    """What it lays, what it switches off, and what else it does."""

    name: str
    """As it is called with `--only`."""
    what: str
    """What it brings, for whoever watches."""
    files: tuple[str, ...] = ()
    """Out of `files/`."""
    modes: dict[str, int] = field(default_factory=dict)
    """Of those files that are not simply for all to read."""
    masked: tuple[str, ...] = ()
    """Units that can never be started."""
    folders: tuple[Entry, ...] = ()
    after: str = ""
    """Run behind the files, when any of them was laid."""
    before: Callable[[Device], Iterator[Change]] = _nothing_more
    more: Callable[[Device], Iterator[Change]] = _nothing_more
    not_for: Callable[[Device], str] = _everywhere
    """Why it does not apply to a device; empty where it does."""

    def entries(self) -> list[Entry]:
        """Everything it lays."""
        files = [
            Entry(f"/{name}", (FILES / name).read_bytes(), mode=self.modes.get(name, 0o644)) for name in self.files
        ]
        masks = [Entry(f"/etc/systemd/system/{unit}", link="/dev/null") for unit in self.masked]
        return [*self.folders, *files, *masks]

    def changes(self, device: Device) -> Iterator[Change]:
        """What has to be mended. The device is asked anew after each change has been carried out."""
        yield from self.before(device)
        if entries := self.entries():
            yield from laid(entries, device.there(entries), self.name, self.after)
        yield from self.more(device)
