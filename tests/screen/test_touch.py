"""Crooked glass is put right by four touches, and what is no touch of a cross is refused."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.screen.touch import STRAIGHT, Glass, Matrix, NoMatrixError, calibrated, fitted, put_right
from kiosk.screen.turned import Point, Turned

CROSSES: tuple[Point, ...] = ((0.12, 0.15), (0.88, 0.15), (0.88, 0.85), (0.12, 0.85))
SMALL = st.floats(-0.2, 0.2)


def felt_through(matrix: Matrix) -> list[Point]:
    """What glass that is put right by `matrix` tells of fingers on the crosses."""
    a, b, c, d, e, f = matrix
    det = a * e - b * d
    return [((e * (x - c) - b * (y - f)) / det, (a * (y - f) - d * (x - c)) / det) for x, y in CROSSES]


@given(st.floats(0.6, 1.6), SMALL, SMALL, SMALL, st.floats(0.6, 1.6), SMALL, st.booleans(), st.booleans())
def test_glass_that_sits_crooked_is_put_right(  # noqa: PLR0913, PLR0917 - six numbers, and the two ways to mirror
    a: float, b: float, c: float, d: float, e: float, f: float, mirrored: bool, swapped: bool
) -> None:
    true: Matrix = (-a if mirrored else a, b, c + mirrored, d, e, f)
    if swapped:
        true = (*true[3:], *true[:3])
    assume(abs(true[0] * true[4] - true[1] * true[3]) > 0.2)
    touches = felt_through(true)
    assert fitted(CROSSES, touches) == pytest.approx(true, abs=1e-6)
    for touch, cross in zip(touches, CROSSES, strict=True):
        assert put_right(fitted(CROSSES, touches), *touch) == pytest.approx(cross, abs=1e-9)


@given(st.lists(st.tuples(st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)), min_size=4, max_size=4))
def test_a_hand_that_shakes_a_little_moves_the_picture_little(shaken: list[Point]) -> None:
    touches = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(CROSSES, shaken, strict=True)]
    matrix = fitted(CROSSES, touches)
    for corner in ((0.0, 0.0), (1.0, 0.0), (0.5, 0.5), (1.0, 1.0)):
        assert put_right(matrix, *corner) == pytest.approx(corner, abs=0.04)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=4, max_size=4))
def test_whatever_is_taken_brings_every_touch_to_its_cross(touches: list[Point]) -> None:
    try:
        matrix = fitted(CROSSES, touches)
    except NoMatrixError as refused:
        assert str(refused).endswith(".")
        return
    for touch, cross in zip(touches, CROSSES, strict=True):
        assert put_right(matrix, *touch) == pytest.approx(cross, abs=0.051)


@pytest.mark.parametrize(
    ("touches", "why"),
    [
        ([(0.5, 0.5)] * 4, "too close together"),
        ([(0.1, 0.1), (0.5, 0.5), (0.9, 0.9), (0.2, 0.2)], "too close together"),
        ([*CROSSES[:3], (0.5, 0.5)], "away from its cross"),
        ([CROSSES[0], CROSSES[2], CROSSES[1], CROSSES[3]], "away from its cross"),
        ([*CROSSES[:2]], "Too few crosses"),
    ],
)
def test_what_is_no_touch_of_the_crosses_is_refused_in_a_sentence(touches: list[Point], why: str) -> None:
    with pytest.raises(NoMatrixError, match=why):
        fitted(CROSSES, touches)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_on_a_turned_picture_straight_glass_stays_straight(degrees: int) -> None:
    turned = Turned(degrees)
    touches = [turned.to_display(*cross) for cross in CROSSES]
    assert calibrated(CROSSES, touches, turned) == pytest.approx(STRAIGHT, abs=1e-9)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_once_put_right_a_finger_is_felt_where_it_points(degrees: int) -> None:
    """A mirrored glass under a turned picture: the worst that is sold."""
    turned = Turned(degrees)
    touches = [(1 - u, v) for u, v in (turned.to_display(*cross) for cross in CROSSES)]
    glass = Glass(turned, calibrated(CROSSES, touches, turned))
    for touch, cross in zip(touches, CROSSES, strict=True):
        assert glass.point(*touch) == pytest.approx(cross)


# --- which of several ------------------------------------------------------------------------------------------------

TWO = ((3, "Goodix Capacitive TouchScreen"), (4, "ILITEK Multi-Touch-V3000"))


def test_without_a_name_every_touchscreen_counts() -> None:
    glass = Glass(devices=lambda: TWO)
    assert glass.counts(3) and glass.counts(4)


def test_of_two_the_named_one_counts() -> None:
    glass = Glass(named="ilitek", devices=lambda: TWO)
    assert not glass.counts(3)
    assert glass.counts(4)


def test_while_the_named_one_is_not_there_the_others_count() -> None:
    assert Glass(named="eGalax", devices=lambda: TWO).counts(3)


def test_one_that_is_plugged_in_later_is_looked_up() -> None:
    there = [TWO[0]]
    glass = Glass(named="ilitek", devices=lambda: there)
    assert glass.counts(3)
    there.append(TWO[1])
    assert glass.counts(4)
    assert not glass.counts(3)
