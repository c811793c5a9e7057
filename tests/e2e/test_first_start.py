"""The first start as whoever set the kiosk up meets it: a real window, read back, confirmed, and asked no more."""

import shutil
from pathlib import Path

import msgspec
import pytest

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.setup import Told
from kiosk.durable import keep
from kiosk.setup.answers import Answers, Faults, Known, understood
from kiosk.setup.writing import told, told_wrong
from tests.bench.display import until
from tests.e2e.desk import Desk, Sight, Somebody
from tests.e2e.test_window import standard_look

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed: sudo apt-get install xvfb"),
]


def somebody_before(sight: Sight, library: Library, what: Told) -> Somebody:
    """Before a kiosk that begins by saying this."""
    somebody = Somebody(library, sight, standard_look)
    somebody.does(e.SetupTold(what))
    somebody.sees()
    return somebody


def test_the_answers_are_read_back_and_once_they_are_right_never_again(data: Path, library: Library) -> None:
    what = told(Answers(site="cho-dong-ba", place="Chợ Đông Ba", opens=360, closes=1200, help_number="0234 3 000 000"))
    keep(data / "setup.json", msgspec.json.encode(what))
    with Sight() as sight, Desk(sight.name, data):
        somebody = somebody_before(sight, library, what)
        somebody.touches("wrong", "no", "right")
        assert somebody.state.place == "attract"
        until((data / "staff/setup-seen").exists, seconds=10)
    with Sight() as sight, Desk(sight.name, data) as desk:
        visitor = Somebody(library, sight, standard_look)
        visitor.sees()
        visitor.touches("start")
        assert desk.ends() == (0, "")


def test_each_fault_is_shown_and_touched_through_and_lessons_are_behind_them(data: Path, library: Library) -> None:
    came = understood("site = Chợ\nopens = 99\n".encode(), data, Known())
    assert isinstance(came, Faults)
    what = told_wrong(came.faults, came.half)
    keep(data / "setup.json", msgspec.json.encode(what))
    with Sight() as sight, Desk(sight.name, data):
        somebody = somebody_before(sight, library, what)
        somebody.touches("on", "on", "start")
        assert somebody.state.place == "home"
    assert not (data / "staff/setup-seen").exists()
