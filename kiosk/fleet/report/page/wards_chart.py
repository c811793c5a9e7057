"""Wards as squares that lie about as they lie on the map, the darker the more visits, with the number in each.

Shades are five and far apart, so that a copying machine keeps them; a ward without numbers is hatched.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.fleet.report.numbers import number
from kiosk.fleet.report.page.charts import round_up
from kiosk.fleet.report.page.markup import Markup, clean, tag, together

WIDE, HIGH, SEAM = 132, 88, 4
SHADES = 5
LETTERS = 17
"""That fit into a square's width."""

LINES = 2
FEW = 5
"""Columns. So few wards are not spread over the whole width, where a single one would fill the page."""


class Square(Struct, frozen=True):
    """One ward."""

    name: str
    row: int
    column: int
    n: int
    note: str


class Placed(Struct, frozen=True):
    """A ward with the cell that it was given."""

    square: Square
    row: int
    column: int


def wards_chart(squares: Sequence[Square], lang: Lang, told: str, to: str, none: str) -> Markup:
    """The grid with its key. `to` and `none` are words of the key: "{low} to {high}", "no number"."""
    placed = place(squares)
    most = round_up(max((square.n for square in squares), default=0), SHADES)
    wide = (1 + max((one.column for one in placed), default=0)) * (WIDE + SEAM)
    high = (1 + max((one.row for one in placed), default=0)) * (HIGH + SEAM)
    spoken = "; ".join(f"{one.name[:40]} {number(one.n, lang)}" for one in _largest(squares))
    few = wide <= FEW * (WIDE + SEAM)
    picture = tag(
        "svg", *(_square(one, most, lang) for one in placed), klass="wards few" if few else "wards",
        view_box=f"0 0 {wide} {high}", role="img",
        aria_label=f"{told}. {spoken}", width=wide * 3 // 2 if few else wide,
    )  # fmt: skip
    return together([_key(most, lang, to, none), tag("div", picture, klass="scroll")])


def _largest(squares: Sequence[Square]) -> list[Square]:
    return sorted(squares, key=lambda one: -one.n)[:12]


def place(squares: Sequence[Square]) -> list[Placed]:
    """Where each is drawn. Gaps of the register stay one cell wide at most; who finds a cell taken stands below all."""
    rows, columns = _tight(one.row for one in squares), _tight(one.column for one in squares)
    taken: dict[tuple[int, int], Square] = {}
    left: list[Square] = []
    for one in squares:
        cell = rows[one.row], columns[one.column]
        if cell in taken:
            left.append(one)
        else:
            taken[cell] = one
    below = max(rows.values(), default=-1) + 1
    across = max(6, 1 + max(columns.values(), default=0))
    for number_, one in enumerate(left):
        taken[below + number_ // across, number_ % across] = one
    return [Placed(one, *cell) for cell, one in taken.items()]


def _tight(numbers: Iterable[int]) -> dict[int, int]:
    placed: dict[int, int] = {}
    at, before = -1, None
    for one in sorted(set(numbers)):
        at += 1 if before is None or one == before + 1 else 2
        placed[one], before = at, one
    return placed


def shade(n: int, most: int) -> int:
    """1 to `SHADES`; 0 where there is no number."""
    return 0 if n <= 0 else min(SHADES, 1 + (n - 1) * SHADES // most)


def _square(one: Placed, most: int, lang: Lang) -> Markup:
    x, y = one.column * (WIDE + SEAM), one.row * (HIGH + SEAM)
    dark = shade(one.square.n, most)
    middle = x + WIDE // 2
    lines = wrapped(one.square.name)
    words = [tag("text", line, x=middle, y=y + 20 + 15 * place, klass="name") for place, line in enumerate(lines)]
    figure = tag("text", number(one.square.n or None, lang), x=middle, y=y + 60, klass="figure")
    note = tag("text", one.square.note, x=middle, y=y + 78, klass="note")
    return tag(
        "g",
        tag("title", f"{one.square.name}: {number(one.square.n or None, lang)}"),
        tag("rect", x=x, y=y, width=WIDE, height=HIGH, rx=8, klass=f"shade{dark}"),
        *words, figure, note, klass=f"ward on{dark}",
    )  # fmt: skip


def wrapped(name: str) -> list[str]:
    """A name in lines that fit; what does not, ends in dots."""
    lines: list[str] = []
    for word in clean(name).split() or ["–"]:
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return [line if len(line) <= LETTERS + 1 else f"{line[:LETTERS]}…" for line in lines]


def _key(most: int, lang: Lang, to: str, none: str) -> Markup:
    wide = most // SHADES
    parts = [
        tag("span", _swatch(dark), to.format(low=number((dark - 1) * wide + 1, lang), high=number(dark * wide, lang)))
        for dark in range(1, SHADES + 1)
    ]
    return tag("p", *parts, tag("span", _swatch(0), none), klass="key", aria_hidden="true")


def _swatch(dark: int) -> Markup:
    return tag("svg", tag("rect", klass=f"shade{dark}", width="100%", height="100%"), klass="swatch")
