"""How often something is counted in one visit. Invented, but shaped as such things are: few topics take most visits, a
hard step loses many, and who comes again knows more."""

from typing import Any

import numpy as np
from msgspec import Struct

from kiosk.fleet.simulating.vocabulary import PARTS, Vocabulary

Rates = Any
"""A numpy array: how often in one visit, for each column."""

WAYS = {"watch": 0.2, "together": 0.5, "alone": 0.2, "test": 0.1}
FINISHED = {"watch": 0.85, "together": 0.7, "alone": 0.55, "test": 0.6}
SHARES: dict[str, dict[str, float]] = {
    "codes_read": {"vietqr": 0.55, "cccd": 0.1, "link": 0.1, "bhyt": 0.05, "vnpay": 0.05, "wifi": 0.01},
    "codes_unreadable": {"glare": 0.1, "shaking": 0.04, "dark": 0.03, "near": 0.03, "cut": 0.02, "unclear": 0.02},
    "hints": {"again": 0.4, "glow": 0.2, "done": 0.07},
    "language": {"vi": 0.02, "en": 0.015},
    "text_size": {"normal": 0.06, "large": 0.02},
    "pace": {"slow": 0.08, "normal": 0.02},
}
"""In one visit, by key. A key that is not told is rare."""
RARE = 0.002

OF_THE_DAY = {"morning": 0.55, "midday": 0.27, "afternoon": 0.18}
"""Where parts of the day are told apart."""

ONCE: dict[str, float] = {
    "visits": 1.0, "part_failures": RARE, "part_recoveries": RARE, "checks_opened": 0.12,
    "help_opened": 0.07, "helper_called": 0.04, "idle_ends": 0.3, "stumbles": 0.001,
}  # fmt: skip
OPENED = {
    "lessons_opened": 0.9, "lessons_finished": 0.9, "lessons_helped": 0.4, "lessons_unassisted": 0.3,
    "tests_passed": 0.1, "tests_failed": 0.05,
}  # fmt: skip
"""In one visit, over all lessons."""
FALLING = frozenset({
    "mistakes", "lessons_left_at", "hints", "helper_called", "help_opened", "tests_failed", "lessons_helped",
})  # fmt: skip
"""What grows less as people come again."""


class City(Struct, frozen=True):
    """What is the same for all kiosks of a fleet: which lessons are liked and which steps are hard."""

    rates: Rates
    falling: Rates
    """For each column, whether it falls while people learn."""
    mended: Rates
    """What becomes of each column once the release is installed that mends the hardest step."""


def city(words: Vocabulary, seed: int) -> City:
    """The habits of a city."""
    chance = np.random.default_rng([seed, 1])
    liked = dict(zip(words.steps, chance.dirichlet(np.full(len(words.steps), 1.5)), strict=True))
    topics = dict(zip(words.topics, chance.dirichlet(np.full(len(words.topics), 2.0)), strict=True))
    hard = {
        lesson: dict(zip(steps, chance.dirichlet(np.full(len(steps), 0.4)), strict=True))
        for lesson, steps in words.steps.items()
    }
    rates = np.zeros(len(words.columns))
    mended = np.ones(len(words.columns))
    for metric, (begin, end) in words.spans.items():
        spread = _few_often(chance, end - begin)
        for column in range(begin, end):
            _, key, part = words.columns[column]
            rate = _rate(metric, key, liked, topics, hard)
            rate = 0.4 * spread[column - begin] if rate is None else rate
            rates[column] = rate * (OF_THE_DAY[part] if part in PARTS else 1.0)
            if metric == "lessons_left_at" and _hardest(key, hard):
                mended[column] = 0.25
    falling = np.array([metric in FALLING for metric, _, _ in words.columns], float)
    return City(rates, falling, mended)


def _few_often(chance: np.random.Generator, n: int) -> Rates:
    """Shares of many things, of which a few are frequent, as words of a language are."""
    return chance.permutation(1 / np.arange(1, n + 1)) / np.log(n + 1)


def _rate(
    metric: str, key: str, liked: dict[str, float], topics: dict[str, float], hard: dict[str, dict[str, float]]
) -> float | None:
    lesson, _, rest = key.partition("/")
    likes = liked.get(lesson, 0.01)
    if metric in OPENED:
        return OPENED[metric] * likes * WAYS.get(rest, 1.0) * (FINISHED.get(rest, 0.6) if "opened" not in metric else 1)
    if metric == "lessons_left_at" and lesson in hard:
        return float(0.3 * likes * hard[lesson].get(rest, 0.0))
    if metric == "topics_opened":
        return 1.3 * topics.get(key, 0.01)
    if metric in SHARES:
        return SHARES[metric].get(key or rest, RARE)
    return ONCE.get(metric)


def _hardest(key: str, hard: dict[str, dict[str, float]]) -> bool:
    lesson, _, step = key.partition("/")
    return lesson in hard and step == max(hard[lesson], key=hard[lesson].__getitem__)
