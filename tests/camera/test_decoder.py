"""Two decoders as one, on codes as the market prints them."""

import copy
import pickle

import numpy as np
import pytest

from kiosk.camera.cards import modules
from kiosk.camera.decoder import EARNED, PURSE, Decoder, zxing
from kiosk.camera.looks import RETRIES, Reader
from kiosk.camera.pixels import Pixels
from kiosk.camera.sight import Sight, chosen
from kiosk.camera.zbar import Zbar, ZbarMissing
from tests.camera.market import FISH


def printed(payload: str, size: int = 4, dark: int = 20, light: int = 235) -> Pixels:
    code = np.array([[mark == "1" for mark in row] for row in modules(payload)])
    return np.where(code.repeat(size, 0).repeat(size, 1), np.uint8(dark), np.uint8(light))


def laid(picture: Pixels, payload: str, x: int, y: int, size: int = 3) -> None:
    """Put a printed code into a picture, its middle here."""
    code = printed(payload, size)
    top, left = y - code.shape[0] // 2, x - code.shape[1] // 2
    picture[top : top + code.shape[0], left : left + code.shape[1]] = code


def table() -> Pixels:
    return np.full((480, 640), 90, np.uint8)


def test_one_scanner_serves_many_images() -> None:
    scanner, gray, empty = Zbar(), printed(FISH), np.full((50, 90), 200, np.uint8)
    for _ in range(20):
        assert scanner.read(gray) == FISH.encode()
        assert scanner.read(empty) is None
    scanner.close()
    scanner.close()


def test_a_white_code_on_black_is_read() -> None:
    gray = ~printed(FISH)
    assert Zbar().read(gray) is None
    assert Decoder().decode_still(gray) == FISH.encode()


@pytest.mark.parametrize("reader", [zxing, Zbar().look])
def test_both_say_where_a_code_is(reader: Reader) -> None:
    picture = table()
    laid(picture, FISH, 200, 160)
    (sight,) = reader(picture)
    across, along = zip(*sight.corners, strict=True)
    assert (sum(across) / 4, sum(along) / 4) == pytest.approx((200 / 640, 160 / 480), abs=0.02)
    side = (len(modules(FISH)) - 8) * 3
    assert max(across) - min(across) == pytest.approx(side / 640, abs=0.03)


def test_of_two_codes_the_one_nearer_the_middle_counts() -> None:
    picture = table()
    laid(picture, "beside", 90, 100)
    laid(picture, "meant", 340, 250)
    assert {sight.payload for sight in zxing(picture)} == {b"beside", b"meant"}
    assert Decoder().decode(picture) == b"meant"


def test_of_two_codes_equally_near_none_is_chosen() -> None:
    picture = table()
    laid(picture, "left", 180, 240)
    laid(picture, "right", 450, 240)
    sight = Decoder().look(picture)
    assert sight is not None
    assert (sight.payload, sight.corners) == (None, ())


def test_the_same_code_twice_is_no_question() -> None:
    picture = table()
    laid(picture, "same", 180, 240)
    laid(picture, "same", 450, 240)
    assert Decoder().decode(picture) == b"same"


def test_a_place_unknown_counts_as_the_middle() -> None:
    far = Sight(b"far", ((0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1)))
    placeless = Sight(b"placeless")
    assert chosen((far, placeless), 640, 480) is placeless
    assert chosen((), 640, 480) is None


def test_a_sight_says_nothing_and_stays_in_memory() -> None:
    sight = Sight(b"a secret")
    assert f"{sight} {[sight]}" == "Sight() [Sight()]"
    for leak in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="never leaves memory"):
            leak(sight)


class Blind:
    """Readers that see nothing and note how often they were asked."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self, gray: Pixels) -> tuple[Sight, ...]:
        self.looks += 1
        return ()


def test_a_first_frame_gets_many_retries_and_those_after_it_a_few_each() -> None:
    blind = Blind()
    decoder, gray = Decoder(quick=blind, thorough=lambda: blind), np.full((480, 640), 128, np.uint8)
    looks = []
    for _ in range(30):
        before = blind.looks
        assert decoder.look(gray) is None
        looks.append(blind.looks - before - 1)
    assert looks[0] >= 8
    assert max(looks[1:]) <= 5
    spent = sum(looks) * sum(retry.cost for retry in RETRIES) / len(RETRIES)
    assert spent <= PURSE + 31 * EARNED + max(retry.cost for retry in RETRIES)


def test_no_retry_is_forgotten_even_on_large_frames() -> None:
    blind = Blind()
    decoder, gray = Decoder(quick=blind, thorough=lambda: blind), np.full((960, 1280), 128, np.uint8)
    frames = 30
    for _ in range(frames):
        decoder.look(gray)
    assert blind.looks - frames >= len(RETRIES)


def test_a_single_picture_gets_every_retry_each_time() -> None:
    blind = Blind()
    decoder, gray = Decoder(quick=blind, thorough=lambda: blind), np.full((960, 1280), 128, np.uint8)
    for times in (1, 2):
        assert decoder.decode_still(gray) is None
        assert blind.looks == times * (1 + len(RETRIES))


def test_what_helped_once_is_tried_first_on_the_next_frame() -> None:
    asked: list[tuple[int, ...]] = []

    def sees_only_the_large(gray: Pixels) -> tuple[Sight, ...]:
        asked.append(gray.shape)
        return (Sight(b"large"),) if gray.shape == (1000, 1200) else ()

    decoder, gray = Decoder(quick=sees_only_the_large, thorough=Blind), np.full((500, 600), 128, np.uint8)
    for _ in range(2):
        assert decoder.decode(gray) == b"large"
    assert asked[-2:] == [(500, 600), (1000, 1200)]


def test_a_missing_zbar_is_said_once_and_the_other_goes_on() -> None:
    def missing() -> Reader:
        raise ZbarMissing("libzbar is missing; install the package libzbar0.")

    said: list[str] = []
    alone = Decoder(said.append, thorough=missing)
    assert [alone.decode(printed(FISH)) for _ in range(3)] == [FISH.encode()] * 3
    assert [alone.decode(np.full((60, 60), 128, np.uint8)) for _ in range(3)] == [None] * 3
    assert said == ["Codes are read with one decoder instead of two. libzbar is missing; install the package libzbar0."]


@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (1, 1), (3, 7), (17, 1000), (21, 21), (22, 1000), (1000, 23)])
def test_odd_images_are_met_calmly(shape: tuple[int, int]) -> None:
    gray = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    assert Decoder().decode_still(gray) is None
    assert Decoder().decode(gray) is None
