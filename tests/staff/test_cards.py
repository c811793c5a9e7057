import json
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.staff.cards import Card, StaffCards

MINE, LOST = (sha256(secret).hexdigest() for secret in (b"a card", b"a lost card"))


def write(folder: Path, *digests: str, **more: object) -> Path:
    listed = {"format": 1, "cards": [{"digest": digest, "label": "Chợ Đông Ba"} for digest in digests]}
    file = folder / "cards.json"
    file.write_text(json.dumps(listed | more), encoding="utf-8")
    return file


def test_only_cards_on_the_list_are_true(tmp_path: Path) -> None:
    cards = StaffCards(write(tmp_path, MINE))
    assert (cards.knows(MINE), cards.knows(LOST), cards.knows("")) == (True, False, False)


def test_a_card_taken_off_the_list_opens_nothing_from_then_on(tmp_path: Path) -> None:
    cards = StaffCards(write(tmp_path, MINE, LOST))
    assert cards.knows(LOST)
    write(tmp_path, MINE)
    assert not cards.knows(LOST)


def test_without_a_list_there_is_no_card(tmp_path: Path) -> None:
    lines: list[str] = []
    assert not StaffCards(tmp_path / "cards.json", say=lines.append).knows(MINE)
    assert lines == [], "a kiosk that was never updated is no fault"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[", b'{"format":2,"cards":[]}', b'{"format":1}', b'{"format":1,"cards":[{"digest":"abc"}]}',
        b" " * 1_000_001,
    ],
)  # fmt: skip
def test_a_damaged_list_opens_nothing_and_is_told(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "cards.json").write_bytes(raw)
    lines: list[str] = []
    assert not StaffCards(tmp_path / "cards.json", say=lines.append).knows(MINE)
    assert len(lines) == 1
    assert "no staff card opens the menu" in lines[0]


def test_a_list_with_one_bad_entry_is_refused_as_a_whole(tmp_path: Path) -> None:
    assert not StaffCards(write(tmp_path, MINE, "XYZ"), say=lambda _: None).knows(MINE)


def test_letters_of_other_alphabets_are_no_digest(tmp_path: Path) -> None:
    assert not StaffCards(write(tmp_path, MINE)).knows("ａ" * 64)


def test_the_card_of_a_desk_needs_no_list(tmp_path: Path) -> None:
    assert StaffCards(tmp_path / "none", also=(MINE,)).knows(MINE)


def first(folder: Path, *digests: str) -> Path:
    (folder / "first").mkdir(exist_ok=True)
    return write(folder / "first", *digests)


def test_a_card_of_the_first_boot_counts_until_the_office_has_sent_its_list(tmp_path: Path) -> None:
    cards = StaffCards(tmp_path / "cards.json", first=first(tmp_path, LOST))
    assert cards.knows(LOST)
    write(tmp_path, MINE)
    assert (cards.knows(MINE), cards.knows(LOST)) == (True, False)


def test_a_damaged_list_of_the_office_does_not_bring_the_first_card_back(tmp_path: Path) -> None:
    cards = StaffCards(tmp_path / "cards.json", first=first(tmp_path, LOST), say=lambda _: None)
    (tmp_path / "cards.json").write_bytes(b"{")
    assert not cards.knows(LOST)


def test_a_card_tells_nothing_of_itself() -> None:
    assert repr(Card(MINE, "Lan")) == "Card()"
