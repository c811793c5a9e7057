"""A picture turned on its display: every pixel and every touch goes where a person would look for it."""

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scenes.values import Box
from kiosk.screen.touch import Glass
from kiosk.screen.translate import translate
from kiosk.screen.turned import Turned

DEGREES = pytest.mark.parametrize("degrees", [0, 90, 180, 270])
WIDE, HIGH = 12, 8
"""A display; the picture on it stands upright when it is turned by a quarter."""


def numbered(width: int, height: int) -> pygame.Surface:
    """A picture in which no two pixels are alike."""
    picture = pygame.Surface((width, height), 0, 32)
    for x in range(width):
        for y in range(height):
            picture.set_at((x, y), (10 + x * 10, 10 + y * 10, 90))
    return picture


@DEGREES
def test_every_pixel_is_felt_where_it_is_shown(degrees: int) -> None:
    turned = Turned(degrees)
    width, height = turned.size(WIDE, HIGH)
    picture, display = numbered(width, height), pygame.Surface((WIDE, HIGH), 0, 32)
    assert turned.paint(picture, Box(0, 0, width, height), display) == Box(0, 0, WIDE, HIGH)
    for u in range(WIDE):
        for v in range(HIGH):
            finger = pygame.event.Event(pygame.FINGERDOWN, x=(u + 0.5) / WIDE, y=(v + 0.5) / HIGH, finger_id=1)
            click = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(u, v), button=1)
            for felt in translate([finger, click], width, height, Glass(turned)):
                assert picture.get_at((felt.x, felt.y)) == display.get_at((u, v))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("degrees", "corner"), [(0, (0, 0)), (90, (WIDE - 1, 0)), (180, (WIDE - 1, HIGH - 1)), (270, (0, HIGH - 1))]
)
def test_it_is_turned_clockwise(degrees: int, corner: tuple[int, int]) -> None:
    turned = Turned(degrees)
    picture, display = numbered(*turned.size(WIDE, HIGH)), pygame.Surface((WIDE, HIGH), 0, 32)
    turned.paint(picture, Box(0, 0, *picture.get_size()), display)
    assert display.get_at(corner) == picture.get_at((0, 0))


@DEGREES
@given(st.integers(-3, 12), st.integers(-3, 12), st.integers(1, 9), st.integers(1, 9))
def test_a_part_goes_where_the_whole_would_have_it(degrees: int, x: int, y: int, w: int, h: int) -> None:
    turned = Turned(degrees)
    picture = numbered(*turned.size(WIDE, HIGH))
    whole, parts = (pygame.Surface((WIDE, HIGH), 0, 32) for _ in range(2))
    turned.paint(picture, Box(0, 0, *picture.get_size()), whole)
    place = turned.paint(picture, Box(x, y, w, h), parts)
    for u in range(WIDE):
        for v in range(HIGH):
            inside = place.holds(u, v)
            assert parts.get_at((u, v)) == (whole.get_at((u, v)) if inside else (0, 0, 0, 255))


@DEGREES
@given(st.floats(0, 1), st.floats(0, 1))
def test_there_and_back_is_the_same_point(degrees: int, x: float, y: float) -> None:
    turned = Turned(degrees)
    assert turned.to_picture(*turned.to_display(x, y)) == pytest.approx((x, y))
