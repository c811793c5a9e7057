"""The number of a machine is written below its overlay once, and that root is read-only before and after."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.boot.nspawn_tree import CHECKOUT

SCRIPT = CHECKOUT / "provision/files/usr/lib/kiosk/identity"
NUMBER = "0123456789abcdef0123456789abcdef\n"


def _run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - our own words


@pytest.fixture
def below(tmp_path: Path) -> Iterator[Path]:
    """The lower root as an image has it: read-only, with an empty number."""
    image, place = tmp_path / "image", tmp_path / "below"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(16 << 20)
    if os.geteuid() != 0 or _run("mkfs.ext4", "-q", image).returncode or _run("mount", image, place).returncode:
        pytest.skip("only root mounts a file system out of a file")
    try:
        (place / "etc").mkdir()
        (place / "etc/machine-id").touch()
        _run("mount", "-o", "remount,ro", place)
        yield place
    finally:
        _run("umount", place)


def _identify(below: Path, drawn: Path, text: str) -> int:
    drawn.write_text(text, "ascii")
    return _run("env", f"BELOW={below}", f"DRAWN={drawn}", "sh", SCRIPT).returncode


def test_it_is_written_while_systemd_holds_the_empty_one_and_the_root_is_shut_again(
    below: Path, tmp_path: Path
) -> None:
    with (below / "etc/machine-id").open("rb"):
        assert _identify(below, tmp_path / "drawn", NUMBER) == 0
        assert os.statvfs(below).f_flag & os.ST_RDONLY
    assert (below / "etc/machine-id").read_text("ascii") == NUMBER


def test_it_is_written_once(below: Path, tmp_path: Path) -> None:
    assert _identify(below, tmp_path / "drawn", NUMBER) == 0
    assert _identify(below, tmp_path / "drawn", NUMBER[::-1].strip() + "\n") == 0
    assert (below / "etc/machine-id").read_text("ascii") == NUMBER


def test_what_is_no_number_is_not_written(below: Path, tmp_path: Path) -> None:
    assert _identify(below, tmp_path / "drawn", "uninitialized\n") != 0
    assert (below / "etc/machine-id").read_bytes() == b""
    assert os.statvfs(below).f_flag & os.ST_RDONLY
