"""Bytes of camera buffers, and when an exposure is held still."""

import numpy as np
import pytest

from kiosk.camera.exposure import SETTLED_FRAMES, ExposureLock, brightness
from kiosk.camera.pixels import Pixels
from kiosk.camera.planes import StrangeFormat, colours, luma
from kiosk.camera.seam import Frame

WIDTH, HEIGHT, STRIDE = 6, 4, 8
CHANCE = np.random.default_rng(7)
BRIGHT = CHANCE.integers(0, 256, (HEIGHT, WIDTH)).astype(np.uint8)
BLUE, RED = CHANCE.integers(0, 256, (2, HEIGHT // 2, WIDTH // 2)).astype(np.uint8)


def with_gap(rows: Pixels, stride: int) -> Pixels:
    """Rows as they lie in memory, with bytes between them that belong to no picture."""
    gap = np.full((rows.shape[0], stride - rows.shape[1]), 99, np.uint8)
    return np.hstack([rows, gap]).ravel()


def exact(bright: Pixels, blue: Pixels, red: Pixels) -> "np.typing.NDArray[np.float64]":
    """BT.601 in full range, as JFIF 1.02 writes it."""
    y, cb, cr = bright.astype(float), blue.astype(float) - 128, red.astype(float) - 128
    return np.stack([y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb], axis=2).clip(0, 255)


def nv12() -> Pixels:
    pairs = np.stack([BLUE, RED], axis=2).reshape(HEIGHT // 2, WIDTH)
    return np.concatenate([with_gap(BRIGHT, STRIDE), with_gap(pairs, STRIDE)])


def test_brightness_is_the_first_plane_without_the_gaps() -> None:
    for form in ("NV12", "YUV420"):
        plane = luma(form, nv12(), WIDTH, HEIGHT, STRIDE)
        assert np.array_equal(plane, BRIGHT)
        assert plane.flags.c_contiguous


def test_rows_without_gaps_are_not_copied() -> None:
    raw = np.zeros(WIDTH * HEIGHT * 3 // 2, np.uint8)
    assert np.shares_memory(luma("YUV420", raw, WIDTH, HEIGHT, WIDTH), raw)


def test_colours_of_two_planes() -> None:
    blue, red = (plane.repeat(2, 0).repeat(2, 1) for plane in (BLUE, RED))
    painted = colours("NV12", nv12(), WIDTH, HEIGHT, STRIDE)
    assert np.abs(painted - exact(BRIGHT, blue, red)).max() <= 3


def test_colours_and_brightness_of_interleaved_pairs() -> None:
    blue, red = BLUE.repeat(2, 0), RED.repeat(2, 0)
    rows = np.empty((HEIGHT, 2 * WIDTH), np.uint8)
    rows[:, 0::2], rows[:, 1::4], rows[:, 3::4] = BRIGHT, blue, red
    raw = with_gap(rows, 16)
    painted = colours("YUYV", raw, WIDTH, HEIGHT, 16)
    assert np.abs(painted - exact(BRIGHT, blue.repeat(2, 1), red.repeat(2, 1))).max() <= 3
    assert np.array_equal(luma("YUYV", raw, WIDTH, HEIGHT, 16), BRIGHT)


@pytest.mark.parametrize(("form", "order"), [("BGR888", "RGB"), ("RGB888", "BGR"), ("XBGR8888", "RGBx")])
def test_packed_colours_come_out_red_first(form: str, order: str) -> None:
    pixel = np.array([{"R": 200, "G": 100, "B": 50, "x": 255}[letter] for letter in order], np.uint8)
    raw = with_gap(np.tile(pixel, (HEIGHT, WIDTH)), 32)
    picture = colours(form, raw, WIDTH, HEIGHT, 32)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    assert {tuple(one) for one in picture.reshape(-1, 3).tolist()} == {(200, 100, 50)}
    assert np.array_equal(luma(form, raw, WIDTH, HEIGHT, 32), Frame(picture).gray())


def test_a_compressed_picture_is_refused() -> None:
    for reads in (luma, colours):
        with pytest.raises(StrangeFormat, match="MJPEG"):
            reads("MJPEG", np.zeros(100, np.uint8), 6, 4, 8)


def test_a_frame_with_a_plane_of_its_own_gives_that_to_the_decoder() -> None:
    frame = Frame(np.zeros((8, 12, 3), np.uint8), BRIGHT)
    assert frame.gray() is BRIGHT
    assert frame.size == (12, 8)


def test_exposure_is_locked_when_settled_and_let_go_when_the_light_changes() -> None:
    lock = ExposureLock()
    rising = [lock.turn(level) for level in (20, 60, 90, 110)]
    settled = [lock.turn(112 + wobble % 3) for wobble in range(SETTLED_FRAMES)]
    assert rising == [None] * 4
    assert settled == [None] * (SETTLED_FRAMES - 1) + [True]
    assert [lock.turn(level) for level in (100, 130, 95)] == [None] * 3
    assert lock.turn(40) is False
    assert [lock.turn(40) for _ in range(SETTLED_FRAMES)][-1] is True


def test_darkness_is_settled_too() -> None:
    lock = ExposureLock()
    assert [lock.turn(0.0) for _ in range(SETTLED_FRAMES)][-1] is True


def test_brightness_is_the_mean() -> None:
    assert brightness(np.full((480, 640), 77, np.uint8)) == 77.0
    assert brightness(np.full((1, 1), 5, np.uint8)) == 5.0
