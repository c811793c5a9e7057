"""The object reader: gives back what was written, in any order, and meets any text without raising."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.codes import crc, read, tlv

tags = st.integers(0, 99).map("{:02d}".format)
values = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=99)
objects = st.lists(st.tuples(tags, values), min_size=1, max_size=12, unique_by=lambda item: item[0])


@given(objects)
def test_what_is_written_is_read(items: list[tlv.Item]) -> None:
    parsed = tlv.parse(tlv.write(items))
    assert parsed.sound
    assert list(parsed.items) == items


@given(objects.flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))))
def test_the_order_changes_no_value(orders: tuple[list[tlv.Item], list[tlv.Item]]) -> None:
    items, shuffled = orders
    parsed = tlv.parse(tlv.write(shuffled))
    assert all(parsed.value(tag) == value for tag, value in items)


@given(objects, st.integers(1, 400))
def test_a_length_that_lies_is_noticed(items: list[tlv.Item], cut: int) -> None:
    text = tlv.write(items)
    short = text[: -min(cut, len(text) - 1)]
    parsed = tlv.parse(short)
    # Cutting exactly between two objects leaves a whole, shorter text; anything else is a lie.
    assert parsed.whole == (tlv.write(parsed.items) == short)
    assert list(parsed.items) == items[: len(parsed.items)]


@given(st.text() | st.text("0123456789", max_size=300))
def test_any_text_is_met_calmly(text: str) -> None:
    parsed = tlv.parse(text)
    assert text.startswith(tlv.write(parsed.items))
    assert tlv.parse_counting_bytes(text).whole in {True, False}


@given(st.text() | st.binary(max_size=400) | st.text("0123456789|ABCDEFabcdef:/@.", max_size=200))
def test_reading_anything_gives_a_kind(payload: str | bytes) -> None:
    assert read(payload).kind


@given(st.text("0123456789", max_size=200))
def test_reading_a_sealed_anything_gives_a_payment_code(middle: str) -> None:
    reading = read(crc.sealed(f"000201{middle}".encode()))
    assert reading.crc_ok
    assert reading.kind in {"emv", "vietqr", "vnpay"}


@pytest.mark.parametrize("item", [("1", "x"), ("ab", "x"), ("٠١", "x"), ("01", ""), ("01", "x" * 100)])
def test_the_writer_is_strict(item: tlv.Item) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        tlv.write([item])
