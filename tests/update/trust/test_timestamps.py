"""What is newest: situations 12 to 19 of `docs/attacks.md`, on every kind of source."""

from datetime import datetime

from kiosk.update.trust.clock import Reading
from tests.update.standing import Yard
from tests.update.workshop import MONTH, PAST, TODAY

LATER = TODAY + 2 * MONTH


def test_a_timestamp_without_signature_is_refused(yard: Yard) -> None:
    yard.shop.signers["timestamp"].clear()
    assert yard.refused() == "unsigned"
    assert yard.kiosk.kept() == {"root": 1}


def test_an_older_timestamp_is_refused(yard: Yard) -> None:
    yard.shop.next_timestamp()
    yard.take()
    yard.shop.timestamp.version = 1
    assert yard.refused() == "old"
    assert yard.kiosk.kept()["timestamp"] == 2


def test_a_timestamp_of_an_older_snapshot_is_refused(yard: Yard) -> None:
    yard.shop.next_snapshot()
    yard.take()
    yard.shop.timestamp.snapshot_meta.version = 1
    yard.shop.timestamp.version = 3
    assert yard.refused() == "old"
    assert yard.kiosk.kept()["timestamp"] == 2


def test_an_expired_timestamp_is_refused(yard: Yard) -> None:
    yard.shop.timestamp.expires = PAST
    assert yard.refused() == "expired"
    assert yard.kiosk.kept() == {"root": 1}


def test_a_new_key_undoes_a_timestamp_far_ahead(yard: Yard) -> None:
    yard.shop.timestamp.version = 99_999
    assert yard.take()["timestamp"] == 99_999
    yard.shop.rotate("timestamp")
    yard.shop.timestamp.version = 1
    assert yard.take()["timestamp"] == 1
    assert yard.kiosk.floor.timestamp == 1


def test_an_expired_timestamp_still_guards_against_an_older_one(yard: Yard) -> None:
    yard.shop.next_timestamp()
    yard.take()
    later = yard.kiosk.at(Reading(LATER, trusted=True))
    _reach(yard, LATER)
    yard.shop.timestamp.version = 1
    assert later.refuses(yard.publish(yard.shop.write().folder)) == "old"
    assert later.kept()["timestamp"] == 2


def test_an_expired_timestamp_still_guards_against_an_older_snapshot(yard: Yard) -> None:
    yard.shop.next_snapshot()
    yard.take()
    later = yard.kiosk.at(Reading(LATER, trusted=True))
    _reach(yard, LATER)
    yard.shop.snapshot.version = 1
    yard.shop.next_timestamp()
    assert later.refuses(yard.publish(yard.shop.write().folder)) == "old"
    assert later.kept()["timestamp"] == 2


def _reach(yard: Yard, then: datetime) -> None:
    for signed in (yard.shop.timestamp, yard.shop.snapshot, yard.shop.targets):
        signed.expires = then + MONTH


def test_the_same_timestamp_again_is_no_news(yard: Yard) -> None:
    yard.take()
    file = yard.kiosk.home / "metadata" / "timestamp.json"
    before = file.stat().st_ino, file.read_bytes()
    yard.shop.timestamp.expires += MONTH  # signed anew without counting on
    yard.take()
    assert (file.stat().st_ino, file.read_bytes()) == before
