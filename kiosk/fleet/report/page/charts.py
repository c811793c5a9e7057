"""Charts as small drawings inside the page: bars, columns of weeks, and wards as they lie on the map.

Why they are drawn here and not by a library: docs/decisions/0034. What every chart keeps to: one dark shade on a light
ground, patterns and outlines where there are two, the number beside every mark, and a sentence for those who listen. A
bar is a row of the page with its words left to the browser, because a step of a lesson is a whole sentence; only the
bar itself is drawn.
"""

from collections.abc import Sequence

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.fleet.report.numbers import number
from kiosk.fleet.report.page.markup import Markup, name_of, tag, together

MOST_TOLD = 12
"""Rows that a chart's sentence tells; the table behind has all."""


class Bar(Struct, frozen=True):
    """One row. A second number is drawn below the first, hatched. `strong`: the one that the title is about."""

    label: str
    n: int | None
    second: int | None = None
    lead: str = ""
    """Stands before the label: the number of a step."""
    note: str = ""
    strong: bool = False
    bare: bool = False
    """Numbers without a bar: what was folded together is no kind of its own, and would outgrow the others."""


def bars(
    rows: Sequence[Bar], lang: Lang, told: str, series: tuple[str, str] | None = None, *, sentences: bool = False
) -> Markup:
    """Rows with bars. `told` is what the chart says; `series` names what first and second numbers are. Labels that
    are `sentences` get half of the width."""
    most = max((n for row in rows if not row.bare for n in (row.n, row.second) if n), default=0)
    drawn = [_row(row, most, lang, two=series is not None) for row in rows]
    key = _series(series) if series else ""
    words = f"{told}. {_spoken(rows, lang)}"
    return together(
        [key, tag("div", *drawn, klass="bars sentences" if sentences else "bars", role="img", aria_label=words)]
    )


def _row(row: Bar, most: int, lang: Lang, *, two: bool) -> Markup:
    label = together([tag("b", row.lead) if row.lead else "", " " if row.lead else "", name_of(row.label)])
    note = tag("small", row.note) if row.note else ""
    marks = [(row.n, "solid"), (row.second, "hatched")][: 2 if two else 1]
    drawn = [] if row.bare else [_bar(n, most, klass) for n, klass in marks]
    told = [tag("span", number(n, lang)) for n, _ in marks]
    return tag(
        "div", tag("div", label, note, klass="label"), tag("div", *drawn, klass="track"), tag("div", *told, klass="n"),
        klass="row strong" if row.strong else "row bare" if row.bare else "row",
    )  # fmt: skip


def _bar(n: int | None, most: int, klass: str) -> Markup:
    """Bars never vanish: what was told is at least a line."""
    wide = f"{max(0.6, 100 * n / most):.1f}%" if n and most else "0"
    rect = tag("rect", klass=klass, width=wide, height="100%") if n else ""
    return tag("svg", rect, klass="bar", aria_hidden="true")


def _series(series: tuple[str, str]) -> Markup:
    pairs = (tag("span", _swatch(klass), text) for klass, text in zip(("solid", "hatched"), series, strict=True))
    return tag("p", *pairs, klass="key", aria_hidden="true")


def _swatch(klass: str) -> Markup:
    return tag("svg", tag("rect", klass=klass, width="100%", height="100%"), klass="swatch", aria_hidden="true")


def _spoken(rows: Sequence[Bar], lang: Lang) -> str:
    told = [
        " ".join(
            filter(None, (row.lead, row.label[:80], *(number(n, lang) for n in (row.n, row.second) if n is not None)))
        )
        for row in rows[:MOST_TOLD]
    ]
    return "; ".join(told) + ("…" if len(rows) > MOST_TOLD else "")


class WeekColumn(Struct, frozen=True):
    """One week. A cut one is hatched."""

    label: str
    n: int
    whole: bool


WIDE, HIGH, LEFT, BOTTOM, TOP = 960, 260, 58, 26, 22
MOST_LABELS = 15
"""That stand beside one another without touching."""


def columns(weeks: Sequence[WeekColumn], lang: Lang, told: str, series: tuple[str, str]) -> Markup:
    """A column for each week, in their order."""
    top = round_up(max((week.n for week in weeks), default=0), 4)
    axis = _Axis(lang, top, len(weeks))
    drawn = [
        _grid_lines(top, lang),
        *(_column(week, place, axis) for place, week in enumerate(weeks)),
    ]
    spoken = "; ".join(f"{week.label} {number(week.n, lang)}" for week in weeks[-MOST_TOLD:])
    picture = tag(
        "svg",
        *drawn,
        klass="columns",
        view_box=f"0 0 {WIDE} {HIGH + BOTTOM}",
        role="img",
        aria_label=f"{told}. {spoken}",
    )
    key = _series(series) if any(not week.whole for week in weeks) else ""
    return together([key, tag("div", picture, klass="scroll")])


class _Axis(Struct, frozen=True):
    lang: Lang
    top: int
    weeks: int

    @property
    def step(self) -> float:
        return (WIDE - LEFT) / max(1, self.weeks)


def _column(week: WeekColumn, place: int, axis: _Axis) -> Markup:
    step = axis.step
    x, high = LEFT + place * step, (HIGH - TOP) * week.n / axis.top
    middle = f"{x + step / 2:.1f}"
    rect = tag(
        "rect", klass="solid" if week.whole else "hatched", x=f"{x + step * 0.14:.1f}", y=f"{HIGH - high:.1f}",
        width=f"{step * 0.72:.1f}", height=f"{high:.1f}",
    )  # fmt: skip
    words = [rect]
    if place % (1 + axis.weeks // MOST_LABELS) == 0:
        words.append(tag("text", week.label, x=middle, y=HIGH + 18, klass="middle"))
    if axis.weeks <= MOST_LABELS:
        words.append(tag("text", number(week.n, axis.lang), x=middle, y=f"{HIGH - high - 6:.1f}", klass="middle n"))
    return together(words)


def _grid_lines(top: int, lang: Lang) -> Markup:
    lines = []
    for part in range(5):
        y = HIGH - (HIGH - TOP) * part / 4
        lines.append(tag("line", x1=LEFT, x2=WIDE, y1=f"{y:.1f}", y2=f"{y:.1f}", klass="grid" if part else "axis"))
        lines.append(tag("text", number(top * part // 4, lang), x=LEFT - 8, y=f"{y + 4:.1f}", klass="end"))
    return together(lines)


def round_up(most: int, parts: int) -> int:
    """The next number whose parts are numbers that people count in."""
    size = 1
    while True:
        for step in (10, 15, 20, 25, 30, 40, 50, 60, 80):
            if step * size * parts >= most:
                return step * size * parts
        size *= 10
