"""Objects by their hash: nothing comes twice, nothing wrong stays, nothing is longer than was signed."""

from pathlib import Path

import pytest

from kiosk.update.objects import Objects, address
from kiosk.update.refusal import Refused
from tests.update.hands import Given, Memory, given

RAW = bytes(range(256)) * 20


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    made = Objects(tmp_path / "objects")
    assert made.missing(()) == ()
    return made


@pytest.fixture
def depot() -> Memory:
    return Memory({"content/hue/pack.yaml": RAW})


def fetched(objects: Objects, depot: Memory) -> int:
    moved: list[int] = []
    objects.fetch(depot, depot.listed[0], moved.append)
    return sum(moved)


def held(objects: Objects, file: Given) -> bytes:
    return objects.path(file.sha256).read_bytes()


def test_an_object_comes_whole_and_once(objects: Objects, depot: Memory) -> None:
    assert objects.missing(depot.listed) == depot.listed
    assert fetched(objects, depot) == len(RAW)
    assert objects.missing(depot.listed) == ()
    assert held(objects, depot.listed[0]) == RAW


def test_the_same_bytes_under_two_names_come_once(objects: Objects) -> None:
    depot = Memory({"content/a.yaml": RAW, "content/b.yaml": RAW})
    assert len(objects.missing(depot.listed)) == 1


def test_a_fetch_that_broke_off_goes_on_where_it_was(objects: Objects, depot: Memory) -> None:
    depot.cut = 2000
    with pytest.raises(Refused) as refused:
        fetched(objects, depot)
    assert refused.value.why == "gone"
    assert objects.to_fetch(depot.listed) == len(RAW) - 2000
    depot.cut = None
    assert fetched(objects, depot) == len(RAW) - 2000
    assert depot.asked[-1] == (address(depot.listed[0]), 2000)


def test_what_a_pulled_plug_left_is_thrown_away_and_fetched_anew(
    objects: Objects, depot: Memory, tmp_path: Path
) -> None:
    (tmp_path / "objects" / f"{depot.listed[0].sha256}.part").write_bytes(bytes(3000))
    assert fetched(objects, depot) == len(RAW) - 3000 + len(RAW)
    assert held(objects, depot.listed[0]) == RAW


@pytest.mark.parametrize("left", [len(RAW), len(RAW) + 1, 10 * len(RAW)])
def test_a_part_as_long_as_the_whole_is_believed_only_if_it_is_right(
    objects: Objects, depot: Memory, tmp_path: Path, left: int
) -> None:
    (tmp_path / "objects" / f"{depot.listed[0].sha256}.part").write_bytes(bytes(left))
    fetched(objects, depot)
    assert held(objects, depot.listed[0]) == RAW


def test_a_whole_part_needs_nothing_more(objects: Objects, depot: Memory, tmp_path: Path) -> None:
    (tmp_path / "objects" / f"{depot.listed[0].sha256}.part").write_bytes(RAW)
    assert fetched(objects, depot) == 0


@pytest.mark.parametrize(
    "raw",
    [b"", RAW[:-1], RAW[:1000], bytes(len(RAW)), RAW[:-1] + b"!"],
    ids=["nothing", "short", "cut", "other", "bit"],
)
def test_other_bytes_than_were_signed_leave_nothing_behind(
    objects: Objects, depot: Memory, tmp_path: Path, raw: bytes
) -> None:
    depot.replaced("content/hue/pack.yaml", raw)
    with pytest.raises(Refused, match=r"content/hue/pack\.yaml is not what was signed") as refused:
        fetched(objects, depot)
    assert refused.value.why == "damaged"
    assert list((tmp_path / "objects").iterdir()) == []


def test_no_more_is_read_than_was_signed(objects: Objects, depot: Memory) -> None:
    depot.replaced("content/hue/pack.yaml", RAW + bytes(50_000_000))
    assert fetched(objects, depot) == len(RAW)


def test_a_missing_file_is_told_by_its_name(objects: Objects, depot: Memory) -> None:
    depot.held.clear()
    with pytest.raises(Refused, match=r"content/hue/pack\.yaml is missing in memory"):
        fetched(objects, depot)


def test_what_the_card_has_spoilt_is_missing(objects: Objects, depot: Memory) -> None:
    fetched(objects, depot)
    objects.path(depot.listed[0].sha256).write_bytes(bytes(len(RAW)))
    assert objects.missing(depot.listed) == depot.listed


def test_empty_files_are_objects_too(objects: Objects) -> None:
    depot = Memory({"content/empty.md": b""})
    assert objects.missing(depot.listed) == depot.listed
    assert fetched(objects, depot) == 0
    assert objects.missing(depot.listed) == ()


def test_sweeping_leaves_what_is_linked_or_wanted(objects: Objects, tmp_path: Path) -> None:
    depot = Memory({name: name.encode() for name in ("content/linked", "content/wanted", "content/old")})
    for file in depot.listed:
        objects.fetch(depot, file, lambda _bytes: None)
    (tmp_path / "release").hardlink_to(objects.path(depot.listed[0].sha256))
    (tmp_path / "objects" / f"{given('content/begun', b'begun').sha256}.part").write_bytes(b"beg")
    assert objects.sweep(frozenset({depot.listed[1].sha256})) == 2
    assert {file.sha256 for file in objects.missing(depot.listed)} == {depot.listed[2].sha256}


def test_an_address_is_that_of_consistent_snapshots() -> None:
    assert address(Given("release.json", 1, "ab")) == "targets/ab.release.json"
    assert address(Given("content/hue/pack.yaml", 1, "ab")) == "targets/content/hue/ab.pack.yaml"
