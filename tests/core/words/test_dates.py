"""Dates as Vietnam writes them, said aloud."""

import pytest

from kiosk.core.units import Lang
from kiosk.core.words.dates import date_said, read_date


@pytest.mark.parametrize(
    ("written", "lang", "words"),
    [
        ("01/11/2026", "vi", "ngày một tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("1-4-1975", "vi", "ngày một tháng tư năm một nghìn chín trăm bảy mươi lăm"),
        ("24/08", "vi", "ngày hai mươi tư tháng tám"),
        ("11/2026", "vi", "tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("01/11/2026", "en", "the first of November twenty twenty-six"),
        ("24/08", "en", "the twenty-fourth of August"),
    ],
)
def test_a_date_is_said(written: str, lang: Lang, words: str) -> None:
    date = read_date(written)
    assert date is not None
    assert date_said(date, lang) == words


@pytest.mark.parametrize(
    "written", ["31/04/2026", "00/03/2026", "12/13/2026", "30/02", "1/2/3", "13/2026", "hôm nay", ""]
)
def test_what_is_no_day_is_no_date(written: str) -> None:
    assert read_date(written) is None
