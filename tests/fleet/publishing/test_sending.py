"""Sending to a folder or a stick: only what is missing, in an order that readers can follow, read back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.fleet.refusing import NotPublished
from kiosk.fleet.sending.place import FolderPlace
from kiosk.fleet.sending.send import place_of, send
from kiosk.update.refusal import Refused
from tests.fleet.office import CONTENT, Office, stocked
from tests.packs.contents import copied


def second(shop: Office, tmp_path: Path) -> None:
    """The next release: one drawing changed."""
    content = copied(tmp_path / "next")
    (content / "market/pictures/fish.svg").write_text((CONTENT / "market/pictures/fish.svg").read_text() + "\n")
    shop.later(1)
    shop.add(content)
    shop.sign("editor", "office")


class Pulled(FolderPlace):
    """A stick that is pulled out after so many files."""

    def __init__(self, folder: Path, after: int) -> None:
        super().__init__(folder)
        self.left, self.written = after, list[str]()

    def put(self, path: str, raw: bytes) -> None:
        if not self.left:
            raise NotPublished("The stick is gone.")
        self.left -= 1
        self.written.append(path)
        super().put(path, raw)


class Boasting(FolderPlace):
    """A stick that pretends to be larger than it is: beyond its true size it keeps lengths, not bytes."""

    def __init__(self, folder: Path, holds: int) -> None:
        super().__init__(folder)
        self.left = holds

    def put(self, path: str, raw: bytes) -> None:
        self.left -= len(raw)
        super().put(path, raw if self.left > 0 else bytes(len(raw)))


def sent(shop: Office, place: FolderPlace) -> None:
    with shop.depot.working() as state:
        send(shop.depot, state, place, now=shop.now)


def test_only_what_is_missing_is_sent(shop: Office, stick: Path, tmp_path: Path) -> None:
    assert shop.send(stick).files == 9
    assert shop.send(stick).files == 0
    second(shop, tmp_path)
    assert shop.send(stick).files == 2
    assert shop.verified(stick, tmp_path / "home").version == 2


@pytest.mark.parametrize("after", range(14))
def test_wherever_it_breaks_off_a_kiosk_reads_old_or_new_and_it_can_be_sent_again(
    shop: Office, stick: Path, tmp_path: Path, after: int
) -> None:
    place = Pulled(stick, after)
    try:
        sent(shop, place)
    except NotPublished:
        with pytest.raises(Refused):
            shop.verified(stick, tmp_path / "early")
    else:
        assert place.written[-1] == "metadata/timestamp.json"
    shop.send(stick)
    assert shop.verified(stick, tmp_path / "home").version == 1


@pytest.mark.parametrize("after", range(5))
def test_the_release_before_stays_readable_until_the_new_one_is_whole(
    shop: Office, stick: Path, tmp_path: Path, after: int
) -> None:
    shop.send(stick)
    second(shop, tmp_path)
    place = Pulled(stick, after)
    versions = []
    try:
        sent(shop, place)
    except NotPublished:
        versions.append(shop.verified(stick, tmp_path / "home").version)
    shop.send(stick)
    assert [*versions, shop.verified(stick, tmp_path / "home").version] in ([1, 2], [2])


@pytest.mark.parametrize("holds", [0, 3_000, 12_000])
def test_a_stick_that_is_smaller_than_it_says_is_found_out(shop: Office, stick: Path, holds: int) -> None:
    with pytest.raises(NotPublished, match="does not keep what it is given"):
        sent(shop, Boasting(stick, holds))
    assert not (stick / "metadata" / "timestamp.json").exists()


def test_a_file_that_rotted_on_the_stick_is_written_again(shop: Office, stick: Path, tmp_path: Path) -> None:
    shop.send(stick)
    rotten = next(stick.rglob("*.fish.svg"))
    rotten.write_bytes(bytes(rotten.stat().st_size))
    shop.send(stick)
    assert rotten.read_bytes() == (CONTENT / "market/pictures/fish.svg").read_bytes()


def test_what_former_releases_left_can_be_removed_and_nothing_else(shop: Office, stick: Path, tmp_path: Path) -> None:
    (stick / "metadata").mkdir()
    (stick / "metadata" / "holiday.jpg").write_bytes(b"mine")
    (stick / "letter.txt").write_text("mine")
    shop.send(stick)
    old = next(stick.rglob("*.fish.svg"))
    second(shop, tmp_path)
    assert shop.send(stick).removed == 0
    assert shop.send(stick, prune=True).removed == 4, "drawing, release, targets and snapshot"
    assert not old.exists()
    assert (stick / "metadata" / "holiday.jpg").exists()
    assert (stick / "letter.txt").exists()
    assert shop.verified(stick, tmp_path / "home").version == 2


def test_a_stick_of_another_office_is_left_alone(shop: Office, stick: Path, tmp_path: Path) -> None:
    other = stocked(tmp_path / "other")
    other.send(stick)
    with pytest.raises(NotPublished, match="depot of somebody else"):
        shop.send(stick)


def test_an_older_copy_of_the_depot_does_not_cover_a_newer_one(shop: Office, stick: Path, tmp_path: Path) -> None:
    old = Office(tmp_path / "old")
    shutil.copytree(shop.depot.folder, old.depot.folder)
    second(shop, tmp_path)
    shop.send(stick)
    with pytest.raises(NotPublished, match="holds release 2, this depot only 1"):
        old.send(stick)


def test_a_damaged_depot_is_not_passed_on(shop: Office, stick: Path) -> None:
    next(shop.depot.targets.rglob("*.fish.svg")).write_text("other")
    with pytest.raises(NotPublished, match=r"fish\.svg is damaged: it is not what was signed"):
        shop.send(stick)
    assert not (stick / "metadata").exists()


def test_too_small_a_stick_is_not_touched(shop: Office, stick: Path) -> None:
    class Small(FolderPlace):
        def room(self, needed: dict[str, int]) -> str:
            return f"{self.name} has room for 0 MB; {sum(needed.values()) / 1e6:.0f} MB are needed."

    with pytest.raises(NotPublished, match="Nothing was written"):
        sent(shop, Small(stick))
    assert list(stick.iterdir()) == []


def test_room_is_reckoned_in_clusters(stick: Path) -> None:
    free = shutil.disk_usage(stick).free
    place = FolderPlace(stick)
    assert place.room({"a": 1}) == ""
    assert "are needed" in place.room({str(n): 1 for n in range(free // 65_536 * 2 + 1)})


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("ftp://x/y", "is no place"),
        ("http://example.com/depot", "https:// only"),
        ("https://me:secret@example.com/depot", "No password in an address"),
        ("s3://", "is no bucket"),
        ("no/such/folder", "Is the stick plugged in"),
    ],
)
def test_places_that_are_none(tmp_path: Path, where: str, says: str) -> None:
    with pytest.raises(NotPublished, match=says):
        place_of(where, tmp_path / "depot")


@pytest.mark.parametrize("inside", [".", "targets", "..", "new"])
def test_a_depot_is_not_sent_into_itself(shop: Office, inside: str) -> None:
    with pytest.raises(NotPublished, match="the depot itself"):
        place_of(str(shop.depot.folder / inside), shop.depot.folder)


def cut(name: str) -> Callable[[Path], None]:
    def spoil(metadata: Path) -> None:
        (metadata / name).write_bytes((metadata / name).read_bytes()[:50])

    return spoil


@pytest.mark.parametrize("name", ["1.root.json", "1.targets.json", "1.snapshot.json", "timestamp.json"])
def test_damaged_metadata_of_the_depot_is_a_sentence(shop: Office, stick: Path, name: str) -> None:
    cut(name)(shop.depot.metadata)
    with pytest.raises(NotPublished, match=f"{name} is damaged"):
        shop.send(stick)
    (shop.depot.metadata / name).unlink()
    with pytest.raises(NotPublished):
        shop.send(stick)


def test_two_people_do_not_work_on_one_depot_at_once(shop: Office, stick: Path) -> None:
    with shop.depot.working(), pytest.raises(NotPublished, match="Somebody else is working"):
        shop.send(stick)


def test_an_exchange_of_drafts_that_was_cut_off_is_finished(shop: Office) -> None:
    shop.add(title={"vi": "Nữa"})
    folder = shop.depot.folder
    shutil.copytree(folder / "draft", folder / "draft.new")
    (folder / "draft").rename(folder / "draft.old")
    with shop.depot.working() as state:
        assert set(state.drafts) == {"targets", "snapshot", "timestamp"}
    assert not (folder / "draft.old").exists()


def test_a_file_system_that_tells_no_size_is_not_called_full() -> None:
    """As some do that are mounted through FUSE; `/proc` is one that every machine has."""
    assert FolderPlace(Path("/proc")).room({"a": 10**12}) == ""
