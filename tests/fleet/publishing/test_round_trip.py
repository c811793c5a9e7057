"""From an empty folder to a kiosk that takes it, and what becomes of keys, dates and cards on the way."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from kiosk.fleet.depot.drafting import renewed
from kiosk.fleet.depot.signing import awaited, gathered, sign
from kiosk.fleet.depot.state import State, made
from kiosk.fleet.keys.cards import cards_of, issued, new_line, revoked
from kiosk.fleet.keys.people import redated, retire
from kiosk.fleet.refusing import NotPublished
from kiosk.update.refusal import Refused
from tests.fleet.office import BEGIN, CONTENT, Office, office
from tests.packs.contents import bent, copied


def test_a_kiosk_takes_what_two_of_three_and_the_office_signed(shop: Office, stick: Path, tmp_path: Path) -> None:
    shop.send(stick)
    seen = shop.verified(stick, tmp_path / "home")
    assert seen.version == 1
    assert seen.made == BEGIN
    assert seen.release.fleet == "hue"
    assert seen.release.title == {"vi": "Bài mới", "en": "New lessons"}
    there = {f"content/{file.relative_to(CONTENT)}" for file in CONTENT.rglob("*") if file.is_file()}
    assert {file.path for file in seen.files} == there | {"release.json"}


def test_one_root_key_is_too_few_and_nothing_can_be_sent(tmp_path: Path, stick: Path) -> None:
    made = Office(tmp_path / "depot")
    made.depot.begin("hue")
    for name in ("lan", "minh", "hoa"):
        made.key(name, "root")
    made.key("office", "targets", "snapshot", "timestamp")
    made.add()
    assert made.sign("lan", "office") == ()
    with pytest.raises(NotPublished, match=r"root 1: 1 signature of minh or hoa"):
        made.send(stick)
    assert list(stick.iterdir()) == []
    assert made.sign("hoa") == ("root", "targets", "snapshot", "timestamp")
    assert made.send(stick).files == 9


def test_two_root_keys_are_no_root(tmp_path: Path) -> None:
    made = Office(tmp_path / "depot")
    made.depot.begin("hue")
    made.key("lan", "root")
    made.key("minh", "root", "targets", "snapshot", "timestamp")
    assert made.sign("lan", "minh") == ()
    assert "root 1: root has 2 of at least 3 keys" in awaited(made.state)


def test_content_of_too_few_signatures_stays_at_home(shop: Office, stick: Path, tmp_path: Path) -> None:
    content = copied(tmp_path)
    bent(content, "market/lessons/fish.yaml", "", (CONTENT / "market/lessons/fish.yaml").read_text() + "\n# again\n")
    shop.add(content)
    shop.sign("editor")
    with pytest.raises(NotPublished, match=r"snapshot 2: 1 signature of office\ntimestamp 2: 1 signature of office"):
        shop.send(stick)


def test_a_new_date_moves_no_content(shop: Office, stick: Path, tmp_path: Path) -> None:
    shop.send(stick)
    shop.verified(stick, tmp_path / "home")
    shop.later(50)
    shop.do(lambda state: renewed(state, shop.now))
    assert set(shop.state.drafts) == {"timestamp"}
    assert shop.sign("office") == ("timestamp",)
    assert shop.send(stick).files == 0
    assert shop.verified(stick, tmp_path / "home").made == shop.now


def test_a_new_date_also_renews_what_would_run_out_before_it(shop: Office) -> None:
    shop.later(61)
    shop.do(lambda state: renewed(state, shop.now))
    assert set(shop.state.drafts) == {"snapshot", "timestamp"}
    shop.later(60)
    shop.do(lambda state: renewed(state, shop.now))
    assert set(shop.state.drafts) == {"targets", "snapshot", "timestamp"}


def test_what_ran_out_is_not_sent_and_the_remedy_is_told(shop: Office, stick: Path) -> None:
    shop.later(61)
    with pytest.raises(NotPublished, match=r"timestamp ran out on 2027-01-20.*kiosk publish renew"):
        shop.send(stick)
    shop.later(320)
    with pytest.raises(NotPublished, match=r"root ran out on .*kiosk publish renew --root"):
        shop.send(stick)


def test_a_year_later_two_people_meet_again(shop: Office, stick: Path, tmp_path: Path) -> None:
    shop.send(stick)
    shop.verified(stick, tmp_path / "home")
    shop.later(330)
    shop.do(lambda state: redated(state, shop.now))
    shop.do(lambda state: renewed(state, shop.now))
    assert shop.sign("office", "editor") == ("targets", "snapshot", "timestamp")
    assert shop.sign("lan", "hoa") == ("root",)
    shop.send(stick)
    assert shop.verified(stick, tmp_path / "home").version == 2
    assert (stick / "metadata" / "2.root.json").exists()


def test_a_stolen_root_key_is_replaced_by_the_other_two(shop: Office, stick: Path, tmp_path: Path) -> None:
    shop.send(stick)
    shop.verified(stick, tmp_path / "home")
    shop.do(lambda state: retire(state, "minh", (), shop.now))
    assert shop.sign("lan", "hoa") == ()
    shop.key("thu", "root")
    assert shop.sign("lan", "thu") == (), "of the old keys only one has signed"
    assert shop.sign("hoa") == ("root",)
    shop.send(stick)
    assert shop.verified(stick, tmp_path / "home").version == 1
    shop.do(lambda state: redated(state, shop.now))
    assert shop.sign("minh", "lan") == (), "the stolen key counts no more"


def test_a_stolen_office_key_is_replaced_and_what_it_signed_is_signed_anew(
    shop: Office, stick: Path, tmp_path: Path
) -> None:
    shop.send(stick)
    shop.verified(stick, tmp_path / "home")
    shop.do(lambda state: retire(state, "office", (), shop.now))
    shop.key("office-2", "snapshot", "timestamp")
    assert {"root", "snapshot", "timestamp"} <= set(shop.state.drafts)
    shop.sign("lan", "minh", "office-2")
    assert shop.state.drafts == {}
    shop.send(stick)
    assert shop.verified(stick, tmp_path / "home").version == 1


def test_old_content_can_go_out_while_a_new_root_waits(shop: Office) -> None:
    shop.do(lambda state: redated(state, shop.now))
    shop.later(1)
    shop.do(lambda state: renewed(state, shop.now))
    assert shop.sign("office") == ("timestamp",)
    assert set(shop.state.drafts) == {"root"}


def brought_back(copy: State, state: State) -> State:
    return gathered(state, copy)[0]


def test_two_people_sign_on_machines_of_their_own(shop: Office, tmp_path: Path) -> None:
    """Only the metadata and the drafts travel; the content stays where it is."""
    shop.do(lambda state: redated(state, shop.now))
    copies = []
    for name in ("lan", "hoa"):
        copy = Office(tmp_path / name)
        for folder in ("metadata", "draft"):
            shutil.copytree(shop.depot.folder / folder, copy.depot.folder / folder)
        copy.signers = {name: shop.signers[name]}
        assert copy.sign(name) == ()
        copies.append(copy.state)
    for copied_state, name in zip(copies, ("lan", "hoa"), strict=True):
        assert gathered(shop.state, copied_state)[1] == (("root", name),)
        shop.do(partial(brought_back, copied_state))
    assert shop.state.drafts == {}


def test_a_copy_of_another_draft_is_not_taken_for_ours(shop: Office) -> None:
    shop.do(lambda state: redated(state, shop.now))
    before = sign(shop.state, shop.signers["lan"])[0]
    shop.later(1)
    shop.do(lambda state: redated(state, shop.now))
    with pytest.raises(NotPublished, match="another draft"):
        gathered(shop.state, before)


def test_dates_never_go_back_and_a_clock_a_day_behind_is_refused(shop: Office) -> None:
    shop.later(-0.5)
    shop.do(lambda state: renewed(state, shop.now))
    assert made(shop.state.drafts["timestamp"]) == BEGIN
    shop.later(-1)
    with pytest.raises(NotPublished, match="Set the clock right"):
        shop.do(lambda state: renewed(state, shop.now))


def test_a_revoked_card_is_off_the_list_that_kiosks_get(shop: Office, stick: Path, tmp_path: Path) -> None:
    line = new_line()
    shop.do(lambda state: issued(shop.depot, state, "Đông Ba 1", line, shop.now))
    shop.do(lambda state: issued(shop.depot, state, "Đông Ba 2", new_line(), shop.now))
    shop.sign("editor", "office")
    shop.send(stick)
    assert "staff/cards.json" in {file.path for file in shop.verified(stick, tmp_path / "home").files}
    assert line.removeprefix("KIOSK-STAFF-1:") not in "".join(f.read_text("utf-8") for f in stick.rglob("*.json"))
    shop.do(lambda state: revoked(shop.depot, state, "Đông Ba 1", shop.now))
    shop.sign("editor", "office")
    shop.send(stick)
    assert shop.verified(stick, tmp_path / "home").version == 3
    assert [card.label for card in cards_of(shop.depot, shop.state).cards] == ["Đông Ba 2"]
    with pytest.raises(NotPublished, match="There are: Đông Ba 2"):
        shop.do(lambda state: revoked(shop.depot, state, "Đông Ba 1", shop.now))


def test_new_content_keeps_the_cards(shop: Office, tmp_path: Path) -> None:
    shop.do(lambda state: issued(shop.depot, state, "Đông Ba 1", new_line(), shop.now))
    content = copied(tmp_path)
    (content / "market/pictures/fish.svg").write_text((CONTENT / "market/pictures/fish.svg").read_text() + "\n")
    assert shop.add(content).new == 2, "the drawing, and the release itself"
    assert [card.label for card in cards_of(shop.depot, shop.state).cards] == ["Đông Ba 1"]


def test_a_kiosk_of_another_office_refuses(shop: Office, stick: Path, tmp_path: Path) -> None:
    other = office(tmp_path / "other")
    shop.send(stick)
    with pytest.raises(Refused):
        other.verified(stick, tmp_path / "home")
