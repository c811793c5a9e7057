"""What every part of the page is made with: one language's words, numbers and tables; figures; tables."""

from collections.abc import Sequence

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.fleet.report.answers import Answers
from kiosk.fleet.report.names import Names
from kiosk.fleet.report.numbers import NOTHING, day, number, share
from kiosk.fleet.report.page.markup import Markup, name_of, tag, together
from kiosk.fleet.report.table_words import SEVERITIES
from kiosk.fleet.report.tables import Cell, Column, Table
from kiosk.fleet.report.words import Told, of

MOST_ROWS = 4000
"""Of one table on the page: 3,321 places fit; more are in the files."""


class Paper(Struct, frozen=True):
    """All that one language's half of the page is made from."""

    answers: Answers
    names: Names
    told: Told
    tables: dict[str, Table]

    @property
    def lang(self) -> Lang:
        """Which language it is."""
        return self.told.lang

    def n(self, n: int | None) -> str:
        """A number as it is written."""
        return number(n, self.lang)

    def published(self, n: int) -> str:
        """A sum of published numbers. Each of them is ten or more, so nought says that none was told."""
        return number(n or None, self.lang)

    def has(self, table: str) -> bool:
        """Whether a table has any row."""
        return bool(self.tables[table].rows)


def section(paper: Paper, name: str, *content: object, klass: str = "") -> Markup:
    """A part of the page with its heading, which the contents lead to."""
    place = f"{paper.lang}-{name}"
    return tag("section", tag("h2", paper.told(name)), *content, id=place, klass=klass or None)


def figure(  # noqa: PLR0913, PLR0917 - what a figure has
    paper: Paper, title: str, unit: str, chart: Markup, table: str | Table, note: str = ""
) -> Markup:
    """A chart with what it says, its unit, and its table behind it."""
    behind = paper.tables[table] if isinstance(table, str) else table
    below = tag("p", note, klass="unit") if note else ""
    caption = tag("figcaption", tag("h3", title), tag("p", unit, klass="unit"))
    return tag("figure", caption, chart, below, _behind(paper, behind))


def nothing(paper: Paper) -> Markup:
    """In place of a chart."""
    return tag("p", paper.told("nothing"), klass="nothing")


def _behind(paper: Paper, table: Table) -> Markup:
    return tag("details", tag("summary", paper.told("table")), table_of(paper, table))


def table_of(paper: Paper, table: Table) -> Markup:
    """A table of the page. Columns for programs are left out; they are in the files."""
    shown = [place for place, column in enumerate(table.columns) if not column.beside]
    columns = [table.columns[place] for place in shown]
    head = tag("thead", tag("tr", *(tag("th", one.head, scope="col", klass=_klass(one)) for one in columns)))
    body = tag("tbody", *(_row(paper, columns, [row[place] for place in shown]) for row in table.rows[:MOST_ROWS]))
    cut = len(table.rows) > MOST_ROWS
    told = paper.told("in_file", n=paper.n(MOST_ROWS), all=paper.n(len(table.rows)), name=table.name) if cut else ""
    return together([tag("div", tag("table", head, body), klass="scroll"), tag("p", told) if told else ""])


def _row(paper: Paper, columns: Sequence[Column], cells: Sequence[Cell]) -> Markup:
    return tag("tr", *(_cell(paper, column, cell) for column, cell in zip(columns, cells, strict=True)))


def _cell(paper: Paper, column: Column, cell: Cell) -> Markup:
    return tag("td", written(paper, column, cell), klass=_klass(column))


def written(paper: Paper, column: Column, cell: Cell) -> object:
    """A cell as people read it."""
    if column.key == "severity":
        return of(SEVERITIES.get(str(cell), {}), paper.lang) or str(cell)
    if column.kind == "share":
        return share(cell if isinstance(cell, int) else None)
    if column.kind == "day":
        return day(str(cell or ""), paper.lang)
    if isinstance(cell, int):
        return paper.n(cell)
    return name_of(cell) if cell else NOTHING


def _klass(column: Column) -> str | None:
    if column.kind == "day" or column.key == "kiosk":
        return "tight"
    return None if column.kind == "text" else "n"
