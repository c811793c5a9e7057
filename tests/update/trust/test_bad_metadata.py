"""What a stick may hold instead of metadata: each ends as one sentence, quickly, and nothing is kept."""

import itertools
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.update.refusal import Refused
from kiosk.update.sources.folder import Folder
from kiosk.update.sources.source import Source
from tests.update.standing import Standing, Yard
from tests.update.workshop import Workshop

DEEP = b"[" * 8000 + b"]" * 8000
NOT_METADATA = {
    "empty": b"",
    "zeros": b"\0" * 4096,
    "text": "Bản ghi chú của chợ.\n".encode(),
    "deep": DEEP,
    "deep-inside": b'{"signatures":[],"signed":' + DEEP + b"}",
    "huge-number": b'{"signatures":[],"signed":{"_type":"timestamp","version":' + b"9" * 5000 + b"}}",
    "no-number": b'{"signatures":[],"signed":{"_type":"timestamp","version":NaN}}',
    "list": b"[]",
    "half-of-a-letter": b'{"signed":"\xe1\xbb',
    "lone-surrogate": b'{"signatures":[],"signed":{"_type":"\\ud800"}}',
}
FILES = ("2.root", "timestamp", "1.snapshot", "1.targets")
MISSING = [("timestamp", "foreign"), ("1.snapshot", "damaged"), ("1.targets", "damaged")]
"""Without a timestamp it is no depot; without what that announces it is half of one."""


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """A folder stands for all: these bytes reach python-tuf in the same way from everywhere."""
    shop = Workshop(tmp_path / "depot")
    shop.next_root()
    shop.write()
    return Yard(shop, Standing(tmp_path / "home", shop.bootstrap), lambda folder: Folder(folder.resolve()))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("raw", NOT_METADATA.values(), ids=NOT_METADATA.keys())
def test_what_is_no_metadata_is_damaged(yard: Yard, name: str, raw: bytes) -> None:
    yard.shop.bend(name, lambda _: raw)
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "damaged"


@pytest.mark.parametrize("name", FILES)
def test_half_of_a_file_is_damaged(yard: Yard, name: str) -> None:
    yard.shop.bend(name, lambda raw: raw[: len(raw) // 2])
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "damaged"


@pytest.mark.parametrize("name", ["1.snapshot", "1.targets"])
def test_half_of_a_file_whose_length_was_signed_is_damaged(yard: Yard, name: str) -> None:
    yard.shop.measured = True
    yard.shop.next_snapshot()
    yard.shop.write()
    changed = name.replace("1.snapshot", "2.snapshot")
    for size in (-10, 10_000):
        yard.shop.write()
        yard.shop.bend(changed, lambda raw: (raw + b" " * 10_000)[: len(raw) + size])  # noqa: B023 - called at once
        assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "damaged"


@pytest.mark.parametrize(("name", "why"), MISSING)
def test_a_missing_file_is_told(yard: Yard, name: str, why: str) -> None:
    yard.shop.file(name).unlink()
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == why


@pytest.mark.parametrize(("name", "why"), MISSING)
def test_a_link_is_not_followed(yard: Yard, name: str, why: str) -> None:
    true = yard.shop.file(name).rename(yard.shop.folder / "elsewhere.json")
    yard.shop.file(name).symlink_to(true)
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == why


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(yard: Yard) -> None:
    yard.shop.file("timestamp").unlink()
    os.mkfifo(yard.shop.file("timestamp"))
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "foreign"


@pytest.mark.parametrize("name", [*FILES, "3.root"])
def test_a_hundred_gigabytes_of_nothing_are_not_read(yard: Yard, name: str) -> None:
    with yard.shop.file(name).open("ab") as file:
        file.truncate(100_000_000_000)
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "big"


class Endless:
    """A source whose files never end, from one of them on."""

    def __init__(self, source: Source, name: str) -> None:
        self.name = source.name
        self._source, self._endless = source, name

    @contextmanager
    def open(self, path: str, offset: int = 0) -> Iterator[Iterator[bytes]]:
        if path.endswith(self._endless):
            yield itertools.repeat(b" " * 65_536)
            return
        with self._source.open(path, offset) as pieces:
            yield pieces


@pytest.mark.parametrize(("name", "why"), [*((f"{name}.json", "big") for name in FILES), (".release.json", "damaged")])
def test_a_server_that_never_ends_is_left(yard: Yard, name: str, why: str) -> None:
    assert yard.kiosk.refuses(Endless(yard.publish(yard.shop.folder), name)) == why


class Fickle:
    """A stick that gives other bytes at a second reading, and sooner at every next one."""

    def __init__(self, first: Source, second: Source, after: int) -> None:
        self.name = first.name
        self._sources = [first] * after + [second] * 20

    def open(self, path: str, offset: int = 0) -> AbstractContextManager[Iterator[bytes]]:
        return self._sources.pop(0).open(path, offset)


@pytest.mark.parametrize("after", range(1, 6))
def test_a_stick_that_changes_between_two_readings_gains_nothing(yard: Yard, tmp_path: Path, after: int) -> None:
    """Nothing is read twice, so there is no second reading to deceive; the other release fits nowhere."""
    stranger = Workshop(tmp_path / "stranger")
    stranger.next_root()
    for label in stranger.folder.rglob("*.release.json"):
        label.write_bytes(b'{"fleet":"hue","made":"2027-03-01T08:00:00Z","title":{"en":"Trust me"}}')
    fickle = Fickle(yard.publish(yard.shop.folder), Folder(stranger.write().folder.resolve()), after)
    assert yard.kiosk.refuses(fickle) in ("unsigned", "damaged")


@pytest.mark.parametrize("inside", ["signed", "targets", "content/scan/pack.yaml"])
def test_a_name_that_stands_twice_is_damaged(yard: Yard, inside: str) -> None:
    """python-tuf takes the last of the two, so it may find the signature good: the first would be read by others."""
    whole = json.loads(yard.shop.file("1.targets").read_bytes())
    text = json.dumps(whole)
    again = json.dumps(inside)
    first = f'{again}: {{"length": 1, "hashes": {{"sha256": "00"}}}}, {again}: '
    yard.shop.file("1.targets").write_text(text.replace(f"{again}: ", first, 1))
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "damaged"


def test_a_name_that_no_file_can_have_is_damaged(yard: Yard) -> None:
    """Half of a pair of UTF-16: JSON can write it, nobody can sign it."""
    yard.shop.bend("1.targets", lambda raw: raw.replace(b"content/scan/pack.yaml", b"content/\\ud800.yaml"))
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) in ("damaged", "unsigned")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), place=st.floats(0, 1), bits=st.integers(1, 255), cut=st.integers(0, 40))
def test_no_change_of_bytes_ends_in_anything_but_a_refusal(
    yard: Yard, name: str, place: float, bits: int, cut: int
) -> None:
    """One byte is changed, some after it are left out. Spaces, and the key id of a signature, may change freely."""
    raw = yard.shop.write().file(name).read_bytes()
    at = min(int(place * len(raw)), len(raw) - 1)
    yard.shop.file(name).write_bytes(raw[:at] + bytes([raw[at] ^ bits]) + raw[at + 1 + cut :])
    try:
        verified = yard.kiosk.asks(yard.publish(yard.shop.folder))
    except Refused as fault:
        assert str(fault).endswith(".")
        return
    finally:
        yard.shop.file("2.root").write_bytes(yard.shop.roots[1])
    assert {file.path for file in verified.files} == set(yard.shop.targets.targets)
