"""Identity and health insurance cards: recognised, masked, and never shown.

The code of a citizen's card is plain text of seven fields between bars: number, old number or nothing, name, birth,
sex, address, issue; the card since July 2024 is reported to add more. It has no checksum and no signature, and some
readers lose the tail. So: five fields or more and twelve digits in the first. A health insurance card starts with
its code and the name as hex of UTF-8.
"""

from kiosk.core.codes.reading import Reading
from kiosk.core.codes.shown import masked

CARD_DIGITS = 12
FEWEST_FIELDS = 5
LAST_PROVINCE = 96
PRACTICE_SERIAL = "000000"
"""The last six digits of every practice card; true serials are drawn at random, and this one is left to us."""


def cccd(text: str) -> Reading | None:
    """The reading of a citizen's card, or `None`. Only the masked number leaves: no name, no birth, no address."""
    fields = text.split("|")
    if len(fields) == 1 and is_citizen_number(text):
        # Somebody may put the bare number into a code; it is as private as the card.
        return Reading(kind="cccd", masked=masked(text), why="bare-number")
    if len(fields) >= FEWEST_FIELDS and _is_number(fields[0], CARD_DIGITS):
        return Reading(
            kind="cccd",
            masked=masked(fields[0]),
            why="" if is_citizen_number(fields[0]) else "structure",
            practice=fields[0].endswith(PRACTICE_SERIAL),
        )
    return None


def bhyt(text: str) -> Reading | None:
    """The reading of a paper health insurance card, or `None`."""
    fields = text.split("|")
    if len(fields) < FEWEST_FIELDS or not _is_insurance_code(fields[0]) or not _is_hex(fields[1]):
        return None
    return Reading(kind="bhyt", masked=masked(fields[0]))


def is_citizen_number(text: str) -> bool:
    """Twelve digits that begin with a province (001 to 096), then sex and century (Circular 07/2016/TT-BCA, annex)."""
    return _is_number(text, CARD_DIGITS) and 1 <= int(text[:3]) <= LAST_PROVINCE and text[3] in "0123"


def _is_number(text: str, digits: int) -> bool:
    return len(text) == digits and text.isascii() and text.isdigit()


def _is_insurance_code(text: str) -> bool:
    # Ten digits since the social insurance number took over; before, two letters for the group and thirteen digits.
    return _is_number(text, 10) or (text[:2].isalpha() and _is_number(text[2:], 13))


def _is_hex(text: str) -> bool:
    return bool(text) and len(text) % 2 == 0 and all(mark in "0123456789abcdefABCDEF" for mark in text)
