"""Dates written dd/mm/yyyy, as Vietnam writes them, and how they are said."""

import re

from msgspec import Struct

from kiosk.core.units import Lang
from kiosk.core.words import english, vietnamese

_WRITTEN = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Date(Struct, frozen=True):
    """What of a date was written; 0 where nothing was."""

    day: int
    month: int
    year: int


def read_date(text: str) -> Date | None:
    """The date written as `dd/mm/yyyy`, `dd/mm` or `mm/yyyy`; none where there is no such day."""
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _checked(Date(0, int(found[1]), int(found[2])))
    if found := _WRITTEN.fullmatch(text):
        return _checked(Date(int(found[1]), int(found[2]), int(found[3] or 0))) if int(found[1]) else None
    return None


def _checked(date: Date) -> Date | None:
    """The 29th of February passes in every year: a date is read aloud here, not reckoned with."""
    if not 1 <= date.month <= 12 or date.day > _LENGTHS[date.month - 1]:
        return None
    return date


def date_said(date: Date, lang: Lang) -> str:
    """`ngày một tháng mười một năm hai nghìn không trăm hai mươi sáu`, `the first of November twenty twenty-six`."""
    return _vietnamese(date) if lang == "vi" else _english(date)


def _vietnamese(date: Date) -> str:
    """The fourth month is `tháng tư`: the one month that keeps the word for a fourth."""
    month = "tư" if date.month == 4 else vietnamese.cardinal(date.month)
    day = f"ngày {vietnamese.cardinal(date.day)} " if date.day else ""
    return f"{day}tháng {month}" + (f" năm {vietnamese.cardinal(date.year)}" if date.year else "")


def _english(date: Date) -> str:
    day = f"the {english.ordinal(date.day)} of " if date.day else ""
    return f"{day}{_MONTHS[date.month - 1]}" + (f" {english.year(date.year)}" if date.year else "")
