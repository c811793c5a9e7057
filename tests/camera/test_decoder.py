"""Two decoders as one, on codes as the market prints them."""

import numpy as np
import pytest

from kiosk.camera.cards import modules
from kiosk.camera.decoder import Decoder, Reader, zxing
from kiosk.camera.pixels import Pixels
from kiosk.camera.touchup import doubled, flattened, inverted, softened
from kiosk.camera.zbar import Zbar, ZbarMissing
from tests.camera.market import FISH

VIETNAMESE = ("Huế", "Vé tham quan", "Kinh thành", "Phở bò 45.000đ", "Chợ Đông Ba", "Nguyễn Thị Mẫu", "Cảm ơn bác ạ")


def printed(payload: str, size: int = 4, dark: int = 20, light: int = 235) -> Pixels:
    code = np.array([[mark == "1" for mark in row] for row in modules(payload)])
    return np.where(code.repeat(size, 0).repeat(size, 1), np.uint8(dark), np.uint8(light))


@pytest.mark.parametrize("text", VIETNAMESE)
def test_both_give_vietnamese_bytes_untouched(text: str) -> None:
    gray = printed(text)
    assert zxing(gray) == text.encode()
    assert Zbar().read(gray) == text.encode()


def test_one_scanner_serves_many_images() -> None:
    scanner, gray, empty = Zbar(), printed(FISH), np.full((50, 90), 200, np.uint8)
    for _ in range(20):
        assert scanner.read(gray) == FISH.encode()
        assert scanner.read(empty) is None
    scanner.close()
    scanner.close()


def test_a_white_code_on_black_is_read() -> None:
    gray = inverted(printed(FISH))
    assert Zbar().read(gray) is None
    assert Decoder().decode_still(gray) == FISH.encode()


def test_the_larger_of_two_codes_counts() -> None:
    small, large = printed("small", 3), printed("the large one", 8)
    both = np.full((large.shape[0], small.shape[1] + large.shape[1]), 235, np.uint8)
    both[: small.shape[0], : small.shape[1]] = small
    both[:, small.shape[1] :] = large
    assert zxing(both) == b"the large one"


def test_retries_take_turns_over_frames() -> None:
    corners: list[tuple[int, int]] = []

    def corner(gray: Pixels) -> bytes | None:
        corners.append((int(gray[0, 0]), gray.shape[0]))
        return None

    decoder, gray = Decoder(quick=lambda gray: None, thorough=lambda: corner), np.full((40, 40), 235, np.uint8)
    assert [decoder.decode(gray) for _ in range(6)] == [None] * 6
    # As it is, softened, (doubled only for the quick one), flattened, inverted, and round again.
    assert corners == [(235, 40), (235, 40), (255, 40), (20, 40), (235, 40)]


def test_a_missing_zbar_is_said_once_and_the_other_goes_on() -> None:
    def missing() -> Reader:
        raise ZbarMissing("libzbar is missing; install the package libzbar0.")

    said: list[str] = []
    alone = Decoder(said.append, thorough=missing)
    assert [alone.decode(printed(FISH)) for _ in range(3)] == [FISH.encode()] * 3
    assert alone.decode(np.full((60, 60), 128, np.uint8)) is None
    assert said == ["Codes are read with one decoder instead of two. libzbar is missing; install the package libzbar0."]


def test_softening_and_doubling_keep_plain_grays() -> None:
    gray = np.full((10, 14), 77, np.uint8)
    assert np.array_equal(softened(gray), gray)
    assert np.array_equal(doubled(gray), np.full((20, 28), 77, np.uint8))


def test_flattening_takes_a_shadow_away() -> None:
    gray = printed(FISH)
    shade = np.linspace(0.15, 1.0, gray.shape[1])
    flat = flattened((gray * shade).astype(np.uint8))
    assert set(np.unique(flat)) == {0, 255}
    assert Zbar().read(flat) == FISH.encode()


@pytest.mark.parametrize("shape", [(1, 1), (3, 7), (17, 1000)])
def test_odd_images_are_met_calmly(shape: tuple[int, int]) -> None:
    gray = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    assert Decoder().decode_still(gray) is None
