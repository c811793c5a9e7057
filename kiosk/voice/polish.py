"""From what the engine gives to what the clip holds: silence trimmed, every clip as loud as the next, no peak cut."""

import wave
from pathlib import Path

import numpy as np
from msgspec import Struct

from kiosk.voice.loudness import Samples, loudness
from kiosk.voice.voices import SAMPLE_RATE

TARGET_LUFS = -16.0
CEILING = 10 ** (-2.5 / 20)
"""−2.5 dBFS: Vorbis was seen to overshoot by up to a decibel, and the clip as heard shall stay below −1."""

_KNEE = 0.6  # below this share of the ceiling nothing is touched
_SILENT = 0.004  # −48 dBFS: the breath of a voice is above, the engine's own noise below
_LEAD, _TAIL = 0.060, 0.120  # seconds of quiet left before and after


class Take(Struct, frozen=True):
    """The finished samples, and how many milliseconds of silence were cut from the front."""

    samples: Samples
    cut_ms: int


def read_wave(path: Path) -> Samples:
    """The samples of a mono 16-bit file at the voice's rate, between -1 and 1; `ValueError` for any other file."""
    try:
        with wave.open(str(path)) as file:
            shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise ValueError(f"no sound was written: {error}") from error
    if shape != (1, 2, SAMPLE_RATE):
        raise ValueError(f"the engine wrote (channels, bytes, rate) {shape} instead of (1, 2, {SAMPLE_RATE})")
    return np.frombuffer(data, dtype="<i2").astype(np.float32) / 32768


def polished(samples: Samples) -> Take:
    """Trimmed and levelled."""
    trimmed, cut = _trimmed(samples)
    return Take(_levelled(trimmed), cut * 1000 // SAMPLE_RATE)


def _trimmed(samples: Samples) -> tuple[Samples, int]:
    """Without long silence at both ends, and how many samples were cut in front."""
    heard = np.flatnonzero(np.abs(samples) > _SILENT)
    if not heard.size:
        return samples[:0], 0
    first = max(0, int(heard[0]) - int(_LEAD * SAMPLE_RATE))
    last = int(heard[-1]) + int(_TAIL * SAMPLE_RATE)
    return samples[first:last], first


def _levelled(samples: Samples) -> Samples:
    """Raised or lowered to the target. Rounding off the peaks takes loudness away again, so it is done twice."""
    for _ in range(2):
        now = loudness(samples, SAMPLE_RATE)
        if not np.isfinite(now):
            return samples
        samples = _rounded(samples * 10 ** ((TARGET_LUFS - now) / 20))
    return samples


def _rounded(samples: Samples) -> Samples:
    """Peaks above the knee bent towards the ceiling, which they never reach: no click, no square wave."""
    knee, room = CEILING * _KNEE, CEILING * (1 - _KNEE)
    high = np.abs(samples) > knee
    peaks = samples[high]
    samples[high] = np.sign(peaks) * (knee + room * np.tanh((np.abs(peaks) - knee) / room))
    return samples
