"""Loudness as ears have it: ITU-R BS.1770-4 (K-weighting, two gates), for mono.

The standard gives its two filters as coefficients at 48 kHz. Their gain at each frequency is what matters, so it is
taken from those coefficients and applied to the spectrum; no filter needs to be redesigned for 22,050 Hz.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.floating[Any]]

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
_BLOCK_S, _HOP_S = 0.4, 0.1
_FFT_STEP = 16_384  # sizes that are quick to transform, and few enough to keep the gains of each
_ABSOLUTE_GATE = -70.0


def loudness(samples: Samples, rate: int) -> float:
    """LUFS, integrated and gated; minus infinity for silence."""
    blocks = _block_powers(_weighted(samples, rate), rate)
    loud = blocks[_lufs(blocks) > _ABSOLUTE_GATE]
    if not loud.size:
        return float("-inf")
    gate = _lufs(np.array([loud.mean()]))[0] - 10
    return float(_lufs(np.array([loud[_lufs(loud) > gate].mean()]))[0])


def _lufs(power: Samples) -> Samples:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-12))


def _weighted(samples: Samples, rate: int) -> Samples:
    size = -(-len(samples) // _FFT_STEP) * _FFT_STEP
    return np.fft.irfft(np.fft.rfft(samples, size) * _gains(size, rate), size)[: len(samples)]


@lru_cache(maxsize=32)
def _gains(size: int, rate: int) -> Samples:
    """The gain of both filters at each frequency; their phase changes no power."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / rate) / 48_000)
    gains = [np.abs(np.polyval(above[::-1], z) / np.polyval(below[::-1], z)) for above, below in (_SHELF, _HIGH_PASS)]
    return np.asarray(gains[0] * gains[1], dtype=np.float32)


def _block_powers(samples: Samples, rate: int) -> Samples:
    """Mean power of blocks of 400 ms every 100 ms; a shorter sound is one block."""
    block, hop = int(_BLOCK_S * rate), int(_HOP_S * rate)
    if len(samples) <= block:
        return np.array([np.mean(samples**2)], dtype=np.float32)
    sums = np.concatenate(([0.0], np.cumsum(samples**2, dtype=np.float64)))
    first = np.arange(0, len(samples) - block + 1, hop)
    return np.asarray((sums[first + block] - sums[first]) / block, dtype=np.float32)
