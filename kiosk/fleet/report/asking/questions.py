"""What the report shows, asked of the office's tables and reckoned in whole numbers.

    with open_tables(office, "duckdb") as tables:
        found = answers(tables, since=date(2026, 1, 1), until=date(2026, 12, 31))

Five questions are asked of the tables (`summed.py`); from their small answers everything else is made here, in plain
Python. That is why every engine gives the same report.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from kiosk.fleet.health_rules import Concern, Machine, Reading, needs_visit
from kiosk.fleet.report.answers import PARTS_OF_DAY, Answers, Choices, Count, Kiosk, Nights, Scans, Week
from kiosk.fleet.report.asking.expressions import monday_of
from kiosk.fleet.report.asking.heard import Stay, heard, in_use, last_night
from kiosk.fleet.report.asking.lessons import lessons
from kiosk.fleet.report.asking.places import names, nights, sites, wards
from kiosk.fleet.report.asking.summed import Summed
from kiosk.fleet.report.asking.sums import Sums, together
from kiosk.fleet.report.engines.office_tables import Tables
from kiosk.fleet.sites import Register

Rows = list[tuple[Any, ...]]


class Span(Struct, frozen=True):
    """The days of a report, both included, and how they fall into weeks."""

    since: date
    until: date

    @property
    def mondays(self) -> list[date]:
        """Of every week that has a day in it."""
        first = monday_of(self.since)
        return [first + timedelta(days=n) for n in range(0, (self.until - first).days + 1, 7)]

    def days(self, monday: date) -> int:
        """How many days of a week are in it."""
        return (min(self.until, monday + timedelta(days=6)) - max(self.since, monday)).days + 1


class Gathered(Struct, frozen=True, kw_only=True):
    """What the engine answered."""

    span: Span
    register: Register
    kiosks: tuple[Kiosk, ...]
    concerns: tuple[Concern, ...]
    by_site: dict[str, Sums]
    by_week: list[Sums]
    weeks: tuple[Week, ...]


def answers(tables: Tables, *, since: date, until: date) -> Answers:
    """Everything the report shows of these days, both included. Raises `NoEngine` when the engine gives no answer."""
    if until < since:
        raise ValueError(f"the report ends on {until}, before it begins on {since}: swap them")
    return _reckoned(_gathered(tables, Span(since, until)))


def _gathered(tables: Tables, span: Span) -> Gathered:
    summed = Summed(tables, span.since, span.until)
    stays = [Stay(*row) for row in tables.ask(summed.by_stay())]
    tonight = last_night(stays, span.until)
    kiosks = heard(stays, tonight)
    by_week = _sums_of_weeks(span, tables.ask(summed.by_week()))
    return Gathered(
        span=span,
        register=tables.register,
        kiosks=kiosks,
        concerns=_concerns(tables.register, tables.ask(summed.health(tonight)), kiosks),
        by_site=_sums_of_sites(tables.ask(summed.by_place())),
        by_week=by_week,
        weeks=_weeks(span, tables.ask(summed.heard_by_week()), by_week),
    )


def _reckoned(told: Gathered) -> Answers:
    city = together(told.by_week)
    places = sites(told.register, told.by_site, told.kiosks, told.concerns)
    return Answers(
        since=told.span.since.isoformat(),
        until=told.span.until.isoformat(),
        figures=city.figures(),
        nights=nights(kiosk.nights for kiosk in told.kiosks),
        kiosks=told.kiosks,
        parts_of_day=tuple(Count(part, city.of("visits").get(part, 0)) for part in PARTS_OF_DAY),
        weeks=told.weeks,
        wards=wards(places, told.by_site),
        sites=places,
        topics=city.counts("topics_opened"),
        lessons=lessons(city, told.by_week),
        mistakes=city.counts("mistakes"),
        hints=city.counts("hints"),
        choices=Choices(**{name: city.counts(name) for name in Choices.__struct_fields__}),
        scans=Scans(read=city.counts("codes_read"), unreadable=city.counts("codes_unreadable")),
        part_failures=city.counts("part_failures"),
        part_recoveries=city.counts("part_recoveries"),
        releases=in_use(told.kiosks),
        concerns=told.concerns,
    )


def _concerns(register: Register, rows: Rows, kiosks: tuple[Kiosk, ...]) -> tuple[Concern, ...]:
    readings: defaultdict[str, dict[str, Reading]] = defaultdict(dict)
    for kiosk, name, told, most, total, n, bad in rows:
        readings[kiosk][name] = Reading(told=told, most=most, total=total, nights=n, bad=bad)
    machines = [
        Machine(kiosk=one.kiosk, site=one.site, silent=one.silent, readings=readings.get(one.kiosk, {}))
        for one in kiosks
        if not one.replaced
    ]
    return needs_visit(machines, names(register))


def _sums_of_sites(rows: Rows) -> dict[str, Sums]:
    sums: defaultdict[str, Sums] = defaultdict(Sums)
    for site, metric, key, n in rows:
        sums[site].add(metric, key, n)
    return dict(sums)


def _sums_of_weeks(span: Span, rows: Rows) -> list[Sums]:
    sums = [Sums() for _ in span.mondays]
    for week, metric, key, n in rows:
        sums[week].add(metric, key, n)
    return sums


def _weeks(span: Span, rows: Rows, sums: list[Sums]) -> tuple[Week, ...]:
    told = {week: (kiosks, Nights(heard=n, quiet=quiet)) for week, kiosks, n, quiet in rows}
    return tuple(
        _week(span, monday, sums[number], *told.get(number, (0, Nights())))
        for number, monday in enumerate(span.mondays)
    )


def _week(span: Span, monday: date, sums: Sums, kiosks: int, told: Nights) -> Week:
    return Week(monday=monday.isoformat(), days=span.days(monday), kiosks=kiosks, nights=told, figures=sums.figures())
