"""Charts: marks of the right length, in the right place, and told."""

import re

import pytest

from kiosk.fleet.report.page.charts import Bar, WeekColumn, bars, columns, round_up
from kiosk.fleet.report.page.markup import Markup, tag, together
from kiosk.fleet.report.page.wards_chart import SHADES, Square, place, shade, wards_chart, wrapped


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = bars([Bar("a", 200), Bar("b", 50), Bar("c", None), Bar("d", 1)], "en", "Most: a")
    assert re.findall(r'width="([\d.]+%)"', drawn) == ["100.0%", "25.0%", "0.6%"]
    assert 'aria-label="Most: a. a 200; b 50; c; d 1"' in drawn


def test_what_was_folded_has_a_number_and_no_bar() -> None:
    drawn = bars([Bar("a", 20), Bar("other", 1000, bare=True)], "en", "A")
    assert re.findall(r'width="([\d.]+%)"', drawn) == ["100.0%"]
    assert "<span>1,000</span>" in drawn


def test_two_numbers_are_a_solid_and_a_hatched_bar_with_a_key() -> None:
    drawn = bars([Bar("a", 20, 10)], "vi", "A", ("mở", "học hết"))
    assert re.findall(r'<rect class="(\w+)" width="([\d.]+)%" height="100%"/></svg>', drawn)[2:] == [
        ("solid", "100.0"), ("hatched", "50.0"),
    ]  # fmt: skip
    assert "mở" in drawn and "học hết" in drawn


def test_columns_stand_on_the_ground_and_cut_weeks_are_hatched() -> None:
    weeks = [WeekColumn("1/9", 50, False), WeekColumn("8/9", 100, True), WeekColumn("15/9", 0, True)]
    drawn = columns(weeks, "vi", "Tuần", ("trọn", "không trọn"))
    marks = re.findall(r'<rect class="(\w+)" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', drawn)
    assert [kind for kind, _, _ in marks] == ["hatched", "solid", "solid"]
    heights = [float(high) for _, _, high in marks]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2) and heights[2] == 0
    assert {round(float(top) + float(high)) for _, top, high in marks} == {260}


@pytest.mark.parametrize("most", [0, 1, 7, 10, 99, 101, 143_420, 10**9])
@pytest.mark.parametrize("parts", [4, 5])
def test_a_scale_holds_the_largest_and_is_not_much_larger(most: int, parts: int) -> None:
    top = round_up(most, parts)
    assert top >= most and top % parts == 0 and top <= max(10 * parts, 1.7 * most)


def squares(*places: tuple[int, int]) -> list[Square]:
    return [Square(f"w{n}", row, column, 10, "") for n, (row, column) in enumerate(places)]


def test_wards_keep_their_place_and_wide_gaps_close() -> None:
    placed = {one.square.name: (one.row, one.column) for one in place(squares((2, 3), (3, 3), (900, -7), (2, 10**9)))}
    assert placed == {"w0": (0, 2), "w1": (1, 2), "w2": (3, 0), "w3": (0, 4)}


def test_wards_of_one_cell_are_all_drawn() -> None:
    placed = place(squares((0, 0), (0, 0), (0, 0)))
    assert len({(one.row, one.column) for one in placed}) == 3


def test_shades_grow_with_numbers() -> None:
    assert [shade(n, 100) for n in (0, 1, 20, 21, 99, 100)] == [0, 1, 1, 2, SHADES, SHADES]


def test_each_ward_has_its_number_printed() -> None:
    drawn = wards_chart(
        [Square("Phú Xuân", 0, 0, 1234, "3 máy"), Square("Vỹ Dạ", 0, 1, 0, "1 máy")], "vi", "T", "{low}–{high}", "–"
    )
    assert '<text x="66" y="60" class="figure">1.234</text>' in drawn
    assert 'class="shade0"' in drawn and "Phú Xuân 1.234" in drawn


@pytest.mark.parametrize("name", ["", "Phường Chân Mây – Lăng Cô và vùng phụ cận", "x" * 900, "\x00\x01"])
def test_a_ward_has_a_name_that_fits(name: str) -> None:
    lines = wrapped(name)
    assert 1 <= len(lines) <= 2 and all(0 < len(line) <= 18 for line in lines)


def test_markup_escapes_all_but_itself() -> None:
    assert tag("p", "<b>", Markup("<i></i>"), klass='"') == '<p class="&quot;">&lt;b&gt;<i></i></p>'
    assert tag("rect", stroke_width=2, hidden=True, x=None) == '<rect stroke-width="2" hidden/>'
    assert together(["a & b", tag("br")]) == "a &amp; b<br/>"
