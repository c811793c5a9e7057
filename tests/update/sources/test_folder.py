"""A stick is written by somebody else: nothing on it may lead elsewhere, hold the kiosk up, or bring it down."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.sources.folder import MOST_ENTRIES, Folder, find_depot
from kiosk.update.sources.source import Absent
from tests.update.servers import Missing, Stick, stick


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "depot"
    for name in ("metadata/timestamp.json", "targets/content/a.yaml"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(name.encode() * 10_000)
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "elsewhere"
    (folder / "content").mkdir(parents=True)
    (folder / "secret").write_text("not for a stick")
    (folder / "content" / "secret").write_text("nor this")
    return folder


def read(source: Folder, path: str, offset: int = 0) -> bytes:
    with source.open(path, offset) as pieces:
        return b"".join(pieces)


def test_no_link_is_followed(depot: Path, elsewhere: Path) -> None:
    (depot / "link").symlink_to(elsewhere / "secret")
    (depot / "folder").symlink_to(elsewhere)
    (depot / "targets" / "inner").symlink_to(elsewhere / "content")
    (depot / "round").symlink_to("round")
    for path in ("link", "folder/secret", "folder/content/secret", "targets/inner/secret", "round"):
        with pytest.raises(Absent):
            read(Folder(depot), path)


def test_nor_one_that_leads_to_the_depot_itself(depot: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(depot)
    with pytest.raises(Refused) as refused:
        read(Folder(tmp_path.resolve() / "link"), "metadata/timestamp.json")
    assert refused.value.why == "gone"


@pytest.mark.parametrize(
    "path",
    ["", "/", ".", "..", "../elsewhere/secret", "metadata/../../elsewhere/secret", "/etc/passwd", "metadata//x",
     "metadata/", "a\0b", "a\\b", "x" * 2_000, "metadata/" + "y" * 300, "metadata/\udcff", "metadata/timestamp.json/x"],
)  # fmt: skip
def test_no_path_leads_out(depot: Path, elsewhere: Path, path: str) -> None:
    assert (elsewhere / "secret").exists()
    with pytest.raises(Absent):
        read(Folder(depot), path)


def test_what_is_no_plain_file_is_absent_and_nobody_waits(depot: Path) -> None:
    os.mkfifo(depot / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        here = Path.cwd()
        os.chdir(depot)  # a socket's path may have a hundred letters only
        try:
            door.bind("socket")
        finally:
            os.chdir(here)
        for path in ("pipe", "socket", "metadata"):
            with pytest.raises(Absent):
                read(Folder(depot), path)


def test_devices_are_absent() -> None:
    for path in ("null", "zero"):
        with pytest.raises(Absent):
            read(Folder(Path("/dev")), path)


def test_a_sparse_giant_costs_what_is_read_of_it(depot: Path) -> None:
    with (depot / "giant").open("wb") as file:
        file.truncate(10**12)
    with Folder(depot).open("giant", 10**11) as pieces:
        assert sum(map(len, islice(pieces, 3))) == 3 * 64 * 1024


def test_a_file_that_shrinks_ends_there(depot: Path) -> None:
    file = depot / "targets/content/a.yaml"
    with Folder(depot).open("targets/content/a.yaml") as pieces:
        first = next(pieces)
        os.truncate(file, 10)
        assert len(first) + sum(map(len, pieces)) < 10_000 * len("targets/content/a.yaml")


def test_beyond_its_end_a_file_is_empty(depot: Path) -> None:
    assert read(Folder(depot), "metadata/timestamp.json", 10**9) == b""


def test_bytes_that_cannot_be_read_are_damaged() -> None:
    """The kernel answers EIO to whoever reads the memory of a process at its start, as it does for a broken sector."""
    with pytest.raises(Refused) as refused:
        read(Folder(Path(f"/proc/{os.getpid()}")), "mem")
    assert refused.value.why == "damaged"


def test_a_folder_that_is_gone(depot: Path) -> None:
    source = Folder(depot)
    assert read(source, "metadata/timestamp.json")
    shutil.rmtree(depot)
    with pytest.raises(Refused) as refused:
        read(source, "metadata/timestamp.json")
    assert refused.value.why == "gone"


def test_the_depot_may_lie_in_a_folder(depot: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "Ảnh gia đình").mkdir(parents=True)
    (top / "System Volume Information").mkdir()
    (top / "note.txt").write_text("milk")
    with pytest.raises(Refused) as refused:
        find_depot(top)
    assert refused.value.why == "foreign"
    shutil.copytree(depot, top / "bài học" / "kiosk")
    assert find_depot(top) == top.resolve() / "bài học" / "kiosk"
    shutil.copytree(depot, top / "z")
    assert find_depot(top) == top.resolve() / "z"
    assert find_depot(depot) == depot
    assert find_depot(depot.parent) == depot


def test_deeper_nobody_looks_nor_through_links(depot: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    shutil.copytree(depot, top / "a" / "b" / "c")
    (top / "link").symlink_to(depot)
    with pytest.raises(Refused) as refused:
        find_depot(top)
    assert refused.value.why == "foreign"


@pytest.mark.parametrize("left", [(), ("System Volume Information", ".Trashes", "$RECYCLE.BIN")])
def test_an_empty_stick(tmp_path: Path, left: tuple[str, ...]) -> None:
    for name in left:
        (tmp_path / name).mkdir()
    with pytest.raises(Refused) as refused:
        find_depot(tmp_path)
    assert refused.value.why == "empty"


def test_a_stick_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        find_depot(tmp_path / "nowhere")
    assert refused.value.why == "gone"


def test_photographs_do_not_hide_a_depot(depot: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "DCIM").mkdir(parents=True)
    for number in range(MOST_ENTRIES + 50):
        (top / "DCIM" / f"{number}").touch()
    shutil.copytree(depot, top / "z" / "kiosk")
    assert find_depot(top) == top.resolve() / "z" / "kiosk"


@pytest.fixture
def plugged(depot: Path, tmp_path: Path) -> Iterator[Stick]:
    top, house = tmp_path / "top", tmp_path / "house"
    shutil.copytree(depot, top / "kiosk")
    (top / "large").write_bytes(bytes(10_000_000))
    house.mkdir()
    with ExitStack() as ends:
        try:
            made = ends.enter_context(stick(top, house))
        except Missing as missing:
            pytest.skip(str(missing))
        yield made


def test_a_true_stick(plugged: Stick, depot: Path) -> None:
    source = Folder(find_depot(plugged.place))
    for path in ("metadata/timestamp.json", "targets/content/a.yaml"):
        assert read(source, path, 100) == (depot / path).read_bytes()[100:]


def test_a_stick_pulled_out_between_files_is_gone(plugged: Stick) -> None:
    source = Folder(find_depot(plugged.place))
    assert read(source, "metadata/timestamp.json")
    plugged.pull()
    with pytest.raises(Refused) as refused:
        read(source, "metadata/timestamp.json")
    assert refused.value.why == "gone"


def test_a_stick_pulled_out_in_the_middle_of_a_file_is_gone(plugged: Stick) -> None:
    with pytest.raises(Refused) as refused, Folder(plugged.place).open("large") as pieces:
        next(pieces)
        plugged.pull()
        list(pieces)
    assert refused.value.why == "gone"


def test_a_stick_pulled_out_and_its_folder_left_is_gone(plugged: Stick, depot: Path) -> None:
    """The folder it was mounted on is not a stick without files."""
    source = Folder(plugged.place)
    assert read(source, "kiosk/metadata/timestamp.json")
    plugged.clear()
    shutil.copytree(depot, plugged.place / "kiosk")
    with pytest.raises(Refused) as refused:
        read(source, "kiosk/metadata/timestamp.json")
    assert refused.value.why == "gone"


@pytest.mark.parametrize("fault", ["table lost", "cut off", "names lost"])
def test_a_broken_table_of_files_ends_in_words(plugged: Stick, depot: Path, fault: str) -> None:
    """Whatever the file system makes of it: other bytes, a refusal or nothing; never another error, never a wait."""
    with plugged.image.open("r+b") as image:
        table, length = 32 * 512, int.from_bytes(os.pread(image.fileno(), 4, 36), "little") * 512
        if fault == "table lost":
            os.pwrite(image.fileno(), b"\xff" * length, table)
        elif fault == "names lost":
            os.pwrite(image.fileno(), os.urandom(4_096), table + 2 * length)
        else:
            image.truncate(table + length)
    try:
        assert len(read(Folder(find_depot(plugged.place)), "targets/content/a.yaml")) < 10**6
    except (Absent, Refused) as answer:
        assert getattr(answer, "why", "absent") in ("absent", "empty", "foreign", "gone", "damaged")
