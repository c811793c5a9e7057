"""A tree that commands can run in: what a running system has, for as long as the steps take."""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

CLONE_NEWNS = 0x00020000
"""unshare(2)."""

QUIET = "#!/bin/sh\n# While a tree is provisioned nothing is started in it.\nexit 101\n"


class NotATree(Exception):  # noqa: N818 - it is not
    """A folder that cannot be provisioned, as a sentence."""


@contextmanager
def entered(tree: Path, apt_cache: Path | None = None) -> Iterator[None]:
    """Mounts, a resolver, and nobody who starts services; everything is as before afterwards, also after Ctrl-C."""
    if not (tree / "usr/bin/dpkg").exists():
        raise NotATree(
            f"{tree} holds no Debian. Unpack or mount one there first (debootstrap, mmdebstrap), then again."
        )
    _alone()
    with ExitStack() as afterwards:
        for what, where, options in (
            ("proc", "proc", ["-t", "proc"]),
            ("/sys", "sys", ["--rbind"]),
            ("/dev", "dev", ["--rbind"]),
            ("run", "run", ["-t", "tmpfs"]),
        ):
            _mounted(afterwards, tree, what, where, options)
        if apt_cache is not None:
            apt_cache.mkdir(parents=True, exist_ok=True)
            _mounted(afterwards, tree, str(apt_cache), "var/cache/apt/archives", ["--bind"])
        _lent(afterwards, tree / "usr/sbin/policy-rc.d", QUIET, 0o755)
        _resolver(afterwards, tree)
        yield


def _alone() -> None:
    """A view of the file systems of our own: however this process ends, kill -9 too, no mount of it stays. Whoever
    removes a tree in which this machine's /dev is still mounted removes this machine's devices."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) != 0:
        raise NotATree(f"Mounts cannot be made: {os.strerror(ctypes.get_errno())}. Provisioning a tree needs root.")
    _run("mount", "--make-rprivate", "/")


def _run(*words: str | Path) -> str:
    """What it complains of; empty when it went well."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    return "" if done.returncode == 0 else done.stderr.strip() or f"{words[0]} failed"


def _mounted(afterwards: ExitStack, tree: Path, what: str, where: str, options: list[str]) -> None:
    place = tree / where
    place.mkdir(parents=True, exist_ok=True)
    if os.path.ismount(place):
        return  # whoever mounted it takes it away
    if trouble := _run("mount", *options, what, place):
        raise NotATree(f"{place} cannot be mounted: {trouble}. Provisioning a tree needs root.")
    # Lazily: a program in the tree that does not end must not keep a whole image mounted.
    afterwards.callback(_run, "umount", "--recursive", "--lazy", place)


def _lent(afterwards: ExitStack, file: Path, text: str, mode: int) -> None:
    ours = file.is_file() and file.read_text("utf-8") == text  # left by one that was killed
    if not ours and (file.exists() or file.is_symlink()):
        return
    file.write_text(text, "utf-8")
    file.chmod(mode)
    afterwards.callback(file.unlink, missing_ok=True)


def _resolver(afterwards: ExitStack, tree: Path) -> None:
    """This machine's names are the tree's while packages are fetched; its own file comes back."""
    file, kept = tree / "etc/resolv.conf", tree / "etc/resolv.conf.kept"
    here = Path("/etc/resolv.conf")
    if not here.is_file():
        return
    if not (kept.exists() or kept.is_symlink()) and (file.exists() or file.is_symlink()):
        file.rename(kept)
    with suppress(FileNotFoundError):
        file.unlink()
    file.write_bytes(here.read_bytes())

    def back() -> None:
        file.unlink(missing_ok=True)
        if kept.exists() or kept.is_symlink():
            kept.rename(file)

    afterwards.callback(back)
