"""Every kind of source gives the same bytes, from the start and from the middle."""

from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.sources.address import open_source
from kiosk.update.sources.folder import Folder
from kiosk.update.sources.source import Absent, Source
from kiosk.update.sources.toll import Toll
from kiosk.update.sources.web import Web
from tests.update.places import Publish, Servers
from tests.update.servers import Missing
from tests.update.sources.proxy import proxy

LONG = sha256(b"a").hexdigest()


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    folder = tmp_path / "depot"
    for name, content in {
        "metadata/1.root.json": b"{}",
        f"targets/content/hue/{LONG}.bai-1.yaml": b"0123456789" * 20_000,
        "targets/empty": b"",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_it_gives_what_was_published(depot_sources: Publish, depot: Path) -> None:
    source = depot_sources(depot)
    for file in (path for path in depot.rglob("*") if path.is_file()):
        with source.open(file.relative_to(depot).as_posix()) as pieces:
            assert b"".join(pieces) == file.read_bytes()


def test_it_begins_in_the_middle(depot_sources: Publish, depot: Path) -> None:
    source = depot_sources(depot)
    name = f"targets/content/hue/{LONG}.bai-1.yaml"
    whole = (depot / name).read_bytes()
    for offset in (1, 65_536, 150_000, len(whole) - 1, len(whole)):
        with source.open(name, offset) as pieces:
            assert b"".join(pieces) == whole[offset:]


def test_what_is_not_there_is_absent(depot_sources: Publish, depot: Path) -> None:
    source = depot_sources(depot)
    for name in ("metadata/2.root.json", "nowhere/1.json", "metadata", "../depot", "targets/../metadata/1.root.json"):
        with pytest.raises(Absent), source.open(name) as pieces:
            list(pieces)


def memory() -> int:
    """Bytes of this process that lie in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4_096


def test_a_large_file_takes_little_memory(depot_sources: Publish, depot: Path) -> None:
    with (depot / "large").open("wb") as file:
        file.truncate(20_000_000)
    source = depot_sources(depot)
    with source.open("metadata/1.root.json") as pieces:
        list(pieces)
    before = most = memory()
    came = 0
    with source.open("large") as pieces:
        for piece in pieces:
            assert len(piece) <= 64 * 1024
            came += len(piece)
            most = max(most, memory())
    assert came == 20_000_000
    assert most - before < 8_000_000


def test_whoever_reads_may_stop_and_go_on_later(depot_sources: Publish, depot: Path) -> None:
    source = depot_sources(depot)
    name = f"targets/content/hue/{LONG}.bai-1.yaml"
    with source.open(name) as pieces:
        begin = b"".join(islice(pieces, 2))
    with source.open(name, len(begin)) as pieces:
        assert begin + b"".join(pieces) == (depot / name).read_bytes()


class Strict:
    """A toll that lets so many bytes through."""

    def __init__(self, left: int) -> None:
        self.left = left

    def allow(self, most: int) -> int:
        if self.left <= 0:
            raise Refused("budget", "spent")
        return min(most, self.left)

    def spent(self, count: int) -> None:
        self.left -= count


def test_a_folder_costs_nothing_and_needs_no_network(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "file").write_text("bytes")
    for address in (f"{tmp_path}", f"file://{tmp_path}", f"{tmp_path}/link"):
        source = open_source(address, meter=Strict(0))
        assert isinstance(source, Folder)
        with source.open("file") as pieces:
            assert b"".join(pieces) == b"bytes"


@pytest.mark.parametrize("address", ["https://example.org/depot", "s3://depot/hue"])
def test_over_a_network_the_meter_is_asked_first(address: str) -> None:
    nothing: Toll = Strict(0)
    with pytest.raises(Refused) as refused, open_source(address, meter=nothing).open("metadata/timestamp.json"):
        pass
    assert refused.value.why == "budget"


@pytest.mark.parametrize("address", ["", "depot", "../depot", "http://example.org", "ftp://a", "s3:depot", "file://x"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(Refused, match="address") as refused:
        open_source(address)
    assert refused.value.why == "gone"


@pytest.fixture
def page(servers: Servers) -> str:
    """A file on a web server."""
    try:
        address, root = servers.web()
    except Missing as missing:
        pytest.skip(str(missing))
    (root / "page").write_text("bytes")
    return address


def read(source: Source, path: str) -> bytes:
    with source.open(path) as pieces:
        return b"".join(pieces)


@pytest.mark.parametrize("word", ["", "office:secret"])
def test_through_a_proxy(servers: Servers, page: str, word: str) -> None:
    with proxy(word) as (address, asked):
        source = Web(page, proxy=address, authority=servers.authority)
        assert [read(source, "page") for _ in range(3)] == [b"bytes"] * 3
    assert asked == [page.removeprefix("https://")]


def test_a_proxy_that_does_not_let_through(servers: Servers, page: str) -> None:
    with proxy("office:secret") as (address, _):
        open_door = address.replace("office:secret@", "office:wrong@")
        source = Web(page, proxy=open_door, authority=servers.authority, wait=lambda _: None)
        with pytest.raises(Refused) as refused:
            read(source, "page")
    assert refused.value.why == "gone"
    assert "wrong" not in str(refused.value)


def test_one_connection_serves_many_files(servers: Servers, page: str) -> None:
    """Also for whoever knows how long a file is and stops there."""
    with proxy() as (address, asked):
        source = Web(page, proxy=address, authority=servers.authority)
        for _ in range(5):
            with source.open("page") as pieces:
                assert next(pieces) == b"bytes"
    assert len(asked) == 1
