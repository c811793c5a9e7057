"""How often the kiosk was started lately, kept where a restart of the machine forgets it.

After three lives that each ended within a minute nobody is helped by a fourth: the kiosk then only shows whom to call,
and tries again after ten minutes. What ends as it should is no fault, and does not count.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.core.units import DurationMs

SHORT = DurationMs(60_000)
"""A life that ended sooner was a bad one. New content is on trial for as long (`kiosk.bookcase.TRIAL`)."""

MOST = 3
"""So many bad ones in a row."""

AGAIN = DurationMs(600_000)
"""Then it is tried again: the cause may have been a loose cable."""

FILE = "starts"


class Life(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: when this life began, and how many bad ones there were just before it."""

    begun: int
    bad: Annotated[int, Meta(ge=0)] = 0


class Starts:
    """Counts. Without a file, as on a desk, nothing is counted; a file that cannot be written counts nothing either."""

    def __init__(self, file: Path | None, clock: Callable[[], DurationMs]) -> None:
        """`clock` goes on while the kiosk is started anew, as CLOCK_MONOTONIC does."""
        self._file, self._clock = file, clock

    def begin(self) -> bool:
        """A life begins; whether it should be a calm one."""
        if self._file is None:
            return False
        before, now = self._read(), self._clock()
        bad = 0
        if before is not None and 0 <= now - before.begun < SHORT:
            bad = before.bad + 1
        self._keep(Life(now, bad))
        return bad >= MOST

    def end(self) -> None:
        """It ends as it should: nothing speaks against the next one."""
        if self._file is not None:
            _tried(self._file.unlink)

    def _read(self) -> Life | None:
        try:
            return msgspec.json.decode((self._file or Path()).read_bytes(), type=Life)
        except (OSError, msgspec.MsgspecError):
            return None

    def _keep(self, life: Life) -> None:
        """Beside and renamed, for a kiosk that is killed at any moment; not synced, for it is in memory."""
        file = self._file or Path()
        beside = file.with_name(f".{file.name}.new")
        _tried(lambda: beside.write_bytes(msgspec.json.encode(life)))
        _tried(lambda: beside.replace(file))


def starts_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """In the folder that systemd made for this service (`RuntimeDirectory=`); `None` where there is none."""
    folder = environ.get("RUNTIME_DIRECTORY", "").partition(":")[0]
    return Path(folder) / FILE if folder else None


def _tried(deed: Callable[[], object]) -> None:
    try:
        deed()
    except OSError:
        return
