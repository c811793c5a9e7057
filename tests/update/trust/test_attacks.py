"""The attacks that the Framework names, against every kind of source; `docs/attacks.md` lists what each must not do."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.update.trust.clock import Reading
from tests.update.places import Publish
from tests.update.standing import SET, UNSET, Yard
from tests.update.workshop import LESSON, MONTH, TODAY, Workshop


@pytest.fixture
def installed(yard: Yard) -> Iterator[Yard]:
    """A kiosk that took release 2; whatever the attack, what it knows only grows."""
    yard.shop.next_release()
    yard.take()
    before = yard.kiosk.kept(), yard.kiosk.floor
    yield yard
    after = yard.kiosk.kept(), yard.kiosk.floor
    assert all(after[0][role] >= version for role, version in before[0].items())
    assert not before[1].above(after[1])
    assert after[1].made >= before[1].made


def _stranger(folder: Path) -> Workshop:
    """Somebody with keys of their own and a higher version."""
    shop = Workshop(folder)
    for _ in range(5):
        shop.next_release()
    return shop.write()


def test_the_depot_of_another_site_is_refused(installed: Yard, tmp_path: Path) -> None:
    stranger = _stranger(tmp_path / "other")
    assert installed.kiosk.refuses(installed.publish(stranger.folder)) == "unsigned"


def test_the_root_of_another_site_is_refused(installed: Yard, tmp_path: Path) -> None:
    stranger = _stranger(tmp_path / "other")
    stranger.next_root()
    assert installed.kiosk.refuses(installed.publish(stranger.folder)) == "unsigned"
    assert installed.kiosk.kept()["root"] == 1


@pytest.mark.parametrize("name", ["timestamp", "3.snapshot", "3.targets"])
def test_bytes_changed_behind_a_signature_are_refused(installed: Yard, name: str) -> None:
    installed.shop.next_release()
    installed.shop.write()
    installed.shop.bend(name, lambda raw: raw.replace(b"2027-03-31", b"2037-03-31"))
    assert installed.kiosk.refuses(installed.publish(installed.shop.folder)) == "unsigned"


def test_who_signs_the_time_cannot_sign_lessons(installed: Yard) -> None:
    installed.shop.signers["targets"] = installed.shop.signers["snapshot"] = installed.shop.signers["timestamp"]
    installed.shop.next_release()
    assert installed.refused() == "unsigned"


def test_one_key_of_three_cannot_change_who_signs(installed: Yard) -> None:
    del installed.shop.signers["root"][1:]
    installed.shop.rotate("targets")
    assert installed.refused() == "unsigned"
    assert installed.kiosk.kept()["root"] == 1


def test_an_old_stick_is_refused(installed: Yard, tmp_path: Path) -> None:
    shutil.copytree(installed.shop.folder, tmp_path / "drawer")
    installed.shop.next_release()
    installed.take()
    assert installed.kiosk.refuses(installed.publish(tmp_path / "drawer")) == "old"


def test_an_old_stick_is_refused_after_the_metadata_was_lost(installed: Yard, tmp_path: Path) -> None:
    shutil.copytree(installed.shop.folder, tmp_path / "drawer")
    installed.shop.next_release()
    installed.take()
    shutil.rmtree(installed.kiosk.home / "metadata")
    assert installed.kiosk.refuses(installed.publish(tmp_path / "drawer")) == "old"
    assert installed.take()["targets"] == 3


def test_a_frozen_depot_is_refused_once_it_has_expired(installed: Yard) -> None:
    kiosk = installed.kiosk.at(Reading(TODAY + 2 * MONTH, trusted=True))
    assert kiosk.refuses(installed.publish(installed.shop.folder)) == "expired"


@pytest.mark.parametrize("clock", [SET, UNSET], ids=["set", "unset"])
def test_a_release_whose_parts_expired_before_it_was_signed_is_refused(installed: Yard, clock: Reading) -> None:
    """A kiosk without a clock learns from the timestamp itself that its snapshot is past."""
    installed.shop.next_release()
    installed.shop.timestamp.expires = TODAY + 3 * MONTH
    installed.shop.made(TODAY + 2 * MONTH)
    assert installed.kiosk.at(clock).refuses(installed.publish(installed.shop.write().folder)) == "expired"


def test_parts_of_two_releases_are_refused(installed: Yard) -> None:
    """Old lessons under the names of new ones: each part is signed, the whole is not."""
    old = installed.shop.file("2.targets").read_bytes()
    installed.shop.put(LESSON, b"format: 1\nnew: yes\n")
    installed.shop.next_release()
    installed.shop.write()
    installed.shop.bend("3.targets", lambda _: old)
    assert installed.kiosk.refuses(installed.publish(installed.shop.folder)) == "mixed"


def test_a_label_of_another_release_is_refused(installed: Yard) -> None:
    raw = b'{"format":1,"fleet":"hue","made":"2027-03-01T08:00:00Z"}'
    installed.shop.put("release.json", raw.replace(b"hue", b"hux"), signed=raw)
    installed.shop.next_release()
    assert installed.refused() == "damaged"


def test_what_is_not_listed_is_not_seen(installed: Yard) -> None:
    extra = installed.shop.folder / "targets" / "content" / "scan" / "extra.yaml"
    extra.write_bytes(b"format: 1\n")
    installed.shop.next_release()
    verified = installed.kiosk.asks(installed.publish(installed.shop.write().folder))
    assert [file.path for file in verified.files] == [LESSON, "release.json"]


def test_a_depot_for_another_fleet_is_refused_and_forgotten(installed: Yard, tmp_path: Path) -> None:
    """Its versions are higher than ours. Were they kept, our own next release would be too old."""
    neighbour = _signed_alike(installed.shop, tmp_path / "neighbour")
    neighbour.labelled(fleet="da-nang")
    neighbour.timestamp.version = neighbour.snapshot.version = neighbour.targets.version = 50
    neighbour.next_release()
    assert installed.kiosk.refuses(installed.publish(neighbour.write().folder)) == "foreign"
    installed.shop.next_release()
    assert installed.take()["targets"] == 3


def test_a_depot_for_other_kiosks_of_the_fleet_is_refused(installed: Yard) -> None:
    installed.shop.labelled(fleet="hue", groups=("hall", "school"))
    installed.shop.next_release()
    assert installed.refused() == "group"
    hall = replace(installed.kiosk, group="hall", home=installed.kiosk.home / "hall")
    assert hall.asks(installed.publish(installed.shop.folder)).release.groups == ("hall", "school")


def test_a_depot_for_newer_kiosks_is_refused(installed: Yard) -> None:
    installed.shop.labelled(fleet="hue", needs=2, shiny="unknown to this kiosk")
    installed.shop.next_release()
    assert installed.refused() == "newer"


def test_after_a_bad_source_a_good_one_is_taken(installed: Yard, tmp_path: Path, depot_sources: Publish) -> None:
    assert installed.kiosk.refuses(depot_sources(_stranger(tmp_path / "other").folder)) == "unsigned"
    installed.shop.next_release()
    assert installed.take()["targets"] == 3


def test_a_thief_of_one_key_cannot_set_the_time(installed: Yard) -> None:
    """The other parts of the release would have expired by then."""
    installed.shop.next_timestamp()
    installed.shop.timestamp.expires = TODAY.replace(year=2099)
    installed.shop.made(TODAY.replace(year=2098))
    kiosk = installed.kiosk.at(UNSET)
    assert kiosk.refuses(installed.publish(installed.shop.write().folder)) == "expired"
    installed.shop.timestamp.snapshot_meta.version = 77  # nor when nothing else can be read
    installed.shop.write().file("77.snapshot").unlink()
    assert kiosk.refuses(installed.publish(installed.shop.folder)) == "expired"
    assert kiosk.floor.made == TODAY


def test_stolen_keys_are_undone_by_a_new_root(yard: Yard) -> None:
    """Thieves of all that is not the root sign the highest version there is, and a time far ahead."""
    kiosk = yard.kiosk.at(UNSET)
    stolen = (yard.shop.timestamp, yard.shop.snapshot, yard.shop.targets)
    for signed in stolen:
        signed.version, signed.expires = 2**31 - 2, TODAY.replace(year=2099)
    yard.shop.made(TODAY + 11 * MONTH)
    yard.shop.next_release()
    kiosk.asks(yard.publish(yard.shop.write().folder))
    assert (kiosk.floor.targets, kiosk.floor.made) == (2**31 - 1, TODAY + 11 * MONTH)
    yard.shop.rotate("timestamp", "snapshot", "targets")
    for signed in stolen:
        signed.version, signed.expires = 2, TODAY + MONTH
    yard.shop.made(TODAY)
    yard.shop.next_release()
    kiosk.asks(yard.publish(yard.shop.write().folder))
    assert kiosk.kept() == {"root": 2, "timestamp": 3, "snapshot": 3, "targets": 3}
    assert (kiosk.floor.targets, kiosk.floor.made) == (3, TODAY)


def _signed_alike(shop: Workshop, folder: Path) -> Workshop:
    """Another depot under the same keys, as an office with two fleets might have it."""
    other = Workshop(folder)
    other.signers = shop.signers
    shutil.copy(shop.file("1.root"), other.file("1.root"))
    return other
