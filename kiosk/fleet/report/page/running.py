"""The last pages: codes, places, machines."""

from kiosk.fleet.report.answers import OTHER
from kiosk.fleet.report.numbers import percent, share
from kiosk.fleet.report.page.charts import Bar, bars
from kiosk.fleet.report.page.figure import Paper, figure, nothing, section, table_of
from kiosk.fleet.report.page.learning import counted, folded
from kiosk.fleet.report.page.markup import Markup, tag, together


def scans(paper: Paper) -> Markup:
    """How scanning goes, and why it does not."""
    seen, names = paper.answers.scans, paper.names
    read, unread = (sum(count.n for count in counts) for counts in (seen.read, seen.unreadable))
    if not read + unread:
        return section(paper, "scans", nothing(paper))
    of_all = percent(read, read + unread)
    found = (
        paper.told("scans_read", n=paper.n(read)) if of_all is None else paper.told("scans_found", share=share(of_all))
    )
    charts = together([
        _read(paper, found),
        counted(paper, seen.unreadable, names.word, "unreadable_found", "unreadable_unit", "codes_unreadable"),
    ])  # fmt: skip
    return section(paper, "scans", tag("div", charts, klass="pair"))


def _read(paper: Paper, found: str) -> Markup:
    every = paper.answers.scans.read
    if not every:
        return Markup()
    rows = [Bar(paper.names.word(one.key), one.n, bare=one.key == OTHER) for one in every]
    chart = bars(rows, paper.lang, found)
    return figure(paper, found, paper.told("scans_read_unit"), chart, "codes_read", folded(paper, every))


def sites(paper: Paper) -> Markup:
    """Every place in one table; it is too long for a chart."""
    every = paper.answers.sites
    if not every:
        return section(paper, "sites", nothing(paper))
    quiet = sum(1 for site in every if not site.figures.visits)
    found = tag("p", paper.told("sites_found", n=paper.n(len(every)), quiet=paper.n(quiet)), klass="finding")
    return section(paper, "sites", found, table_of(paper, paper.tables["sites"]), klass="sheet wide")


def machines(paper: Paper) -> Markup:
    """How far content has spread, and which parts fail."""
    charts = together([_releases(paper), _failures(paper)])
    return section(paper, "machines", tag("div", charts, klass="pair") if charts else nothing(paper))


def _releases(paper: Paper) -> Markup:
    every = paper.answers.releases
    if not every:
        return Markup()
    kiosks: dict[str, int] = {}
    for one in every:
        kiosks[one.release] = kiosks.get(one.release, 0) + one.kiosks
    top = max(kiosks, key=lambda release: kiosks[release])
    of_all = share(round(100 * kiosks[top] / max(1, sum(kiosks.values()))))
    found = paper.told("releases_found", share=of_all, release=top or paper.told("as_set_up"))
    rows = [
        Bar(one.release or paper.told("as_set_up"), one.kiosks, note=paper.told("app", app=one.app) if one.app else "",
            strong=one.release == top)
        for one in every
    ]  # fmt: skip
    return figure(paper, found, paper.told("releases_unit"), bars(rows, paper.lang, found), "releases")


def _failures(paper: Paper) -> Markup:
    rows = [row for row in paper.tables["part_failures"].rows if isinstance(row[2], int) or isinstance(row[3], int)]
    if not rows:
        return Markup()
    known = [row for row in rows if row[0] != OTHER and _n(row[2])]
    found = paper.told("failures_other")
    if known:
        top = max(known, key=lambda row: _n(row[2]) or 0)
        found = paper.told("failures_found", part=top[1], n=paper.n(_n(top[2])))
    drawn = [Bar(str(row[1]), _n(row[2]), _n(row[3]), bare=row[0] == OTHER) for row in rows]
    series = paper.told("failed"), paper.told("recovered")
    return figure(paper, found, paper.told("failures_unit"), bars(drawn, paper.lang, found, series), "part_failures")


def _n(cell: str | int | None) -> int | None:
    return cell if isinstance(cell, int) else None
