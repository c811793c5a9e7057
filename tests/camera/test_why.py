"""What is measured in a picture without a readable code, and the rules over it."""

import numpy as np
import pytest

from kiosk.camera.cards import modules
from kiosk.camera.measures import Patch, brightness, burnt, corner_squares, direction, moved, printed
from kiosk.camera.pixels import Pixels
from kiosk.camera.why import why
from tests.camera.market import FISH
from tests.camera.test_decoder import laid, table


def card(x: int = 320, y: int = 240, size: int = 5) -> Pixels:
    picture = table()
    laid(picture, FISH, x, y, size)
    return picture


def bars() -> Pixels:
    picture = table()
    picture[200:280, 200:440] = np.repeat(np.resize([20, 235, 235, 20, 235], 80), 3).astype(np.uint8)
    return picture


def test_a_patch_is_as_large_as_what_is_printed() -> None:
    patch = printed(card())
    side = len(modules(FISH)) * 5
    assert abs(patch.width - side) <= 32
    assert abs(patch.height - side) <= 32
    assert (patch.sides, patch.opposite) == (0, False)
    assert printed(table()) == Patch()


def test_a_patch_tells_the_edges_it_reaches() -> None:
    assert printed(np.ascontiguousarray(card()[:, :400])).sides == 1
    whole = printed(np.ascontiguousarray(card()[120:360, 220:420]))
    assert (whole.sides, whole.opposite) == (4, True)


def test_corner_squares_are_found_in_a_code_and_not_beside_it() -> None:
    assert corner_squares(card()) >= 3
    assert corner_squares(table()) == corner_squares(bars()) == 0


def test_bars_point_one_way_and_a_code_does_not() -> None:
    assert direction(bars()) > 0.9
    assert direction(card()) < 0.1


def test_a_moved_card_changes_the_picture_and_a_still_one_does_not() -> None:
    assert moved(card(320), card(240)) > 0.1
    assert moved(card(320), card(321)) < 0.01
    assert moved(card(), None) == 0


def test_light_is_measured() -> None:
    lit = table()
    lit[:48] = 255
    assert burnt(lit) == pytest.approx(0.1)
    assert brightness(lit // 4) < 64


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (3, 7), (17, 1000), (20, 20)])
def test_odd_pictures_have_a_reason_too(shape: tuple[int, int]) -> None:
    gray = np.full(shape, 128, np.uint8)
    assert why(gray, gray) in {"dark", "nothing"}


def test_bars_are_no_code_and_a_sharp_code_wants_a_still_hand() -> None:
    assert why(bars(), bars()) == "other"
    assert why(card(), card()) == "shaking"
