"""Writing practice payment codes: strict where the readers are tolerant, so that every app would understand the form.

    vietqr("999999", "0000000002", amount=120000, name="SAP CA CO BA", purpose="Ca tuoi")

Number 999999 belongs to no bank: an app may read such a code but has nowhere to send the money.
"""

import unicodedata

from kiosk.core.codes import crc, tlv
from kiosk.core.codes.emv import NAPAS

SERVICES = ("QRIBFTTA", "QRIBFTTC")
"""Fast transfer to an account, to a card (NAPAS, VietQR format v1.0, §5.2.3.2)."""

_LIMITS = {"name": 25, "city": 15, "purpose": 25, "bill": 25, "store": 25, "terminal": 25, "account": 19}


def folded(text: str) -> str:
    """Vietnamese letters without their marks, as payment codes write them: `chuyển khoản` becomes `chuyen khoan`."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


def vietqr(  # noqa: PLR0913 - one keyword for each object that the standard lets a shop fill in
    bin: str,
    account: str,
    amount: int | None = None,
    purpose: str = "",
    name: str = "",
    *,
    city: str = "",
    category: str = "",
    bill: str = "",
    store: str = "",
    terminal: str = "",
    service: str = "QRIBFTTA",
) -> str:
    """The payload of a VietQR code. Raises `ValueError` with a sentence for whatever the standard forbids."""
    _check_numbers(bin, amount, category, service)
    _check_texts(
        account=account, purpose=purpose, name=name, city=city, bill=bill, store=store, terminal=terminal
    )
    if not account.isalnum():
        raise ValueError("An account has 1 to 19 letters and digits.")
    receiver = tlv.write([("00", bin), ("01", account)])
    extra = _given([("01", bill), ("03", store), ("07", terminal), ("08", purpose)])
    objects = [
        ("00", "01"),
        ("01", "12" if amount else "11"),
        ("38", tlv.write([("00", NAPAS), ("01", receiver), ("02", service)])),
        *[("52", category), ("53", "704"), ("54", str(amount or "")), ("58", "VN"), ("59", name), ("60", city)],
        ("62", tlv.write(extra)),
    ]
    return crc.sealed(tlv.write(_given(objects)).encode("ascii")).decode("ascii")


def _given(objects: list[tlv.Item]) -> list[tlv.Item]:
    return [(tag, value) for tag, value in objects if value]


def _check_numbers(bin: str, amount: int | None, category: str, service: str) -> None:
    if not (len(bin) == 6 and bin.isascii() and bin.isdigit()):
        raise ValueError("A bank's number has six digits.")
    if amount is not None and not 0 < amount < 10**13:
        raise ValueError("An amount is 1 đồng at least, 13 digits at most; leave it out to let the payer type it.")
    if category and not (len(category) == 4 and category.isascii() and category.isdigit()):
        raise ValueError("A merchant category has four digits, such as 5411 for a grocer.")
    if service not in SERVICES:
        raise ValueError(f"{service!r} is no transfer service; take one of {', '.join(SERVICES)}.")


def _check_texts(**texts: str) -> None:
    for field, text in texts.items():
        if not (text.isascii() and (text.isprintable())):
            raise ValueError(f"The {field} may hold plain ASCII only; write it without marks: {folded(text)!r}.")
        if len(text) > _LIMITS[field]:
            raise ValueError(f"The {field} has {len(text)} characters; {_LIMITS[field]} fit.")
