"""Word times where none were measured: spread over a duration by the letters spoken."""

from collections.abc import Sequence

from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.core.words.spoken import Token, sentence, spoken
from kiosk.voice.voices import VOICES


def spread(tokens: Sequence[Token], duration: int) -> tuple[int, ...]:
    """When each shown word begins, in milliseconds."""
    whole = max(1, len(sentence(tokens)))
    found, at = [], 0
    for token in tokens:
        found.append(duration * at // whole)
        at += len(token.said) + 1 if token.said else 0
    return tuple(found)


def guessed_duration(text: str, lang: Lang, pace: Pace) -> DurationMs:
    """About how long a sentence would take if it were recorded."""
    voice = VOICES[lang]
    letters = len(sentence(spoken(text, lang)))
    return DurationMs(300 + letters * voice.ms_a_letter * voice.rates["normal"] // voice.rates[pace])
