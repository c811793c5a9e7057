"""Mounting small file systems, where this machine lets us."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def system(*words: str | Path) -> "subprocess.CompletedProcess[bytes]":
    """A program of the system, to its end."""
    return subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - the words of a test


@contextmanager
def mounted(place: Path, *words: str | Path) -> Iterator[Path]:
    """A folder with something mounted on it by these words of mount(8); the test is skipped where nobody may."""
    place.mkdir(exist_ok=True)
    done = system("mount", *words, place)
    if done.returncode != 0:
        pytest.skip(f"nothing may be mounted here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        system("umount", "--lazy", place)


def read_only(place: Path) -> None:
    """From now on nobody writes there."""
    done = system("mount", "-o", "remount,ro", place)
    assert done.returncode == 0, done.stderr
