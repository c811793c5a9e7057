"""Content kept in memory: a file is read again only when it was saved, and a broken one keeps its last good value.

What a lesson was a moment ago is more to an author who is just typing than no lesson at all; that it is broken is told
beside it.
"""

from pathlib import Path
from typing import Any

from kiosk.packs.reading.read import Read, read

Seen = tuple[int, int, int]
"""Time, size and number of a file: another one when it was saved, also when an editor put a new file in its place."""


class Memory:
    """Files as they were read. `reading` takes the place of `kiosk.packs.reading.read.read`."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Seen | None, Read[Any]]] = {}
        self.parsed = 0
        """How many files were read from the disk so far."""

    def reading(self, file: Path, wanted: Any) -> Read[Any]:
        """The file as it is now; while it is broken its last good value, with what is wrong with it."""
        now = seen(file)
        then, last = self._read.get(file, (None, None))
        if last is not None and then == now:
            return last
        self.parsed += 1
        one = read(file, wanted)
        if one.value is None and last is not None and last.value is not None:
            one = Read(last.value, last.marks, one.findings)
        self._read[file] = now, one
        return one


def seen(file: Path) -> Seen | None:
    """What a file looks like from outside."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
