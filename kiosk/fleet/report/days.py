"""Of which days a report is, when nobody has said it."""

from datetime import date

from kiosk.fleet.report.engines import Tables


def span(tables: Tables, since: date | None, until: date | None) -> tuple[date, date]:
    """The first and the last day: those asked for, else those that were collected. `ValueError` when there is none."""
    if since and until:
        return since, until
    documents = tables.documents
    first, last = tables.ask(documents.aggregate(first=documents.day.min(), last=documents.day.max()))[0]
    if first is None:
        raise ValueError("No document was collected yet. Collect some, or ask for days: --since and --until.")
    return since or min(first, until or first), until or max(last, since or last)
