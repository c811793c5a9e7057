"""Three bad lives make a calm one; what is no fault does not count."""

from pathlib import Path

import pytest

from kiosk.core.units import DurationMs
from kiosk.starts import AGAIN, SHORT, Starts, starts_file
from tests.ticking import Clock


def lives(file: Path | None, *lengths: int) -> list[bool]:
    """Which of the lives were calm; each ends by being killed after so long, the last one is only begun."""
    clock, calm = Clock(), []
    for length in (*lengths, 0):
        calm.append(Starts(file, clock).begin())
        clock.now = DurationMs(clock.now + length)
    return calm


@pytest.mark.parametrize(
    ("lengths", "calm"),
    [
        ((), "n"),
        ((1, 1), "nnn"),
        ((1, 1, 1), "nnnc"),
        ((1, 1, 1, 1, 1), "nnnccc"),
        ((SHORT - 1,) * 3, "nnnc"),
        ((1, 1, SHORT, 1, 1), "nnnnnn"),
        ((1, 1, 1, AGAIN, 1, 1, 1), "nnncnnnc"),
    ],
)
def test_three_bad_lives_in_a_row(tmp_path: Path, lengths: tuple[int, ...], calm: str) -> None:
    assert lives(tmp_path / "starts", *lengths) == [letter == "c" for letter in calm]


def test_what_ends_as_it_should_speaks_for_the_next(tmp_path: Path) -> None:
    clock = Clock()
    for _ in range(6):
        starts = Starts(tmp_path / "starts", clock)
        assert not starts.begin()
        starts.end()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"begun":"soon"}', b'{"begun":1,"bad":-4}', b"\xff\xfe"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "starts").write_bytes(damage)
    assert lives(tmp_path / "starts", 1) == [False, False]


def test_nobody_counts_where_there_is_no_folder_for_it(tmp_path: Path) -> None:
    assert lives(None, 1, 1, 1, 1) == [False] * 5
    assert lives(tmp_path / "missing" / "starts", 1, 1, 1, 1) == [False] * 5
    assert starts_file({}) is None
    assert starts_file({"RUNTIME_DIRECTORY": "/run/kiosk:/run/other"}) == Path("/run/kiosk/starts")
