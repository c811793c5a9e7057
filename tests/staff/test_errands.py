import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event as Bell

import pytest

from kiosk.staff.errands import ERRANDS, DeskErrands, NotDone, Requests


@pytest.mark.parametrize("errand", ERRANDS)
def test_a_request_is_one_file_that_others_may_read(errand: str, tmp_path: Path) -> None:
    requests = Requests(tmp_path / "requests")
    requests.do(errand)
    requests.do(errand)
    (file,) = (tmp_path / "requests").iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == (errand, 0o644)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o755
    told = json.loads(file.read_bytes())
    assert (told["format"], told["errand"], set(told)) == (1, errand, {"format", "errand", "asked"})


def test_others_may_read_it_whatever_the_unit_lets_the_kiosk_give_away(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        Requests(tmp_path / "requests").do("update")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "requests/update").stat().st_mode) == 0o644


def test_there_are_five_errands() -> None:
    assert set(ERRANDS) == {"update", "roll-back", "power-off", "restart", "quit"}


def test_a_request_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "requests").write_bytes(b"")
    with pytest.raises(NotDone, match=r"requests/update cannot be written \("):
        Requests(tmp_path / "requests").do("update")


class Desk:
    """A desk whose `kiosk` command writes down what it was called with."""

    def __init__(self, folder: Path, source: str, ends: str = "") -> None:
        self.left, self.lines, self.said = 0, list[str](), Bell()
        self.file = folder / "called"
        script = f"import sys, pathlib; pathlib.Path({str(self.file)!r}).write_text(' '.join(sys.argv[1:])); {ends}"
        self.errands = DeskErrands(source, self._leave, self._say, (sys.executable, "-c", script))

    def _leave(self) -> None:
        self.left += 1

    def _say(self, line: str) -> None:
        self.lines.append(line)
        self.said.set()


def test_a_desk_closes_its_window_instead_of_switching_the_machine_off(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "")
    for errand in ("quit", "restart", "power-off"):
        desk.errands.do(errand)
    assert (desk.left, desk.file.exists()) == (3, False)


@pytest.mark.parametrize(
    ("errand", "words"), [("update", "update --from https://depot.example/hue"), ("roll-back", "update --rollback")]
)
def test_a_desk_calls_the_command(errand: str, words: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "https://depot.example/hue", "sys.exit(1)")
    desk.errands.do(errand)
    assert desk.said.wait(20), "the child never ended"
    assert desk.file.read_text(encoding="utf-8") == words
    assert [line.partition(" ended")[0] for line in desk.lines] == [f"staff: kiosk {' '.join(words.split()[:2])}"]


def test_one_errand_at_a_time(tmp_path: Path) -> None:
    other = Desk(tmp_path, "/depot", "sys.exit(1)")
    other.errands.do("update")
    with pytest.raises(NotDone, match="wait until it is"):
        other.errands.do("roll-back")
    assert other.said.wait(20)


def test_nowhere_to_fetch_from(tmp_path: Path) -> None:
    with pytest.raises(NotDone, match=r"set update\.source"):
        Desk(tmp_path, "").errands.do("update")


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    lines, said = list[str](), Bell()

    def say(line: str) -> None:
        lines.append(line)
        said.set()

    errands: Callable[[str], None] = DeskErrands("/d", lambda: None, say, (str(tmp_path / "no-kiosk"),)).do
    errands("update")
    assert said.wait(20)
    assert lines == ["staff: kiosk update --from was stopped (FileNotFoundError)."]
