"""A system as its files tell of it: the running one at `/`, or a tree, an image that is mounted, an unpacked archive.

Nothing is started and nothing is asked over a bus, so a tree tells the same as the machine that it becomes.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

UNIT_FOLDERS = ("etc/systemd/system", "run/systemd/system", "usr/lib/systemd/system", "lib/systemd/system")
"""Of falling weight, systemd.unit(5)."""

_CONF_ROOTS = ("etc", "run", "usr/local/lib", "usr/lib", "lib")
"""Of falling weight: a file in a stronger folder hides those of the same name, systemd-system.conf(5)."""


class Tree(Struct, frozen=True):
    """The system that is looked at."""

    root: Path = Path("/")
    eeprom: str | None = None
    """What `rpi-eeprom-config` says, where there is one."""

    @property
    def runs(self) -> bool:
        """Whether it is this very machine, whose kernel can be asked too."""
        return self.root == Path("/")

    def at(self, path: str) -> Path:
        """A file. Absolute links lead to where they would lead once the tree is the machine."""
        place = self.root / path.lstrip("/")
        for _ in range(8):
            if not place.is_symlink():
                break
            target = place.readlink()
            place = self.root / str(target).lstrip("/") if target.is_absolute() else place.parent / target
        return place

    def text(self, path: str) -> str:
        """What a file says; nothing where there is none. Raises `PermissionError`."""
        try:
            return self.at(path).read_text("utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return ""

    def lines(self, path: str, sign: str = "#;") -> list[str]:
        """The lines of a file that say something."""
        bare = (line.strip() for line in self.text(path).splitlines())
        return [line for line in bare if line and line[0] not in sign]

    def files(self, folder: str, suffix: str) -> Iterator[str]:
        """Files of `folder` below `/etc`, `/usr/lib` …, each name once, in the order in which they are read."""
        found: dict[str, str] = {}
        for base in _CONF_ROOTS:
            place = self.root / base / folder
            for file in place.glob(f"*{suffix}") if place.is_dir() else ():
                found.setdefault(file.name, f"{base}/{folder}/{file.name}")
        yield from (found[name] for name in sorted(found))

    def option(self, file: str, name: str) -> str:
        """A value of a file of systemd's own and of its drop-ins: the last one counts."""
        value = ""
        for path in (f"usr/lib/{file}", f"etc/{file}", *self.files(f"{file}.d", ".conf")):
            for line in self.lines(path):
                key, equals, after = line.partition("=")
                value = after.strip() if equals and key.strip() == name else value
        return value

    def sysctl(self, name: str) -> str:
        """What is written down for the kernel at the start; of the machine itself, what the kernel holds now."""
        now = self.text(f"proc/sys/{name.replace('.', '/')}").strip() if self.runs else ""
        if now:
            return now
        value = ""
        for path in self.files("sysctl.d", ".conf"):
            for line in self.lines(path):
                key, _, after = line.lstrip("-").partition("=")
                value = after.strip() if key.strip().replace("/", ".") == name else value
        return value

    # --- units and packages -------------------------------------------------------------------------------------------

    def masked(self, unit: str) -> bool:
        """Whether nothing can start this unit."""
        link = self.root / "etc/systemd/system" / unit
        return link.is_symlink() and str(link.readlink()) == "/dev/null"

    def unit(self, name: str) -> list[str]:
        """The lines of a unit and of its drop-ins; nothing where there is none, or where it is masked."""
        if self.masked(name):
            return []
        path = next((f"{base}/{name}" for base in UNIT_FOLDERS if self.at(f"{base}/{name}").is_file()), "")
        drops = sorted({file.name: file for base in reversed(UNIT_FOLDERS) for file in self._drops(base, name)}.items())
        told = self.lines(path) if path else []
        return [*told, *(line for _, file in drops for line in self.lines(str(file.relative_to(self.root))))]

    def _drops(self, base: str, name: str) -> list[Path]:
        folder = self.root / base / f"{name}.d"
        return list(folder.glob("*.conf")) if folder.is_dir() else []

    def enabled(self, unit: str) -> bool:
        """Whether something starts it at boot."""
        if self.masked(unit):
            return False
        folder = self.root / "etc/systemd/system"
        return any(link.name == unit for link in folder.glob("*.wants/*") if link.is_symlink() or link.exists())

    def default_target(self) -> str:
        """What the system boots into."""
        for base in UNIT_FOLDERS:
            link = self.root / base / "default.target"
            if link.is_symlink():
                return link.readlink().name
        return ""

    def packages(self, *names: str) -> list[str]:
        """Which of these packages are installed."""
        folder = self.root / "var/lib/dpkg/info"
        return [name for name in names if (folder / f"{name}.list").exists() or any(folder.glob(f"{name}:*.list"))]

    # --- the start of the machine -------------------------------------------------------------------------------------

    def cmdline(self) -> list[str] | None:
        """The words that the kernel is started with; `None` where the tree does not say."""
        for path in ("boot/firmware/cmdline.txt", "etc/kernel/cmdline"):
            if words := self.text(path).split():
                return words
        return self.text("proc/cmdline").split() if self.runs else None

    def firmware(self) -> list[str]:
        """The lines of a Raspberry Pi's `config.txt`; nothing on other machines."""
        return self.lines("boot/firmware/config.txt")
