"""Well signed and still not taken: names that could do harm, more than a kiosk takes, a label that says nothing."""

import unicodedata
from pathlib import Path

import pytest

from kiosk.update.layout import MOST_BYTES, MOST_BYTES_OF_FILE, MOST_FILES
from kiosk.update.refusal import Refused
from kiosk.update.sources.folder import Folder
from tests.update.standing import Standing, Yard
from tests.update.workshop import LESSON, TODAY, Workshop

HARMFUL = [
    "../../etc/passwd",
    "content/../../kiosk.toml",
    "/etc/passwd",
    "content//pack.yaml",
    "content/./pack.yaml",
    "content/scan/",
    "content/.hidden",
    "content\\scan\\pack.yaml",
    "c:/windows/pack.yaml",
    "content/scan/pack.yaml\n",
    "content/scan/pa\0ck.yaml",
    "content/scan/pa ck.yaml",
    "content/scan/Pack.yaml",
    "content/-rf",
    "content/" + "a" * 250,
    "content/a/b/c/d/e/f.yaml",
    "boot/config.txt",
    "",
    unicodedata.normalize("NFC", "content/chợ.yaml"),
    unicodedata.normalize("NFD", "content/chợ.yaml"),
    "content/\u202egnp.yaml",
]


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """A folder stands for all: what is listed no longer depends on where it came from."""
    shop = Workshop(tmp_path / "depot")
    return Yard(shop, Standing(tmp_path / "home", shop.bootstrap), lambda folder: Folder(folder.resolve()))


@pytest.mark.parametrize("path", HARMFUL, ids=ascii)
def test_a_harmful_name_is_refused(yard: Yard, path: str) -> None:
    yard.shop.listed(path)
    assert yard.refused() == "names"


def test_two_names_that_a_stick_cannot_tell_apart_are_refused(yard: Yard) -> None:
    yard.shop.listed(LESSON.upper())
    assert yard.refused() == "names"


@pytest.mark.parametrize("many", [MOST_FILES - 2, MOST_FILES - 1])
def test_only_so_many_files_are_taken(yard: Yard, many: int) -> None:
    for number in range(many):
        yard.shop.listed(f"content/scan/{number}.yaml")
    if many + 2 > MOST_FILES:
        assert yard.refused() == "big"
    else:
        yard.take()


def test_a_file_that_is_too_large_is_refused(yard: Yard) -> None:
    yard.shop.listed("content/scan/film.webp", MOST_BYTES_OF_FILE)
    yard.take()
    yard.shop.listed("content/scan/film.webp", MOST_BYTES_OF_FILE + 1)
    yard.shop.next_release()
    assert yard.refused() == "big"


def test_files_that_are_too_large_together_are_refused(yard: Yard) -> None:
    for number in range(MOST_BYTES // MOST_BYTES_OF_FILE):
        yard.shop.listed(f"content/scan/{number}.webp", MOST_BYTES_OF_FILE)
    assert yard.refused() == "big"


def test_a_length_below_nothing_is_refused(yard: Yard) -> None:
    yard.shop.listed("content/scan/hole.webp")
    yard.shop.targets.targets["content/scan/hole.webp"].length = -5
    assert yard.refused() == "damaged"


@pytest.mark.parametrize("hashes", [{"sha512": "00" * 64}, {"sha256": "00"}, {"sha256": "../" + "0" * 61}])
def test_only_one_kind_of_hash_is_known(yard: Yard, hashes: dict[str, str]) -> None:
    yard.shop.listed("content/scan/odd.webp")
    yard.shop.targets.targets["content/scan/odd.webp"].hashes = hashes
    assert yard.refused() == "damaged"


def test_a_depot_without_a_label_is_foreign(yard: Yard) -> None:
    del yard.shop.targets.targets["release.json"]
    assert yard.refused() == "foreign"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"fleet":"hue","made":"today"}',
        b'{"fleet":"hue","made":"2027-03-01T08:00:00Z","x":1}',
        b'{"fleet":' + b"[" * 3000 + b"]" * 3000 + b"}",
    ],
)
def test_a_label_that_nobody_understands_is_foreign(yard: Yard, raw: bytes) -> None:
    yard.shop.put("release.json", raw)
    assert yard.refused() == "foreign"


def test_a_label_as_large_as_a_film_is_not_read(yard: Yard) -> None:
    yard.shop.listed("release.json", MOST_BYTES_OF_FILE)
    assert yard.refused() == "foreign"


def test_a_label_cannot_write_lines_into_a_log(yard: Yard) -> None:
    yard.shop.labelled(fleet="hue", groups=("hall\nupdate installed: 99", "\x1b[2J" + "x" * 1000))
    with pytest.raises(Refused) as caught:
        yard.kiosk.asks(yard.publish(yard.shop.write().folder))
    assert caught.value.why == "group"
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 600


def test_what_is_verified_says_what_it_is(yard: Yard) -> None:
    verified = yard.kiosk.asks(yard.publish(yard.shop.write().folder))
    assert verified.version == 1
    assert verified.made == TODAY
    assert verified.release.fleet == "hue"
    assert [file.path for file in verified.files] == [LESSON, "release.json"]
    assert verified.files[0].length == len(b"format: 1\n")
    assert len(verified.digest) == 64
