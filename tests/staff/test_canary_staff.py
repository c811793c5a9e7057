"""Canaries of the staff: a PIN and the secret of a card, looked for wherever a machine could have kept them."""

import json
import pickle
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.state import Staff, State
from kiosk.durable import keep
from kiosk.tour import _plain
from tests.canaries import Kept, visited, written

CARD = "ChimHoangYenKhongBaoGioHotTrongNhatKyCuaMay"
LOST = "TheNayDaMatVaKhongConMoDuocMayNaoONoiDay-xx"
SECRETS = {
    "card": f"KIOSK-STAFF-1:{CARD}", "lost": f"KIOSK-STAFF-1:{LOST}",
    "pin": "70519364", "wrong": "82640517",
}  # fmt: skip
CANARIES = (CARD, LOST, CARD[:20], "70519364", "82640517", "0519364", "2640517", "7051936")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Kept:
    folder = tmp_path_factory.mktemp("canary-staff")
    listed = {"format": 1, "cards": [{"digest": sha256(CARD.encode()).hexdigest(), "label": "Đông Ba"}]}
    keep(folder / "data/update/cards.json", json.dumps(listed).encode())
    return visited(folder, "tests.staff.staff_visit", SECRETS, library_file)


def test_the_card_was_shown_and_the_pins_were_typed(kept: Kept) -> None:
    assert kept.told["judged"] == ["kept", "wrong", "right"]
    assert kept.told["typed"] == [SECRETS["pin"]] * 2 + [SECRETS["wrong"]] * 2 + [SECRETS["pin"]]
    assert kept.told["kinds"] == ["staff"] * 3
    assert kept.told["stumbles"] == 1
    assert b"a card was shown that is not on the list" in kept.printed


def test_no_pin_and_no_secret_is_anywhere(kept: Kept) -> None:
    assert {canary: places for canary in CANARIES if (places := kept.holding(*written(canary)))} == {}


def test_a_present_with_a_pin_in_it_has_no_text(kept: Kept) -> None:
    assert not any(canary in kept.told["text"] for canary in CANARIES)
    typed = Staff(typed="70519364", first="70519364")
    assert "7051" not in repr(typed) + repr(State(staff=typed)) + str(State(staff=typed))


def test_an_order_with_a_pin_cannot_be_written_down() -> None:
    order = o.TryPin("70519364")
    assert (repr(order), str(order), f"{order}") == ("TryPin()",) * 3
    with pytest.raises(TypeError, match="never pickled or copied"):
        pickle.dumps(order)


def test_what_a_code_reader_gives_of_a_card_is_its_digest() -> None:
    reading = codes.read(SECRETS["card"].encode())
    assert CARD.encode() not in pickle.dumps(reading)
    assert reading.digest == sha256(CARD.encode()).hexdigest()
    assert repr(e.CodeRead(reading)) == "CodeRead(reading=Reading(staff))"


def test_a_transcript_of_a_tour_has_no_pin() -> None:
    state = State(place="staff", staff=Staff())
    told = [_plain(value, state) for value in (o.TryPin("70519364", new=True), e.KeyTouched("7"))]
    assert told == [{"order": "TryPin", "digits": "", "new": True}, {"event": "KeyTouched", "key": ""}]
    assert b"7" not in msgspec.json.encode(told)
    assert _plain(e.KeyTouched("7"), State(place="lesson"))["key"] == "7", "what a lesson is about may be seen"
