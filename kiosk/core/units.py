"""Numbers and names with a meaning, so that a duration can never be handed where money is wanted."""

from typing import Literal, NewType

DurationMs = NewType("DurationMs", int)
"""Milliseconds; of a clock that only goes forward when used as a moment."""

Dong = NewType("Dong", int)
"""Vietnamese đồng, never negative."""

Lang = Literal["vi", "en"]
"""A language of the interface; `vi` is complete by law, `en` beside it."""

LANGS: tuple[Lang, ...] = ("vi", "en")

Accent = Literal["central", "northern", "southern"]
"""How Vietnamese sounds: as in Huế, Hà Nội or Sài Gòn."""

TextSize = Literal["large", "normal"]
"""`large` is the default: 0.7° at the configured viewing distance."""

Pace = Literal["normal", "slow"]
"""How fast the voice speaks; `slow` is 0.85 of normal."""

Part = Literal["voice", "camera", "panel", "stats", "screen", "content", "staff"]
"""A part of the machine that can fail while the visit goes on."""

Words = dict[Lang, str]
"""One sentence in every language offered."""
