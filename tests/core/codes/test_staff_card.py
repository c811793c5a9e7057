"""A staff card tells its digest and nothing else, and is nothing odd wherever it is shown."""

import hashlib

import msgspec
import pytest

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.codes.reading import Reading
from kiosk.core.codes.staff_card import PREFIX, digest_of
from kiosk.core.verdict import verdict
from tests.small import library
from tests.visitor import Visitor

LETTERS = "hN3kQ0v_5tZ-8yXcB2mLwEr7uIoPaSdFgHjKl1qWz4A"
CARD = PREFIX + LETTERS
DIGEST = hashlib.sha256(LETTERS.encode()).hexdigest()
SMALL = library()


def test_only_the_digest_leaves_the_card() -> None:
    reading = codes.read(CARD.encode())
    assert reading == Reading(kind="staff", digest=DIGEST)
    assert LETTERS.encode() not in msgspec.json.encode(reading)
    assert digest_of(f"{CARD}\r\n") == DIGEST


@pytest.mark.parametrize(
    "payload", [PREFIX, CARD[:-1], CARD + "A", CARD.replace("_", "+"), CARD.lower(), f"x{CARD}", CARD + "\nmore"]
)
def test_what_only_looks_like_one_is_some_text(payload: str) -> None:
    assert (codes.read(payload).kind, codes.read(payload).digest, digest_of(payload)) == ("text", "", "")


def test_shown_to_the_service_it_is_looked_up_and_is_else_an_unknown_code() -> None:
    visitor = Visitor(SMALL).does(e.Came(7), e.CheckOpened(), e.CodeRead(codes.read(CARD)))
    assert [order for order in visitor.orders if isinstance(order, o.ShowCard)] == [o.ShowCard(DIGEST)]
    assert visitor.counted("codes_read") == []
    assert visitor.state.check is not None
    assert visitor.state.check.reading == Reading(kind="staff")
    assert visitor.state.speaking.lines[0] == "check_unknown"
    assert not any(isinstance(order, o.Play) for order in visitor.orders)
    assert verdict(Reading(kind="staff")) == "other"
    assert visitor.does(e.StaffCame("card")).state.place == "staff"
    assert visitor.state.check is None


def test_shown_in_a_lesson_it_is_an_unknown_code() -> None:
    visitor = Visitor(SMALL).opens("together").does_right().does_right().does(e.CodeRead(codes.read(CARD)))
    assert visitor.lesson.reply == SMALL.phrases.unknown_code
    assert visitor.lesson.reading == Reading(kind="text", why="opaque")
    assert not any(isinstance(order, o.ShowCard) for order in visitor.orders)
