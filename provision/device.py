"""What is known of a device: read through pyinfra, whichever way it is reached."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from pyinfra.api.facts import FactBase
from pyinfra.api.host import Host
from typing_extensions import override

from provision.change import Entry


class Told(FactBase[list[str]]):
    """What a line of shell prints. It has to go well."""

    @override
    def command(self, script: str) -> str:
        """The line itself."""
        return script

    @staticmethod
    @override
    def default() -> list[str]:
        return []

    @override
    def process(self, output: list[str]) -> list[str]:
        """Line by line."""
        return list(output)


@dataclass(frozen=True)
class Wanted:
    """What whoever calls has asked for."""

    checkout: Path
    wheels: Path
    """Where wheels are kept between runs."""
    writable: bool = False
    """The root file system stays writable: no overlay."""
    looks: bool = False
    """Nothing is to be changed."""
    anyway: bool = False
    """Also where somebody seems to work on the machine."""


@dataclass(frozen=True)
class Device:
    """A machine, or the tree of one."""

    host: Host
    wanted: Wanted
    tree: Path | None = None
    """Where it lies, when it is a tree on this machine."""

    def ask(self, script: str) -> list[str]:
        """What a line of shell prints on the device."""
        lines = self.host.get_fact(Told, script=script)
        return [line for line in lines if line]

    def says(self, script: str) -> bool:
        """Whether a test holds on the device."""
        return self.ask(f"if {script}; then echo yes; else echo no; fi") == ["yes"]

    def text(self, path: str) -> str | None:
        """A file, letter by letter; nothing where there is none."""
        told = self.ask(f"test ! -f {quote(path)} || {{ echo there; base64 -w0 {quote(path)}; }}")
        return base64.b64decode("".join(told[1:])).decode("utf-8") if told else None

    def there(self, entries: Iterable[Entry]) -> dict[str, str]:
        """What lies at the paths of entries, in the words of `Entry.seen`; nothing for what is missing."""
        paths = " ".join(quote(entry.path) for entry in entries)
        return dict(line.split("\t", 1) for line in self.ask(LOOK.format(paths=paths)))

    def folder(self, path: str) -> dict[str, str]:
        """Every file below a folder, by its path in it, in the words of `Entry.seen`; without the caches of Python."""
        names = "find . -name __pycache__ -prune -o -type f"
        stats = self.ask(f"cd {quote(path)} 2>/dev/null && {names} -exec stat -c '%a %U %G %n' {{}} + || true")
        sums = self.ask(f"cd {quote(path)} 2>/dev/null && {names} -exec sha256sum {{}} + || true")
        digests = {line[68:]: line[:64] for line in sums}  # `digest  ./name`
        told = (line.split(" ./", 1) for line in stats)
        return {name: f"file {whose} {digests.get(name, '')}" for whose, name in told}

    def unfit(self) -> str:
        """Why no kiosk can be made of it; empty when one can."""
        told = dict(line.replace('"', "").split("=", 1) for line in self.ask(RELEASE) if "=" in line)
        if told.get("VERSION_CODENAME") != SUITE:
            name = told.get("PRETTY_NAME", "an unknown system")
            return f"it runs {name}, not Debian 13 or a Raspberry Pi OS made of it; write one of these to the card"
        if self.machine not in ("x86_64", "aarch64"):
            return f"its system is {self.machine}, and a kiosk needs one of 64 bits; write that to the card"
        if not self.wanted.looks and self.says("mountpoint -q /media/root-ro"):
            return "its root is read-only, and whatever is changed would be gone with the power; see docs/provision.md"
        free = int(self.ask("df --output=avail -m / | tail -n 1")[0])
        if free < ROOM_MB and not self.says(f"test -e {BEGUN}"):
            return f"it has {free} MB left, and a kiosk needs {ROOM_MB}; make room, or take a larger card"
        if not self.wanted.anyway and (found := self.ask(f"ls -d {' '.join(DESKTOPS)} 2>/dev/null || true")):
            return f"somebody works on it ({found[0]}); a kiosk lets nobody in. If that is meant: --anyway"
        return ""

    @property
    def machine(self) -> str:
        """`x86_64`, `aarch64` …"""
        (word,) = self.ask("dpkg --print-architecture")
        return {"amd64": "x86_64", "arm64": "aarch64"}.get(word, word)

    @property
    def is_pi(self) -> bool:
        """A Raspberry Pi, or an image for one."""
        marks = "grep -qs 'Raspberry Pi' /proc/device-tree/model"
        if self.tree is not None:  # the model would be that of the machine where the image is made
            marks = "test -e /boot/firmware/config.txt"
        return self.says(marks)

    @property
    def has_kernel(self) -> bool:
        """It boots by itself; a container does not."""
        return self.says("ls /boot/vmlinuz* /boot/firmware/kernel*.img 2>/dev/null | grep -q .")

    @property
    def has_data_partition(self) -> bool:
        """A machine shows it; a tree is promised one by whoever makes an image of it."""
        return self.tree is not None or self.says("blkid -L kiosk-data >/dev/null 2>&1")


SUITE = "trixie"
RELEASE = "cat /etc/os-release 2>/dev/null || true"
ROOM_MB, BEGUN = 1500, "/etc/usbguard"
"""What a kiosk takes; where packages were unpacked before and somebody stopped it, less is left, and less is needed."""

DESKTOPS = ("/usr/bin/Xorg", "/usr/bin/gnome-shell", "/usr/bin/labwc", "/usr/sbin/lightdm", "/usr/sbin/gdm3")
"""What stands on a PC of somebody's, and never on a kiosk."""

LOOK = """\
for p in {paths}; do \
if [ -L "$p" ]; then printf '%s\\tlink %s\\n' "$p" "$(readlink "$p")"; \
elif [ -d "$p" ]; then printf '%s\\tfolder %s\\n' "$p" "$(stat -c '%a %U %G' "$p")"; \
elif [ -e "$p" ]; then \
printf '%s\\tfile %s %s\\n' "$p" "$(stat -c '%a %U %G' "$p")" "$(sha256sum < "$p" | cut -c1-64)"; \
fi; done"""
