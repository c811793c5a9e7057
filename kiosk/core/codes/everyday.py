"""The other codes met on a market: Wi-Fi, phone numbers, visiting cards, products."""

import re

from kiosk.core.codes.reading import Reading
from kiosk.core.codes.shown import cleaned, masked

_CALL = re.compile(r"(?:tel|sms|smsto|mmsto):([^:?;]*)", re.IGNORECASE)
_CARD = re.compile(r"BEGIN:VCARD|MECARD:|BIZCARD:|mailto:", re.IGNORECASE)
_CARD_PHONE = re.compile(r"\bTEL[^:\n]{0,60}:([+\d .()\-]{6,24})", re.IGNORECASE)  # bounded: no code may be slow
_WIFI_FIELD = re.compile(r"([A-Z][A-Z0-9]*):((?:\\.|[^\\;])*);", re.IGNORECASE)
LONGEST_WIFI = 512
"""A name has at most 32 bytes, a password 63. Much longer and half escaped, looking for fields would take seconds."""

_VIETNAMESE_PHONE = re.compile(r"(?:\+?84|0)(?:[35789]\d{8}|2\d{9})")
_GS1 = re.compile(r"(?:\]d2|\]Q3|\x1d)?\(?01\)?(\d{14})(?!\d)")
_PRODUCT_DIGITS = frozenset({8, 12, 13, 14})


def wifi(text: str) -> Reading | None:
    """A Wi-Fi network: its name, never its password."""
    if text[:5].upper() != "WIFI:":
        return None
    fields = {key.upper(): value for key, value in _WIFI_FIELD.findall(text[5:LONGEST_WIFI] + ";")}
    is_open = fields.get("T", "nopass").lower() in {"", "nopass"}
    name = re.sub(r"\\(.)", r"\1", fields.get("S", ""))
    return Reading(kind="wifi", text=cleaned(name), why="open" if is_open else "")


def phone(text: str) -> Reading | None:
    """A number to call or to write to."""
    call = _CALL.match(text)
    number = re.sub(r"[ .()\-]", "", call[1] if call else text[:24] if len(text) <= 24 else "")
    if not call and not _VIETNAMESE_PHONE.fullmatch(number):
        return None
    return Reading(kind="phone", masked=masked(_as_dialled(number)))


def contact(text: str) -> Reading | None:
    """A visiting card or a mail address: a person's, so only a masked phone is kept."""
    if not _CARD.match(text):
        return None
    number = _CARD_PHONE.search(text)
    return Reading(kind="contact", masked=masked(_as_dialled(re.sub(r"[ .()\-]", "", number[1]))) if number else "")


def product(text: str) -> Reading | None:
    """A product's number, alone or as GS1 writes it: with the right check digit."""
    labelled = _GS1.match(text)
    number = labelled[1] if labelled else text
    if not (number.isascii() and number.isdigit() and len(number) in _PRODUCT_DIGITS and check_digit_holds(number)):
        return None
    return Reading(kind="product", text=number)


def check_digit_holds(number: str) -> bool:
    """The GS1 rule: digits weighted 1 and 3 in turns from the right add up to a multiple of ten."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(number))) % 10 == 0


def _as_dialled(number: str) -> str:
    digits = re.sub(r"[^\d]", "", number)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) >= 11 else digits
