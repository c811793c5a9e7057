"""Numbers and money, in words for the ear and in figures for the eye."""

from kiosk.core.units import Lang
from kiosk.core.words import english, vietnamese

_DIGITS = {"vi": vietnamese.DIGITS, "en": english.DIGITS}
_POINT = {"vi": ".", "en": ","}
_CURRENCY = {"vi": "đồng", "en": "dong"}


def cardinal(n: int, lang: Lang) -> str:
    """A whole number in words: 120000 is `một trăm hai mươi nghìn`, `one hundred and twenty thousand`."""
    return vietnamese.cardinal(n) if lang == "vi" else english.cardinal(n)


def money(n: int, lang: Lang) -> str:
    """An amount of đồng in words, with the currency."""
    return f"{cardinal(n, lang)} {_CURRENCY[lang]}"


def digits(s: str, lang: Lang) -> str:
    """The digits of `s` one by one, whatever stands between them left out: `0905` is `không chín không năm`."""
    return " ".join(_DIGITS[lang][int(c)] for c in s if c in "0123456789")


def group(n: int, lang: Lang = "vi") -> str:
    """Figures in threes: `120.000` in Vietnamese, `120,000` in English."""
    return f"{n:,}".replace(",", _POINT[lang])


def money_shown(n: int, lang: Lang = "vi") -> str:
    """An amount as the screen shows it: `120.000 đ`, `120,000 đ`."""
    return f"{group(n, lang)} đ"
