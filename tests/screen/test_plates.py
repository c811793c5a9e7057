import pygame
import pytest

from kiosk.scenes.values import Box, Plate
from kiosk.screen.plates import Plates

PAPER = "#000000"
BOX = Box(4, 4, 60, 40)


def painted(plate: Plate) -> pygame.Surface:
    surface = pygame.Surface((68, 48), 0, 32)
    surface.fill(PAPER)
    Plates().paint(surface, plate)
    return surface


def red(surface: pygame.Surface, x: int, y: int) -> int:
    return surface.get_at((x, y)).r


@pytest.mark.parametrize("radius", [0, 1, 6, 20, 99])
@pytest.mark.parametrize(
    ("fill", "edge", "edge_px"), [("#FFFFFF", "", 0), ("#FFFFFF", "#FF0000", 3), ("", "#FF0000", 4)]
)
def test_it_reaches_its_box_and_no_further(radius: int, fill: str, edge: str, edge_px: int) -> None:
    surface = painted(Plate(BOX, fill, edge, edge_px, radius))
    surface.set_colorkey(PAPER)
    assert surface.get_bounding_rect() == pygame.Rect(4, 4, 60, 40)


def test_corners_are_smooth_and_alike() -> None:
    surface = painted(Plate(BOX, "#FFFFFF", radius=16))
    tones = {red(surface, x, y) for x in range(4, 20) for y in range(4, 20)}
    assert len(tones) > 10
    for x in range(16):
        for y in range(16):
            four = {red(surface, a, b) for a in (4 + x, 63 - x) for b in (4 + y, 43 - y)}
            assert len(four) == 1


def test_the_corner_is_that_of_a_circle() -> None:
    """The light missing from four corners is that missing from a circle in its square: (4 - π) r²."""
    surface = painted(Plate(BOX, "#FFFFFF", radius=16))
    light = sum(red(surface, x, y) for x in range(68) for y in range(48)) / 255
    assert light == pytest.approx(60 * 40 - (4 - 3.14159) * 16 * 16, abs=6)


@pytest.mark.parametrize("radius", [0, 2, 12])
def test_an_edge_without_fill_leaves_the_inside(radius: int) -> None:
    surface = painted(Plate(BOX, "", "#FF0000", 4, radius))
    assert red(surface, 34, 24) == 0
    assert red(surface, 34, 9) == 0
    assert red(surface, 34, 7) == 255
    assert red(surface, 7, 24) == 255
    assert red(surface, 8, 24) == 0


def test_fill_lies_inside_the_edge() -> None:
    surface = painted(Plate(BOX, "#00FF00", "#FF0000", 3, 10))
    assert surface.get_at((34, 6)) == pygame.Color("#FF0000")
    assert surface.get_at((34, 7)) == pygame.Color("#00FF00")


def test_a_plate_of_no_size_paints_nothing() -> None:
    surface = painted(Plate(Box(4, 4, 0, 40), "#FFFFFF", "#FF0000", 2, 10))
    surface.set_colorkey(PAPER)
    assert surface.get_bounding_rect().size == (0, 0)
