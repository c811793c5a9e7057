from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.core.orders import KeepHouse
from kiosk.core.state import House
from kiosk.staff import house

DEFAULTS = House(lang="vi", volume=2, help_number="0234 3 000 000")
SET = KeepHouse(volume=3, lang="en", langs=("en",), opens=360, closes=1080, help_number="0234 3 111 111")
AS_SET = House(lang="en", volume=3, help_number="0234 3 111 111", langs=("en",), opens=360, closes=1080)


def test_what_staff_set_is_stronger_than_the_settings(tmp_path: Path) -> None:
    assert house.kept(tmp_path, DEFAULTS) == DEFAULTS
    house.keep(tmp_path, SET, DEFAULTS)
    assert house.kept(tmp_path, DEFAULTS) == AS_SET


def test_what_staff_left_alone_stays_with_the_settings(tmp_path: Path) -> None:
    house.keep(tmp_path, KeepHouse(3, "vi", ("vi", "en"), 0, 0, DEFAULTS.help_number), DEFAULTS)
    later = replace(DEFAULTS, help_number="0234 3 999 999", volume=1)
    assert house.kept(tmp_path, later) == replace(later, volume=3)


def test_a_number_taken_away_stays_away(tmp_path: Path) -> None:
    house.keep(tmp_path, replace(SET, help_number=""), DEFAULTS)
    assert house.kept(tmp_path, DEFAULTS).help_number == ""


def test_the_resting_kiosk_speaks_a_language_that_is_offered(tmp_path: Path) -> None:
    house.keep(tmp_path, replace(SET, lang="vi", langs=("vi",)), DEFAULTS)
    assert house.kept(tmp_path, replace(DEFAULTS, lang="en")).lang == "vi"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"bun bo", b"[]", b'{"format":2}', b'{"format":1,"volume":9}', b'{"format":1,"langs":[]}',
        b'{"format":1,"lang":"fr"}', b'{"format":1,"opens":1441}', b'{"format":1,"help_number":"<b>"}',
        b'{"format":1,"surprise":1}', b"\xff\xfe", b" " * 2_000_000,
    ],
)  # fmt: skip
def test_a_damaged_file_is_left_out_with_a_line(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "house.json").write_bytes(raw)
    lines: list[str] = []
    assert house.kept(tmp_path, DEFAULTS, say=lines.append) == DEFAULTS
    assert len(lines) == 1
    assert "house.json is left out" in lines[0]


def test_what_cannot_be_kept_is_an_error_and_leaves_the_old(tmp_path: Path) -> None:
    house.keep(tmp_path, SET, DEFAULTS)
    (tmp_path / ".house.json.new").mkdir()
    with pytest.raises(OSError, match=r"house\.json\.new"):
        house.keep(tmp_path, replace(SET, volume=0), DEFAULTS)
    assert house.kept(tmp_path, DEFAULTS) == AS_SET
