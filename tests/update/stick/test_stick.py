"""What a stick may carry, in which order it is done, and what it takes away."""

import errno
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk.core.codes.staff_card import PREFIX
from kiosk.core.events import StickTold
from kiosk.update.refusal import Refused
from kiosk.update.sources.source import Source
from kiosk.update.stick.giving import LAY
from kiosk.update.stick.serve import STAFF_FILE, Done, Hands, Paced, Progress, serve, staff_line

SECRET = "k" * 43
FIGURES = {"2026-11-20.json": b'{"day":"2026-11-20"}', "support.zip": b"PK" + bytes(50_000)}


class Room:
    """Hands that remember what they were asked, and everything that the interface was told."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self.told: list[StickTold] = []
        self.true_card, self.release = True, "7-0badcafe"
        self.refuses: Refused | None = None
        self.breaks = False

    def serves(self, stick: Path, writable: Path | None = None) -> Done:
        hands = Hands(self._staff, self._renew, self._documents, "0a1b2c3d")
        return serve(stick, hands, self.told.append, writable=writable)

    @property
    def stages(self) -> list[str]:
        return [told.why or told.stage for told in self.told]

    def _staff(self, digest: str) -> bool:
        self.did.append(f"staff {len(digest)}")
        return self.true_card

    def _renew(self, source: Source, progress: Progress) -> str:
        self.did.append(f"renew {Path(source.name).name}")
        progress("checking", 0, 0)
        if self.breaks:
            raise ZeroDivisionError
        if self.refuses is not None:
            raise self.refuses
        progress("ready" if self.release else "nothing-new", 1, 1)
        return self.release

    def _documents(self) -> Mapping[str, bytes]:
        self.did.append("documents")
        return FIGURES


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def lessons(stick: Path, *, below: str = ".") -> None:
    for name in ("metadata", "targets"):
        (stick / below / name).mkdir(parents=True)


def card(stick: Path, text: str = f"{PREFIX}{SECRET}\n") -> None:
    (stick / STAFF_FILE).write_bytes(text.encode())


# --- what is on it ----------------------------------------------------------------------------------------------------


def test_everything_at_once_is_done_in_this_order(room: Room, stick: Path) -> None:
    card(stick)
    lessons(stick)
    (stick / LAY).mkdir()
    done = room.serves(stick)
    assert room.did == ["staff 64", "documents", "renew stick"]
    assert room.stages == ["found", "giving", "checking", "ready"]
    assert done == Done(staff=True, given=2, release="7-0badcafe")


def test_lessons_alone(room: Room, stick: Path) -> None:
    lessons(stick, below="bai-moi")
    assert room.serves(stick) == Done(release="7-0badcafe")
    assert (room.did, room.stages) == (["renew bai-moi"], ["found", "checking", "ready"])


def test_lessons_that_are_here_already(room: Room, stick: Path) -> None:
    lessons(stick)
    room.release = ""
    assert room.serves(stick).nothing_new
    assert room.stages[-1] == "nothing-new"


def test_figures_alone(room: Room, stick: Path) -> None:
    (stick / LAY).mkdir()
    assert room.serves(stick).given == 2
    assert room.stages == ["found", "giving", "given"]


def test_a_card_alone_shows_no_page(room: Room, stick: Path) -> None:
    card(stick)
    assert room.serves(stick) == Done(staff=True)
    assert room.told == []


@pytest.mark.parametrize("files", [(), ("photo.jpg",)])
def test_a_stick_that_is_good_for_nothing_is_said(room: Room, stick: Path, files: tuple[str, ...]) -> None:
    for name in files:
        (stick / name).write_bytes(b"")
    room.serves(stick)
    assert room.stages == (["foreign"] if files else ["empty"])


def test_a_foreign_card_is_a_foreign_stick(room: Room, stick: Path) -> None:
    card(stick)
    room.true_card = False
    room.serves(stick)
    assert room.stages == ["foreign"]


def test_a_refusal_is_told_and_handed_back(room: Room, stick: Path) -> None:
    lessons(stick)
    room.refuses = Refused("unsigned", "Its signature is wrong.")
    done = room.serves(stick)
    assert (room.stages[-1], done.faults[0].why, done.nothing_new) == ("unsigned", "unsigned", False)


def test_a_mistake_of_the_program_leaves_nobody_waiting(room: Room, stick: Path) -> None:
    lessons(stick)
    room.breaks = True
    with pytest.raises(ZeroDivisionError):
        room.serves(stick)
    assert room.stages[-1] == "failed"


def test_a_stick_that_is_gone_is_gone(room: Room, tmp_path: Path) -> None:
    room.serves(tmp_path / "nothing")
    assert room.stages == ["gone"]


@pytest.mark.parametrize(
    "text",
    ["", PREFIX, f"{PREFIX}{SECRET}k", f"{PREFIX}short", "\x00" * 900, f"{PREFIX}{SECRET}\n" + "x" * 2000],
    ids=["empty", "no secret", "too long", "too short", "zeros", "a file too long"],
)
def test_what_is_no_card_asks_for_nothing(room: Room, stick: Path, text: str) -> None:
    card(stick, text)
    room.serves(stick)
    assert room.did == []


@pytest.mark.parametrize("text", ["\ufeff{}\r\n", "\n\n  {}  \n", "staff card of An\n{}"])
def test_a_card_may_be_saved_by_any_editor(stick: Path, text: str) -> None:
    card(stick, text.replace("{}", f"{PREFIX}{SECRET}"))
    assert staff_line(stick) == f"{PREFIX}{SECRET}"


def test_a_link_is_no_card(room: Room, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(f"{PREFIX}{SECRET}\n")
    (stick / STAFF_FILE).symlink_to(tmp_path / "elsewhere")
    room.serves(stick)
    assert room.did == []


def test_the_bar_moves_no_faster_than_anybody_looks() -> None:
    told: list[StickTold] = []
    now = [0.0]
    paced = Paced(told.append, lambda: now[0])
    for number in range(1001):
        now[0] = number / 1000
        paced("copying", number, 1000)
    assert 10 <= len(told) <= 13
    assert (told[0].done, told[-1].done) == (0, 1000)


# --- what it takes away -----------------------------------------------------------------------------------------------


def taken(stick: Path) -> dict[str, bytes]:
    folder = stick / LAY / "0a1b2c3d"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_what_was_taken_away_is_there_whole_and_nothing_else(room: Room, stick: Path) -> None:
    (stick / LAY).mkdir()
    room.serves(stick)
    assert taken(stick) == FIGURES
    assert room.serves(stick).given == 0, "the same figures are not written twice"


def test_half_a_file_of_an_earlier_try_is_written_over(room: Room, stick: Path) -> None:
    folder = stick / LAY / "0a1b2c3d"
    folder.mkdir(parents=True)
    (folder / "support.zip").write_bytes(b"PK")
    (folder / "support.zip.new").write_bytes(b"P")
    room.serves(stick)
    assert taken(stick) == FIGURES


def test_it_is_written_where_the_stick_may_be_written(room: Room, stick: Path, tmp_path: Path) -> None:
    writable = tmp_path / "writable"
    for folder in (stick, writable):
        (folder / LAY).mkdir(parents=True)
    room.serves(stick, writable)
    assert (taken(writable), list((stick / LAY).iterdir())) == (FIGURES, [])


@pytest.mark.parametrize("link", [LAY, f"{LAY}/0a1b2c3d", f"{LAY}/0a1b2c3d/support.zip"])
def test_no_link_leads_out_of_the_stick(room: Room, stick: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"ours")
    place = stick / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "file" if link.endswith("zip") else outside)
    room.serves(stick)
    assert room.stages[-1] in ("foreign", "sticklocked")
    assert {file.name: file.read_bytes() for file in outside.iterdir()} == {"file": b"ours"}


def test_a_locked_stick_still_gives_its_lessons(room: Room, stick: Path) -> None:
    lessons(stick)
    (stick / LAY).mkdir()
    (stick / LAY / "0a1b2c3d").write_bytes(b"a file in the way")
    done = room.serves(stick)
    assert (done.release, done.given, [fault.why for fault in done.faults]) == ("7-0badcafe", None, ["sticklocked"])
    assert room.stages[-1] == "sticklocked"


@pytest.fixture
def small_stick(stick: Path) -> Iterator[Path]:
    """A file system of its own, with room for little."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(stick)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("mounting is not allowed here")
    yield stick
    subprocess.run(["umount", str(stick)], check=True)  # noqa: S603, S607


def test_a_full_stick_is_said_before_anything_is_written(room: Room, small_stick: Path) -> None:
    (small_stick / LAY).mkdir()
    done = room.serves(small_stick)
    assert [fault.why for fault in done.faults] == ["stickfull"]
    assert list((small_stick / LAY).iterdir()) == []


def test_a_stick_mounted_read_only_is_said(room: Room, small_stick: Path) -> None:
    (small_stick / LAY).mkdir()
    subprocess.run(["mount", "-o", "remount,ro,size=9m", str(small_stick)], check=True)  # noqa: S603, S607
    done = room.serves(small_stick)
    assert [fault.why for fault in done.faults] == ["sticklocked"]
    assert os.strerror(errno.EROFS) in str(done.faults[0])
