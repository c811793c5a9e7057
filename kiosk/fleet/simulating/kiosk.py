"""The life of one kiosk, as the nightly documents that it sends."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.fleet.simulating.days import floods, unlearnt, visits
from kiosk.fleet.simulating.folding import QUIET, folded, week_sums
from kiosk.fleet.simulating.habits import City
from kiosk.fleet.simulating.machine import APPS, RELEASE_EVERY, Machine, health, machine
from kiosk.fleet.simulating.places import Place
from kiosk.fleet.simulating.vocabulary import Vocabulary
from kiosk.stats.document import Nightly, canonical, sealed

SUNDAY = 6
MENDED_FROM = 3
"""The release that mends the hardest steps."""

Table = Any


class Told:
    """All numbers that one kiosk tells, a row for each day."""

    def __init__(self, words: Vocabulary, counts: Table, days: list[date]) -> None:
        self._words = words
        self._metrics = list(words.spans)
        spans = list(words.spans.values())
        self._metric_of = np.repeat(np.arange(len(spans)), [end - begin for begin, end in spans])
        begin, end = words.spans["visits"]
        self.quiet = counts[:, begin:end].sum(axis=1) < QUIET
        shown, others, held = folded(counts, spans)
        held = np.where(self.quiet[:, None], counts, held)
        self._shown, self._others = np.where(self.quiet[:, None], 0, shown), np.where(self.quiet[:, None], 0, others)
        self._sundays = {place: n for n, place in enumerate(p for p, day in enumerate(days) if day.weekday() == SUNDAY)}
        weeks = week_sums(held, np.array(list(self._sundays), int))
        self._week_shown, self._week_others, _ = folded(weeks, spans)

    def day(self, day: int) -> dict[str, dict[str, int]]:
        """The counters of one day."""
        return self._numbers(self._shown[day], self._others[day])

    def week(self, day: int) -> dict[str, dict[str, int]]:
        """What was held, on a Sunday."""
        row = self._sundays.get(day)
        return {} if row is None else self._numbers(self._week_shown[row], self._week_others[row])

    def _numbers(self, shown: Table, others: Table) -> dict[str, dict[str, int]]:
        told: dict[str, dict[str, int]] = {}
        columns = np.flatnonzero(shown)
        for column, metric, n in zip(
            columns.tolist(), self._metric_of[columns].tolist(), shown[columns].tolist(), strict=True
        ):
            told.setdefault(self._metrics[metric], {})[self._words.names[column]] = n
        for metric in np.flatnonzero(others).tolist():
            told.setdefault(self._metrics[metric], {})["other"] = int(others[metric])
        return told


def nights(place: Place, words: Vocabulary, habits: City, days: list[date], seed: int) -> Iterator[tuple[str, bytes]]:
    """Day and sealed document, for each day that was sent."""
    chance = np.random.default_rng([seed, 2, place.number])
    fate = machine(chance, days)
    counts = _counts(place, habits, days, fate, chance)
    told, key = Told(words, counts, days), Ed25519PrivateKey.from_private_bytes(place.secret)
    for number in np.flatnonzero(fate.sent).tolist():
        document = _document(place, days, number, told, fate)
        yield document.day, sealed(document, key.sign(canonical(document)))


def _counts(place: Place, habits: City, days: list[date], fate: Machine, chance: np.random.Generator) -> Table:
    expected = visits(chance, "market" if place.kind == "market" else "hall", days)
    expected[floods(chance, days, place.low)] = 0
    rates = habits.rates * chance.lognormal(0, 0.25, len(habits.rates))
    falls = 1 - np.outer(1 - unlearnt(len(days)), habits.falling)
    mended = np.where(fate.release[:, None] >= MENDED_FROM, habits.mended, 1.0)
    return chance.poisson(np.outer(expected, rates) * falls * mended)


def _document(place: Place, days: list[date], day: int, told: Told, fate: Machine) -> Nightly:
    release = int(fate.release[day])
    made = days[0] + timedelta(days=(release - 1) * RELEASE_EVERY)
    return Nightly(
        kiosk=place.kiosk,
        site=place.site,
        day=days[day].isoformat(),
        app=APPS[min(release // 4, len(APPS) - 1)],
        release=f"{made:%Y.%m.%d}" if release else "",
        quiet=bool(told.quiet[day]),
        counters=told.day(day),
        week=told.week(day),
        health=health(fate, day),
    )
