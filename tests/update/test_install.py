"""From a list to a release that is ready: each step once, each fault before anything changes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.update.install import Place, install, name_of
from kiosk.update.refusal import Refused
from kiosk.update.releases import LIBRARY, Releases, Standing
from tests.update.hands import Listed, Memory, Watched
from tests.update.mounts import mounted, read_only

FIRST = {"release.json": b"{}", "content/words.yaml": b"words\n", "content/hue/pack.yaml": b"pack 1\n"}
SECOND = FIRST | {"content/hue/pack.yaml": b"pack 2\n"}


class Kiosk:
    """A kiosk that is updated."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder, "market", reserve=0)
        self.releases = Releases(folder)
        self.watched = Watched()

    def install(self, files: dict[str, bytes], version: int = 1, depot: Memory | None = None) -> str:
        depot = depot or Memory(files)
        listed = Listed(version=version, files=depot.listed)
        return install(depot, listed, self.place, self.watched.workshop, self.watched.tell)

    def refused(self, files: dict[str, bytes], version: int = 1, depot: Memory | None = None) -> Refused:
        with pytest.raises(Refused) as refused:
            self.install(files, version, depot)
        return refused.value


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_release_is_put_together_and_offered(kiosk: Kiosk) -> None:
    name = kiosk.install(FIRST)
    assert kiosk.releases.standing() == Standing(ready=name)
    held = tree(kiosk.releases.path(name))
    assert {"content/words.yaml", "content/hue/pack.yaml", "about.json", LIBRARY} <= held.keys()
    assert kiosk.watched.did == ["compile", "test", "voice"]
    assert kiosk.watched.stages == [*3 * ["copying"], "removable", "ready"][1:]


def test_the_second_time_there_is_nothing_new_and_nothing_is_read(kiosk: Kiosk) -> None:
    kiosk.install(FIRST)
    depot = Memory(FIRST)
    assert kiosk.install(FIRST, depot=depot) == ""
    assert depot.asked == []
    assert kiosk.watched.stages[-1] == "nothing-new"


def test_only_what_changed_comes(kiosk: Kiosk) -> None:
    kiosk.install(FIRST)
    kiosk.releases.take_ready()
    depot = Memory(SECOND)
    kiosk.install(SECOND, 2, depot)
    assert [path.rsplit("/", 1)[0] for path, _ in depot.asked] == ["targets/content/hue"]


def test_settings_and_cards_come_for_this_group_only(kiosk: Kiosk) -> None:
    travelling = {"settings/market.toml": b"a = 1", "settings/hall.toml": b"b = 2", "staff/cards.json": b"[]"}
    held = tree(kiosk.releases.path(kiosk.install(FIRST | travelling)))
    assert held["settings.toml"] == b"a = 1"
    assert held["cards.json"] == b"[]"
    assert b"b = 2" not in held.values()


@pytest.mark.parametrize("step", ["compile", "test", "voice"])
def test_what_is_refused_at_any_step_changes_nothing_and_may_be_mended(kiosk: Kiosk, step: str) -> None:
    kiosk.install(FIRST)
    kiosk.releases.take_ready()
    kiosk.releases.confirm()
    before = kiosk.releases.standing(), tree(kiosk.releases.path(kiosk.releases.standing().active))
    kiosk.watched.at, kiosk.watched.refuses = step, Refused("broken", "a fault")
    assert kiosk.refused(SECOND, 2).why == "broken"
    assert (kiosk.releases.standing(), tree(kiosk.releases.path(kiosk.releases.standing().active))) == before
    kiosk.watched.refuses = None
    depot = Memory(SECOND)
    assert kiosk.install(SECOND, 2, depot) == kiosk.releases.standing().ready
    assert depot.asked == [], "what had come is not fetched again"


def test_what_was_tested_is_not_tested_again(kiosk: Kiosk) -> None:
    kiosk.watched.at, kiosk.watched.refuses = "voice", Refused("full", "no room")
    kiosk.refused(FIRST)
    # A true compiler leaves a file alone that is up to date; this one is told to.
    begun = next(kiosk.place.folder.glob("releases/.begun-*")) / LIBRARY
    stat = begun.stat()
    assert (begun.parent / ".tested").read_text() == f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}"


def test_one_that_did_not_hold_is_refused_until_a_newer_one_comes(kiosk: Kiosk) -> None:
    bad = kiosk.install(FIRST)
    kiosk.releases.take_ready()
    kiosk.releases.roll_back()
    assert kiosk.refused(FIRST).why == "refused"
    assert kiosk.releases.standing().refused == (bad,)
    assert kiosk.install(SECOND, 2) == kiosk.releases.standing().ready


def test_a_release_that_the_card_lost_is_made_again(kiosk: Kiosk) -> None:
    name = kiosk.install(FIRST)
    kiosk.releases.take_ready()
    (kiosk.releases.path(name) / LIBRARY).unlink()
    kiosk.releases.opening()
    assert kiosk.install(FIRST) == name
    assert kiosk.releases.opening() == kiosk.releases.path(name)


# --- clearing up -----------------------------------------------------------------------------------------------------


def versions(kiosk: Kiosk) -> list[int]:
    return sorted(int(place.name.split("-")[0]) for place in kiosk.place.folder.glob("releases/[0-9]*"))


def turned(number: int) -> dict[str, bytes]:
    return FIRST | {"content/hue/pack.yaml": f"pack {number}\n".encode()}


def test_two_releases_are_kept_and_no_object_more(kiosk: Kiosk) -> None:
    for number in range(1, 6):
        kiosk.install(turned(number), number)
        kiosk.releases.take_ready()
        kiosk.releases.confirm()
    kiosk.install(turned(5), 5)
    assert versions(kiosk) == [4, 5]
    objects = {file.read_bytes() for file in kiosk.place.folder.glob("objects/*")}
    assert objects == {b"words\n", b"pack 4\n", b"pack 5\n"}


def test_nothing_older_goes_before_the_new_one_is_confirmed(kiosk: Kiosk) -> None:
    for number in (1, 2):
        kiosk.install(turned(number), number)
        kiosk.releases.take_ready()
        kiosk.releases.confirm()
    kiosk.install(turned(3), 3)
    kiosk.releases.take_ready()
    kiosk.install(turned(3), 3)
    assert versions(kiosk) == [1, 2, 3]
    kiosk.releases.confirm()
    kiosk.install(turned(3), 3)
    assert versions(kiosk) == [2, 3]


def test_ready_ones_that_nobody_took_do_not_pile_up(kiosk: Kiosk) -> None:
    kiosk.install(turned(1), 1)
    kiosk.releases.take_ready()
    for number in range(2, 8):
        kiosk.install(turned(number), number)
    kiosk.install(turned(7), 7)
    assert versions(kiosk) == [1, 7]


def test_what_was_begun_and_never_finished_goes_when_something_else_comes(kiosk: Kiosk) -> None:
    kiosk.watched.at, kiosk.watched.refuses = "compile", Refused("broken", "a fault")
    kiosk.refused(turned(1), 1)
    kiosk.watched.refuses = None
    kiosk.install(turned(2), 2)
    assert not list(kiosk.place.folder.glob("releases/.*"))
    assert b"pack 1\n" not in {file.read_bytes() for file in kiosk.place.folder.glob("objects/*")}


# --- a partition that is full, or cannot be written ------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A data partition of four megabytes."""
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4m", "kiosk-test") as place:
        yield place


def noise(megabytes: float) -> bytes:
    return bytes(range(250)) * int(megabytes * 4000)


def test_a_partition_that_is_too_full_is_told_before_the_first_byte(small: Path) -> None:
    kiosk, depot = Kiosk(small), Memory({"content/film.ogg": noise(2.2)}, piece=64_000)
    refused = kiosk.refused({}, depot=depot)
    assert (refused.why, depot.asked) == ("full", [])
    assert "1 MB more have to be free" in str(refused)


def test_a_partition_that_fills_up_meanwhile_keeps_what_came_and_the_old_content(small: Path) -> None:
    kiosk = Kiosk(small)
    kiosk.install(FIRST)
    kiosk.releases.opening()
    kiosk.releases.confirm()
    depot = Memory(FIRST | {"content/film.ogg": noise(1.5)}, piece=64_000)
    (small / "counters.db").write_bytes(noise(0.9))
    hog = Hog(depot, small / "hog")
    assert kiosk.refused({}, 2, depot=hog).why == "full"
    assert kiosk.releases.opening() is not None
    (small / "hog").unlink()
    assert kiosk.install({}, 2, depot=depot)


class Hog(Memory):
    """A depot beside which somebody else fills the disk."""

    def __init__(self, depot: Memory, hog: Path) -> None:
        super().__init__({})
        self.listed, self.held, self._piece, self._hog = depot.listed, depot.held, 64_000, hog

    def _pieces(self, raw: bytes) -> Iterator[bytes]:
        free = shutil.disk_usage(self._hog.parent).free
        self._hog.write_bytes(bytes(max(0, free - 900_000)))
        return super()._pieces(raw)


def test_a_read_only_partition_is_told(small: Path) -> None:
    kiosk = Kiosk(small)
    kiosk.install(FIRST)
    kiosk.releases.opening()
    kiosk.releases.confirm()
    read_only(small)
    assert kiosk.refused(SECOND, 2).why == "readonly"
    assert kiosk.releases.opening() == kiosk.releases.path(name_of(Listed(version=1, files=())))


def test_a_release_that_an_older_program_compiled_is_made_again_from_what_is_here(kiosk: Kiosk) -> None:
    kiosk.install(FIRST)
    kiosk.releases.take_ready()
    kiosk.releases.confirm()
    kiosk.watched.opens = False
    depot = Memory(FIRST)
    name = kiosk.install(FIRST, 1, depot)
    assert (name, depot.asked) == (kiosk.releases.standing().active, [])
    before = kiosk.releases.standing()
    kiosk.releases.take_ready()
    after = kiosk.releases.standing()
    assert (after.active, after.previous, after.ready) == (name, before.previous, "")
