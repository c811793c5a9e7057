"""Payment codes: any EMVCo merchant-presented code, told apart by who signs its account template.

Template 38 signed `A000000727` is VietQR, 26 signed `A000000775` is VNPAY-QR, anything else in 26 to 51 is some
other wallet (NAPAS, VietQR format v1.0, §5.2). A wrong checksum means that nothing of the code can be trusted, so
nothing of it is shown; a right one over lengths that lie is how the first example of the published standard looks:
such a code is known, but its account is not shown.
"""

from collections.abc import Callable

from msgspec.structs import replace

from kiosk.core.codes import crc, tlv
from kiosk.core.codes.banks import PRACTICE_BIN, WALLET_TEMPLATES, bank_name
from kiosk.core.codes.reading import CodeKind, Reading
from kiosk.core.codes.shown import cleaned, foreign, oddity, tail

NAPAS = "A000000727"
VNPAY = "A000000775"
DONG = "704"

LONGEST_NAME = 40
"""The standard has 25, power companies write 31; a name cut short would hide whose it is."""

_ACCOUNTS = tuple(f"{number:02d}" for number in range(2, 52))
"""Where any scheme puts who receives the money."""

_TEMPLATES = _ACCOUNTS[24:]
"""26 to 51: the ones that nest and are signed; the lower ones hold plain card numbers."""

_KINDS: dict[str, CodeKind] = {NAPAS: "vietqr", VNPAY: "vnpay"}

_PARSERS: tuple[Callable[[str], tlv.Parsed], ...] = (tlv.parse, tlv.parse_counting_bytes)


def looks_like(text: str) -> bool:
    """Whether this begins, or is built, as a payment code; nothing is checked yet."""
    if text.startswith("000201"):
        return True
    found = tlv.parse(text)
    return found.whole and bool(found.value("00")) and bool(found.value("63"))


def read(text: str, data: bytes) -> Reading:
    """What a payment code says; `data` is the text as the bytes it came in, which is what the checksum covers."""
    parse = next((parse for parse in _PARSERS if parse(text).whole), tlv.parse)
    root = parse(text)
    signature, template = _account_template(root, parse)
    reading = Reading(kind=_KINDS.get(signature, "emv"), crc_ok=crc.holds(data))
    if not reading.crc_ok:
        return replace(reading, why="crc", practice=reading.kind == "vietqr" and _is_practice(root, template, parse))
    reading = _receiver(reading, root, template, parse, signature)
    if reading.why:
        return reading
    return _with_money(reading, root, parse)


def _account_template(root: tlv.Parsed, parse: Callable[[str], tlv.Parsed]) -> tuple[str, tlv.Parsed]:
    """The template of the receiver and its signature, VietQR before VNPAY before any other."""
    templates = [parse(value) for tag, value in root.items if tag in _TEMPLATES]
    signed = {template.value("00"): template for template in reversed(templates)}
    for signature in (NAPAS, VNPAY, *signed):
        if signature in signed:
            return signature, signed[signature]
    return "", tlv.Parsed((), True)


def _is_practice(root: tlv.Parsed, template: tlv.Parsed, parse: Callable[[str], tlv.Parsed]) -> bool:
    # A second account beside the practice one could be a real one that some app pays to.
    accounts = [tag for tag, _ in root.items if tag in _ACCOUNTS]
    return len(accounts) == 1 and parse(template.value("01")).value("00") == PRACTICE_BIN


def _receiver(
    reading: Reading, root: tlv.Parsed, template: tlv.Parsed, parse: Callable[[str], tlv.Parsed], signature: str
) -> Reading:
    """Who receives the money, or what is wrong with how the code says it."""
    if reading.kind != "vietqr":
        account = template.value("01") if reading.kind == "vnpay" else ""
        bank = WALLET_TEMPLATES.get(signature.lower(), "")
        sound = _is_framed(root) and (reading.kind == "emv" or template.sound)
        return replace(reading, bank=bank, account_tail=tail(cleaned_id(account)), why="" if sound else "structure")
    inner = parse(template.value("01"))
    number, account = inner.value("00"), inner.value("01")
    known = replace(reading, practice=_is_practice(root, template, parse))
    if not (_is_framed(root) and template.sound and inner.sound and _is_bin(number) and account):
        return replace(known, bank=bank_name(number) if _is_bin(number) else "", why="structure")
    return replace(known, bank=bank_name(number, account), account_tail=tail(cleaned_id(account)))


def _with_money(reading: Reading, root: tlv.Parsed, parse: Callable[[str], tlv.Parsed]) -> Reading:
    """How much, for what, and to which name."""
    extra = parse(root.value("62"))
    if not (extra.sound or not root.value("62")):
        return replace(reading, account_tail="", why="structure")
    name, purpose, written = root.value("59"), extra.value("08"), root.value("54")
    amount = amount_of(written) if root.value("53") == DONG else None
    if root.value("53") != DONG:
        why = "currency"
    elif written and amount is None:
        why = "amount"
    else:
        why = oddity(name) or foreign(name) or oddity(purpose)
    note = "" if purpose == "***" else cleaned(purpose)  # the payer is asked to type it
    return replace(reading, payee=cleaned(name, LONGEST_NAME), purpose=note, amount=amount, why=why)


def amount_of(written: str) -> int | None:
    """Whole đồng, or `None` for what is no amount: `50000` and `50000.` are, `50 000`, `0` and half a đồng are not."""
    whole, _, fraction = written.partition(".")
    # str.isdigit alone also accepts digits of other scripts.
    if not (written.isascii() and whole.isdigit() and len(written) <= 13 and not fraction.strip("0")):
        return None
    return int(whole) or None


def cleaned_id(account: str) -> str:
    """An account with only the letters and digits it may have, so that a tail of it is safe to show."""
    return "".join(mark for mark in account if mark.isascii() and mark.isalnum())


def _is_framed(root: tlv.Parsed) -> bool:
    """Whether the format comes first and the checksum last, as the standard wants, and nothing comes twice."""
    return root.sound and root.items[0] == ("00", "01") and root.items[-1][0] == "63"


def _is_bin(number: str) -> bool:
    return len(number) == 6 and number.isascii() and number.isdigit()
