"""What staff want of the machine, handed to somebody who may do it.

On a device the kiosk has no rights: it writes a request, and a path unit of systemd sees the file, removes it and does
what it says (`docs/requests.md`). On a desk there are no such units: the kiosk starts `kiosk update` itself, and what
would switch the machine off closes the window.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Protocol, get_args

import msgspec

from kiosk.core.orders import Errand
from kiosk.staff import private

ERRANDS: tuple[str, ...] = get_args(Errand.__annotations__["errand"])

UPDATING_S = 30 * 60.0
"""A child that takes longer is stopped; an update goes on where it was next time."""

READABLE = 0o644
"""A request holds no secret, and whoever carries it out is somebody else."""


class NotDone(Exception):  # noqa: N818 - told to staff in a sentence
    """The errand could not even be begun; the words say why and what to do."""


class Errands(Protocol):
    """Somebody who does errands."""

    def do(self, errand: str) -> None:
        """Begin it. Raises `NotDone`."""


class Requests:
    """A device: one file an errand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def do(self, errand: str) -> None:
        """Write the request; asking twice is asking once."""
        file = self._folder / errand
        try:
            private.keep(file, msgspec.json.encode({"format": 1, "errand": errand, "asked": _now()}), READABLE)
            self._folder.chmod(0o755)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise NotDone(f"The request {file} cannot be written ({why}); see how its folder is mounted.") from None


class DeskErrands:
    """A desk: children for what concerns content, the window for the rest. `leave` closes it."""

    def __init__(
        self,
        source: str,
        leave: Callable[[], None],
        say: Callable[[str], None],
        kiosk: Sequence[str] = (sys.executable, "-m", "kiosk"),
    ) -> None:
        """`kiosk` is how the command is called."""
        self._source, self._leave, self._say, self._kiosk = source, leave, say, kiosk
        self._busy = Lock()

    def do(self, errand: str) -> None:
        """Begin it."""
        if errand in ("quit", "restart", "power-off"):
            self._leave()
        elif errand == "roll-back":
            self._start(("update", "--rollback"))
        elif not self._source:
            raise NotDone("There is nowhere to fetch from: set update.source, or bring a stick.")
        else:
            self._start(("update", "--from", self._source))

    def _start(self, words: Sequence[str]) -> None:
        if not self._busy.acquire(blocking=False):
            raise NotDone("The errand before is still being done; wait until it is.")
        Thread(target=self._wait, args=(words,), name="errand", daemon=True).start()

    def _wait(self, words: Sequence[str]) -> None:
        """`kiosk update` keeps a record of its own of what came of it; here only its end is seen."""
        from subprocess import DEVNULL, TimeoutExpired, run  # noqa: PLC0415 - only a desk does errands by itself

        what = f"kiosk {' '.join(words[:2])}"
        try:
            done = run((*self._kiosk, *words), check=False, stdin=DEVNULL, timeout=UPDATING_S)  # noqa: S603 - our own
            if done.returncode:
                self._say(f"staff: {what} ended with {done.returncode}; the lines above say why.")
        except (OSError, TimeoutExpired) as error:
            self._say(f"staff: {what} was stopped ({type(error).__name__}).")
        finally:
            self._busy.release()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
