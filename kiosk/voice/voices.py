"""Which voice speaks each language, and how fast.

The rates are espeak's words a minute, chosen by measuring (espeak-ng 1.51, 2026-11-20): Vietnamese at 160 gives about
220 syllables a minute with its rests, inside the 200-250 that older listeners follow; English at 160 about 155 words.
"""

import hashlib

from msgspec import Struct

from kiosk.core.units import Lang, Pace

SAMPLE_RATE = 22050
"""Of espeak's voices, of the clips and of the mixer: nothing is ever resampled."""

_RECIPE = "1"
"""Changed when trimming or levelling change, so that old clips are made anew."""


class VoiceOf(Struct, frozen=True):
    """An espeak voice by its id, and its rate at each pace. `slow` is 0.85 of normal."""

    id: str
    rates: dict[Pace, int]
    ms_a_letter: int
    """About how long a letter of text takes at normal pace: for lines that nobody recorded."""


VOICES: dict[Lang, VoiceOf] = {
    "vi": VoiceOf("vi-vn-x-central", {"normal": 160, "slow": 136}, 60),
    "en": VoiceOf("en-us", {"normal": 160, "slow": 136}, 63),
}


def made_of(said: str, lang: Lang, pace: Pace) -> str:
    """Changes when the same shown text would now be spoken otherwise: other words, voice, rate or finish."""
    voice = VOICES[lang]
    told = "\x1f".join((said, voice.id, str(voice.rates[pace]), _RECIPE))
    return hashlib.sha256(told.encode()).hexdigest()[:12]
