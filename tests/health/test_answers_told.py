"""What the doctor says of the answers that a kiosk was set up with."""

from pathlib import Path

import msgspec
import pytest

from kiosk.config import load_settings
from kiosk.core.setup import Told
from kiosk.health import examine
from kiosk.health.finding import Finding
from kiosk.setup.answers import Answers, Faults, Known, understood
from kiosk.setup.writing import told, told_wrong


def finding(data: Path, what: Told | bytes | None) -> Finding:
    if what is not None:
        raw = what if isinstance(what, bytes) else msgspec.json.encode(what)
        (data / "setup.json").write_bytes(raw)
    settings = load_settings({"KIOSK_DATA_FOLDER": str(data)}, system_file=data / "none.toml")
    return next(one for one in examine(settings, {}, data) if one.part == "answers")


def test_a_desk_has_none(tmp_path: Path) -> None:
    assert finding(tmp_path, None) == Finding(part="answers", state="ok", says="There was no first boot.")


def test_all_right(tmp_path: Path) -> None:
    found = finding(tmp_path, told(Answers(site="a", place="Chợ Đông Ba")))
    assert (found.state, found.says) == ("ok", "Set up as the answer file says, at Chợ Đông Ba.")


def test_every_fault_is_told_with_its_cure(tmp_path: Path) -> None:
    came = understood(b"site=a\nopens=99\npanel=7", tmp_path, Known())
    assert isinstance(came, Faults)
    found = finding(tmp_path, told_wrong(came.faults, came.half))
    assert found.state == "degraded"
    assert "kiosk-answers.toml:2: Line 2: the opening hour cannot be “99”. Write" in found.says
    assert "kiosk-answers.toml:3: " in found.says
    assert found.remedy


def test_nobody_has_set_it_up(tmp_path: Path) -> None:
    found = finding(tmp_path, Told(outcome="none"))
    assert found.state == "degraded"
    assert found.remedy == "Copy kiosk-answers.toml to the memory card, see docs/answers.md."


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"outcome":"odd"}'])
def test_a_damaged_file_is_told(tmp_path: Path, raw: bytes) -> None:
    found = finding(tmp_path, raw)
    assert (found.state, "settled, and restart" in found.remedy) == ("degraded", True)
