"""What a stick takes away may lie in a folder of its own, and nothing on the stick leads us elsewhere."""

from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.stick.giving import LAY, give

DAY = "2026-11-21/0123456789abcdef.json"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    (folder / LAY).mkdir(parents=True)
    return folder


def test_documents_lie_by_day_as_the_office_collects_them(stick: Path) -> None:
    given = {DAY: b"{}", "support.zip": b"PK"}
    assert give(stick, "a1b2c3d4", given) == 2
    there = stick / LAY / "a1b2c3d4"
    assert {name: (there / name).read_bytes() for name in given} == given
    assert give(stick, "a1b2c3d4", given) == 0


def test_a_link_in_the_place_of_a_day_is_not_followed(stick: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (stick / LAY / "a1b2c3d4").mkdir()
    (stick / LAY / "a1b2c3d4" / "2026-11-21").symlink_to(mine)
    with pytest.raises(Refused) as refused:
        give(stick, "a1b2c3d4", {DAY: b"{}"})
    assert refused.value.why == "sticklocked"
    assert list(mine.iterdir()) == []
