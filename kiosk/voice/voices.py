"""Which voice speaks each language, and how fast.

The rates are espeak's words a minute, chosen by measuring (espeak-ng 1.51, 2026-11-20): Vietnamese at 160 gives about
220 syllables a minute with its rests, inside the 200-250 that older listeners follow; English at 160 about 155 words.
"""

import hashlib

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.units import Accent, Lang, Pace

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


ACCENTS: dict[Accent, str] = {"central": "vi-vn-x-central", "northern": "vi", "southern": "vi-vn-x-south"}
"""Of Vietnamese, by espeak's id."""

VOICES: dict[Lang, VoiceOf] = {
    "vi": VoiceOf(ACCENTS["central"], {"normal": 160, "slow": 136}, 60),
    "en": VoiceOf("en-us", {"normal": 160, "slow": 136}, 63),
}


def voice_of(lang: Lang, accent: Accent) -> VoiceOf:
    """The voice of a language on a kiosk with this accent."""
    voice = VOICES[lang]
    return replace(voice, id=ACCENTS[accent]) if lang == "vi" else voice


def made_of(said: str, lang: Lang, pace: Pace, accent: Accent = "central") -> str:
    """Changes when the same shown text would now be spoken otherwise: other words, voice, rate or finish."""
    voice = voice_of(lang, accent)
    told = "\x1f".join((said, voice.id, str(voice.rates[pace]), _RECIPE))
    return hashlib.sha256(told.encode()).hexdigest()[:12]
