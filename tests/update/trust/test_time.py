"""What the time is on a machine whose clock may say anything."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tuf.api.exceptions import ExpiredMetadataError

from kiosk.update.sources.folder import Folder
from kiosk.update.trust.asking import Asking, opened
from kiosk.update.trust.clock import BUILT, Reading, clock_reading
from kiosk.update.trust.floor import LONG_AGO
from kiosk.update.trust.trial import AHEAD
from tests.update.standing import UNSET, Standing, Yard
from tests.update.workshop import MONTH, TODAY, Workshop

DAY = timedelta(days=1)
WILD = Reading(datetime(2099, 1, 1, tzinfo=UTC), trusted=False)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """In a folder: where it comes from does not matter here."""
    shop = Workshop(tmp_path / "depot")
    return Yard(shop, Standing(tmp_path / "home", shop.bootstrap), lambda folder: Folder(folder.resolve()))


def test_python_tuf_takes_the_time_from_us(yard: Yard, tmp_path: Path) -> None:
    """Should a release of it rename the field that `set_time` writes, it would ask the machine and this would fail."""
    source = Folder(yard.shop.write().folder.resolve())
    for now, good in ((TODAY, True), (TODAY + 2 * MONTH, False), (LONG_AGO, True), (WILD.now, False)):
        scratch = tmp_path / f"{now:%Y%m%d}"
        opened(scratch, yard.shop.bootstrap, Asking(source, roots=True), now)
        updater = opened(scratch, yard.shop.bootstrap, Asking(source, roots=False), now)
        if good:
            updater.refresh()
            continue
        with pytest.raises(ExpiredMetadataError):
            updater.refresh()


@pytest.mark.parametrize("clock", [UNSET, WILD], ids=["1970", "2099"])
def test_a_clock_that_nobody_set_neither_refuses_nor_ages_anything(yard: Yard, clock: Reading) -> None:
    kiosk = yard.kiosk.at(clock)
    kiosk.asks(yard.publish(yard.shop.write().folder))
    assert kiosk.floor.made == TODAY


def test_a_kiosk_without_a_clock_knows_what_is_past_from_what_it_has_seen(yard: Yard) -> None:
    kiosk = yard.kiosk.at(UNSET)
    kiosk.asks(yard.publish(yard.shop.write().folder))
    yard.shop.next_release()
    for signed in (yard.shop.timestamp, yard.shop.snapshot, yard.shop.targets):
        signed.expires = TODAY - DAY
    assert kiosk.refuses(yard.publish(yard.shop.write().folder)) == "expired"


def test_what_expired_before_the_program_was_built_is_refused_at_first_start(yard: Yard) -> None:
    yard.shop.timestamp.expires = BUILT - DAY
    yard.shop.made(BUILT - 8 * DAY)
    assert yard.kiosk.at(UNSET).refuses(yard.publish(yard.shop.write().folder)) == "expired"


def test_a_set_clock_lets_things_expire(yard: Yard) -> None:
    late = yard.kiosk.at(Reading(TODAY + MONTH, trusted=True))
    assert late.refuses(yard.publish(yard.shop.write().folder)) == "expired"
    yard.kiosk.at(Reading(TODAY + MONTH - DAY, trusted=True)).asks(yard.publish(yard.shop.folder))


@pytest.mark.parametrize(("ahead", "refused"), [(AHEAD, False), (AHEAD + timedelta(minutes=1), True)])
def test_a_signing_clock_may_be_a_day_ahead_of_ours(yard: Yard, ahead: timedelta, refused: bool) -> None:
    yard.shop.made(TODAY + ahead)
    if refused:
        assert yard.refused() == "expired"
        assert yard.kiosk.floor.made == LONG_AGO
    else:
        yard.take()
        assert yard.kiosk.floor.made == TODAY + ahead


def test_a_clock_set_to_before_what_was_seen_is_wrong_and_ignored(yard: Yard) -> None:
    """Whoever answers for the time server of a network can say anything."""
    yard.take()
    yard.shop.made(TODAY + 3 * DAY)
    yard.shop.next_release()
    behind = yard.kiosk.at(Reading(TODAY - 100 * DAY, trusted=True))
    behind.asks(yard.publish(yard.shop.write().folder))
    assert behind.floor.made == TODAY + 3 * DAY


def test_the_time_seen_never_goes_back(yard: Yard) -> None:
    yard.take()
    yard.shop.made(TODAY - 9 * DAY)
    yard.shop.next_release()
    yard.take()
    assert yard.kiosk.floor.made == TODAY
    assert yard.kiosk.floor.timestamp == 2


@pytest.mark.parametrize("made", [None, "", "yesterday", "2027-03-01T08:00:00", "9999-99-99T00:00:00Z"])
def test_a_timestamp_that_does_not_say_when_it_was_signed_is_foreign(yard: Yard, made: str | None) -> None:
    yard.shop.made(made)
    assert yard.refused() == "foreign"
    assert yard.kiosk.kept() == {"root": 1}


def test_the_clock_of_this_machine_is_read(tmp_path: Path) -> None:
    mark = tmp_path / "synchronized"
    before = datetime.now(UTC)
    mark.touch()
    reading = clock_reading(mark)
    assert before <= reading.now <= datetime.now(UTC)
    assert reading.trusted
