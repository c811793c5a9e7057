"""Who comes when: markets are fuller before the first and the fifteenth of the moon, a hall opens on weekdays, nobody
learns at Tết, and the river comes in October and November."""

from datetime import date, timedelta
from typing import Any, Literal

import numpy as np

Row = Any
"""A numpy array with a number for each day."""

NEW_MOON = date(2000, 1, 6)
MONTH_OF_THE_MOON = 29.530588
TET = (date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26))
"""The first day of the year by the moon."""

LEARNT_DAYS = 150
"""How long learning takes: after so many days two thirds of what can be unlearnt are."""


def calendar(last: date, days: int) -> list[date]:
    """So many days, of which this is the last."""
    return [last - timedelta(days=back) for back in range(days - 1, -1, -1)]


def visits(chance: np.random.Generator, kind: Literal["market", "hall"], days: list[date]) -> Row:
    """How many visits each day expects."""
    usual = chance.lognormal(np.log(60 if kind == "market" else 25), 0.45)
    new = 1 + 0.6 * np.exp(-np.arange(len(days)) / 20)
    season = np.array([_season(kind, day) for day in days])
    return usual * new * season * chance.lognormal(0, 0.18, len(days))


def _season(kind: Literal["market", "hall"], day: date) -> float:
    if any(-2 <= (day - tet).days <= 4 for tet in TET):
        return 0.0
    if kind == "hall":
        return 0.0 if day.weekday() > 4 else 1.2 if day.weekday() == 0 else 1.0
    age = ((day - NEW_MOON).days % MONTH_OF_THE_MOON) / MONTH_OF_THE_MOON
    eve = 1.35 if age > 0.93 or 0.4 < age < 0.5 else 1.0
    return eve * (1.25 if day.weekday() >= 5 else 0.95)


def unlearnt(days: int) -> Row:
    """How much of the mistakes of the first day is still made."""
    return 0.5 + 0.5 * np.exp(-np.arange(days) / LEARNT_DAYS)


def floods(chance: np.random.Generator, days: list[date], low: bool) -> Row:
    """Days on which a place is shut, because the water or the storm is there."""
    shut = np.zeros(len(days), bool)
    for place, day in enumerate(days):
        if day.month in {10, 11} and chance.random() < (0.02 if low else 0.006):
            shut[place : place + int(chance.integers(2, 6))] = True
    return shut
