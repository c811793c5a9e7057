"""The metadata that was accepted, on the disk: tried in a scratch folder, moved from there with fsync.

python-tuf writes without fsync, so a pulled plug could leave an empty file where an accepted one was. It therefore
works on a copy, and what it has accepted is moved in the order in which trust flows: roots, timestamp, snapshot,
targets.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.durable import keep
from kiosk.update.disk import alone, made

HISTORY = "root_history"
"""Where python-tuf (`Updater`) keeps roots, each as `<version>.root.json`."""
ROLES = ("timestamp", "snapshot", "targets")
_KEPT = "metadata"
_SCRATCH = "scratch"
_LOCK = "lock"


@contextmanager
def scratch_in(home: Path) -> Iterator[Path]:
    """An empty folder to try in, for one process at a time. What a killed one left is swept away."""
    made(home)
    with alone(home / _LOCK):
        shutil.rmtree(home / _SCRATCH, ignore_errors=True)
        (home / _SCRATCH / HISTORY).mkdir(parents=True)
        try:
            yield home / _SCRATCH
        finally:
            shutil.rmtree(home / _SCRATCH, ignore_errors=True)


def lay_out_roots(home: Path, scratch: Path) -> None:
    """The roots known so far. One that cannot be read is asked for again."""
    for root in _roots(home / _KEPT):
        _copy(root, scratch / HISTORY / root.name)


def lay_out_rest(home: Path, scratch: Path) -> None:
    """The rest known so far."""
    for role in ROLES:
        _copy(home / _KEPT / f"{role}.json", scratch / f"{role}.json")


def _copy(old: Path, new: Path) -> None:
    with suppress(OSError):
        new.write_bytes(old.read_bytes())


def changed(home: Path, scratch: Path) -> tuple[str, ...]:
    """The roles that python-tuf has accepted something new for."""
    return tuple(role for role in ROLES if read(scratch, role) not in (b"", kept(home, role)))


def read(scratch: Path, role: str) -> bytes:
    """What lies in the scratch folder; nothing if there is none."""
    with suppress(OSError):
        return (scratch / f"{role}.json").read_bytes()
    return b""


def kept(home: Path, role: str) -> bytes:
    """What was accepted before; nothing if there is none or the card has lost it."""
    return read(home / _KEPT, role)


def kept_roots(home: Path) -> tuple[int, ...]:
    """Which roots were accepted, the oldest first."""
    return tuple(map(_number, _roots(home / _KEPT)))


def keep_roots(home: Path, scratch: Path) -> None:
    """New roots, the oldest first: whatever happens in between, each is signed by the one before."""
    for root in _roots(scratch):
        _keep(root, home / _KEPT / HISTORY / root.name)


def _roots(folder: Path) -> list[Path]:
    """The oldest first. Anything else that lies there is a damage of the card, and not ours."""
    found = [root for root in (folder / HISTORY).glob("*.root.json") if root.name.partition(".")[0].isdecimal()]
    return sorted(found, key=_number)


def _number(root: Path) -> int:
    return int(root.name.partition(".")[0])


def keep_rest(home: Path, scratch: Path, roles: Iterable[str]) -> None:
    """What was accepted newly, in the order of `ROLES`."""
    for role in roles:
        _keep(scratch / f"{role}.json", home / _KEPT / f"{role}.json")


def _keep(new: Path, old: Path) -> None:
    """Unless it is the same: a stick that is put in a second time writes nothing."""
    raw = new.read_bytes()
    with suppress(OSError):
        if old.read_bytes() == raw:
            return
    made(old.parent)
    keep(old, raw)
