"""The first pages: machines that need a visit, the city in a few numbers, its weeks, its wards."""

from kiosk.fleet.health_rules import SILENT_NIGHTS
from kiosk.fleet.report.answers import Week
from kiosk.fleet.report.numbers import LEAST_OF_A_SHARE, day, percent, share, short_day
from kiosk.fleet.report.page.charts import WeekColumn, columns
from kiosk.fleet.report.page.figure import Paper, figure, nothing, section, table_of
from kiosk.fleet.report.page.markup import Markup, tag, together
from kiosk.fleet.report.page.wards_chart import Square, wards_chart
from kiosk.fleet.report.table_words import HEADS
from kiosk.fleet.report.tables import Table
from kiosk.fleet.report.words import of

CONCERNS_FILE = "concerns.json"
FIRST_CONCERNS = 25
"""Shown at once; the rest unfolds."""


def concerns(paper: Paper) -> Markup:
    """Machines that need a visit, the gravest first."""
    found = paper.answers.concerns
    if not found:
        return section(paper, "concerns_all_well", klass="concerns well") if paper.answers.kiosks else Markup()
    machines = {(one.site, one.kiosk) for one in found}
    urgent = {(one.site, one.kiosk) for one in found if one.severity == "urgent"}
    title = paper.told("concerns_found", machines=paper.n(len(machines)), urgent=paper.n(len(urgent)))
    every = paper.tables["concerns"]
    first, rest = (_some(every, slice(FIRST_CONCERNS)), _some(every, slice(FIRST_CONCERNS, None)))
    more = tag("summary", paper.told("more", n=paper.n(len(rest.rows))))
    folded = tag("details", more, table_of(paper, rest)) if rest.rows else ""
    file = tag("p", paper.told("concerns_file", file=CONCERNS_FILE), klass="unit")
    return section(
        paper, "concerns", tag("p", title, klass="finding"), table_of(paper, first), folded, file, klass="concerns"
    )


def _some(table: Table, which: slice) -> Table:
    return Table(table.name, table.title, table.columns, table.rows[which])


def glance(paper: Paper) -> Markup:
    """The city in a few numbers, and how to read them."""
    answers, figures, told = paper.answers, paper.answers.figures, paper.told
    n, said = paper.n, paper.published
    known = [one for one in answers.kiosks if not one.replaced]
    heard = sum(1 for site in answers.sites if site.figures.visits)
    title = told("glance_found", visits=n(figures.visits), sites=n(heard), kiosks=n(len(known)))
    silent = sum(1 for one in known if one.silent >= SILENT_NIGHTS)
    nights = answers.nights
    codes = figures.codes_read + figures.codes_unreadable
    tests = figures.tests_passed + figures.tests_failed
    tiles = [
        _tile(paper, "visits", said(figures.visits), ""),
        _tile(paper, "lessons_opened", said(figures.lessons_opened),
              _share(paper, "finished_share", figures.lessons_finished, figures.lessons_opened)),
        _tile(paper, "lessons_finished", said(figures.lessons_finished),
              _share(paper, "alone_share", figures.lessons_unassisted, figures.lessons_finished)),
        _tile(paper, "tests_passed", said(figures.tests_passed),
              _share(paper, "passed_share", figures.tests_passed, tests)),
        _tile(paper, "codes_read", said(figures.codes_read),
              _share(paper, "read_share_of_codes", figures.codes_read, codes)),
        _tile(paper, "helper_called", said(figures.helper_called), ""),
        _tile(paper, "kiosks", n(len(known)), told("kiosks_silent", silent=n(silent), nights=SILENT_NIGHTS)),
        _tile(paper, "nights", n(nights.heard), told("quiet_share", quiet=n(nights.quiet))),
    ]  # fmt: skip
    found = title if figures.visits else told("glance_none")
    return section(paper, "glance", tag("p", found, klass="finding"), tag("dl", *tiles, klass="tiles"), _reading(paper))


def _tile(paper: Paper, key: str, n: str, note: str) -> Markup:
    below = tag("dd", note, klass="note") if note else ""
    return tag("div", tag("dt", of(HEADS[key], paper.lang)), tag("dd", n, klass="figure"), below)


def _share(paper: Paper, key: str, part: int, whole: int) -> str:
    hundredths = percent(part, whole)
    return "" if hundredths is None else paper.told(key, share=share(hundredths))


def _reading(paper: Paper) -> Markup:
    keys = ("read_people", "read_ten", "read_dash", "read_share", "read_size")
    lines = [tag("li", paper.told(key, least=LEAST_OF_A_SHARE)) for key in keys]
    return tag("aside", tag("h3", paper.told("how_to_read")), tag("ul", *lines), klass="note")


def weeks(paper: Paper) -> Markup:
    """Visits, week by week."""
    every = paper.answers.weeks
    if not any(week.figures.visits for week in every):
        return section(paper, "weeks", nothing(paper))
    drawn = [WeekColumn(short_day(week.monday, paper.lang), week.figures.visits, week.days == 7) for week in every]
    title = _weeks_found(paper, [week for week in every if week.days == 7])
    series = paper.told("week_whole"), paper.told("week_part")
    chart = columns(drawn, paper.lang, title, series)
    return section(paper, "weeks", figure(paper, title, paper.told("weeks_unit"), chart, "weeks"))


def _weeks_found(paper: Paper, whole: list[Week]) -> str:
    if not whole:
        return paper.told("weeks_cut")
    last = whole[-1]
    facts = {"monday": short_day(last.monday, paper.lang), "n": paper.n(last.figures.visits)}
    before = whole[-2].figures.visits if len(whole) > 1 else 0
    if before < LEAST_OF_A_SHARE:
        return paper.told("weeks_one", **facts)
    return paper.told("weeks_found", change=_change(paper, last.figures.visits, before), **facts)


def _change(paper: Paper, now: int, before: int) -> str:
    """Below three hundredths it may be nothing but rounding."""
    hundredths = round(100 * (now - before) / before)
    if abs(hundredths) < 3:
        return paper.told("the_same")
    return paper.told("more_by" if hundredths > 0 else "less_by", share=share(abs(hundredths)))


def wards(paper: Paper) -> Markup:
    """Wards as they lie on the map."""
    every = paper.answers.wards
    if not every:
        return section(paper, "wards", nothing(paper))
    squares = [
        Square(of(ward.name, paper.lang), ward.row, ward.column, ward.figures.visits, _kiosks(paper, ward.kiosks))
        for ward in every
    ]
    top = max(squares, key=lambda one: one.n)
    title = paper.told("wards_found", ward=top.name, n=paper.n(top.n)) if top.n else paper.told("glance_none")
    chart = wards_chart(
        squares, paper.lang, title, paper.told("to", low="{low}", high="{high}"), paper.told("no_number")
    )
    return section(paper, "wards", figure(paper, title, paper.told("wards_unit"), chart, "wards"))


def _kiosks(paper: Paper, n: int) -> str:
    return paper.told("kiosk_short") if n == 1 else paper.told("kiosks_short", n=paper.n(n))


def empty(paper: Paper) -> Markup:
    """In place of everything, when no kiosk told anything."""
    return tag("p", paper.told("empty"), klass="nothing")


def head(paper: Paper, names: tuple[str, ...]) -> Markup:
    """What this is, of which days, and what is in it."""
    answers, told = paper.answers, paper.told
    period = told("period", since=day(answers.since, paper.lang), until=day(answers.until, paper.lang))
    links = together(tag("li", tag("a", told(name), href=f"#{paper.lang}-{name}")) for name in names)
    contents = tag("nav", tag("ul", links), aria_label=told("contents"))
    return tag("header", tag("h1", told("title")), tag("p", period, klass="period"), contents)
