"""Short sounds that answer an action, made of a few sine tones: soft, never alarming, told apart without sight.

Rising is right, falling is not yet right, a low knock is a touch that met nothing. Most energy lies near 500-1,000 Hz,
which ageing ears keep longest.
"""

from pathlib import Path

import numpy as np
from msgspec import Struct

from kiosk.core.orders import Sound
from kiosk.voice.loudness import Samples
from kiosk.voice.ogg import write_ogg
from kiosk.voice.voices import SAMPLE_RATE


class Tone(Struct, frozen=True):
    """A struck note: when it begins and how long until it has died away, in seconds."""

    hertz: float
    at: float
    lasts: float
    level: float = 0.4


EFFECTS: dict[Sound, tuple[Tone, ...]] = {
    "tap": (Tone(740, 0, 0.09, 0.3),),
    "right": (Tone(659, 0, 0.22), Tone(880, 0.11, 0.35)),
    "wrong": (Tone(440, 0, 0.22, 0.35), Tone(349, 0.14, 0.34, 0.35)),
    "done": (Tone(523, 0, 0.25), Tone(659, 0.1, 0.25), Tone(784, 0.2, 0.25), Tone(1047, 0.3, 0.29)),
    "miss": (Tone(196, 0, 0.14, 0.45),),
}


def effect_samples(tones: tuple[Tone, ...]) -> Samples:
    """The tones over one another; each fades in over 4 ms, so that nothing clicks, and dies away."""
    whole = np.zeros(int(max(tone.at + tone.lasts for tone in tones) * SAMPLE_RATE))
    for tone in tones:
        first = int(tone.at * SAMPLE_RATE)
        time = np.arange(min(int(tone.lasts * SAMPLE_RATE), len(whole) - first)) / SAMPLE_RATE
        wave = np.sin(2 * np.pi * tone.hertz * time) + 0.25 * np.sin(4 * np.pi * tone.hertz * time)
        fade = np.minimum(1, time / 0.004) * np.exp(-5 * time / tone.lasts) * np.minimum(1, (tone.lasts - time) / 0.01)
        whole[first : first + len(time)] += tone.level * fade * wave
    return whole


def write_effects(folder: Path) -> None:
    """One file each, made anew only where it is missing."""
    for name, tones in EFFECTS.items():
        if not (folder / f"{name}.ogg").exists():
            write_ogg(folder / f"{name}.ogg", effect_samples(tones), SAMPLE_RATE)
