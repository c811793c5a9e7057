"""The card of a machine whose plug was pulled, read elsewhere: as the next start would find it."""

import json
import shutil
import sqlite3
import struct
import subprocess
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct

from kiosk.packs.shelf import open_library
from kiosk.update.releases import STATE, Releases, Standing

SECTOR = 512
BOOT, ROOT, DATA = 1, 2, 3
"""The partitions, as provision/image_disk.py lays them."""


class Found(Struct, frozen=True):
    """What lay on the partition that is kept."""

    release: str
    """Which lessons are in use; empty: those of the first day."""
    counted: int
    """All that was ever counted, taken together: it only grows."""


def read_card(disk: Path, folder: Path) -> Found:
    """Everything that has to be whole is; what it is."""
    data = _partition(disk, DATA, folder / "data.img")
    # The journal is what the next start replays; after that there must be nothing left to mend.
    _checked("e2fsck", "-E", "journal_only", "-y", str(data), fine=(0, 1))
    _checked("e2fsck", "-f", "-n", str(data), fine=(0,))
    place = folder / "mounted"
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop,ro,noload", data, place], check=True)  # noqa: S603, S607
    try:
        return Found(_lessons(place), _counters(place, folder))
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S603, S607
        data.unlink()


def rest_is_whole(disk: Path, folder: Path) -> None:
    """The two partitions that nobody writes need no mending at all."""
    boot, root = (_partition(disk, number, folder / f"part{number}.img") for number in (BOOT, ROOT))
    _checked("fsck.vfat", "-n", str(boot), fine=(0,))
    _checked("e2fsck", "-f", "-n", str(root), fine=(0,))
    boot.unlink()
    root.unlink()


def _partition(disk: Path, number: int, out: Path) -> Path:
    """By its entry in the table (UEFI 2.10, 5.3.3). What was never written is not copied either."""
    table = _piece(disk, 2 * SECTOR, 4 * SECTOR, out).read_bytes()
    first, last = struct.unpack_from("<QQ", table, (number - 1) * 128 + 32)
    return _piece(disk, first * SECTOR, (last - first + 1) * SECTOR, out)


def _piece(disk: Path, start: int, size: int, out: Path) -> Path:
    """Some of what lies on a disk, as it is."""
    below = {"driver": "qcow2", "file": {"driver": "file", "filename": str(disk)}}
    words = json.dumps({"driver": "raw", "offset": start, "size": size, "file": below})
    subprocess.run(["qemu-img", "convert", "-U", "-O", "raw", f"json:{words}", str(out)], check=True)  # noqa: S603, S607
    return out


def _checked(*words: str, fine: tuple[int, ...]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode in fine, f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"


def _lessons(data: Path) -> str:
    """Each release that the state names is whole; so is what the machine came with."""
    open_library(data / "library.msgpack")
    state = data / "update" / STATE
    if not state.exists():
        return ""
    standing = msgspec.json.decode(state.read_bytes(), type=Standing)
    releases = Releases(data / "update")
    for name in standing.kept:
        assert releases.whole(name), f"{name} is named in {STATE} and is not whole"
        open_library(releases.path(name) / "library.msgpack")
    return standing.active


def _counters(data: Path, folder: Path) -> int:
    """The database is whole; how much was counted in it."""
    own = folder / "counters"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    for file in data.glob("counters.*"):
        shutil.copy(file, own)
    assert not list(own.glob("*broken*")), "a database was moved aside"
    with closing(sqlite3.connect(own / "counters.db")) as counters:
        told = counters.execute("pragma integrity_check").fetchall()
        assert told == [("ok",)], json.dumps(told)
        (total,) = counters.execute("select coalesce(sum(n), 0) from counts").fetchone()
    return int(total)
