"""How long a sentence takes to say, estimated where no clip is at hand."""

from kiosk.core.units import DurationMs, Lang

WORD_MS: dict[Lang, int] = {"vi": 300, "en": 420}
"""Slow, clear reading for older listeners: about 200 Vietnamese syllables or 140 English words a minute."""

BREATH_MS = 350
"""At each mark that ends a sentence or a clause."""


def spoken_ms(text: str, lang: Lang) -> DurationMs:
    """An estimate from words and breaths."""
    breaths = sum(text.count(mark) for mark in ".,;:!?…")
    return DurationMs(len(text.split()) * WORD_MS[lang] + breaths * BREATH_MS)
