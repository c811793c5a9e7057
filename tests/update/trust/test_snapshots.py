"""What belongs together: situations 20 to 27 of `docs/attacks.md`, on every kind of source."""

from tests.update.standing import Yard
from tests.update.workshop import MONTH, PAST


def test_a_snapshot_that_differs_from_its_hash_is_refused(yard: Yard) -> None:
    yard.shop.measured = True
    yard.shop.next_timestamp()
    yard.take()
    yard.shop.snapshot.expires += MONTH
    yard.shop.snapshot.version = 2
    yard.shop.timestamp.snapshot_meta.version = 2
    yard.shop.timestamp.version = 3
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {"root": 1, "timestamp": 3, "snapshot": 1, "targets": 1}


def test_a_snapshot_without_signature_is_refused(yard: Yard) -> None:
    yard.shop.signers["snapshot"].clear()
    assert yard.refused() == "unsigned"
    assert yard.kiosk.kept() == {"root": 1, "timestamp": 1}


def test_a_snapshot_of_another_version_is_refused(yard: Yard) -> None:
    yard.shop.snapshot.version += 1
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {"root": 1, "timestamp": 1}


def test_an_older_snapshot_is_refused(yard: Yard) -> None:
    yard.shop.next_snapshot()
    yard.take()
    yard.shop.snapshot.version = 1
    yard.shop.next_timestamp()
    assert yard.refused() == "old"
    assert yard.kiosk.kept()["snapshot"] == 2


def test_new_keys_undo_a_snapshot_far_ahead(yard: Yard) -> None:
    yard.shop.snapshot.version = 99_999
    yard.shop.next_timestamp()
    assert yard.take()["snapshot"] == 99_999
    yard.shop.rotate("snapshot", "timestamp")
    yard.shop.snapshot.version = 1
    yard.shop.next_timestamp()
    assert yard.take()["snapshot"] == 1
    assert yard.kiosk.floor.snapshot == 1


def test_an_expired_snapshot_is_refused(yard: Yard) -> None:
    yard.shop.snapshot.expires = PAST
    yard.shop.next_snapshot()
    assert yard.refused() == "expired"
    assert yard.kiosk.kept() == {"root": 1, "timestamp": 2}


def test_a_kept_snapshot_guards_even_when_its_hash_no_longer_fits(yard: Yard) -> None:
    yard.shop.measured = True
    yard.shop.targets.version = 2
    yard.shop.next_snapshot()
    yard.take()
    yard.shop.targets.version = 1
    yard.shop.next_snapshot()
    assert yard.refused() == "old"
    assert yard.kiosk.kept()["snapshot"] == 2


def test_lengths_and_hashes_may_be_told_or_not(yard: Yard) -> None:
    yard.shop.measured = True
    yard.shop.next_snapshot()
    assert yard.take()["snapshot"] == 2
    yard.shop.measured = False
    yard.shop.next_snapshot()
    assert yard.take() == {"root": 1, "timestamp": 3, "snapshot": 3, "targets": 1}
