"""A machine that boots in a second: systemd-nspawn over the tree of `nspawn_tree`, with today's kiosk laid over it.

Real are systemd, its sandbox, its watchdog, its timers and sockets. Missing are a kernel of its own, udev and all
devices: the screen is SDL's `dummy`, a stick is a folder. Sticks and screens are for the slower tier.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL
from threading import Event
from time import monotonic
from typing import Self, TypeVar

from kiosk.stats.declare import compile_metrics
from provision import places
from tests.boot.nspawn_tree import CHECKOUT, HOME, SITE, TREE

T = TypeVar("T")

SETTINGS = """\
[screen]
driver = "dummy"
[voice]
on = false
[camera]
source = "none"
[visit]
help_number = "0234 3 000 000"
[update]
source = "/opt/depot"
"""

NO_CONSOLE = "[Service]\nStandardInput=null\nTTYPath=\nTTYReset=no\nTTYVHangup=no\n"
"""A container has no tty1; everything else of the unit is as on a device."""

SCRIPT = "#!/opt/kiosk/bin/python\nfrom kiosk.cli import main\n\nmain()\n"

BOOTED = re.compile(rb"Reached target [^\r\n]*A kiosk, and no console")


def _nothing(_machine: "Machine") -> None:
    """As it leaves the house."""


PATIENCE_S = 75.0
"""For what a quiet machine does in two seconds: others may be busy on this one."""

REBOOTS = 133
"""systemd-nspawn(1), under `--keep-unit`: the machine wants to be started anew."""


class Machine:
    """A kiosk that is switched on when entered, and off when left."""

    network: tuple[str, ...] = ("--private-network",)
    """A network that nobody else is in."""
    booted = BOOTED
    """What its console shows at the end of the start."""

    def __init__(self, library: Path, furnish: Callable[["Machine"], None] = _nothing) -> None:
        """`library` is what it shows; `furnish` is called before it is switched on."""
        self._library, self._furnish = library, furnish
        self._home = Path(tempfile.mkdtemp(prefix="run", dir=HOME))
        self.root = self._home / "root"
        self.console = b""
        """All that the console has shown since it was switched on."""
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._leader = self._terminal = 0

    def __enter__(self) -> Self:
        try:
            self._lay()
            self._furnish(self)
            self._prepare()
            self.boot()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._nspawn is not None:
            self._pull_the_plug(self._nspawn)
        subprocess.run(["umount", "--lazy", self.root], check=False, capture_output=True)  # noqa: S603, S607
        shutil.rmtree(self._home, ignore_errors=True)

    def _pull_the_plug(self, nspawn: "subprocess.Popen[bytes]") -> None:
        """Without its first process nothing in it lives on; without systemd-nspawn alone, everything would."""
        for pid in _children(nspawn.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
        nspawn.kill()
        nspawn.wait()
        with suppress(OSError):
            os.close(self._terminal)

    # --- on the machine -----------------------------------------------------------------------------------------------

    def run(self, *words: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        """A command on the machine, as root."""
        inside = ["nsenter", "-t", str(self._leader), "-m", "-u", "-i", "-n", "-p", "-C", "--", *words]
        return subprocess.run(inside, capture_output=True, text=True, check=False, timeout=seconds)  # noqa: S603

    def out(self, *words: str) -> str:
        """What a command says. It has to go well."""
        done = self.run(*words)
        assert done.returncode == 0, f"{words}: {done.stderr}{done.stdout}"
        return done.stdout.strip()

    def show(self, unit: str, name: str) -> str:
        """A property of a unit."""
        return self.out("systemctl", "show", "--value", "--property", name, unit)

    def state(self, unit: str) -> str:
        """`active`, `inactive`, `failed` …"""
        return self.show(unit, "ActiveState")

    def log(self, unit: str) -> str:
        """What a unit has said."""
        return self.out("journalctl", "--no-pager", "--output=cat", f"--unit={unit}")

    def ready(self, other_than: str = "") -> str:
        """Wait for the kiosk; its process."""

        def look() -> str:
            shown = self.out("systemctl", "show", "--property=ActiveState,MainPID", "kiosk.service")
            told = dict(line.split("=", 1) for line in shown.splitlines())
            return told["MainPID"] if told["ActiveState"] == "active" and told["MainPID"] != other_than else ""

        return self.until(look, "the kiosk is ready")

    def until(self, look: Callable[[], T], what: str, seconds: float = PATIENCE_S) -> T:
        """Look again and again until it is true. A machine tells nobody outside of what happens in it."""
        pause, deadline = Event(), monotonic() + seconds
        while not (seen := look()):
            assert monotonic() < deadline, f"{what}: not within {seconds} s.\n{self._told()}"
            pause.wait(0.05)
        return seen

    def _told(self) -> str:
        return self.run("journalctl", "--no-pager", "--lines=60").stdout

    # --- switching it on ----------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        """Today's kiosk over the tree; what is written later lies there too, and goes with it."""
        upper = self._home / "upper"
        for folder in (self.root, upper, self._home / "work"):
            folder.mkdir()
        layers = f"lowerdir={TREE},upperdir={upper},workdir={self._home / 'work'}"
        subprocess.run(["mount", "-t", "overlay", "-o", layers, "kiosk", self.root], check=True)  # noqa: S603, S607
        code = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / "kiosk", self.root / SITE / "kiosk", ignore=code)
        self.write("opt/kiosk/bin/kiosk", SCRIPT, 0o755)
        self.write("etc/kiosk/kiosk.toml", SETTINGS)
        self.write("etc/systemd/system/kiosk.service.d/container.conf", NO_CONSOLE)
        places.lay(self.root)
        (self.root / "var/lib/kiosk").mkdir(exist_ok=True)
        shutil.copy(self._library, self.root / "var/lib/kiosk/library.msgpack")
        (self.root / "var/lib/kiosk/metrics.msgpack").write_bytes(compile_metrics())

    def _prepare(self) -> None:
        for words in (
            ("systemd-sysusers",),
            ("systemctl", "preset", *places.presets()),
            ("systemctl", "mask", *places.masked()),
            ("systemctl", "set-default", "kiosk.target"),
            ("/opt/kiosk/bin/python", "-m", "compileall", "-q", f"/{SITE}/kiosk"),
        ):
            done = subprocess.run(["chroot", self.root, *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
            assert done.returncode == 0, f"{words}: {done.stderr}"

    def copy(self, folder: Path, path: str) -> None:
        """A folder on the machine, before it is switched on."""
        shutil.copytree(folder, self.root / path, dirs_exist_ok=True)

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """A file on the machine, before it is switched on."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        file.chmod(mode)

    def boot(self) -> None:
        """Switch it on; again after it has gone."""
        ours, its = pty.openpty()
        name = f"--machine={_machine_name(self._home.name)}"
        words = [
            "systemd-nspawn",
            "-D",
            str(self.root),
            name,
            "--register=no",
            "--keep-unit",
            *self.network,
            "-b",
        ]
        environ = os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}
        nspawn = self._nspawn = subprocess.Popen(words, stdin=its, stdout=its, stderr=its, env=environ)  # noqa: S603
        os.close(its)
        self._terminal, self.console = ours, b""
        self._read(
            lambda: self.booted.search(self.console) is not None or nspawn.poll() is not None,
            PATIENCE_S,
            "It does not boot",
        )
        assert nspawn.returncode is None, self.console.decode(errors="replace")
        self._leader = _children(nspawn.pid)[0]

    def gone(self, seconds: float = PATIENCE_S) -> int:
        """Wait until it is off; what systemd-nspawn ends with: 0, or `REBOOTS` where it wants to start anew."""
        nspawn = self._nspawn
        assert nspawn is not None
        self._read(lambda: nspawn.poll() is not None, seconds, "It stays on")
        os.close(self._terminal)
        return nspawn.returncode

    def _read(self, enough: Callable[[], bool], seconds: float, otherwise: str) -> None:
        """Read the console until it is enough; at the end of the machine it cannot be read any more."""
        deadline = monotonic() + seconds
        while not enough():
            left = deadline - monotonic()
            assert left > 0, f"{otherwise}:\n{self.console.decode(errors='replace')[-4000:]}"
            if select.select([self._terminal], [], [], min(left, 0.2))[0]:
                with suppress(OSError):
                    self.console += os.read(self._terminal, 65_536)


def _machine_name(folder: str) -> str:
    """A temporary folder's name as a host's: hostname(7) knows no `_` and no `-` at the end, tempfile makes both."""
    return folder.replace("_", "-").rstrip("-")


def _children(pid: int) -> list[int]:
    """Of a process; none when it is gone."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []
