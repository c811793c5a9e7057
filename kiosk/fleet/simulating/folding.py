"""What a kiosk keeps to itself, for many days at once: small numbers folded or held into the week, the rest rounded.

The rules are those of `docs/privacy.md`. They are written a second time because a kiosk reckons one night from its
database, and here a year is reckoned in one go.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

Table = Any
"""A numpy array of whole numbers: a row for each day, a column for each cell."""

SMALLEST, STEP, QUIET = 10, 5, 10


def rounded(n: Table) -> Table:
    """To the nearest five."""
    return (n + STEP // 2) // STEP * STEP


def folded(counts: Table, spans: Iterable[tuple[int, int]]) -> tuple[Table, Table, Table]:
    """What is shown, what each metric shows as `other`, and what is held for the week."""
    shown = np.where(counts >= SMALLEST, rounded(counts), 0)
    small = np.where(counts < SMALLEST, counts, 0)
    starts = [begin for begin, _ in spans]
    rest = np.add.reduceat(small, starts, axis=1)
    others = np.where(rest >= SMALLEST, rounded(rest), 0)
    widths = [end - begin for begin, end in spans]
    held = np.where(np.repeat(rest >= SMALLEST, widths, axis=1), 0, small)
    return shown, others, held


def week_sums(held: Table, sundays: Table) -> Table:
    """For each Sunday, what was held on the seven days that end with it."""
    through = np.concatenate([np.zeros((1, held.shape[1]), held.dtype), np.cumsum(held, axis=0)])
    return through[sundays + 1] - through[np.maximum(sundays - 6, 0)]
