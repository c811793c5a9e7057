"""Frames laid over one another: a mirrored lamp moves, the card stays."""

import pickle

import numpy as np
import pytest

from kiosk.camera.decoder import Decoder
from kiosk.camera.gaze import Gaze
from kiosk.camera.pile import Pile
from kiosk.camera.touchup import halved
from kiosk.core.codes import read
from tests.bench.market import Image
from tests.camera.market import Heard, camera, forget, glance

GLARE = Image("glare spot", 24)


def test_a_code_that_a_moving_lamp_burns_in_every_frame_is_read_from_all_of_them() -> None:
    decoder = Decoder()
    assert all(Decoder().decode_still(GLARE.gray(n)) is None for n in range(3))
    seen = [decoder.decode(GLARE.gray(n)) for n in range(6)]
    assert GLARE.payload.encode() in seen
    assert set(seen) <= {None, GLARE.payload.encode()}


def test_frames_that_were_forgotten_are_not_laid_on() -> None:
    decoder = Decoder()
    for n in range(6):
        assert decoder.decode(GLARE.gray(n)) is None
        decoder.forget()


def test_corners_are_those_of_the_newest_frame() -> None:
    first = np.zeros((240, 320), np.uint8)
    first[60:180, 80:200] = np.random.default_rng(1).integers(0, 2, (20, 20)).repeat(6, 0).repeat(6, 1) * 200
    pile = Pile()
    assert pile.add(first) is None
    laid = pile.add(np.roll(first, (3, 5), (0, 1)))
    assert laid is not None
    assert laid.now(((0.5, 0.5),))[0] == pytest.approx((0.5 + 5 / 320, 0.5 + 3 / 240), abs=0.002)
    assert np.abs(laid.low.astype(int) - first).mean() < 2


@pytest.mark.parametrize("size", [(240, 320), (10, 10), (1, 1)])
def test_what_is_another_picture_or_none_begins_a_new_pile(size: tuple[int, int]) -> None:
    pile, chance = Pile(), np.random.default_rng(2)
    assert pile.add(halved(GLARE.gray())) is None
    for _ in range(3):
        assert pile.add(chance.integers(0, 255, size).astype(np.uint8)) is None
        assert pile.add(np.zeros(size, np.uint8)) is None


def test_looking_ends_with_nothing_kept() -> None:
    decoder = Decoder()
    gaze = Gaze(camera(""), decoder, read, Heard().append, forget)
    gaze.begin("", 0.0)
    for tenth in range(3):
        glance(gaze, tenth / 10)
    assert decoder._pile is not None
    gaze.end()
    assert decoder._pile is None


def test_a_pile_says_nothing_and_goes_nowhere() -> None:
    pile = Pile()
    pile.add(halved(GLARE.gray()))
    assert repr(pile) == "Pile()"
    with pytest.raises(TypeError, match="never leaves memory"):
        pickle.dumps(pile)
