"""A bad bucket; the hostile server stands for it, the name of the bucket says what it does."""

from itertools import islice

import pytest

from kiosk.update.refusal import Refused
from kiosk.update.sources.bucket import Bucket
from kiosk.update.sources.pace import Patience
from kiosk.update.sources.source import Absent
from tests.update.places import Servers
from tests.update.servers import BUCKET, Missing
from tests.update.sources.hostile import BODY, Hostile

# One try more than a server is busy: a connection that it closed meanwhile may be met as a try of its own.
HASTY = Patience(connect_s=2, gap_s=0.3, grace_s=0.2, least_per_s=10_000, file_s=20, tries=4)


def bucket(server: Hostile, name: str, waits: list[float]) -> Bucket:
    server.asked.clear()
    keys = {"AWS_ENDPOINT_URL": server.address, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    return Bucket(f"s3://{name}", patience=HASTY, wait=waits.append, environment=keys)


def read(bucket: Bucket, path: str = "file", offset: int = 0) -> bytes:
    with bucket.open(path, offset) as pieces:
        return b"".join(pieces)


@pytest.mark.parametrize("name", ["drip", "drip-headers", "drip-chunks", "continue", "cut", "500", "garbage", "418"])
def test_a_bad_bucket_is_left(server: Hostile, waits: list[float], name: str) -> None:
    with pytest.raises(Refused) as refused:
        read(bucket(server, name, waits))
    assert refused.value.why == "gone"
    assert len(server.asked) <= 2 * HASTY.tries  # each time in the middle first, then from the start


@pytest.mark.parametrize("name", ["bit-by-bit", "busy-twice", "whole"])
def test_a_bucket_that_breaks_is_asked_again(server: Hostile, waits: list[float], name: str) -> None:
    assert read(bucket(server, name, waits)) == BODY


@pytest.mark.parametrize("name", ["wrong-range", "no-ranges"])
@pytest.mark.parametrize("offset", [1, 100_000, 256_000])
def test_a_bucket_that_cannot_begin_in_the_middle(server: Hostile, waits: list[float], name: str, offset: int) -> None:
    assert read(bucket(server, name, waits), offset=offset) == BODY[offset:]


def test_a_bucket_has_no_such_file(server: Hostile, waits: list[float]) -> None:
    with pytest.raises(Absent):
        read(bucket(server, "404", waits))


def test_a_giant_ends_where_the_reader_stops(server: Hostile, waits: list[float]) -> None:
    with bucket(server, "giant", waits).open("file") as pieces:
        got = list(islice(pieces, 40))
    assert max(map(len, got)) <= 64 * 1024


@pytest.mark.parametrize(
    "address",
    ["s3://", "s3:///depot", "s3://me:word@depot", "https://depot", "s3:", "s3://[/",
     "s3://depot//x", "s3://depot/../x", "s3://depot/a?b", "s3://DEPOT", "s3://depot/ü"],
)  # fmt: skip
def test_only_a_bucket_is_a_bucket(address: str) -> None:
    with pytest.raises(Refused) as refused:
        Bucket(address)
    assert "word" not in str(refused.value)


@pytest.mark.parametrize("endpoint", ["http://example.org", "nonsense", "https://[/", "https://a b", "https://a:99999"])
def test_keys_go_to_no_open_address(waits: list[float], endpoint: str) -> None:
    keys = {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    with pytest.raises(Refused) as refused:
        read(Bucket("s3://depot", patience=HASTY, wait=waits.append, environment=keys))
    assert refused.value.why == "gone"


def test_wrong_keys_are_told_apart_from_what_is_absent(servers: Servers) -> None:
    try:
        place = servers.bucket("s3-rclone")
    except Missing as missing:
        pytest.skip(str(missing))
    wrong = place.environment | {"AWS_SECRET_ACCESS_KEY": "another"}
    with pytest.raises(Refused, match="keys") as refused:
        read(Bucket(f"s3://{BUCKET}/depot", environment=wrong))
    assert refused.value.why == "gone"
    with pytest.raises(Absent):
        read(Bucket(f"s3://{BUCKET}/depot", environment=place.environment))
