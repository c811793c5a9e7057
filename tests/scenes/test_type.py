from hypothesis import given
from hypothesis import strategies as st

from kiosk.scenes.type import balanced, fitted, inks, line_px, lines_in, paged, tall, wrapped
from kiosk.scenes.values import Box, Face, Weight
from tests.scenes.screens import FONTS, even

FACE = Face("semibold", 40)
TEXTS = st.lists(st.text("aăâbcdđeêghikơưxyỗẳ.,!", min_size=1, max_size=7), min_size=1, max_size=30).map(" ".join)


def test_lines_are_as_wide_as_the_room_at_most() -> None:
    paragraph = wrapped("một hai ba bốn năm", FACE, 160, even)
    assert [line.text for line in paragraph.lines] == ["một hai", "ba bốn", "năm"]
    assert [line.first for line in paragraph.lines] == [0, 2, 4]


def test_a_word_is_never_broken_but_an_address_is() -> None:
    assert wrapped("nghiêng", FACE, 100, even).width > 100
    address = wrapped("trung-thuong.example/nhan-qua", FACE, 200, even)
    assert address.width <= 200
    assert "".join(line.text for line in address.lines) == "trung-thuong.example/nhan-qua"


@given(TEXTS, st.integers(140, 900))
def test_wrapping_keeps_every_word_in_order(text: str, width: int) -> None:
    paragraph = wrapped(text, FACE, width, even)
    assert paragraph.text.split() == text.split()
    assert all(text.split()[line.first] == line.text.split()[0] for line in paragraph.lines)
    assert paragraph.width <= width


@given(TEXTS, st.integers(140, 900), st.integers(1, 4))
def test_pages_keep_every_word_and_hold_no_more_lines_than_allowed(text: str, width: int, most: int) -> None:
    pages = paged(text, FACE, width, most, even)
    assert " ".join(page.text for page in pages).split() == text.split()
    assert all(len(page.lines) <= most for page in pages)
    firsts = [line.first for page in pages for line in page.lines]
    assert firsts == sorted(firsts)


@given(TEXTS, st.integers(140, 900))
def test_balancing_needs_no_more_lines(text: str, width: int) -> None:
    even_lines, lines = balanced(text, FACE, width, even), wrapped(text, FACE, width, even)
    assert len(even_lines.lines) == len(lines.lines)
    assert even_lines.width <= width


def test_a_page_ends_where_one_may_breathe() -> None:
    first, second = paged("Bác xem đây. Rồi bác chạm", FACE, 320, 1, even)
    assert (first.text, second.text) == ("Bác xem đây.", "Rồi bác chạm")


def test_a_label_takes_the_largest_face_that_fits() -> None:
    large, small = Face("semibold", 50), Face("semibold", 40)
    assert fitted("Nghe lại", (large, small), 210, 80, even) == wrapped("Nghe lại", large, 210, even)
    assert fitted("Nghe lại", (large, small), 170, 80, even) == wrapped("Nghe lại", small, 170, even)
    assert fitted("Nghe lại", (large, small), 100, 80, even) is None


def test_line_boxes_hold_real_lines_and_never_overlap() -> None:
    weights: tuple[Weight, ...] = ("regular", "semibold", "extrabold")
    for px in range(30, 70):
        assert all(FONTS.line_px(Face(weight, px)) <= line_px(px) for weight in weights)
        assert lines_in(tall(3, px), px) == 3
        assert lines_in(tall(3, px) - 1, px) == 2
    upper, lower = inks(wrapped("một hai", FACE, 80, even), Box(0, 0, 80, 200), "#000000", even)
    assert lower.box.y - upper.box.y == 60
    assert not upper.box.meets(lower.box)
