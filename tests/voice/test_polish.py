"""Trimming, loudness, judging, and the effects."""

from itertools import pairwise

import numpy as np
import pytest

from kiosk.voice.effects import EFFECTS, effect_samples
from kiosk.voice.judge import fault
from kiosk.voice.loudness import Samples, loudness
from kiosk.voice.mixer import GAINS
from kiosk.voice.polish import CEILING, polished
from kiosk.voice.voices import SAMPLE_RATE


def tone(seconds: float, level: float, hertz: float = 1000) -> Samples:
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.asarray(level * np.sin(2 * np.pi * hertz * time))


def speechlike(seconds: float, level: float) -> Samples:
    """Syllables: noise that swells four times a second."""
    count = int(seconds * SAMPLE_RATE)
    swell = np.sin(np.arange(count) / SAMPLE_RATE * 4 * np.pi) ** 2
    return np.asarray(level * swell * np.random.default_rng(1).normal(size=count))


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE))


def test_a_full_scale_tone_has_the_loudness_the_standard_names() -> None:
    """EBU Tech 3341 and BS.1770: a 997 Hz sine at 0 dBFS in one channel reads −3.01 LUFS."""
    assert loudness(tone(5, 1, 997), SAMPLE_RATE) == pytest.approx(-3.01, abs=0.1)


def test_pauses_do_not_count() -> None:
    told = tone(2, 0.1)
    assert loudness(np.concatenate((told, silence(4))), SAMPLE_RATE) == pytest.approx(
        loudness(told, SAMPLE_RATE), abs=0.4
    )
    assert loudness(silence(1), SAMPLE_RATE) == float("-inf")


@pytest.mark.parametrize("level", [0.02, 0.1, 0.4])
def test_every_clip_comes_out_as_loud_as_the_next_and_unclipped(level: float) -> None:
    take = polished(speechlike(3, level))
    assert loudness(take.samples, SAMPLE_RATE) == pytest.approx(-16, abs=1)
    assert np.abs(take.samples).max() <= CEILING


def test_silence_at_both_ends_is_trimmed_and_the_cut_is_known() -> None:
    take = polished(np.concatenate((silence(0.5), tone(1, 0.2), silence(0.8))))
    assert take.cut_ms == pytest.approx(440, abs=2)
    assert len(take.samples) / SAMPLE_RATE == pytest.approx(1.18, abs=0.01)


def test_a_short_start_is_not_cut() -> None:
    assert polished(np.concatenate((silence(0.03), tone(1, 0.2)))).cut_ms == 0


SAID = "Bác chạm vào nút quét mã"


def test_a_good_recording_has_no_fault() -> None:
    assert fault(speechlike(1.8, 0.1), SAID, 1800) == ""


@pytest.mark.parametrize(
    ("samples", "timed", "why"),
    [
        (silence(0), 1800, "it lasts 0 ms for 19 letters"),
        (speechlike(0.3, 0.1), 300, "it lasts 300 ms"),
        (speechlike(9, 0.1), 9000, "it lasts 9000 ms"),
        (silence(1.8), 1800, "it is all but silent"),
        (np.concatenate((speechlike(0.3, 0.1), silence(1.5))), 1800, "ms of it is voice"),
        (speechlike(1.8, 0.1), 2400, "where 2400 ms were expected"),
    ],
)
def test_a_bad_recording_is_refused_with_its_reason(samples: Samples, timed: int, why: str) -> None:
    assert why in fault(samples, SAID, timed)


def test_effects_are_short_soft_and_end_in_silence() -> None:
    for tones in EFFECTS.values():
        samples = effect_samples(tones)
        assert len(samples) < 0.6 * SAMPLE_RATE
        assert 0.05 < np.abs(samples).max() < 0.9
        assert np.abs(samples[-20:]).max() < 0.01


def test_volume_spans_what_the_standard_asks() -> None:
    """EN 301 549 8.2.1.1 and 8.2.1.2."""
    steps = [20 * np.log10(gain / GAINS[0]) for gain in GAINS]
    assert steps[-1] >= 18
    assert any(11.5 <= step <= 12.5 for step in steps)
    assert all(later - sooner >= 3 for sooner, later in pairwise(steps))
