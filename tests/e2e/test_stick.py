"""A stick at a real window: what somebody sees from plugging it in until the new lessons are there."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.core import events as e
from kiosk.core.codes.staff_card import PREFIX, digest_of
from kiosk.core.content.packs import Library
from kiosk.durable import keep
from kiosk.packs.compile import compiled
from kiosk.update.news import SOCKET
from kiosk.update.releases import STATE, Standing
from kiosk.update.stick.giving import LAY
from kiosk.update.stick.serve import STAFF_FILE
from tests.bench.display import until
from tests.e2e.desk import KIOSK, ROOT, Desk, Sight, Somebody, own_environ
from tests.e2e.test_window import needs_display, standard_look
from tests.fleet.made import depot

pytestmark = [pytest.mark.slow, needs_display]

CARD = PREFIX + "s" * 43


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real lessons with another greeting on the resting kiosk."""
    folder = tmp_path_factory.mktemp("new") / "content"
    shutil.copytree(ROOT / "content", folder)
    words = (folder / "words.yaml").read_text("utf-8")
    first = words.index("welcome:")
    greeting = words.index('vi: "', first) + len('vi: "')
    (folder / "words.yaml").write_text(f"{words[:greeting]}Bài mới đây! {words[greeting:]}", "utf-8")
    return folder


def library_of(content: Path) -> Library:
    library, report = compiled(content, date(2026, 11, 21), "en")
    assert library is not None, report.problems
    return library


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def plugged_in(stick: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """What systemd starts when a stick was mounted."""
    return kiosk(data, "stick", str(stick))


def kiosk(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Another process on the same data folder."""
    return subprocess.run(  # noqa: S603 - our own programme
        [*KIOSK, *words], cwd=ROOT, env=own_environ(data, KIOSK_VOICE_ON="false"), capture_output=True,
        text=True, timeout=80, check=False,
    )  # fmt: skip


def standing(data: Path) -> Standing:
    return msgspec.json.decode((data / "update" / STATE).read_bytes(), type=Standing)


def open_desk(sight: Sight, data: Path) -> Desk:
    return Desk(sight.name, data, KIOSK_VOICE_ON="false")


def test_new_lessons_come_by_stick_and_are_there_without_a_restart(
    data: Path, library: Library, content: Path, stick: Path, sight: Sight
) -> None:
    _, root = depot(stick, content, made=datetime.now(UTC))
    keep(data / "root.json", root)
    (stick / LAY).mkdir()
    with open_desk(sight, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        until((data / SOCKET).exists, seconds=10, every=0.02)
        served = plugged_in(stick, data)
        assert (served.returncode, served.stderr) == (0, "")
        somebody.does(e.StickTold("ready", 1, 1))
        somebody.sees(seconds=30)
        sight.press(640, 400)
        sight.lift()
        Somebody(library_of(content), sight, standard_look).sees()
        release = standing(data).active
        assert standing(data) == Standing(active=release, previous="", trial=0, cards=release)
        assert [file.name for file in (stick / LAY).glob("*/*")] == ["support.zip"]
        assert plugged_in(stick, data).stdout.endswith("There is nothing new on this stick.\n")
        somebody = Somebody(library_of(content), sight, standard_look)
        somebody.does(e.StickTold("nothing-new"))
        somebody.sees()
        somebody.touches("close")
        assert kiosk(data, "update", "--rollback").returncode == 0
        Somebody(library, sight, standard_look).sees()
        code, log = desk.ends()
    lines = [f"content: release {release} is in use.", "content: what the machine came with is in use."]
    assert (code, log.splitlines()) == (0, lines)


def test_a_stick_of_somebody_else_is_told_in_words(data: Path, library: Library, stick: Path, sight: Sight) -> None:
    (stick / "photo.jpg").write_bytes(b"\xff\xd8")
    with open_desk(sight, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        until((data / SOCKET).exists, seconds=10, every=0.02)
        served = plugged_in(stick, data)
        assert (served.returncode, "update refused: foreign" in served.stderr) == (1, True)
        somebody.does(e.StickTold("fault", why="foreign"))
        somebody.sees()
        somebody.touches("close")
        assert desk.ends() == (0, "")
    assert not (data / "update").exists()


def test_a_staff_stick_opens_the_menu_before_its_pin(data: Path, library: Library, stick: Path, sight: Sight) -> None:
    (stick / STAFF_FILE).write_text(f"{CARD}\r\n", "utf-8")
    cards = {"format": 1, "cards": [{"digest": digest_of(CARD), "label": "An"}]}
    keep(data / "update" / "cards.json", msgspec.json.encode(cards))
    with open_desk(sight, data) as desk:
        somebody = Somebody(library, sight, standard_look)
        somebody.sees()
        until((data / SOCKET).exists, seconds=10, every=0.02)
        assert plugged_in(stick, data).returncode == 0
        somebody.does(e.StaffCame("stick", pin_set=False))
        somebody.sees()
        assert somebody.state.place == "staff"
        assert desk.ends()[0] == 0
