"""Of which days a report is, when nobody has said it."""

from datetime import date

from kiosk.fleet.report.asking.summed import Summed
from kiosk.fleet.report.engines.office_tables import Tables

EVER = date(2000, 1, 1), date(2099, 12, 31)
"""Before and after every day that is believed, and not too far for the dates of any engine."""


def span(tables: Tables, since: date | None, until: date | None) -> tuple[date, date]:
    """The first and the last day: those asked for, else those that were collected. `ValueError` when there is none."""
    if since and until:
        return since, until
    stays = Summed(tables, *EVER).by_stay()
    first, last = tables.ask(stays.aggregate(begun=stays["first"].min(), ended=stays["last"].max()))[0]
    if first is None:
        raise ValueError("No document was collected yet. Collect some, or ask for days: --since and --until.")
    return since or min(first, until or first), until or max(last, since or last)
