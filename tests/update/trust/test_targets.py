"""What is in it: situations 28 to 36 of `docs/attacks.md`, on every kind of source."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from kiosk.update.sources.source import Source
from kiosk.update.trust.asking import LIMITS
from kiosk.update.trust.clock import Reading
from tests.update.standing import Yard
from tests.update.workshop import MONTH, PAST, TODAY

UP_TO_SNAPSHOT = {"root": 1, "timestamp": 1, "snapshot": 1}


def test_targets_that_differ_from_their_hash_are_refused(yard: Yard) -> None:
    yard.shop.measured = True
    yard.shop.next_snapshot()
    yard.take()
    yard.shop.targets.version = 2
    yard.shop.snapshot.meta["targets.json"].version = 2
    yard.shop.snapshot.version = 3
    yard.shop.next_timestamp()
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {"root": 1, "timestamp": 3, "snapshot": 3, "targets": 1}


def test_targets_without_signature_are_refused(yard: Yard) -> None:
    yard.shop.signers["targets"].clear()
    assert yard.refused() == "unsigned"
    assert yard.kiosk.kept() == UP_TO_SNAPSHOT


def test_targets_of_another_version_are_refused(yard: Yard) -> None:
    yard.shop.targets.version += 1
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == UP_TO_SNAPSHOT


def test_expired_targets_are_refused(yard: Yard) -> None:
    yard.shop.targets.expires = PAST
    assert yard.refused() == "expired"
    assert yard.kiosk.kept() == UP_TO_SNAPSHOT


def test_new_keys_of_the_snapshot_undo_targets_far_ahead(yard: Yard) -> None:
    yard.shop.targets.version = 99_999
    yard.shop.next_snapshot()
    assert yard.take()["targets"] == 99_999
    yard.shop.rotate("snapshot")
    yard.shop.targets.version = 1
    yard.shop.next_snapshot()
    assert yard.take()["targets"] == 1
    assert yard.kiosk.floor.targets == 1


class Counting:
    """A source that writes down what was asked for."""

    def __init__(self, source: Source) -> None:
        self.name = source.name
        self.asked: list[str] = []
        self._source = source

    def open(self, path: str, offset: int = 0) -> AbstractContextManager[Iterator[bytes]]:
        self.asked.append(path)
        return self._source.open(path, offset)


def test_nothing_is_read_twice(yard: Yard) -> None:
    counting = Counting(yard.publish(yard.shop.write().folder))
    yard.kiosk.asks(counting)
    assert len(counting.asked) == len(set(counting.asked)) == 5  # a second root, three roles, release.json


def test_what_is_kept_is_not_read_again(yard: Yard) -> None:
    yard.take()
    yard.shop.next_root()
    counting = Counting(yard.publish(yard.shop.write().folder))
    yard.kiosk.asks(counting)
    again = ["metadata/2.root.json", "metadata/3.root.json", "metadata/timestamp.json"]
    assert counting.asked[:-1] == again
    assert counting.asked[-1].endswith(".release.json")


def test_what_expired_while_kept_is_renewed(yard: Yard) -> None:
    yard.take()
    for signed in (yard.shop.timestamp, yard.shop.snapshot, yard.shop.targets):
        signed.expires = TODAY + 3 * MONTH
    yard.shop.next_release()
    later = yard.kiosk.at(Reading(TODAY + 2 * MONTH, trusted=True))
    later.asks(yard.publish(yard.shop.write().folder))
    assert later.kept() == {"root": 1, "timestamp": 2, "snapshot": 2, "targets": 2}


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("2.root", LIMITS.root_max_length),
        ("timestamp", LIMITS.timestamp_max_length),
        ("1.snapshot", LIMITS.snapshot_max_length),
        ("1.targets", LIMITS.targets_max_length),
    ],
)
def test_metadata_beyond_its_limit_is_not_read_to_its_end(yard: Yard, name: str, most: int) -> None:
    yard.shop.next_root()
    yard.shop.write()
    yard.shop.bend(name, lambda raw: raw + b" " * most)
    assert yard.kiosk.refuses(yard.publish(yard.shop.folder)) == "big"
    assert name.removeprefix("1.") not in yard.kiosk.kept()
