"""Digits that look like somebody's true number. Practice shows pretend ones; a true one is refused, kindly, aloud."""

import re

_IDENTITY = re.compile(r"0\d{2}[0-3]\d{8}")
_PHONE = re.compile(r"0[35789]\d{8}")
_CARD_DIGITS = range(15, 20)


def looks_real(digits: str) -> bool:
    """Whether digits have the shape of an identity number, a mobile number or a bank card (Luhn, ISO/IEC 7812-1)."""
    return bool(_IDENTITY.fullmatch(digits) or _PHONE.fullmatch(digits)) or (
        len(digits) in _CARD_DIGITS and _luhn(digits)
    )


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits), start=1)]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0
