"""Who may sign: situations 1 to 11 of `docs/attacks.md`, on every kind of source."""

import json
import shutil

from msgspec.structs import replace

from kiosk.update.trust.asking import LIMITS
from kiosk.update.trust.floor import FLOOR
from tests.update.standing import Yard
from tests.update.workshop import MONTH, PAST, TODAY

FIRST = {"root": 1, "timestamp": 1, "snapshot": 1, "targets": 1}


def test_a_first_refresh_brings_everything(yard: Yard) -> None:
    yard.shop.next_root()
    assert yard.take() == {**FIRST, "root": 2}
    kept = yard.kiosk.home / "metadata"
    assert (kept / "root_history" / "2.root.json").read_bytes() == yard.shop.roots[1]
    for role, name in (("timestamp", "timestamp"), ("snapshot", "1.snapshot"), ("targets", "1.targets")):
        assert (kept / f"{role}.json").read_bytes() == yard.shop.file(name).read_bytes()


def test_without_a_root_nothing_is_believed(yard: Yard) -> None:
    unprovisioned = replace(yard.kiosk, bootstrap=b"")
    assert unprovisioned.refuses(yard.publish(yard.shop.write().folder)) == "foreign"
    assert unprovisioned.kept() == {}


def test_lost_roots_are_fetched_again(yard: Yard) -> None:
    yard.shop.next_root()
    yard.take()
    shutil.rmtree(yard.kiosk.home / "metadata" / "root_history")
    assert yard.take() == {**FIRST, "root": 2}


def test_an_expired_root_is_kept_but_only_the_next_one_helps(yard: Yard) -> None:
    yard.shop.root.expires = PAST
    yard.shop.next_root()
    assert yard.refused() == "expired"
    assert yard.kiosk.kept() == {"root": 2}
    yard.shop.root.expires = TODAY + MONTH
    yard.shop.next_root()
    assert yard.take() == {**FIRST, "root": 3}


def test_a_provisioned_root_without_signatures_is_none(yard: Yard) -> None:
    bare = {**json.loads(yard.shop.bootstrap), "signatures": []}
    kiosk = replace(yard.kiosk, bootstrap=json.dumps(bare).encode())
    assert kiosk.refuses(yard.publish(yard.shop.write().folder)) == "foreign"
    assert kiosk.kept() == {}


def test_the_search_for_newer_roots_ends(yard: Yard) -> None:
    for _ in range(LIMITS.max_root_rotations + 3):
        yard.shop.next_root()
    assert yard.take()["root"] == 1 + LIMITS.max_root_rotations


def test_a_root_in_between_that_too_few_signed_ends_the_chain(yard: Yard) -> None:
    kept = yard.shop.signers["root"].copy()
    yard.shop.signers["root"] = kept[:1]
    yard.shop.next_root()
    yard.shop.signers["root"] = kept
    yard.shop.next_root()
    assert yard.refused() == "unsigned"
    assert yard.kiosk.kept() == {"root": 1}


def test_a_root_in_between_may_be_expired(yard: Yard) -> None:
    yard.shop.root.expires = PAST
    yard.shop.next_root()
    yard.shop.root.expires = TODAY + MONTH
    yard.shop.next_root()
    assert yard.take() == {**FIRST, "root": 3}


def test_a_last_root_without_signatures_is_refused(yard: Yard) -> None:
    yard.shop.signers["root"].clear()
    yard.shop.next_root()
    assert yard.refused() == "unsigned"
    assert yard.kiosk.kept() == {"root": 1}


def test_a_root_with_the_version_of_the_last_one_is_refused(yard: Yard) -> None:
    yard.shop.write_root()
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {"root": 1}


def test_a_root_that_skips_a_version_is_refused(yard: Yard) -> None:
    yard.shop.root.version += 1
    yard.shop.next_root()
    assert yard.refused() == "mixed"
    assert yard.kiosk.kept() == {"root": 1}


def test_a_last_root_that_is_expired_is_kept_and_nothing_after_it(yard: Yard) -> None:
    yard.take()
    yard.shop.root.expires = PAST
    yard.shop.next_root()
    yard.shop.next_release()
    assert yard.refused() == "expired"
    assert yard.kiosk.kept() == {**FIRST, "root": 2}
    assert (yard.kiosk.home / FLOOR).exists()
