"""What may become a release, and what is refused before anything is written."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.fleet.refusing import NotPublished
from kiosk.update import layout
from tests.fleet.office import CONTENT, Office, office
from tests.packs.contents import bent, copied


def files(shop: Office) -> set[str]:
    return {file.relative_to(shop.depot.folder).as_posix() for file in shop.depot.folder.rglob("*") if file.is_file()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copied(tmp_path)


def refusal(shop: Office, content: Path, **wish: object) -> str:
    """The words with which it is refused; and the depot is as it was."""
    before = files(shop)
    with pytest.raises(NotPublished) as told:
        shop.add(content, **wish)
    assert files(shop) == before
    return str(told.value)


def test_broken_content_is_refused_with_file_and_line(shop: Office, content: Path) -> None:
    bent(content, "market/pack.yaml", "", "title: [")
    assert re.search(r"market/pack\.yaml:\d+: ", refusal(shop, content))


def long_name(content: Path) -> None:
    (content / "market" / ("a" * 176 + ".svg")).write_text("")
    (content / "market" / ("b" * 177 + ".svg")).write_text("")


def accent(content: Path) -> None:
    (content / "market" / "cá.txt").write_text("")


def capital(content: Path) -> None:
    (content / "market" / "Fish.txt").write_text("")


def deep(content: Path) -> None:
    folder = content / "market" / "a" / "b" / "c" / "d"
    folder.mkdir(parents=True)
    (folder / "e.txt").write_text("")


@pytest.mark.parametrize("spoil", [accent, capital, long_name, deep])
def test_names_that_a_stick_or_a_kiosk_would_not_bear(
    shop: Office, content: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(content)
    assert re.search(r"market/.+: (letters other|too long|its name has more)", refusal(shop, content))


def test_links_are_not_followed(shop: Office, content: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for everybody")
    (content / "market" / "notes.txt").symlink_to(tmp_path / "secret.txt")
    assert re.search("notes.txt: it is no plain file", refusal(shop, content))
    (content / "market" / "notes.txt").unlink()
    (content / "market" / "more").symlink_to(tmp_path)
    assert re.search("more is a link", refusal(shop, content))


def test_a_file_larger_than_kiosks_take(shop: Office, content: Path) -> None:
    with (content / "market" / "film.ogg").open("wb") as film:
        film.truncate(layout.MOST_BYTES_OF_FILE + 1)
    assert re.search(r"film\.ogg: 50 MB; one file has 50 MB at most", refusal(shop, content))


def test_more_files_than_kiosks_take(shop: Office, content: Path) -> None:
    first = content / "market" / "0.txt"
    first.touch()
    for number in range(layout.MOST_FILES):
        (content / "market" / f"{number}-again.txt").hardlink_to(first)
    assert re.search(f"a kiosk takes {layout.MOST_FILES}", refusal(shop, content))


def test_what_desks_leave_behind_does_not_travel(shop: Office, content: Path) -> None:
    for name in (".DS_Store", "._pack.yaml", "Thumbs.db"):
        (content / "market" / name).write_text("x")
    (content / ".git").mkdir()
    (content / ".git" / "HEAD").write_text("x")
    added = shop.add(content)
    assert added.unchanged
    assert {Path(name).name for name in added.left_out} == {".DS_Store", "._pack.yaml", "Thumbs.db"}


def test_only_what_changed_is_new_and_the_same_again_is_no_release(shop: Office, content: Path) -> None:
    assert shop.add(content).unchanged
    assert shop.state.drafts == {}
    bent(content, "market/pictures/fish.svg", "", (CONTENT / "market/pictures/fish.svg").read_text() + "\n")
    before = files(shop)
    assert shop.add(content).new == 2
    fresh = {name.split("/")[-1].split(".", 1)[1] for name in files(shop) - before if name.startswith("targets/")}
    assert fresh == {"fish.svg", "release.json"}


def test_the_same_content_at_the_same_time_is_the_same_to_the_byte(tmp_path: Path) -> None:
    one, two = office(tmp_path / "one"), office(tmp_path / "two")
    for made in (one, two):
        made.add(title={"vi": "Bài mới"})
    same = [(made.depot.folder / "draft" / "targets.json").read_bytes() for made in (one, two)]
    assert same[0] == same[1]


def test_a_removed_file_is_in_no_release_any_more(shop: Office, content: Path) -> None:
    extra = content / "market" / "notes.txt"
    extra.write_text("for authors")
    shop.add(content)
    assert "content/market/notes.txt" in shop.state.targets.targets
    extra.unlink()
    shop.add(content)
    assert "content/market/notes.txt" not in shop.state.targets.targets


def test_settings_of_a_group_travel_until_they_are_taken_back(shop: Office, content: Path, tmp_path: Path) -> None:
    given = tmp_path / "market.toml"
    given.write_text("[voice]\nvolume = 60\n[visit]\nidle_warning_s = 40\n")
    shop.add(content, settings=(given,))
    assert "settings/market.toml" in shop.state.targets.targets
    shop.add(content, title={"vi": "Lần nữa"})
    assert "settings/market.toml" in shop.state.targets.targets
    shop.add(content, drop_settings=True)
    assert "settings/market.toml" not in shop.state.targets.targets


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("market.toml", "[camera]\nfolder = '/'\n", "no kiosk takes camera.folder"),
        ("market.toml", "[update]\nroot = 'other.json'\n", "no kiosk takes update.root"),
        ("market.toml", "volume = 3\n", "no kiosk takes volume"),
        ("market.toml", "[voice", "is no TOML"),
        ("Market.toml", "", "named after their group"),
        ("market.json", "", "named after their group"),
    ],
)
def test_settings_that_no_kiosk_takes(shop: Office, tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text)
    assert re.search(says, refusal(shop, CONTENT, settings=(tmp_path / name,)))


@pytest.mark.parametrize("wish", [{"groups": ("Chợ",)}, {"title": {"fr": "Bonjour"}}])
def test_a_release_that_cannot_be_told(shop: Office, wish: dict[str, object]) -> None:
    assert re.search("cannot be told so", refusal(shop, CONTENT, **wish))
