"""How the touchscreen was put right stays so over a restart."""

from pathlib import Path

from kiosk.staff.aimed import keep, kept

STRAIGHT = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
CROOKED = (-1.0, 0.25, 1.0, 0.0, 0.5, 0.125)


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    assert kept(tmp_path, STRAIGHT) == STRAIGHT
    keep(tmp_path, CROOKED)
    assert kept(tmp_path, STRAIGHT) == CROOKED
    assert (tmp_path / "touch.json").stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_told_and_left_out(tmp_path: Path) -> None:
    said: list[str] = []
    for raw in (b"", b"{", b'{"format":1,"matrix":[1,2]}', b'{"format":2,"matrix":[1,0,0,0,1,0]}', b"\xff"):
        (tmp_path / "touch.json").write_bytes(raw)
        assert kept(tmp_path, STRAIGHT, say=said.append) == STRAIGHT
    assert len(said) == 5
    assert all("calibrate the touchscreen again" in sentence for sentence in said)
