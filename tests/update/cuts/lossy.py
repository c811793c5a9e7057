"""A file system that forgets: what was not synced when the power goes may be gone. In memory, through FUSE.

python -m tests.update.cuts.lossy MOUNTPOINT SECONDS

After SECONDS it ends by itself: whoever waits for a file system that hangs cannot even be killed.

The data of a file lasts when the file was synced, a name when its folder was. That is harsher than a journal, which
would keep some of the rest; so there is a second kind of cut that keeps a part of it, chosen by a seed: writes reach a
card in any order. Commands come as lines on standard input, each is answered by a line:

    keep      all there is lasts; it becomes the beginning
    reset     back to the beginning
    arm N     the power goes instead of the N-th sync from now on; 0: it does not
    power S   it comes back; S = 0: only what lasts is there, else a part of the rest by this seed
    count     how many syncs there were since the beginning
"""

import copy
import errno
import signal
import stat
import sys
import threading
import time
from random import Random
from typing import Any

import fuse


class Node:
    """A file, a folder or a symbolic link; what it is now, and what of it lasts."""

    def __init__(self, ino: int, mode: int) -> None:
        self.ino, self.mode, self.links = ino, mode, 0
        self.data, self.lasting = b"", b""
        self.names: dict[str, Node] = {}
        self.lasting_names: dict[str, Node] = {}
        self.time = time.time()

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)

    def sync(self) -> None:
        self.lasting, self.lasting_names = self.data, dict(self.names)


class Lossy(fuse.Operations):  # type: ignore[misc]
    """The file system."""

    def __init__(self) -> None:
        self._one = threading.RLock()
        self.root = Node(1, stat.S_IFDIR | 0o755)
        self.beginning = self.root
        self.last, self.syncs, self.cut_at, self.dead = 1, 0, 0, False
        self.open_files: dict[int, Node] = {}

    def __call__(self, op: str, *args: Any) -> Any:
        with self._one:
            if self.dead:
                raise fuse.FuseOSError(errno.EIO)
            return super().__call__(op, *args)

    # --- power --------------------------------------------------------------------------------------------------------

    def command(self, line: str) -> str:
        word, _, number = line.partition(" ")
        with self._one:
            return str(getattr(self, f"do_{word}")(int(number or 0)))

    def do_keep(self, _: int) -> str:
        for node in _all(self.root):
            node.sync()
        self.beginning = copy.deepcopy(self.root)
        return "kept"

    def do_reset(self, _: int) -> str:
        self.root = copy.deepcopy(self.beginning)
        self.syncs, self.cut_at, self.dead = 0, 0, False
        return "reset"

    def do_arm(self, number: int) -> str:
        self.syncs, self.cut_at = 0, number
        return "armed"

    def do_count(self, _: int) -> int:
        return self.syncs

    def do_power(self, seed: int) -> str:
        chance = Random(seed) if seed else None  # noqa: S311 - to repeat, not to hide
        for node in _all(self.root, lasting=True):
            node.data = _survived(node, chance)
            node.names = _survived_names(node, chance)
        for node in _all(self.root):
            node.sync()
            node.links = 0
        for node in _all(self.root):
            for inner in node.names.values():
                inner.links += 1
        self.cut_at, self.dead = 0, False
        return "on"

    def _synced(self, node: Node) -> None:
        self.syncs += 1
        if self.syncs == self.cut_at:
            self.dead = True
            raise fuse.FuseOSError(errno.EIO)
        node.sync()

    # --- finding ------------------------------------------------------------------------------------------------------

    def _at(self, path: str) -> Node:
        node = self.root
        for name in path.strip("/").split("/") if path != "/" else ():
            if name not in node.names:
                raise fuse.FuseOSError(errno.ENOENT)
            node = node.names[name]
        return node

    def _parent(self, path: str) -> tuple[Node, str]:
        above, _, name = path.rpartition("/")
        return self._at(above or "/"), name

    def _new(self, path: str, mode: int) -> Node:
        parent, name = self._parent(path)
        self.last += 1
        node = parent.names[name] = Node(self.last, mode)
        node.links = 1
        return node

    # --- what the kernel asks -----------------------------------------------------------------------------------------

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        node = self.open_files[fh] if fh in self.open_files else self._at(path)
        return {
            "st_ino": node.ino, "st_mode": node.mode, "st_nlink": node.links + node.is_folder,
            "st_size": len(node.data), "st_mtime": node.time, "st_ctime": node.time, "st_atime": node.time,
            "st_uid": 0, "st_gid": 0,
        }  # fmt: skip

    def statfs(self, _path: str) -> dict[str, int]:
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 10**6, "f_bfree": 10**6, "f_bavail": 10**6}

    def readdir(self, path: str, _fh: int) -> list[str]:
        return [".", "..", *self._at(path).names]

    def readlink(self, path: str) -> str:
        return self._at(path).data.decode()

    def create(self, path: str, mode: int, _info: Any = None) -> int:
        return self._opened(self._new(path, stat.S_IFREG | mode))

    def open(self, path: str, _flags: int) -> int:
        return self._opened(self._at(path))

    def _opened(self, node: Node) -> int:
        self.last += 1
        self.open_files[self.last] = node
        return self.last

    def release(self, _path: str, fh: int) -> int:
        self.open_files.pop(fh, None)
        return 0

    def read(self, _path: str, size: int, offset: int, fh: int) -> bytes:
        return self.open_files[fh].data[offset : offset + size]

    def write(self, _path: str, data: bytes, offset: int, fh: int) -> int:
        node = self.open_files[fh]
        node.data = node.data[:offset].ljust(offset, b"\0") + data + node.data[offset + len(data) :]
        node.time = time.time()
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        node = self.open_files[fh] if fh in self.open_files else self._at(path)
        node.data = node.data[:length].ljust(length, b"\0")
        return 0

    def fsync(self, _path: str, _datasync: int, fh: int) -> int:
        self._synced(self.open_files[fh])
        return 0

    def fsyncdir(self, path: str, _datasync: int, _fh: int) -> int:
        self._synced(self._at(path))
        return 0

    def mkdir(self, path: str, mode: int) -> int:
        self._new(path, stat.S_IFDIR | mode)
        return 0

    def symlink(self, target: str, source: str) -> int:
        self._new(target, stat.S_IFLNK | 0o777).data = source.encode()
        return 0

    def link(self, target: str, source: str) -> int:
        node = self._at(source)
        parent, name = self._parent(target)
        parent.names[name] = node
        node.links += 1
        return 0

    def rename(self, old: str, new: str) -> int:
        (here, name), (there, becomes) = self._parent(old), self._parent(new)
        replaced = there.names.get(becomes)
        if replaced is not None and replaced.names:
            raise fuse.FuseOSError(errno.ENOTEMPTY)
        if replaced is not None:
            replaced.links -= 1
        there.names[becomes] = here.names.pop(name)
        return 0

    def unlink(self, path: str) -> int:
        parent, name = self._parent(path)
        parent.names.pop(name).links -= 1
        return 0

    def rmdir(self, path: str) -> int:
        if self._at(path).names:
            raise fuse.FuseOSError(errno.ENOTEMPTY)
        return self.unlink(path)

    def chmod(self, path: str, mode: int) -> int:
        node = self._at(path)
        node.mode = stat.S_IFMT(node.mode) | mode
        return 0

    def chown(self, _path: str, _uid: int, _gid: int) -> int:
        return 0

    def utimens(self, path: str, times: tuple[float, float] | None = None) -> int:
        self._at(path).time = times[1] if times else time.time()
        return 0


def _all(top: Node, *, lasting: bool = False) -> list[Node]:
    """Every node below, each once; with `lasting` what only lasts or only is there, too."""
    found, waiting = {}, [top]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting += [*node.names.values(), *(node.lasting_names.values() if lasting else ())]
    return list(found.values())


def _survived(node: Node, chance: Random | None) -> bytes:
    if chance is None or stat.S_ISLNK(node.mode):
        return node.data if stat.S_ISLNK(node.mode) else node.lasting
    torn = node.data[: chance.randrange(len(node.data) + 1)] + bytes(chance.randrange(64))
    return chance.choice((node.lasting, node.data, torn)) if node.data != node.lasting else node.data


def _survived_names(node: Node, chance: Random | None) -> dict[str, Node]:
    if chance is None:
        return dict(node.lasting_names)
    names = sorted({*node.names, *node.lasting_names})
    chosen = {name: chance.choice((node.lasting_names.get(name), node.names.get(name))) for name in names}
    left = {name: inner for name, inner in chosen.items() if inner is not None}
    folders = [inner.ino for inner in left.values() if inner.is_folder]
    # Half a rename leaves a file under both names; no file system has a folder under two.
    return {name: inner for name, inner in left.items() if folders.count(inner.ino) < 2 or name in node.names}


def main() -> None:
    """Mount, and obey until standard input ends."""
    lossy = Lossy()
    signal.alarm(int(sys.argv[2]))

    def obey() -> None:
        for line in sys.stdin:
            print(lossy.command(line.strip()), flush=True)  # noqa: T201 - the answer

    threading.Thread(target=obey, daemon=True).start()
    fuse.FUSE(
        lossy, sys.argv[1], foreground=True, nothreads=True, direct_io=True, use_ino=True, hard_remove=True,
        attr_timeout=0, entry_timeout=0, negative_timeout=0, fsname="lossy",
    )  # fmt: skip


if __name__ == "__main__":
    main()
