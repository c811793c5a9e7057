"""What a bad web server can do to a kiosk: nothing but keep it waiting a little."""

from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.sources.pace import Patience
from kiosk.update.sources.source import Absent
from kiosk.update.sources.web import Web
from tests.update.authority import Authority
from tests.update.sources.hostile import BODY, Hostile, hostile

HASTY = Patience(connect_s=2, gap_s=0.3, answer_s=0.3, grace_s=0.2, least_per_s=10_000, file_s=20, tries=3)


@pytest.fixture
def web(server: Hostile, waits: list[float]) -> Web:
    server.asked.clear()
    return Web(server.address, plain=True, patience=HASTY, wait=waits.append)


def read(web: Web, path: str, offset: int = 0) -> bytes:
    with web.open(path, offset) as pieces:
        return b"".join(pieces)


def test_a_good_answer_arrives(web: Web) -> None:
    assert read(web, "whole") == BODY


@pytest.mark.parametrize("path", ["drip", "drip-headers", "drip-chunks", "continue"])
def test_who_drips_is_left(web: Web, path: str) -> None:
    with pytest.raises(Refused, match="too slowly") as refused:
        read(web, path)
    assert refused.value.why == "gone"


@pytest.mark.parametrize("path", ["endless", "giant"])
def test_an_endless_body_ends_where_the_reader_stops(web: Web, path: str) -> None:
    with web.open(path) as pieces:
        got = list(islice(pieces, 40))
    assert max(map(len, got)) <= 64 * 1024


@pytest.mark.parametrize("path", ["cut", "cut-short", "500", "garbage", "two-lengths", "bad-chunks", "many-headers"])
def test_who_breaks_off_is_asked_again_a_few_times(web: Web, server: Hostile, waits: list[float], path: str) -> None:
    with pytest.raises(Refused) as refused:
        read(web, path)
    assert refused.value.why == "gone"
    assert len(server.asked) == HASTY.tries
    assert waits == [1.0, 2.0]


def test_a_silent_server_is_left(server: Hostile, waits: list[float]) -> None:
    hasty = Patience(connect_s=1, gap_s=0.1, tries=2)
    with pytest.raises(Refused, match="tries again") as refused:
        read(Web(server.address, plain=True, patience=hasty, wait=waits.append), "silent")
    assert refused.value.why == "gone"


def test_it_goes_on_where_it_broke(web: Web, server: Hostile) -> None:
    assert read(web, "bit-by-bit") == BODY
    asked = [headers.get("range") for _, headers in server.asked]
    assert asked == [None, "bytes=70000-", "bytes=140000-", "bytes=210000-"]
    assert {headers.get("if-range") for _, headers in server.asked[1:]} == {'"one"'}


@pytest.mark.parametrize("path", ["no-ranges", "wrong-range"])
@pytest.mark.parametrize("offset", [1, 100_000, 255_999, 256_000, 300_000])
def test_who_cannot_begin_in_the_middle_is_read_from_the_start(web: Web, path: str, offset: int) -> None:
    assert read(web, path, offset) == BODY[offset:]


def test_a_range_that_nobody_asked_for_is_refused(web: Web) -> None:
    with pytest.raises(Refused) as refused:
        read(web, "unasked-range")
    assert refused.value.why == "gone"


def test_bytes_of_a_file_that_changed_stand_where_they_belong(web: Web) -> None:
    """Which are the right ones, the hash says later; only nothing may be moved or twice."""
    assert read(web, "changed") == BODY[:100_000] + bytes(reversed(BODY))[100_000:]


@pytest.mark.parametrize("path", ["circle", "elsewhere", "other-door", "nonsense-place", "418"])
def test_who_leads_astray_is_not_asked_again(web: Web, server: Hostile, waits: list[float], path: str) -> None:
    with pytest.raises(Refused) as refused:
        read(web, path)
    assert refused.value.why == "gone"
    assert len(server.asked) <= 4
    assert not waits


def test_a_turn_on_the_same_host_is_taken(web: Web) -> None:
    assert read(web, "aside") == BODY


def test_a_busy_server_is_asked_until_it_answers(web: Web, waits: list[float]) -> None:
    assert read(web, "busy-twice") == BODY
    assert waits == [1.0, 2.0]


def test_what_is_not_there_is_absent(web: Web) -> None:
    with pytest.raises(Absent):
        read(web, "404")


def test_a_length_that_is_none_is_left_aside(web: Web) -> None:
    assert read(web, "bad-length") == b"abc"


def test_nothing_is_unpacked_on_the_way(web: Web) -> None:
    assert read(web, "squeezed") == b"not gzip!"


def test_nobody_there(waits: list[float]) -> None:
    with pytest.raises(Refused) as refused:
        read(Web("http://127.0.0.1:9", plain=True, patience=HASTY, wait=waits.append), "whole")
    assert refused.value.why == "gone"


@pytest.mark.parametrize("fault", ["stranger", "other-address", "expired"])
def test_a_certificate_must_be_right(tmp_path: Path, waits: list[float], fault: str) -> None:
    trusted, stranger = Authority(tmp_path, "trusted"), Authority(tmp_path, "stranger")
    pair = {
        "stranger": stranger.sign(),
        "other-address": trusted.sign("other", address="127.0.0.9"),
        "expired": trusted.sign("old", age=timedelta(days=3)),
    }[fault]
    with hostile(pair) as server, pytest.raises(Refused, match="cannot prove") as refused:
        read(Web(server.address, authority=trusted.file, patience=HASTY, wait=waits.append), "whole")
    assert refused.value.why == "gone"
    assert not waits


def test_a_right_certificate_is_taken(tmp_path: Path) -> None:
    trusted = Authority(tmp_path, "trusted")
    with hostile(trusted.sign()) as server:
        assert read(Web(server.address, authority=trusted.file, patience=HASTY), "whole") == BODY


@pytest.mark.parametrize(
    "address",
    ["http://example.org/depot", "http://127.0.0.1/depot", "https://", "https://[/", "https://me:word@example.org/",
     "ftp://example.org", "https://example.org:99999/", "file:///etc"],
)  # fmt: skip
def test_only_https_is_an_address(address: str) -> None:
    with pytest.raises(Refused) as refused:
        Web(address)
    assert refused.value.why == "gone"
    assert "word" not in str(refused.value)


@pytest.mark.parametrize("proxy", ["nonsense", "http://127.0.0.1:9", "ftp://127.0.0.1"])
def test_a_proxy_that_is_none(waits: list[float], proxy: str) -> None:
    with pytest.raises(Refused) as refused:
        read(Web("https://127.0.0.1:9", proxy=proxy, patience=HASTY, wait=waits.append), "whole")
    assert refused.value.why == "gone"
