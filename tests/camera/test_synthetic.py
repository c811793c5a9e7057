"""The camera of the desk: repeatable, readable in usual motion, and troubled on request."""

from itertools import count

import numpy as np
import pytest

from kiosk.camera.cards import QUIET_ZONE, modules
from kiosk.camera.decoder import Decoder, zxing
from kiosk.camera.motion import FRAME_RATE, SCENERIES
from kiosk.camera.seam import CameraLost
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.camera.why import why
from tests.camera.market import CARDS, FISH, camera


def test_the_same_seed_gives_the_same_frames() -> None:
    one, same, other = camera(seed=4), camera(seed=4), camera(seed=5)
    for _ in range(5):
        first = one.frame().pixels
        assert np.array_equal(first, same.frame().pixels)
        assert not np.array_equal(first, other.frame().pixels)


def test_opening_again_starts_the_same_film_again() -> None:
    film = SyntheticCamera(CARDS)
    film.open()
    first = film.frame().pixels
    film.close()
    film.open()
    assert np.array_equal(first, film.frame().pixels)


def test_frames_move() -> None:
    seen = camera()
    assert np.abs(seen.frame().pixels.astype(int) - seen.frame().pixels).mean() > 3


@pytest.mark.parametrize("card", ["", "no-such-card"])
def test_without_a_card_there_is_only_the_table(card: str) -> None:
    seen = camera(card)
    assert all(Decoder().decode_still(seen.frame().gray()) is None for _ in range(2))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("seed", range(3))
def test_every_second_of_usual_motion_is_read(card: str, seed: int) -> None:
    seen, decoder = camera(card, seed=seed), Decoder()
    for _ in range(3):
        read = {decoder.decode(seen.frame().gray()) for _ in range(FRAME_RATE)}
        assert CARDS[card].encode() in read
        assert read <= {CARDS[card].encode(), None}


def test_a_card_comes_in_from_below() -> None:
    seen = SyntheticCamera(CARDS)
    seen.open()
    empty = seen.frame().gray()
    seen.hold("fish")
    seen.frame()
    assert seen.frame().gray()[:200].mean() == pytest.approx(empty[:200].mean(), abs=8)
    frames = [seen.frame() for _ in range(9)]
    assert frames[-1].gray()[:200].mean() > empty[:200].mean() + 8


@pytest.mark.parametrize("scenery", [name for name in SCENERIES if name != "usual"])
def test_a_scenery_makes_its_trouble(scenery: str) -> None:
    seen, before, told = camera(scenery=scenery), None, []
    for _ in range(10):
        gray = seen.frame().gray()
        if not zxing(gray):
            told.append(why(gray, before))
        before = gray
    assert len(told) >= 8
    assert told.count(scenery) >= len(told) - 1  # type: ignore[arg-type]


def test_an_empty_table_is_nothing() -> None:
    seen = camera("")
    assert {why(seen.frame().gray()) for _ in range(3)} == {"nothing"}


@pytest.mark.parametrize("shape", [(1, 1), (3, 7), (16, 16), (17, 1000)])
def test_any_picture_gets_a_reason(shape: tuple[int, int]) -> None:
    gray = np.arange(shape[0] * shape[1], dtype=np.uint32).reshape(shape).astype(np.uint8)
    assert why(gray, gray) in {"dark", "glare", "far", "shaking", "nothing"}


def test_a_closed_camera_is_lost() -> None:
    seen = camera()
    seen.close()
    with pytest.raises(CameraLost, match="open it first"):
        seen.frame()


def test_an_unknown_scenery_is_refused_with_the_choice() -> None:
    with pytest.raises(ValueError, match="usual, dark, glare"):
        SyntheticCamera({}, scenery="fog")


def test_modules_are_square_with_a_quiet_zone() -> None:
    rows = modules(FISH)
    assert {len(row) for row in rows} == {len(rows)}
    assert all(set(row) <= {"0", "1"} for row in rows)
    edge = [*rows[:QUIET_ZONE], *rows[-QUIET_ZONE:], *(row[:QUIET_ZONE] + row[-QUIET_ZONE:] for row in rows)]
    assert {mark for row in edge for mark in row} == {"0"}
    assert next(at for at in count() if "1" in rows[at]) == QUIET_ZONE
