"""`kiosk update` as staff and the nightly unit type it: real depots, real signatures, real children."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.core.events import Event, ReleaseReady
from kiosk.packs.shelf import open_library
from kiosk.update.layout import Release
from kiosk.update.news import SOCKET, Listener
from kiosk.update.releases import LIBRARY, Releases
from tests.update.depots import Device, Office, tea

LESSON = "tea/lessons/call-home.yaml"
OLD_TEXT, NEW_TEXT = "Bác chạm vào ô Con gái.", "Bác chạm vào ô có tên Con gái."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "depot", tea(tmp_path / "content"))
    office.publish()
    return office


@pytest.fixture
def device(tmp_path: Path, office: Office) -> Device:
    return Device(tmp_path / "data", office.root)


def updated(device: Device, office: Office) -> str:
    done = device.kiosk("update", "--from", str(office.folder))
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(device: Device, source: Path | str) -> str:
    """The first line of what is said, which goes to the log."""
    done = device.kiosk("update", "--from", str(source))
    assert done.returncode == 1
    assert done.stderr.endswith("The content in use stays.\n")
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[0]


def reworded(office: Office, old: str = OLD_TEXT, new: str = NEW_TEXT, file: str = LESSON) -> None:
    text = (office.content / file).read_text("utf-8")
    assert old in text
    (office.content / file).write_text(text.replace(old, new), "utf-8")


def test_from_a_folder_to_a_library_that_is_opened_and_confirmed(device: Device, office: Office) -> None:
    assert "is ready" in updated(device, office)
    releases = Releases(device.folder)
    opened = releases.opening()
    assert opened is not None
    assert "call-home" in open_library(opened / LIBRARY).lessons
    releases.confirm()
    assert "Nothing new" in updated(device, office)


def test_a_changed_sentence_comes_alone(device: Device, office: Office) -> None:
    updated(device, office)
    Releases(device.folder).opening()
    before = {file.name for file in (device.folder / "objects").iterdir()}
    reworded(office)
    office.publish()
    updated(device, office)
    fetched = {file.name for file in (device.folder / "objects").iterdir()} - before
    assert len(fetched) == 1
    opened = Releases(device.folder).opening()
    assert opened is not None
    assert any(NEW_TEXT in step.say["vi"] for step in open_library(opened / LIBRARY).lessons["call-home"].steps)


def test_the_interface_hears_of_it(device: Device, office: Office) -> None:
    heard: list[Event] = []
    with Listener(device.data / SOCKET, heard.append):
        updated(device, office)
    assert heard == [ReleaseReady(Releases(device.folder).standing().ready)]


def test_going_back_and_what_is_said_of_it(device: Device, office: Office) -> None:
    assert device.kiosk("update", "--rollback").returncode == 1
    updated(device, office)
    Releases(device.folder).opening()
    done = device.kiosk("update", "--rollback")
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "the content that came with the machine again: the kiosk takes it at rest, or when it starts.",
    )
    assert refused(device, office.folder) == "update refused: refused"
    status = device.kiosk("update", "--status").stdout
    assert "in use: the content that came with the machine" in status
    assert "not taken again: 1-" in status
    assert "refused" in json.loads((device.folder / "status.json").read_text("utf-8"))["why"]


def test_the_status_tells_how_old_the_content_is(device: Device, office: Office) -> None:
    updated(device, office)
    Releases(device.folder).opening()
    status = device.kiosk("update", "--status")
    assert status.returncode == 0
    assert f"signed: {datetime.now(UTC):%Y-%m-%d}, 0 days ago" in status.stdout
    assert "(on trial, started 1 times)" in status.stdout


# --- faults -----------------------------------------------------------------------------------------------------------


def test_broken_content_is_told_with_file_and_line(device: Device, office: Office) -> None:
    reworded(office, "target: child", "target: chidl")
    office.publish()
    done = device.kiosk("update", "--from", str(office.folder))
    assert done.stderr.splitlines()[0] == "update refused: broken"
    assert f"{LESSON}:22: " in done.stderr


def test_a_faulty_scene_is_told(device: Device, office: Office) -> None:
    reworded(office, '"Con gái"', f'"{80 * "dài "}"', "tea/apps/calls.yaml")
    office.publish()
    assert refused(device, office.folder) == "update refused: failed"


@pytest.mark.parametrize(
    ("raw", "why"), [(b"", "damaged"), (b"lesson: call-home\n" * 60, "damaged")], ids=["truncated", "other bytes"]
)
def test_a_file_that_is_not_what_was_signed(device: Device, office: Office, raw: bytes, why: str) -> None:
    lesson = next(office.folder.rglob("*.call-home.yaml"))
    lesson.write_bytes(raw)
    assert refused(device, office.folder) == f"update refused: {why}"


def test_a_sparse_file_of_a_hundred_gigabytes_ends_at_what_was_signed(device: Device, office: Office) -> None:
    lesson = next(office.folder.rglob("*.call-home.yaml"))
    with lesson.open("r+b") as file:
        file.truncate(100 * 10**9)
    assert "is ready" in updated(device, office), "the first bytes are those that were signed"


def test_a_folder_that_is_no_depot(device: Device, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    assert refused(device, tmp_path / "photos") == "update refused: foreign"
    assert refused(device, tmp_path / "nowhere") == "update refused: gone"


def test_a_kiosk_without_keys_installs_nothing(device: Device, office: Office) -> None:
    (device.data / "root.json").unlink()
    assert refused(device, office.folder) == "update refused: unsigned"


def test_a_full_card(device: Device, office: Office) -> None:
    """A ceiling for the size of files is a full disk in small: a write stops in the middle."""
    ceiling = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500)); "
        "sys.argv = ['kiosk', 'update', '--from', sys.argv[1]]; runpy.run_module('kiosk')"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", ceiling, office.folder], env=device.environ, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "update refused: full")
    assert "is ready" in updated(device, office)


@pytest.mark.parametrize(
    "words", [("--from", "/a", "--status"), ("--rollback", "--status"), ()], ids=["two", "two", "none"]
)
def test_what_makes_no_sense_is_a_matter_of_usage(device: Device, words: tuple[str, ...]) -> None:
    assert device.kiosk("update", *words).returncode == 2


def test_the_release_says_what_is_new(device: Device, office: Office) -> None:
    office.shop.labelled(fleet="hue", groups=["*"], title={"vi": "Bài gọi điện", "en": "Calling"})
    office.publish()
    updated(device, office)
    opened = Releases(device.folder).opening()
    assert opened is not None
    about = json.loads((opened / "about.json").read_bytes())
    assert about["title"] == {"vi": "Bài gọi điện", "en": "Calling"}
    assert date.fromisoformat(about["made"][:10]) == datetime.now(UTC).date()
    assert Release.__struct_fields__, "the office writes it"
