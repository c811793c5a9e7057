"""Fills variables into the texts of a mock-up app: `{payee}`, `{amount:money}`, `{amount:words}`, `{pin:dots}`."""

import re

from kiosk.core.content.base import Value
from kiosk.core.state import Phone
from kiosk.core.units import Dong, Lang, Words
from kiosk.core.words.numbers import money, money_shown

_BLANK = re.compile(r"\{(\w+)(?::(\w+))?\}")

FORMATS = ("", "money", "words", "dots")
"""What may stand after the colon; checked when content is compiled."""


def fill(words: Words, phone: Phone, lang: Lang) -> str:
    """The text in one language with every blank filled. Ledger accounts can be named like variables."""

    def filled(blank: re.Match[str]) -> str:
        return _formatted(_known(phone, blank[1]), blank[2] or "", lang)

    return _BLANK.sub(filled, words[lang])


def blanks(text: str) -> tuple[tuple[str, str], ...]:
    """Every (variable, format) that a text wants."""
    return tuple((name, form) for name, form in _BLANK.findall(text))


def _known(phone: Phone, name: str) -> Value:
    return phone.ledger[name] if name in phone.ledger else phone.variables[name]


def _formatted(value: Value, form: str, lang: Lang) -> str:
    match form:
        case "money":
            return money_shown(Dong(int(value)), lang)
        case "words":
            return money(Dong(int(value)), lang)
        case "dots":
            return "•" * len(str(value))
    return str(value)
