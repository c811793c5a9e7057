"""How one written figure is said: amounts, percents, dates, times, ranges, telephone and account numbers.

The rules are a table tried from top to bottom; the first that fits speaks. Each has one shape of text and knows nothing
of its neighbours: those are the business of `spoken`.
"""

import re
from collections.abc import Callable

from kiosk.core.units import Lang
from kiosk.core.words import tables
from kiosk.core.words.dates import date_said, read_date
from kiosk.core.words.numbers import cardinal, digits

Match = re.Match[str]
_NUMBER = r"\d+(?:[.,]\d+)*"


def number_said(text: str, lang: Lang, *, money: bool = False) -> str:
    """A number with or without groups and decimals. In `money` nobody writes decimals: both signs part thousands."""
    grouping, point = (".", ",") if lang == "vi" else (",", ".")
    if _is_grouped(text, grouping) or (_is_grouped(text, point) and (money or text.count(point) > 1)):
        return _whole(re.sub(r"\D", "", text), lang)
    if text.isdecimal():
        return plain_said(text, lang)
    whole, sign, rest = text.partition(point)
    if sign and rest.isdecimal() and whole.isdecimal():
        return f"{_whole(whole, lang)} {tables.DECIMAL[lang]} {digits(rest, lang)}"
    parts = re.split(r"[.,]", text)
    return f" {tables.DOT[lang]} ".join(plain_said(part, lang) for part in parts)


def measure_said(text: str, lang: Lang, *, money: bool = False) -> str:
    """A number that a unit follows: 50000 before `đ` is an amount, though alone it would be a code."""
    return _whole(text, lang) if text.isdecimal() else number_said(text, lang, money=money)


def _whole(figures: str, lang: Lang) -> str:
    """A number in words while anybody could follow it, beyond a thousand million million its digits."""
    return cardinal(int(figures), lang) if len(figures) <= 15 else long_digits(figures, lang)


def _is_grouped(text: str, sign: str) -> bool:
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+", text) is not None


def plain_said(text: str, lang: Lang) -> str:
    """Bare digits: an account or a code when long or with a zero in front, else a number."""
    if len(text) >= 5 or (len(text) > 1 and text.startswith("0")) or text in tables.SHORT_NUMBERS:
        return long_digits(text, lang)
    return _whole(text, lang)


def long_digits(text: str, lang: Lang) -> str:
    """One by one, with a short rest after every three or four, as people dictate telephone numbers."""
    figures = re.sub(r"\D", "", text)
    if len(figures) < 6:
        return digits(figures, lang)
    first = {0: 3, 1: 4, 2: 2}[len(figures) % 3]
    chunks = [figures[:first], *(figures[i : i + 3] for i in range(first, len(figures), 3))]
    return ", ".join(digits(chunk, lang) for chunk in chunks)


def _with_unit(found: Match, lang: Lang) -> str | None:
    unit = tables.UNITS[lang].get(found[2].lower())
    if unit is None:
        return None
    money = found[2].lower() in tables.CURRENCY_SIGNS
    return f"{measure_said(found[1], lang, money=money)} {unit}"


def _date(found: Match, lang: Lang) -> str | None:
    date = read_date(found[0])
    written_out = date is not None and (date.year or re.match(r"\d\d/\d\d$", found[0]))
    return date_said(date, lang) if date and written_out else None


def _time(found: Match, lang: Lang) -> str | None:
    hour, minute = int(found[1]), int(found[2])
    if hour > 24 or minute > 59:
        return None
    minutes = cardinal(minute, lang) if minute else ""
    if lang == "vi":
        return f"{cardinal(hour, lang)} giờ {minutes}".rstrip()
    return " ".join((cardinal(hour, lang), *(["oh"] if 0 < minute < 10 else []), minutes or "o'clock"))


def _telephone(found: Match, lang: Lang) -> str | None:
    figures = re.sub(r"\D", "", found[0])
    if len(figures) < 8 or found[0][0] not in "+0":
        return None
    plus = f"{tables.SYMBOLS[lang]['+']} " if found[0][0] == "+" else ""
    return plus + long_digits(figures, lang)


def _range(found: Match, lang: Lang) -> str | None:
    return f"{number_said(found[1], lang)} {tables.RANGE[lang]} {number_said(found[2], lang)}"


def _fraction(found: Match, lang: Lang) -> str | None:
    return f"{number_said(found[1], lang)} {tables.OF[lang]} {number_said(found[2], lang)}"


_RULES: tuple[tuple[re.Pattern[str], Callable[[Match, Lang], str | None]], ...] = (
    (re.compile(r"\+?\d[\d.-]*\d"), _telephone),
    (re.compile(r"\d{1,2}[/-]\d{1,4}(?:[/-]\d{4})?"), _date),
    (re.compile(r"(\d{1,2})[:h](\d{2})"), _time),
    (re.compile(rf"({_NUMBER})(\D\S*)"), _with_unit),
    (re.compile(_NUMBER), lambda found, lang: number_said(found[0], lang)),
    (re.compile(rf"({_NUMBER})[-–]({_NUMBER})"), _range),
    (re.compile(rf"({_NUMBER})/({_NUMBER})"), _fraction),
)


def figure_said(text: str, lang: Lang) -> str | None:
    """The words of a written figure; none when `text` is not one."""
    for shape, say in _RULES:
        if (found := shape.fullmatch(text)) and (said := say(found, lang)):
            return said
    return None
