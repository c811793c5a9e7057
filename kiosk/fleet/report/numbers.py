"""Numbers and days as they are written in each language."""

from datetime import date

from kiosk.core.units import Lang

NOTHING = "–"
"""Where there is no number: none was told, or it stayed below ten."""

LEAST_OF_A_SHARE = 50
"""Of fewer, what was rounded and left out could move a share by a tenth and more, so none is shown."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(n: int | None, lang: Lang) -> str:
    """`12.345` or `12,345`."""
    if n is None:
        return NOTHING
    return f"{n:,}".replace(",", ".") if lang == "vi" else f"{n:,}"


def percent(part: int, whole: int) -> int | None:
    """A share in hundredths; none where the numbers cannot bear one."""
    if whole < LEAST_OF_A_SHARE or part > whole:
        return None
    return round(100 * part / whole)


def share(hundredths: int | None) -> str:
    """`12 %`, with a blank that does not break."""
    return NOTHING if hundredths is None else f"{hundredths}\N{NO-BREAK SPACE}%"


def day(text: str, lang: Lang) -> str:
    """`22/11/2026` or `22 Nov 2026`."""
    when = _read(text)
    if when is None:
        return text or NOTHING
    return f"{when.day}/{when.month}/{when.year}" if lang == "vi" else f"{short_day(text, lang)} {when.year}"


def short_day(text: str, lang: Lang) -> str:
    """`22/11` or `22 Nov`."""
    when = _read(text)
    if when is None:
        return text or NOTHING
    return f"{when.day}/{when.month}" if lang == "vi" else f"{when.day} {_MONTHS[when.month - 1]}"


def _read(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
