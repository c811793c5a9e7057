"""What a touched-up image keeps, and what it gives back."""

import numpy as np
import pytest

from kiosk.camera.decoder import zxing
from kiosk.camera.pixels import Pixels
from kiosk.camera.touchup import (
    doubled,
    edged,
    flattened,
    halved,
    sharpened,
    smear_angle,
    softened,
    stretched,
    unsmeared,
)
from kiosk.camera.zbar import Zbar
from tests.bench.optics import Floats, Sticker, blurred, laid, smeared, table
from tests.camera.market import FISH
from tests.camera.test_decoder import printed


def bad(do: Floats) -> Pixels:
    return np.clip(do, 0, 255).astype(np.uint8)


def stall(module: float = 5.0) -> Floats:
    return laid(table(np.random.default_rng(3)), Sticker(FISH, module=module))


def test_plain_gray_stays_plain_gray() -> None:
    gray = np.full((24, 40), 77, np.uint8)
    for same in (softened, edged, flattened):
        assert same(gray).shape == gray.shape
    assert np.array_equal(softened(gray), gray)
    assert np.array_equal(edged(gray), gray)
    assert np.array_equal(halved(gray), gray[::2, ::2])
    assert np.array_equal(doubled(gray), np.full((48, 80), 77, np.uint8))
    assert np.abs(sharpened(gray, 1.6, 0.005).astype(int) - 77).max() <= 1


def test_halving_takes_the_mean_of_four() -> None:
    gray = np.array([[0, 100, 9], [200, 100, 9], [9, 9, 9]], np.uint8)
    assert halved(gray).tolist() == [[100]]


def test_flattening_takes_a_shadow_away() -> None:
    gray = printed(FISH)
    flat = flattened((gray * np.linspace(0.15, 1.0, gray.shape[1])).astype(np.uint8))
    assert set(np.unique(flat)) == {0, 255}
    assert Zbar().read(flat) == FISH.encode()


def test_stretching_brings_few_grays_to_black_and_white_and_leaves_noise_gray() -> None:
    # Ten levels of gray in the code, and a sensor that trembles by one or two of them on the plain paper beside it.
    gray = np.random.default_rng(2).integers(10, 13, (400, 400)).astype(np.uint8)
    code = printed(FISH, 3, 10, 20)
    gray[: code.shape[0], : code.shape[1]] = code
    wide = stretched(gray)
    assert np.ptp(wide[: code.shape[0], : code.shape[1]]) > 240
    assert np.ptp(wide[300:, 300:]) < 90


def test_what_the_lens_blurred_is_read_again() -> None:
    gray = bad(blurred(stall(), 3.2))
    assert zxing(gray) == ()
    assert [sight.payload for sight in zxing(sharpened(halved(gray), 1.6, 0.005))] == [FISH.encode()]


@pytest.mark.parametrize("angle", [0, 35, 90, 140])
def test_what_the_hand_smeared_is_read_again(angle: float) -> None:
    gray = bad(smeared(stall(), 12, angle))
    assert zxing(gray) == ()
    assert [sight.payload for sight in zxing(unsmeared(halved(gray), 6))] == [FISH.encode()]


@pytest.mark.parametrize("angle", [20, 80, 130, 170])
def test_the_way_of_a_hand_is_seen_in_its_trace(angle: float) -> None:
    found = np.degrees(smear_angle(halved(bad(smeared(stall(), 14, angle))))) % 180
    assert min(abs(found - angle), 180 - abs(found - angle)) < 6


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (10, 500)])
def test_small_images_are_no_trouble(shape: tuple[int, int]) -> None:
    gray = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    for touched in (softened, edged, flattened, stretched, doubled, lambda g: sharpened(g, 2, 0.01)):
        assert touched(gray).dtype == np.uint8
    assert unsmeared(gray, 6).shape == shape
