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


class Found(Struct, frozen=True):
    """What lay on the partition that is kept."""

    release: str
    """Which lessons are in use; empty: those of the first day."""
    visits: int


def read_card(disk: Path, folder: Path) -> Found:
    """Everything that has to be whole is; what it is."""
    data = _partition(disk, folder / "data.img")
    # The journal is what the next start replays; after that there must be nothing left to mend.
    _fsck("-E", "journal_only", "-y", str(data), fine=(0, 1))
    _fsck("-f", "-n", str(data), fine=(0,))
    place = folder / "mounted"
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop,ro,noload", data, place], check=True)  # noqa: S603, S607
    try:
        return Found(_lessons(place), _counters(place, folder))
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S603, S607
        data.unlink()


def _partition(disk: Path, out: Path) -> Path:
    """The third partition, by its entry in the table (UEFI 2.10, 5.3.3)."""
    first, last = struct.unpack_from("<QQ", _bytes(disk, out, 2 * SECTOR, 4 * SECTOR), 2 * 128 + 32)
    _bytes(disk, out, first * SECTOR, (last - first + 1) * SECTOR, keep=True)
    return out


def _bytes(disk: Path, out: Path, start: int, size: int, *, keep: bool = False) -> bytes:
    block = 1 << 20 if start % (1 << 20) == 0 and size % (1 << 20) == 0 else SECTOR
    words = [f"bs={block}", f"skip={start // block}", f"count={(start + size) // block}", f"if={disk}", f"of={out}"]
    subprocess.run(["qemu-img", "dd", "-U", "-f", "qcow2", "-O", "raw", *words], check=True, capture_output=True)  # noqa: S603, S607
    return b"" if keep else out.read_bytes()


def _fsck(*words: str, fine: tuple[int, ...]) -> None:
    done = subprocess.run(["e2fsck", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert done.returncode in fine, f"e2fsck {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"


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
    """The database is whole; how many visits stand in it."""
    own = folder / "counters"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    for file in data.glob("counters.*"):
        shutil.copy(file, own)
    assert not list(own.glob("*broken*")), "a database was moved aside"
    with closing(sqlite3.connect(own / "counters.db")) as counters:
        told = counters.execute("pragma integrity_check").fetchall()
        assert told == [("ok",)], json.dumps(told)
        rows = counters.execute("select n from counts where metric = 'visits'").fetchall()
    return sum(n for (n,) in rows)
