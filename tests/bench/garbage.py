"""Frames in which there is nothing to read: noise, stripes, blocks, torn codes, odd sizes. From seeds, one a number."""

from collections.abc import Callable, Iterator

import numpy as np

from kiosk.camera.pixels import Pixels
from tests.bench.market import Image
from tests.bench.optics import HEIGHT, WIDTH, Chance, Sticker, laid, seen, squares, table

SEED = 20260303

ODD_SIZES = ((1, 1), (3, 7), (17, 1000), (1000, 17), (21, 21), (22, 640))


def garbage(count: int) -> Iterator[Pixels]:
    """So many frames, the kinds in turn."""
    for number in range(count):
        yield KINDS[number % len(KINDS)](np.random.default_rng([SEED, number]))


def _noise(chance: Chance) -> Pixels:
    return chance.integers(0, 256, (HEIGHT, WIDTH), np.uint8)


def _stripes(chance: Chance) -> Pixels:
    line = np.repeat(chance.integers(0, 2, 640) * np.uint8(230), int(chance.integers(1, 9)))[:WIDTH].astype(np.uint8)
    striped = np.ascontiguousarray(np.tile(line, (HEIGHT, 1)))
    return striped if chance.random() < 0.5 else np.ascontiguousarray(striped.T[:HEIGHT, :HEIGHT])


def _blocks(chance: Chance) -> Pixels:
    side = int(chance.integers(2, 24))
    cells = chance.integers(0, 2, (HEIGHT // side + 1, WIDTH // side + 1)).astype(np.uint8) * 220
    return np.ascontiguousarray(np.kron(cells, np.ones((side, side), np.uint8))[:HEIGHT, :WIDTH])


def _torn(chance: Chance) -> Pixels:
    """A true code of which half the squares are turned over: no error correction can bring it back, or may."""
    payload = Image("", int(chance.integers(1000))).payload
    picture = laid(table(chance), Sticker(payload, module=5.0))
    side = squares(payload).shape[0] * 5 // 2
    top, left = HEIGHT // 2 - side, WIDTH // 2 - side
    flips = np.kron(chance.random((41, 41)) < 0.35, np.ones((5, 5), bool))
    part = picture[top : top + 205, left : left + 205]
    part[flips] = 255 - part[flips]
    return seen(picture, chance)


def _odd(chance: Chance) -> Pixels:
    return chance.integers(0, 256, ODD_SIZES[int(chance.integers(len(ODD_SIZES)))], np.uint8)


KINDS: tuple[Callable[[Chance], Pixels], ...] = (_noise, _stripes, _blocks, _torn, _odd)
