"""The same depot on a true web server and in true buckets, as a kiosk reads it from there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.fleet.refusing import NotPublished
from kiosk.fleet.sending.bucket import BucketPlace
from kiosk.fleet.sending.place import Place
from kiosk.fleet.sending.send import Sent, send
from kiosk.fleet.sending.web import WebPlace
from kiosk.update.sources.bucket import Bucket
from kiosk.update.sources.source import Source
from kiosk.update.sources.web import Web
from kiosk.update.trust.clock import Reading
from kiosk.update.trust.verify import verify
from tests.fleet.office import Office
from tests.fleet.publishing.dav import dav
from tests.fleet.publishing.test_sending import second
from tests.update.servers import BUCKET, Missing, free_port, moto, rclone

Far = tuple[Place, Source]


@pytest.fixture(params=["https", "moto", "rclone"])
def far(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Far]:
    """Where to send to, and how a kiosk reads it."""
    house = tmp_path / "house"
    house.mkdir()
    try:
        if request.param == "https":
            with dav(house) as (address, _, who):
                yield WebPlace(address, who), Web(address, authority=Path(who["SSL_CERT_FILE"]))
            return
        with (moto if request.param == "moto" else rclone)(house) as server:
            address, who = f"s3://{BUCKET}/hue/depot", server.environment
            yield BucketPlace(address, who), Bucket(address, environment=who)
    except Missing as missing:
        pytest.skip(str(missing))


def sent(shop: Office, place: Place, *, prune: bool = False) -> Sent:
    with shop.depot.working() as state:
        return send(shop.depot, state, place, now=shop.now, prune=prune)


def test_a_kiosk_takes_it_from_there_and_only_what_changed_moves(shop: Office, far: Far, tmp_path: Path) -> None:
    place, source = far

    def version() -> int:
        clock = Reading(shop.now, trusted=True)
        seen = verify(source, tmp_path / "home", bootstrap=shop.root, clock=clock, fleet="hue", group="market")
        return seen.version

    assert sent(shop, place).files == 9
    assert version() == 1
    second(shop, tmp_path)
    again = sent(shop, place, prune=True)
    assert (again.files, again.there, again.removed) == (2, 7, 4)
    assert version() == 2
    assert sent(shop, place).files == 0


def test_a_web_server_that_does_not_know_us(shop: Office, tmp_path: Path) -> None:
    try:
        with dav(tmp_path) as (address, root, who):
            stranger = WebPlace(address, {**who, "KIOSK_DEPOT_PASSWORD": "guessed"}, tries=1)
            with pytest.raises(NotPublished, match="does not let us in: set KIOSK_DEPOT_USER"):
                sent(shop, stranger)
            assert not root.exists()
            with pytest.raises(NotPublished, match="cannot be reached"):
                sent(shop, WebPlace(address, {}, tries=1))
    except Missing as missing:
        pytest.skip(str(missing))


def test_nobody_there(shop: Office) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    with pytest.raises(NotPublished, match="cannot be reached"):
        sent(shop, WebPlace(f"{nowhere}/depot", {}, tries=1))
    with pytest.raises(NotPublished, match="cannot be reached"):
        sent(shop, BucketPlace("s3://depot/hue", {"AWS_ENDPOINT_URL": nowhere, **keys}, tries=1))
    with pytest.raises(NotPublished, match="Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        BucketPlace("s3://depot/hue", {"AWS_ENDPOINT_URL": nowhere})
