"""Which release is in use: the rules of a start, of a trial, of going back."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.update.releases import LIBRARY, MOST_REFUSED, RELEASES, STATE, Releases, Standing
from tests.update.mounts import mounted, read_only

OLD, NEW, NEWER = "1-aaaaaaaa", "2-bbbbbbbb", "10-cccccccc"


def shelved(folder: Path, name: str, **handed: str) -> None:
    """A whole release, as an update leaves it."""
    place = folder / RELEASES / name
    place.mkdir(parents=True)
    (place / LIBRARY).write_bytes(b"library")
    for file, text in handed.items():
        (place / file.replace("_", ".")).write_text(text, "utf-8")


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    for name in (OLD, NEW, NEWER):
        shelved(tmp_path, name, settings_toml=f"# {name}", cards_json=f'"{name}"')
    return Releases(tmp_path)


def taken(releases: Releases, name: str) -> None:
    releases.offer(name)
    assert releases.take_ready() == releases.path(name)


def settled(releases: Releases, *names: str) -> None:
    for name in names:
        taken(releases, name)
        releases.confirm()


def test_a_kiosk_that_was_never_updated_opens_what_it_came_with_and_writes_nothing(tmp_path: Path) -> None:
    assert Releases(tmp_path / "none").opening() is None
    assert not (tmp_path / "none").exists()


def test_a_start_takes_what_is_ready_and_counts(releases: Releases) -> None:
    releases.offer(OLD)
    assert releases.opening() == releases.path(OLD)
    assert releases.standing() == Standing(active=OLD, previous="", trial=1, cards=OLD)


def test_two_starts_without_a_minute_of_pictures_bring_the_old_one_back(releases: Releases) -> None:
    settled(releases, OLD)
    releases.offer(NEW)
    assert [releases.opening() for _ in range(3)] == [*2 * [releases.path(NEW)], releases.path(OLD)]
    assert releases.standing() == Standing(active=OLD, previous=NEW, refused=(NEW,), cards=NEW)


def test_a_live_switch_has_two_starts_too(releases: Releases) -> None:
    taken(releases, OLD)
    assert [releases.opening() for _ in range(3)] == [releases.path(OLD), releases.path(OLD), None]


def test_a_confirmed_release_stays(releases: Releases) -> None:
    settled(releases, OLD)
    assert {releases.opening() for _ in range(5)} == {releases.path(OLD)}
    assert releases.standing().trial is None


def test_the_one_behind_is_the_last_that_was_confirmed(releases: Releases) -> None:
    settled(releases, OLD)
    taken(releases, NEW)
    taken(releases, NEWER)
    assert releases.standing().previous == OLD


def test_staff_go_back_and_forth(releases: Releases) -> None:
    settled(releases, OLD, NEW)
    assert releases.roll_back() == releases.path(OLD)
    assert releases.standing().refused == (NEW,)
    assert releases.roll_back() == releases.path(NEW)
    assert releases.standing().trial == 0, "it was left once, so it has to prove itself"
    assert releases.standing().refused == (OLD,)


def test_going_back_from_the_first_release_ends_at_what_the_machine_came_with(releases: Releases) -> None:
    settled(releases, OLD)
    assert releases.roll_back() is None
    assert releases.roll_back() == releases.path(OLD)


def test_there_is_nothing_to_go_back_to_at_first(releases: Releases) -> None:
    assert releases.roll_back() is None
    assert releases.standing() == Standing()


def test_a_newer_one_is_taken_after_a_bad_one(releases: Releases) -> None:
    taken(releases, NEW)
    releases.roll_back()
    releases.offer(NEWER)
    assert releases.opening() == releases.path(NEWER)
    assert releases.standing().refused == (NEW,)


def test_a_refused_one_is_not_taken_at_a_start(releases: Releases, tmp_path: Path) -> None:
    taken(releases, NEW)
    releases.roll_back()
    releases.offer(NEW)
    assert releases.opening() is None


def test_what_is_half_there_is_never_taken(releases: Releases, tmp_path: Path) -> None:
    settled(releases, OLD)
    (releases.path(NEW) / LIBRARY).unlink()
    releases.offer(NEW)
    assert releases.opening() == releases.path(OLD)
    assert releases.take_ready() == releases.path(OLD)


def test_a_release_that_the_card_lost_gives_way_and_may_come_again(releases: Releases) -> None:
    settled(releases, OLD, NEW)
    (releases.path(NEW) / LIBRARY).unlink()
    assert releases.opening() == releases.path(OLD)
    assert releases.standing().refused == ()


def test_without_any_whole_release_there_is_still_what_the_machine_came_with(releases: Releases) -> None:
    settled(releases, OLD, NEW)
    for name in (OLD, NEW):
        (releases.path(name) / LIBRARY).unlink()
    assert releases.opening() is None


@pytest.mark.parametrize("raw", [b"", b"{", b'{"active": 3}', b'{"format": 2}', b"\xff" * 64])
def test_a_damaged_state_opens_what_the_machine_came_with(releases: Releases, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / STATE).write_bytes(raw)
    assert releases.opening() is None


def test_a_state_of_a_newer_kiosk_is_understood(releases: Releases, tmp_path: Path) -> None:
    (tmp_path / STATE).write_text(f'{{"active": "{OLD}", "colour": "blue"}}', "utf-8")
    assert releases.opening() == releases.path(OLD)


def test_the_list_of_refused_releases_does_not_grow_for_ever(releases: Releases, tmp_path: Path) -> None:
    for number in range(3, 3 + 2 * MOST_REFUSED):
        shelved(tmp_path, name := f"{number}-dddddddd")
        taken(releases, name)
        releases.roll_back()
    assert len(releases.standing().refused) == MOST_REFUSED


# --- settings and cards ----------------------------------------------------------------------------------------------


def test_settings_follow_the_content_and_cards_never_go_back(releases: Releases, tmp_path: Path) -> None:
    settled(releases, OLD, NEWER)
    assert (tmp_path / "settings.toml").read_text("utf-8") == f"# {NEWER}"
    releases.roll_back()
    assert (tmp_path / "settings.toml").read_text("utf-8") == f"# {OLD}"
    assert (tmp_path / "cards.json").read_text("utf-8") == f'"{NEWER}"', "a lost card must not open the menu again"


def test_a_release_without_settings_takes_away_those_of_the_one_before(releases: Releases, tmp_path: Path) -> None:
    settled(releases, OLD)
    (releases.path(NEW) / "settings.toml").unlink()
    settled(releases, NEW)
    assert not (tmp_path / "settings.toml").exists()


def test_what_a_plug_pulled_in_between_left_out_is_handed_over_at_the_next_start(
    releases: Releases, tmp_path: Path
) -> None:
    settled(releases, OLD, NEW)
    (tmp_path / "settings.toml").unlink()
    (tmp_path / ".cards.json.new").write_text("half", "utf-8")
    (tmp_path / "cards.json").unlink()
    releases.opening()
    assert (tmp_path / "settings.toml").read_text("utf-8") == f"# {NEW}"
    assert (tmp_path / "cards.json").read_text("utf-8") == f'"{NEW}"'


def test_cards_outlive_the_release_they_came_with(releases: Releases, tmp_path: Path) -> None:
    settled(releases, OLD)
    taken(releases, NEW)
    releases.roll_back()
    for file in (releases.path(NEW)).iterdir():
        file.unlink()
    releases.path(NEW).rmdir()
    releases.opening()
    assert (tmp_path / "cards.json").read_text("utf-8") == f'"{NEW}"'


# --- a partition that cannot be written ------------------------------------------------------------------------------


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """A data partition that has become read-only."""
    with mounted(tmp_path / "place", "-t", "tmpfs", "kiosk-test") as place:
        for name in (OLD, NEW):
            shelved(place, name)
        releases = Releases(place)
        settled(releases, OLD)
        releases.offer(NEW)
        read_only(place)
        yield place


def test_a_start_on_a_read_only_partition_opens_what_was_confirmed(unwritable: Path) -> None:
    releases = Releases(unwritable)
    assert releases.opening() == releases.path(OLD)
    with pytest.raises(OSError, match=r"Read-only|denied"):
        releases.take_ready()


# --- speed -----------------------------------------------------------------------------------------------------------


def test_asking_what_to_open_loads_no_heavy_library() -> None:
    """It is asked before the first picture; measured 4 ms beside what a start imports anyway."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, kiosk.update.releases; print(*sys.modules, sep='\\n')"],
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = set(told.stdout.split())
    assert not loaded & {"tuf", "urllib3", "cryptography", "hashlib", "shutil", "json", "click", "subprocess", "yaml"}
