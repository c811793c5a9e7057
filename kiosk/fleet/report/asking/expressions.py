"""The questions that read many rows, as Ibis expressions: the same on every engine, in whole numbers only.

Each is asked in two steps. The first makes small sums of the rows of any days (`KEPT`); of whole months its answers are
kept (`kiosk.fleet.summing`), for a fleet of 3,321 kiosks has 36 million cells a year. The second adds such sums
together, wherever they come from. What comes out is no finer than the report shows it, and everything else is reckoned
from it in `questions.py`, so no two engines can round, sort or compare texts in two ways. Nothing here sorts.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kiosk.fleet.collecting.tables import Table
from kiosk.fleet.health_rules import BAD_WORDS
from kiosk.fleet.report.answers import Figures

Expression = Any
"""A table expression of Ibis, which has to be loaded late."""

KEYS_OF_A_PLACE = ("topics_opened", "codes_unreadable")
"""Counters whose keys are shown for every site; `lessons_opened` by lesson, too, and of all others the sum."""

_MONDAY = 3
"""1 January 1970, from which days are counted, was a Thursday."""


def monday_of(day: date) -> date:
    """The day on which its week began."""
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> int:
    """The number of its week, counted from 29 December 1969."""
    return (day - date(1970, 1, 1) + timedelta(days=_MONDAY)).days // 7


def _week(day: Expression) -> Expression:
    """The same of a column. Reckoned, because engines cut weeks differently."""
    return ((day.epoch_days() + _MONDAY) // 7).cast("int64")


def weeks(cells: Expression) -> Expression:
    """week, metric, key, n; of what is told by the part of the day, that part is the key."""
    import ibis  # noqa: PLC0415 - slow to load

    key = ibis.ifelse(cells.part == "", cells.key, cells.part)
    some = cells.select("metric", "n", week=_week(cells.day), key=key)
    return some.group_by(["week", "metric", "key"]).agg(n=some.n.sum())


def places(cells: Expression) -> Expression:
    """site, metric, key, n of the main numbers. Texts are cut after the rows have become few."""
    import ibis  # noqa: PLC0415 - slow to load

    some = cells.filter(cells.metric.isin([*Figures.__struct_fields__]))
    key = ibis.ifelse(some.metric.isin([*KEYS_OF_A_PLACE, "lessons_opened"]), some.key, "")
    few = some.select("site", "metric", "n", key=key)
    few = few.group_by(["site", "metric", "key"]).agg(n=few.n.sum())
    few = few.mutate(key=ibis.ifelse(few.metric == "lessons_opened", few.key.split("/")[0], few.key))
    return by_place(few)


def stays(documents: Expression) -> Expression:
    """kiosk, site, release, app, first, last, nights, quiet. A row for all days with the same of the first four."""
    return documents.group_by(["kiosk", "site", "release", "app"]).agg(
        first=documents.day.min(),
        last=documents.day.max(),
        nights=documents.count(),
        quiet=documents.quiet.cast("int64").sum(),
    )


def heard(documents: Expression) -> Expression:
    """week, kiosk, nights, quiet"""
    some = documents.select("kiosk", "quiet", week=_week(documents.day))
    return some.group_by(["week", "kiosk"]).agg(nights=some.count(), quiet=some.quiet.cast("int64").sum())


KEPT: dict[str, tuple[Table, Callable[[Expression], Expression]]] = {
    "weeks": ("cells", weeks),
    "places": ("cells", places),
    "stays": ("documents", stays),
    "heard": ("documents", heard),
}
"""Name of the sums → the table whose rows they are of, and how they are made."""


def by_week(weeks: Expression, since: date) -> Expression:
    """week, metric, key, n. Weeks are numbered from the one that `since` is in, which is 0."""
    some = weeks.select("metric", "key", "n", week=weeks.week - week_of(since))
    return some.group_by(["week", "metric", "key"]).agg(n=some.n.sum())


def by_place(places: Expression) -> Expression:
    """site, metric, key, n"""
    return places.group_by(["site", "metric", "key"]).agg(n=places.n.sum())


def by_stay(stays: Expression) -> Expression:
    """As `stays`, with the sums of several months together."""
    return stays.group_by(["kiosk", "site", "release", "app"]).agg(
        first=stays["first"].min(), last=stays["last"].max(), nights=stays.nights.sum(), quiet=stays.quiet.sum()
    )


def heard_by_week(heard: Expression, since: date) -> Expression:
    """week, kiosks, nights, quiet"""
    some = heard.select("kiosk", "nights", "quiet", week=heard.week - week_of(since))
    return some.group_by("week").agg(kiosks=some.kiosk.nunique(), nights=some.nights.sum(), quiet=some.quiet.sum())


def health(health: Expression) -> Expression:
    """kiosk, name, told, most, total, nights, bad of these nights; see `health_rules.Reading`."""
    import ibis  # noqa: PLC0415 - slow to load

    some = health.mutate(told=health.value.fill_null(health.number.cast("string")))
    bad = ibis.or_(*((some.name == name) & some.told.isin(words) for name, words in BAD_WORDS.items()))
    return some.group_by(["kiosk", "name"]).agg(
        told=some.told.argmax(some.day),
        most=some.number.max(),
        total=some.number.sum(),
        nights=some.count(),
        bad=bad.cast("int64").sum(),
    )
