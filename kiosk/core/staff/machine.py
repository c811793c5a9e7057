"""How the machine is, for the page of the staff menu: rows of parts, which of them are ill, and what is said of those.

Values are words or `unit:number`, as all rows of the menu are. What is ill is judged here alone, so that the order of
the rows, their signs and what the voice says cannot disagree.
"""

from kiosk.core.staff.pages import ROWS_A_PAGE

ILL = frozenset({"weak", "weak_before", "worn", "failing", "readonly", "full", "unset", "several", "failed", "strange"})
"""Values that a part should not have."""

WITHOUT = frozenset({("touch", "none")})
"""Parts that no kiosk can do without: others are absent because it was set up so."""

HOTTEST_C = 79
"""From 80 on a Raspberry Pi slows itself down (its documentation, "frequency management and thermal control")."""

LEAST_FREE_MB = 500
LEAST_MEMORY_MB = 80
"""Less, and the next lesson with a large picture may be the last thing it does."""


def ill(name: str, value: str) -> bool:
    """Whether somebody should do something about a part."""
    unit, _, number = value.partition(":")
    if not number.isdecimal():
        return value in ILL or (name, value) in WITHOUT
    many = int(number)
    return {
        "degrees": many > HOTTEST_C,
        "megabytes": many < (LEAST_MEMORY_MB if name == "memory" else LEAST_FREE_MB),
    }.get(unit, False)


def worst_first(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What is ill stands on the first page."""
    return tuple(sorted(rows, key=lambda row: not ill(*row)))


def said(rows: tuple[tuple[str, str], ...], at: int) -> tuple[str, ...]:
    """Phrases said of the rows that are shown: each ill part with its remedy, or that all of them are well."""
    shown = rows[at * ROWS_A_PAGE :][:ROWS_A_PAGE]
    return tuple(f"ill_{name}" for name, value in shown if ill(name, value)) or ("machine_good",)
