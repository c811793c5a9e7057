"""Another sampling rate, through the spectrum: what lies above half of the lower rate is faded out, the rest is kept.

In pieces of some seconds, for an updater has little memory: each is transformed with a little of its neighbours on both
sides, which is thrown away afterwards together with what a transform does at its edges.
"""

from collections.abc import Iterator
from math import gcd

import numpy as np

from kiosk.voice.loudness import Samples

_FADE = 0.06
"""The upper share of the band that is faded: a steep edge would ring for long."""

_PIECE_S, _AROUND_S = 2.0, 0.1


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """The same sound at another rate."""
    if rate == wanted or not len(samples):
        return samples
    down, up = rate // gcd(rate, wanted), wanted // gcd(rate, wanted)
    made = np.concatenate(list(_pieces(samples, rate, down, up)))
    return made[: -(-len(samples) * up // down)]


def _pieces(samples: Samples, rate: int, down: int, up: int) -> Iterator[Samples]:
    """Pieces begin at multiples of `down`, so that they begin between no two samples of the new rate."""
    piece, around = (max(1, round(seconds * rate / down)) for seconds in (_PIECE_S, _AROUND_S))
    whole = _quick(piece + 2 * around)
    for at in range(0, len(samples), piece * down):
        first = at - around * down
        with_neighbours = np.zeros(whole * down, np.float32)
        there = samples[max(0, first) : first + whole * down]
        with_neighbours[max(0, -first) : max(0, -first) + len(there)] = there
        made = _transformed(with_neighbours, whole * up, cut=up < down) * (up / down)
        yield made[around * up : (around + piece) * up].astype(np.float32)


def _transformed(samples: Samples, size: int, *, cut: bool) -> Samples:
    spectrum = np.fft.rfft(samples)
    kept = min(len(spectrum), size // 2 + 1)
    return np.asarray(np.fft.irfft(spectrum[:kept] * _faded(kept, cut=cut), size))


def _faded(size: int, *, cut: bool) -> Samples:
    gains = np.ones(size, np.float32)
    if cut and (edge := int(size * _FADE)):
        gains[-edge:] = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, edge, dtype=np.float32))
    return gains


def _quick(blocks: int) -> int:
    """The next number of blocks that only small primes divide: others are slow to transform."""
    while True:
        rest = blocks
        for prime in (2, 3, 5, 7):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return blocks
        blocks += 1
