"""When each shown word begins: from the engine's events, or spread over a duration by the letters spoken."""

from bisect import bisect_right
from collections.abc import Sequence

from kiosk.core.units import DurationMs, Lang, Pace
from kiosk.core.words.spoken import Token, sentence, spoken, starts
from kiosk.voice.tasks import Answer
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


def word_starts(tokens: Sequence[Token], answer: Answer, cut_ms: int, duration: int) -> tuple[int, ...]:
    """When each shown word begins. Events belong to the token they fall into, the first of them counts: numbers and
    abbreviations raise several. A token without an event begins with the next that has one.
    """
    if not answer.words:
        return spread(tokens, duration)
    begins = starts(tokens)
    found: dict[int, int] = {}
    for position, at in answer.words:
        found.setdefault(bisect_right(begins, position) - 1, min(duration, max(0, at - cut_ms)))
    words, later = [duration] * len(tokens), duration
    for index in range(len(tokens) - 1, -1, -1):
        later = words[index] = min(later, found.get(index, later))
    return tuple(words)
