"""A whole machine: QEMU without KVM, the image as it is written on a card, a screen, a touch, sticks, a loudspeaker.

What it does is looked at from outside: the picture on its screen, its disk, its sound. Only `run` looks inside,
through a service that the image does not have (`qemu_watcher.py`).
"""

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess
from time import monotonic
from typing import Any, Self, TypeVar

from tests.bench.display import pause
from tests.boot.qemu_board import Board
from tests.boot.qemu_images import Image
from tests.boot.qemu_monitor import Lines, Monitor

T = TypeVar("T")

NICE = os.environ.get("BOOT_NICE", "5")

PATIENCE_S = 180.0
"""For what takes ten seconds on a machine of its own: others may be busy on this one."""


class QemuMachine:
    """A kiosk that is switched on when entered, and off when left: the plug is pulled.

    `ready`: it goes on from where `Image.ready` stood, with its lessons on the screen; otherwise it is switched on, for
    the first time or with `settled` as after that. `rtc` is what its clock says; `firmware` starts it as on a PC.
    """

    def __init__(  # noqa: PLR0913 - each is a switch of its own
        self,
        image: Image,
        *,
        ready: bool = False,
        settled: bool = False,
        rtc: str = "utc",
        disk: Path | None = None,
        firmware: bool = False,
    ) -> None:
        self.image, self._ready, self._kept = image, ready, ready or settled
        self._home = Path(tempfile.mkdtemp(prefix="qemu-"))
        self.disk = disk or self._home / "disk.qcow2"
        self._board = Board(image, self._home, self.disk, rtc, firmware)
        self.sound = self._board.sound
        self.began = 0.0
        self._qemu: subprocess.Popen[bytes] | None = None
        self._inside: Lines | None = None

    def __enter__(self) -> Self:
        try:
            self._lay_disk()
            self.switch_on(snapshot="ready" if self._ready else "")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.pull_the_plug()
        shutil.rmtree(self._home, ignore_errors=True)

    def _lay_disk(self) -> None:
        """What is written goes beside: the image stays as it was made."""
        if self.disk.exists():
            return
        if self._kept:
            shutil.copy(self.image.ready, self.disk)
        else:
            layer(self.image.disk, self.disk)

    def switch_on(self, *, snapshot: str = "") -> None:
        """Switch it on, or let it go on from a snapshot."""
        self.began = monotonic()
        words = [*self._board.words(), *(("-loadvm", snapshot) if snapshot else ())]
        with (self._home / "qemu.log").open("ab") as log:
            self._qemu = subprocess.Popen(words, stderr=log, start_new_session=True)  # noqa: S603 - our own words
        # The kernel shares a processor out among sessions first (sched(7), autogroup).
        with suppress(OSError):
            Path(f"/proc/{self._qemu.pid}/autogroup").write_text(NICE, "ascii")
        try:
            self.monitor = Monitor(self._board.monitor)
        except (AssertionError, OSError) as error:
            raise AssertionError((self._home / "qemu.log").read_text("utf-8")) from error

    def pull_the_plug(self) -> None:
        """The power is gone, now."""
        if self._qemu is not None:
            self.monitor.close() if hasattr(self, "monitor") else None
            self._qemu.kill()
            self._qemu.wait()
            self._qemu = None
        if self._inside is not None:
            self._inside.close()
            self._inside = None

    @property
    def is_on(self) -> bool:
        """Whether the plug is in."""
        return self._qemu is not None

    def worked(self) -> tuple[float, float]:
        """Seconds that the emulation has had a processor so far, and those that it has waited for one."""
        assert self._qemu is not None
        told = [file.read_text("ascii").split() for file in Path(f"/proc/{self._qemu.pid}/task").glob("*/schedstat")]
        return sum(int(had) for had, _, _ in told) / 1e9, sum(int(waited) for _, waited, _ in told) / 1e9

    # --- looking inside -----------------------------------------------------------------------------------------------

    def run(self, *words: str, given: bytes = b"", seconds: float = PATIENCE_S) -> "CompletedProcess[str]":
        """A command on the machine, as root."""
        if self._inside is None:
            self._inside = Lines(self._board.watcher)
        self._inside.send([words, base64.b64encode(given).decode()])
        code, out, err = self._inside.receive(seconds)
        out, err = (base64.b64decode(text).decode(errors="replace") for text in (out, err))
        return CompletedProcess(words, code, out, err)

    def out(self, *words: str, given: bytes = b"") -> str:
        """What a command says. It has to go well."""
        done = self.run(*words, given=given)
        assert done.returncode == 0, f"{words}: {done.stderr}{done.stdout}"
        return done.stdout.strip()

    def show(self, unit: str, name: str) -> str:
        """A property of a unit."""
        return self.out("systemctl", "show", "--value", "--property", name, unit)

    def program(self) -> str:
        """The number of the process that draws; 0 when there is none."""
        return self.show("kiosk.service", "MainPID")

    def restarts(self) -> int:
        """How often it fell over. Where drivers come late it has looked for a screen again; that is none of it."""
        return int(self.show("kiosk.service", "NRestarts")) - self.log().count("No screen could be opened")

    def log(self, unit: str = "kiosk.service") -> str:
        """What a unit has said since the machine was switched on."""
        return self.out("journalctl", "--no-pager", "--output=cat", f"--unit={unit}")

    def until(self, look: Callable[[], T], what: str, seconds: float = PATIENCE_S) -> T:
        """Look again and again until it is true."""
        deadline = monotonic() + seconds
        while not (seen := look()):
            assert monotonic() < deadline, f"{what}: not within {seconds} s.\n{self.told()}"
            pause(0.1)
        return seen

    def told(self, lines: int = 80) -> str:
        """The last lines of its log, for who wonders; of its serial line, where nobody answers any more."""
        try:
            words = ("journalctl", "--no-pager", f"--lines={lines}", "--output=short-monotonic")
            return self.run(*words, seconds=30).stdout
        except (AssertionError, OSError):
            return self.serial()[-8_000:]

    # --- from outside -------------------------------------------------------------------------------------------------

    def serial(self) -> str:
        """What the kernel said on the line that no kiosk has."""
        return self._board.serial.read_text("utf-8", errors="replace")

    def event(self, *events: dict[str, Any]) -> None:
        """Input, as QEMU takes it."""
        self.monitor.ask("input-send-event", events=list(events))

    def keys(self, *names: str) -> None:
        """Keys struck together, of every keyboard there is."""
        self.monitor.ask("send-key", keys=[{"type": "qcode", "data": name} for name in names])

    def plug_in(self, kind: str, name: str, **how: Any) -> None:
        """A device into a USB socket."""
        self.monitor.ask("device_add", driver=kind, id=name, bus="usb.0", **how)

    def pull_out(self, name: str) -> None:
        """Out of its socket."""
        self.monitor.ask("device_del", id=name)

    def plug_in_stick(self, file: Path) -> None:
        """A stick with what is in a file."""
        node = {"driver": "raw", "node-name": "stick-disk", "file": {"driver": "file", "filename": str(file)}}
        self.monitor.ask("blockdev-add", **node)
        self.plug_in("usb-storage", "stick", drive="stick-disk")

    def pull_out_stick(self) -> None:
        """The stick, and nothing of it stays."""
        self.pull_out("stick")
        self.until(lambda: "DEVICE_DELETED" in self.monitor.told_by_itself(), "the stick is out")
        self.monitor.ask("blockdev-del", **{"node-name": "stick-disk"})

    def plug_in_gadget(self, file: Path) -> None:
        """The device that listens at a file (`qemu_gadget.py`)."""
        where = {"type": "unix", "data": {"path": str(file)}}
        backend = {"type": "socket", "data": {"addr": where, "server": False}}
        self.monitor.ask("chardev-add", id="cable", backend=backend)
        self.plug_in("usb-redir", "gadget", chardev="cable")

    def keep(self, name: str) -> None:
        """Keep the machine as it is at this moment, in its disk."""
        answer = self.monitor.say(f"savevm {name}")
        assert not answer, answer


def layer(below: Path, file: Path) -> None:
    """A disk over another one, which is not changed."""
    how = ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", str(below), str(file)]
    subprocess.run(how, check=True, env=os.environ)  # noqa: S603
