"""The questions that read many rows, as Ibis expressions: the same on every engine, in whole numbers only.

A fleet of 3,321 kiosks has 36 million cells a year. They are read twice: once for sums by week, once for sums by place,
each no finer than the report shows it. The two answers are small, and everything else is reckoned from them in
`questions.py`, so no two engines can round, sort or compare texts in two ways. Nothing here sorts.
"""

from datetime import date, timedelta
from typing import Any

from kiosk.fleet.health_rules import BAD_WORDS, NIGHTS_LOOKED_AT
from kiosk.fleet.report.answers import Figures

Expression = Any
"""A table expression of Ibis, which has to be loaded late."""

KEYS_OF_A_PLACE = ("topics_opened", "codes_unreadable")
"""Counters whose keys are shown for every site; `lessons_opened` by lesson, too, and of all others the sum."""


def _between(table: Expression, since: date, until: date) -> Expression:
    """Only these days; each lies in a file of its own, so the others are not even opened."""
    return table.filter(table.day.between(since, until))


def _week(day: Expression, since: date) -> Expression:
    """Numbered from the week that `since` is in, which is 0. Reckoned, because engines cut weeks differently."""
    first = (monday_of(since) - date(1970, 1, 1)).days
    return ((day.epoch_days() - first) // 7).cast("int64")


def monday_of(day: date) -> date:
    """The day on which its week began."""
    return day - timedelta(days=day.weekday())


def cells_by_week(cells: Expression, since: date, until: date) -> Expression:
    """week, metric, key, n; of what is told by the part of the day, that part is the key."""
    import ibis  # noqa: PLC0415 - slow to load

    some = _between(cells, since, until)
    key = ibis.ifelse(some.part == "", some.key, some.part)
    some = some.select("metric", "n", week=_week(some.day, since), key=key)
    return some.group_by(["week", "metric", "key"]).agg(n=some.n.sum())


def cells_by_place(cells: Expression, since: date, until: date) -> Expression:
    """site, metric, key, n of the main numbers. Texts are cut after the rows have become few."""
    import ibis  # noqa: PLC0415 - slow to load

    some = _between(cells, since, until)
    some = some.filter(some.metric.isin([*Figures.__struct_fields__]))
    key = ibis.ifelse(some.metric.isin([*KEYS_OF_A_PLACE, "lessons_opened"]), some.key, "")
    few = some.select("site", "metric", "n", key=key)
    few = few.group_by(["site", "metric", "key"]).agg(n=few.n.sum())
    few = few.mutate(key=ibis.ifelse(few.metric == "lessons_opened", few.key.split("/")[0], few.key))
    return few.group_by(["site", "metric", "key"]).agg(n=few.n.sum())


def stays(documents: Expression, since: date, until: date) -> Expression:
    """kiosk, site, release, app, first, last, nights, quiet. A row for all days with the same of the first four."""
    some = _between(documents, since, until)
    return some.group_by(["kiosk", "site", "release", "app"]).agg(
        first=some.day.min(), last=some.day.max(), nights=some.count(), quiet=some.quiet.cast("int64").sum()
    )


def heard_by_week(documents: Expression, since: date, until: date) -> Expression:
    """week, kiosks, nights, quiet"""
    some = _between(documents, since, until)
    some = some.select("kiosk", "quiet", week=_week(some.day, since))
    return some.group_by("week").agg(
        kiosks=some.kiosk.nunique(), nights=some.count(), quiet=some.quiet.cast("int64").sum()
    )


def health(health: Expression, until: date) -> Expression:
    """kiosk, name, told, most, total, nights, bad of the last nights; see `health_rules.Reading`."""
    import ibis  # noqa: PLC0415 - slow to load

    some = _between(health, until - timedelta(days=NIGHTS_LOOKED_AT - 1), until)
    some = some.mutate(told=some.value.fill_null(some.number.cast("string")))
    bad = ibis.or_(*((some.name == name) & some.told.isin(words) for name, words in BAD_WORDS.items()))
    return some.group_by(["kiosk", "name"]).agg(
        told=some.told.argmax(some.day),
        most=some.number.max(),
        total=some.number.sum(),
        nights=some.count(),
        bad=bad.cast("int64").sum(),
    )
