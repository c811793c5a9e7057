"""Files that are replaced as a whole: their mode, their folder, and what is left when it cannot be done."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import pytest

from kiosk.durable import keep, written


def mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "file"
    keep(file, b"old")
    keep(file, b"new")
    assert file.read_bytes() == b"new"
    assert [one.name for one in file.parent.iterdir()] == ["file"], "nothing lies beside"


@pytest.mark.usefixtures("open_to_all")
def test_what_is_private_is_so_whatever_the_umask_and_so_is_its_folder(tmp_path: Path) -> None:
    keep(tmp_path / "for-all" / "file", b"x")
    keep(tmp_path / "mine" / "file", b"x", 0o600)
    keep(tmp_path / "ours" / "file", b"x", 0o640)
    assert [mode(tmp_path / name / "file") for name in ("for-all", "mine", "ours")] == [0o666, 0o600, 0o640]
    assert [mode(tmp_path / name) for name in ("mine", "ours")] == [0o700, 0o750]


def test_a_narrow_umask_does_not_narrow_what_was_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        keep(tmp_path / "file", b"x", 0o644)
    finally:
        os.umask(before)
    assert mode(tmp_path / "file") == 0o644


def test_what_a_pulled_plug_left_beside_is_no_hindrance_and_nobody_can_lay_a_link_there(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"of somebody")
    (tmp_path / ".file.new").symlink_to(tmp_path / "elsewhere")
    keep(tmp_path / "file", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"of somebody"
    assert (tmp_path / "file").read_bytes() == b"new"
    assert not (tmp_path / "file").is_symlink()


def test_what_cannot_be_written_leaves_the_old(tmp_path: Path) -> None:
    keep(tmp_path / "file", b"old")
    (tmp_path / ".file.new").mkdir()
    with pytest.raises(OSError, match="file"):
        keep(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


def test_those_who_try_a_folder_at_the_same_time_do_not_take_each_other_for_a_damaged_card(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        came = {one.result() for one in [pool.submit(written, tmp_path / "data") for _ in range(120)]}
    assert came == {"good"}
    assert list((tmp_path / "data").iterdir()) == []
