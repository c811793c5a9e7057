"""The second memory: damaged cards, pulled plugs, keys that were taken away."""

import shutil
from pathlib import Path

import msgspec
import pytest

from kiosk.update.sources.folder import Folder
from kiosk.update.trust.floor import FLOOR, Floor
from tests.update.standing import Standing, Yard
from tests.update.workshop import Workshop

ORDER = ("metadata/root_history", "metadata/timestamp.json", "metadata/snapshot.json", "metadata/targets.json", FLOOR)
"""In which order an accepted release reaches the disk."""


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """In a folder: where it comes from does not matter here."""
    shop = Workshop(tmp_path / "depot")
    return Yard(shop, Standing(tmp_path / "home", shop.bootstrap), lambda folder: Folder(folder.resolve()))


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
@pytest.mark.parametrize("damage", [b"", b"\0" * 4096, b'{"signed": {}}'], ids=["empty", "zeros", "half"])
def test_damaged_metadata_counts_as_lost_and_the_floor_still_holds(yard: Yard, role: str, damage: bytes) -> None:
    yard.take()
    old = shutil.copytree(yard.shop.folder, yard.kiosk.home.with_name("old"))
    yard.shop.next_release()
    now = yard.take()
    (yard.kiosk.home / "metadata" / f"{role}.json").write_bytes(damage)
    assert yard.kiosk.refuses(Folder(old)) == "old"
    assert yard.take() == now


@pytest.mark.parametrize("damage", [None, b"", b"\0" * 64, b'{"format":2}', b"\xff"])
def test_a_lost_floor_is_built_anew_and_the_metadata_still_holds(yard: Yard, damage: bytes | None) -> None:
    old = shutil.copytree(yard.shop.write().folder, yard.kiosk.home.with_name("old"))
    yard.shop.next_release()
    yard.take()
    floor = yard.kiosk.floor
    if damage is None:
        (yard.kiosk.home / FLOOR).unlink()
    else:
        (yard.kiosk.home / FLOOR).write_bytes(damage)
    assert yard.kiosk.floor == Floor()
    assert yard.kiosk.refuses(Folder(old)) == "old"
    yard.take()
    assert yard.kiosk.floor == floor


def test_after_both_were_lost_it_is_a_first_start(yard: Yard) -> None:
    """Who can erase the card can also exchange it: said in record 0020, not hidden."""
    old = shutil.copytree(yard.shop.write().folder, yard.kiosk.home.with_name("old"))
    yard.shop.next_release()
    yard.take()
    shutil.rmtree(yard.kiosk.home)
    yard.kiosk.asks(Folder(old))
    assert yard.kiosk.kept()["targets"] == 1


@pytest.mark.parametrize("done", range(len(ORDER)))
def test_a_plug_pulled_between_any_two_files_loses_nothing(yard: Yard, done: int) -> None:
    yard.take()
    before = shutil.copytree(yard.kiosk.home, yard.kiosk.home.with_name("before"))
    yard.shop.rotate("timestamp", "snapshot", "targets")
    yard.shop.next_release()
    after = yard.take()
    floor = yard.kiosk.floor
    for path in ORDER[done:]:
        _put_back(before / path, yard.kiosk.home / path)
    assert yard.take() == after
    assert yard.kiosk.floor == floor


def _put_back(old: Path, new: Path) -> None:
    if old.is_dir():
        shutil.rmtree(new)
        shutil.copytree(old, new)
    else:
        shutil.copy(old, new)


def test_what_a_killed_try_left_is_swept_away(yard: Yard) -> None:
    left = yard.kiosk.home / "scratch" / "root_history"
    left.mkdir(parents=True)
    (left / "7.root.json").write_bytes(b"{}")
    (left.parent / "timestamp.json").write_bytes(b"{}")
    yard.take()
    assert not left.parent.exists()


def test_strange_files_among_the_roots_are_passed_over(yard: Yard) -> None:
    yard.shop.next_root()
    before = yard.take()
    roots = yard.kiosk.home / "metadata" / "root_history"
    (roots / "2.root.json").write_bytes(b"\0" * 100)
    (roots / "%@.root.json").write_bytes(b"")
    (roots / "9.root.json").mkdir()
    yard.kiosk.asks(yard.publish(yard.shop.folder))
    assert (roots / "2.root.json").read_bytes() == yard.shop.roots[1]
    assert before["root"] == 2


def test_the_same_again_writes_nothing(yard: Yard) -> None:
    yard.take()
    before = {path: path.stat().st_ino for path in yard.kiosk.home.rglob("*.json")}
    yard.take()
    assert {path: path.stat().st_ino for path in yard.kiosk.home.rglob("*.json")} == before


def test_a_rotation_forgets_only_for_something_whole(yard: Yard) -> None:
    """Until a release under the new keys is there, what was seen under the old ones stays."""
    yard.shop.next_release()
    before = yard.take()
    floor = yard.kiosk.floor
    yard.shop.rotate("timestamp")
    yard.shop.timestamp.version = 1
    yard.shop.snapshot.version = 1
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {**before, "root": 2}
    assert yard.kiosk.floor == floor


def test_one_new_key_of_the_snapshot_is_enough_to_recover(yard: Yard) -> None:
    """The specification says timestamp or snapshot; python-tuf alone would want both."""
    yard.shop.snapshot.version = 99_999
    yard.shop.next_timestamp()
    yard.take()
    yard.shop.rotate("snapshot")
    yard.shop.snapshot.version = 1
    yard.shop.timestamp.version = 0
    yard.shop.next_timestamp()
    assert yard.take() == {"root": 2, "timestamp": 1, "snapshot": 1, "targets": 1}


def test_a_key_that_is_only_added_forgets_nothing(yard: Yard) -> None:
    yard.shop.next_release()
    yard.take()
    extra = Workshop(yard.shop.folder.with_name("extra")).signers["timestamp"][0]
    yard.shop.root.add_key(extra.public_key, "timestamp")
    yard.shop.next_root()
    yard.shop.timestamp.version = 1
    assert yard.refused() == "old"


def test_a_kiosk_that_knows_a_newer_root_refuses_a_depot_of_older_ones(yard: Yard) -> None:
    old = shutil.copytree(yard.shop.write().folder, yard.kiosk.home.with_name("old"))
    yard.shop.next_root()
    yard.take()
    shutil.rmtree(yard.kiosk.home / "metadata")
    assert yard.kiosk.refuses(Folder(old)) == "old"


def test_the_floor_is_plain_to_read(yard: Yard) -> None:
    yard.take()
    found = msgspec.json.decode((yard.kiosk.home / FLOOR).read_bytes())
    assert found["made"] == "2027-03-01T08:00:00Z"
    assert {found[role] for role in ("root", "timestamp", "snapshot", "targets")} == {1}
