"""Refuses a clip that cannot be the sentence: empty, too short, too long, silent, or unlike what was timed."""

import numpy as np

from kiosk.voice.loudness import Samples
from kiosk.voice.voices import SAMPLE_RATE

_SHORTEST_MS, _LONGEST_MS = 22, 150
"""Milliseconds a letter may take, besides 1.5 s of rests. Measured on 1,200 sentences with their rests: 64 to 152."""

_QUIETEST_PEAK = 0.05
_LEAST_VOICED_MS = 18
"""Of a letter; a sentence that was cut off has less."""

_SILENCE = 0.01
_AGREE = 0.03


def fault(samples: Samples, said: str, timed_ms: int) -> str:
    """What is wrong with a raw recording; empty when nothing is. `timed_ms` is 0 when nobody timed it."""
    ms = len(samples) * 1000 / SAMPLE_RATE
    letters = max(1, sum(c.isalpha() for c in said))
    if not letters * _SHORTEST_MS <= ms <= letters * _LONGEST_MS + 1500:
        return f"it lasts {ms:.0f} ms for {letters} letters"
    if np.abs(samples).max() < _QUIETEST_PEAK:
        return "it is all but silent"
    if (voiced := _voiced_ms(samples)) < letters * _LEAST_VOICED_MS:
        return f"only {voiced:.0f} ms of it is voice"
    if timed_ms and abs(ms - timed_ms) > _AGREE * timed_ms + 15:
        return f"it lasts {ms:.0f} ms where {timed_ms} ms were expected"
    return ""


def _voiced_ms(samples: Samples) -> float:
    """Milliseconds of blocks that are not silence.

    A share of the whole would not do: the engine ends every sentence
    with almost half a second of silence, longer than a short word itself.
    """
    block = SAMPLE_RATE // 50
    whole = samples[: len(samples) // block * block].reshape(-1, block)
    return 20.0 * int((np.sqrt((whole**2).mean(axis=1)) > _SILENCE).sum())
