"""The small sums that a report is made of: those kept of whole months, and of the days beside them fresh ones."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from kiosk.fleet.health_rules import NIGHTS_LOOKED_AT
from kiosk.fleet.report.asking import expressions
from kiosk.fleet.report.engines.office_tables import Tables
from kiosk.fleet.summing.months import without

Expression = Any
"""A table expression of Ibis, which has to be loaded late."""


class Summed:
    """The questions of a report on some days, both included."""

    def __init__(self, tables: Tables, since: date, until: date) -> None:
        self._tables, self._since = tables, since
        self._months = [month for month in tables.months if month.within(since, until)]
        self._rest = without((since, until), self._months)

    @cached_property
    def _kept(self) -> list[date]:
        return [month.whole[0] for month in self._months]

    def by_week(self) -> Expression:
        """week, metric, key, n"""
        return expressions.by_week(self._sums("weeks"), self._since)

    def by_place(self) -> Expression:
        """site, metric, key, n"""
        return expressions.by_place(self._sums("places"))

    def by_stay(self) -> Expression:
        """kiosk, site, release, app, first, last, nights, quiet"""
        return expressions.by_stay(self._sums("stays"))

    def heard_by_week(self) -> Expression:
        """week, kiosks, nights, quiet"""
        return expressions.heard_by_week(self._sums("heard"), self._since)

    def health(self, tonight: date) -> Expression:
        """kiosk, name, told, most, total, nights, bad of the last nights"""
        nights = (tonight - timedelta(days=NIGHTS_LOOKED_AT - 1), tonight)
        return expressions.health(self._tables.rows("health", [nights]))

    def _sums(self, name: str) -> Expression:
        table, made = expressions.KEPT[name]
        if not self._kept:
            return made(self._tables.rows(table, self._rest))
        sums = self._tables.sums(name)
        sums = sums.filter(sums.month.isin(self._kept)).drop("month")
        fresh = self._tables.collected(self._rest)
        return sums.union(made(self._tables.rows(table, fresh))) if fresh else sums
