"""What the running interface reads: taken at rest, on trial for a minute, and back by itself when it stumbles."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from kiosk.bookcase import TRIAL, TRIAL_ROUNDS, Bookcase, Exchange
from kiosk.core.content.packs import Library
from kiosk.core.units import DurationMs
from kiosk.durable import keep
from kiosk.packs.shelf import NoContent, packed
from kiosk.update.releases import LIBRARY, STATE, Releases, Standing
from tests import small

NEW, NEWER = "7-0badcafe", "8-0badcafe"


def library(name: str) -> Library:
    """One whose drawing of the fish tells which it is."""
    return replace(small.library(), pictures={"fish": name})


class Place:
    """A data folder with provisioned content and releases."""

    def __init__(self, folder: Path) -> None:
        self.provisioned, self.folder = folder / "library.msgpack", folder / "update"
        keep(self.provisioned, packed(library("provisioned")))
        self.releases = Releases(self.folder)
        self.log: list[str] = []

    def holds(self, name: str, raw: bytes | None = None, *, recorded: bool = False) -> None:
        """A release that was put together."""
        folder = self.releases.path(name)
        keep(folder / LIBRARY, packed(library(name)) if raw is None else raw)
        if recorded:
            (folder / "recorded").mkdir()

    def stands(self, **standing: object) -> None:
        """What `state.json` says."""
        keep(self.folder / STATE, msgspec.json.encode(Standing(**standing)))  # type: ignore[arg-type]

    def open(self) -> Bookcase:
        return Bookcase(self.provisioned, self.releases, self.log.append)


class Watch:
    """An exchange with a clock in the hand, and what it showed."""

    def __init__(self, place: Place, show: Callable[[str], None] | None = None) -> None:
        self.now, self.case = 0, place.open()
        self.shown: list[str] = []
        self.exchange = Exchange(
            self.case, show or self.shown.append, lambda: DurationMs(self.now), place.log.append, lambda deed: deed()
        )

    def runs(self, ms: int, rounds: int | None = None) -> None:
        """Time passes, and the loop goes round."""
        for _ in range(ms // 500 if rounds is None else rounds):
            self.now += 500 if rounds is None else ms // rounds
            self.exchange.turn()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def read(case: Bookcase) -> str | None:
    return case.picture("fish")


# --- at the start -----------------------------------------------------------------------------------------------------


def test_without_any_update_it_is_what_the_machine_came_with(place: Place) -> None:
    case = place.open()
    assert (case.release, read(case), case.recorded, case.on_trial) == ("", "provisioned", None, False)
    assert not place.folder.exists(), "a kiosk that was never updated writes nothing at its start"


def test_a_release_in_use_is_opened_with_its_recordings(place: Place) -> None:
    place.holds(NEW, recorded=True)
    place.stands(active=NEW)
    case = place.open()
    assert (case.release, read(case), case.recorded) == (NEW, NEW, place.releases.path(NEW) / "recorded")


def test_one_that_is_ready_is_taken(place: Place) -> None:
    place.holds(NEW)
    place.stands(ready=NEW)
    case = place.open()
    assert (case.release, case.on_trial) == (NEW, True)


def test_one_that_cannot_be_opened_is_left_for_the_one_before(place: Place) -> None:
    place.holds(NEW)
    place.holds(NEWER, b"rubbish")
    place.stands(active=NEW, ready=NEWER)
    case = place.open()
    assert (case.release, read(case), place.releases.standing().refused) == (NEW, NEW, (NEWER,))
    assert "cannot be opened" in place.log[0]


def test_if_none_can_be_opened_it_is_what_the_machine_came_with(place: Place) -> None:
    for name in (NEW, NEWER):
        place.holds(name, b"rubbish")
    place.stands(active=NEW, ready=NEWER)
    assert read(place.open()) == "provisioned"


def test_without_any_content_there_is_no_kiosk(place: Place) -> None:
    place.provisioned.unlink()
    with pytest.raises(NoContent, match="no compiled content"):
        place.open()


# --- at rest ----------------------------------------------------------------------------------------------------------


def test_it_is_exchanged_shown_and_confirmed_after_a_minute(place: Place) -> None:
    watch = Watch(place)
    place.holds(NEW)
    place.releases.offer(NEW)
    watch.exchange.switch()
    assert (watch.shown, read(watch.case), watch.case.on_trial) == ([NEW], NEW, True)
    watch.runs(TRIAL - 500)
    assert watch.case.on_trial
    watch.runs(500)
    assert not watch.case.on_trial
    assert place.releases.standing() == Standing(active=NEW, previous="", cards=NEW)


def test_a_loop_that_stands_still_proves_nothing(place: Place) -> None:
    watch = Watch(place)
    place.holds(NEW)
    place.releases.offer(NEW)
    watch.exchange.switch()
    watch.runs(10 * TRIAL, rounds=TRIAL_ROUNDS - 1)
    assert watch.case.on_trial


def test_a_stumble_within_the_minute_brings_the_old_back_for_good(place: Place) -> None:
    watch = Watch(place)
    place.holds(NEW)
    place.releases.offer(NEW)
    watch.exchange.switch()
    watch.runs(30_000)
    watch.exchange.stumbled()
    watch.runs(500)
    assert (watch.shown, read(watch.case)) == ([NEW, ""], "provisioned")
    assert place.releases.standing().refused == (NEW,)
    watch.runs(2 * TRIAL)
    assert watch.shown == [NEW, ""]


def test_a_stumble_before_or_after_is_nobodys_fault(place: Place) -> None:
    watch = Watch(place)
    place.holds(NEW)
    watch.exchange.stumbled()
    watch.runs(1_000)
    place.releases.offer(NEW)
    watch.exchange.switch()
    watch.runs(TRIAL)
    watch.exchange.stumbled()
    watch.runs(1_000)
    assert (watch.shown, watch.case.release) == ([NEW], NEW)


def test_a_release_taken_at_the_start_is_watched_too(place: Place) -> None:
    place.holds(NEW)
    place.stands(ready=NEW)
    watch = Watch(place)
    watch.exchange.stumbled()
    watch.runs(500)
    assert (watch.shown, read(watch.case)) == ([""], "provisioned")


def test_one_that_cannot_be_shown_goes_back(place: Place) -> None:
    shown: list[str] = []

    def show(release: str) -> None:
        shown.append(release)
        if release == NEW:
            raise ValueError("a drawing")

    watch = Watch(place, show)
    place.holds(NEW)
    place.releases.offer(NEW)
    watch.exchange.switch()
    watch.runs(500)
    assert (shown, read(watch.case)) == ([NEW, ""], "provisioned")


def test_one_that_cannot_be_opened_is_never_shown(place: Place) -> None:
    watch = Watch(place)
    place.holds(NEW, b"rubbish")
    place.releases.offer(NEW)
    watch.exchange.switch()
    watch.runs(TRIAL)
    assert (watch.shown, read(watch.case), place.releases.standing().refused) == ([], "provisioned", (NEW,))


def test_when_staff_go_back_it_is_exchanged_too_and_not_on_trial(place: Place) -> None:
    place.holds(NEW)
    place.stands(active=NEW, previous="")
    watch = Watch(place)
    place.releases.roll_back()
    watch.exchange.switch()
    watch.exchange.stumbled()
    watch.runs(1_000)
    assert (watch.shown, read(watch.case)) == ([""], "provisioned")


def test_without_anything_new_nothing_is_shown_anew(place: Place) -> None:
    watch = Watch(place)
    place.folder.mkdir()
    watch.exchange.switch()
    assert watch.shown == []


def test_a_data_partition_that_is_away_changes_nothing(place: Place) -> None:
    watch = Watch(place)
    place.folder.write_bytes(b"a file where a folder should be")
    watch.exchange.switch()
    assert (watch.shown, read(watch.case)) == ([], "provisioned")
    assert "no release can be taken" in place.log[0]


def test_what_another_program_compiled_waits_to_be_made_again_and_is_not_refused(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.holds(NEW, b"kiosk-library 0\n" + b"\0" * 8)
    place.stands(active=NEW, previous="")
    case = place.open()
    assert (case.release, case.library.pictures["fish"]) == ("", "provisioned")
    assert place.releases.standing() == Standing(active=NEW, previous="")
    assert "another version" in place.log[0] or "of this version" in place.log[0]
