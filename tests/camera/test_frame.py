"""Canary: what the camera sees stays in memory, by type."""

import copy
import json
import pickle

import msgspec
import numpy as np
import pytest

from kiosk.camera.seam import Frame
from kiosk.core.codes import read
from kiosk.core.events import CodeRead
from tests.camera.market import IDENTITY

SECRET = Frame(np.full((4, 6, 3), 137, np.uint8))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_frame_cannot_be_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="never leaves memory"):
        pickle.dumps(SECRET, protocol)


def test_a_frame_cannot_be_copied_or_encoded() -> None:
    for leak in (copy.copy, copy.deepcopy, msgspec.json.encode, msgspec.msgpack.encode, json.dumps):
        with pytest.raises(TypeError):
            leak(SECRET)


def test_a_frame_says_nothing_in_a_log() -> None:
    assert f"{SECRET} {SECRET!r} {[SECRET]}" == "Frame() Frame() [Frame()]"
    assert not hasattr(SECRET, "__dict__")


def test_an_event_with_a_reading_says_nothing_of_a_card() -> None:
    told = repr(CodeRead(read(IDENTITY)))
    assert "cccd" in told
    assert not any(secret in told for secret in ("046", "Mẫu", "1955", "Phú Xuân"))


def test_gray_weighs_the_colours_as_the_eye_does() -> None:
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [0, 0, 0]]], np.uint8)
    assert Frame(colours).gray().tolist() == [[76, 149, 28, 255, 0]]
    assert Frame(colours[..., 0]).gray() is not None
    assert Frame(colours).size == (5, 1)
