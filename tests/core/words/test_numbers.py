"""Numbers in words, checked against written examples and against a reader that goes the other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.units import Lang
from kiosk.core.words.english import ordinal, year
from kiosk.core.words.numbers import cardinal, digits, group, money, money_shown

VIETNAMESE = {
    0: "không",
    4: "bốn",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    55: "năm mươi lăm",
    100: "một trăm",
    101: "một trăm linh một",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    999: "chín trăm chín mươi chín",
    1_000: "một nghìn",
    1_015: "một nghìn không trăm mười lăm",
    2_026: "hai nghìn không trăm hai mươi sáu",
    9_000: "chín nghìn",
    12_000: "mười hai nghìn",
    120_000: "một trăm hai mươi nghìn",
    1_005_000: "một triệu không trăm linh năm nghìn",
    1_250_000: "một triệu hai trăm năm mươi nghìn",
    10_000_000: "mười triệu",
    1_000_000_000: "một tỷ",
    2_000_000_005: "hai tỷ không trăm linh năm",
    1_500_000_000_000: "một nghìn năm trăm tỷ",
    -7: "âm bảy",
}

ENGLISH = {
    0: "zero",
    13: "thirteen",
    40: "forty",
    99: "ninety-nine",
    105: "one hundred and five",
    1_005: "one thousand and five",
    120_000: "one hundred and twenty thousand",
    1_005_000: "one million five thousand",
    1_250_000: "one million two hundred and fifty thousand",
    -7: "minus seven",
    10**21: " ".join(["one", *["zero"] * 21]),
}


@pytest.mark.parametrize(("n", "words"), VIETNAMESE.items())
def test_vietnamese_as_schoolbooks_write_it(n: int, words: str) -> None:
    assert cardinal(n, "vi") == words


@pytest.mark.parametrize(("n", "words"), ENGLISH.items())
def test_english_as_people_say_it(n: int, words: str) -> None:
    assert cardinal(n, "en") == words


_VALUES = dict(zip(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], range(10), strict=True))
_VALUES |= {"mốt": 1, "tư": 4, "lăm": 5, "linh": 0}


def understood(words: str) -> int:
    """A listener: adds up groups of three as they are heard."""
    total = amount = hundreds = last = 0
    for word in words.split():
        if word in _VALUES:
            last = _VALUES[word]
            continue
        if word == "mười":
            hundreds += 10
        elif word == "mươi":
            hundreds += last * 10
        elif word == "trăm":
            hundreds += last * 100
        elif word in ("nghìn", "triệu"):
            amount += (hundreds + last) * {"nghìn": 10**3, "triệu": 10**6}[word]
            hundreds = 0
        else:
            assert word == "tỷ"
            total = (total + amount + hundreds + last) * 10**9
            amount = hundreds = 0
        last = 0
    return total + amount + hundreds + last


@given(st.integers(0, 10**20))
def test_a_listener_writes_down_the_number_that_was_meant(n: int) -> None:
    assert understood(cardinal(n, "vi")) == n


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["vi", "en"]))
def test_two_numbers_never_sound_the_same(a: int, b: int, lang: Lang) -> None:
    assert (cardinal(a, lang) == cardinal(b, lang)) == (a == b)


def test_an_extra_zero_is_heard() -> None:
    assert money(120_000, "vi") == "một trăm hai mươi nghìn đồng"
    assert money(1_200_000, "vi") == "một triệu hai trăm nghìn đồng"
    assert money(120_000, "en") == "one hundred and twenty thousand dong"


def test_digits_are_said_one_by_one() -> None:
    assert digits("0905", "vi") == "không chín không năm"
    assert digits("09 05", "en") == "zero nine zero five"


def test_figures_are_parted_as_each_language_writes_them() -> None:
    assert (group(120_000), group(999), group(1_250_000, "en")) == ("120.000", "999", "1,250,000")
    assert (money_shown(120_000, "vi"), money_shown(120_000, "en")) == ("120.000 đ", "120,000 đ")


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "first"), (3, "third"), (12, "twelfth"), (20, "twentieth"), (22, "twenty-second")],
)
def test_ordinals(n: int, words: str) -> None:
    assert ordinal(n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1948, "nineteen forty-eight"),
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (2005, "two thousand and five"),
        (2026, "twenty twenty-six"),
        (800, "eight hundred"),
    ],
)
def test_english_years(n: int, words: str) -> None:
    assert year(n) == words
