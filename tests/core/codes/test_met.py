"""Codes as wallets, companies and old machines write them: built like theirs, with accounts that are nobody's."""

import unicodedata

import pytest

from kiosk.core.codes import crc, read, tlv
from kiosk.core.codes.banks import BANKS, CHECKED_ON
from kiosk.core.codes.write import vietqr

NAPAS = "A000000727"


def sealed(*items: tlv.Item) -> str:
    return crc.sealed(tlv.write([("00", "01"), ("01", "11"), *items]).encode()).decode()


def receiver(bank: str, account: str) -> tlv.Item:
    inner = tlv.write([("00", bank), ("01", account)])
    return ("38", tlv.write([("00", NAPAS), ("01", inner), ("02", "QRIBFTTA")]))


MONEY = (("53", "704"), ("58", "VN"))
NOTE = ("62", tlv.write([("05", "MOMOW2W00000000")]))

MET = {
    "MoMo, new": (sealed(receiver("971025", "PSP0000000000000000"), *MONEY, NOTE), "vietqr", "MoMo", "0000"),
    "MoMo, old, with its bare tag 80": (
        sealed(receiver("970454", "99MM00000M00000000"), *MONEY, NOTE, ("80", "046")), "vietqr", "MoMo", "0000",
    ),
    "ZaloPay": (sealed(receiver("970454", "99ZP00000M00000001"), *MONEY), "vietqr", "ZaloPay", "0001"),
    "ZaloPay with data of its own in 26": (
        sealed(("26", tlv.write([("00", "vn.zalo"), ("02", "x")])), receiver("970454", "99ZP00000M00000001"), *MONEY),
        "vietqr", "ZaloPay", "0001",
    ),
    "ShopeePay, tags out of order": (
        sealed(("26", tlv.write([("00", "vn.airpay.www"), ("01", "0" * 40)])), ("52", "5812"), ("53", "704"),
               ("59", "RESTAURANT"), ("60", "HUE"), ("58", "VN")),
        "emv", "ShopeePay", "",
    ),
    "VNPAY": (
        sealed(("26", tlv.write([("00", "A000000775"), ("01", "0100000000")])), *MONEY, ("59", "QUAN MAU"),
               ("62", tlv.write([("03", "HUE"), ("07", "MAU01")]))),
        "vnpay", "VNPAY", "0000",
    ),
    "an electricity bill, signed 00, with a long name": (
        sealed(("26", tlv.write([("00", "00"), ("01", "00000000000-01")])), ("52", "4900"), *MONEY,
               ("59", "EVN CONG TY DIEN LUC MAU SO MOT"), ("60", "Hue"),
               ("62", tlv.write([("03", "00"), ("06", "PD00000000000"), ("07", "00"), ("08", "TT tien dien")]))),
        "emv", "", "",
    ),
}  # fmt: skip
"""Built like those of xuannghia/vietnam-qr-pay's tests (MIT) of 2026-07, which come from the apps themselves."""


@pytest.mark.parametrize("name", MET)
def test_codes_of_wallets_and_companies_are_read(name: str) -> None:
    payload, kind, bank, tail = MET[name]
    reading = read(payload)
    assert (reading.kind, reading.bank, reading.account_tail) == (kind, bank, tail)
    assert (reading.crc_ok, reading.why, reading.practice) == (True, "", False)


def test_a_company_keeps_its_whole_name() -> None:
    assert read(MET["an electricity bill, signed 00, with a long name"][0]).payee == "EVN CONG TY DIEN LUC MAU SO MOT"


def test_a_note_longer_than_the_standard_allows_is_read() -> None:
    note = "Thanh toan don hang cho Bean Bakery"
    assert read(sealed(receiver("970422", "0000000001"), *MONEY, ("62", tlv.write([("08", note)])))).purpose == note


def test_stars_ask_the_payer_and_are_no_note() -> None:
    assert read(sealed(receiver("970422", "0000000001"), *MONEY, ("62", tlv.write([("08", "***")])))).purpose == ""


def test_a_checksum_keeps_the_noughts_in_front() -> None:
    found = (vietqr("999999", f"{n:010d}") for n in range(10_000))
    payload = next(text for text in found if text[-4] == "0")
    assert read(payload).crc_ok
    assert read(payload[:-4] + payload[-3:]).crc_ok is False


def test_every_bank_of_the_table_is_told_by_name_and_the_table_has_its_day() -> None:
    assert CHECKED_ON.count("-") == 2
    for number, name in BANKS.items():
        reading = read(vietqr(number, "0000000001"))
        assert (reading.bank, reading.account_tail, reading.practice) == (name, "0001", False)


def test_an_unknown_bank_is_told_by_its_number() -> None:
    assert read(vietqr("970999", "0000000001")).bank == "970999"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("words", ["Huế", "Chợ Đông Ba, sạp cá số 7", "Bánh bèo – nậm – lọc"])
def test_vietnamese_is_shown_right_however_it_was_written(words: str, encoding: str) -> None:
    assert read(as_old_windows(words) if encoding == "cp1258" else words.encode(encoding)).text == words


def as_old_windows(words: str) -> bytes:
    """Vowels with hat, horn or breve in one byte, the tone in a second one behind them."""
    written = bytearray()
    for mark in words:
        try:
            written += mark.encode("cp1258")
        except UnicodeEncodeError:
            written += b"".join(split(mark))
    return bytes(written)


def split(letter: str) -> tuple[bytes, bytes]:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in parts if mark in tones)
    return unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258"), tone.encode("cp1258")


def test_a_text_cut_within_a_letter_is_shown_up_to_it() -> None:
    assert read("Chợ Huế".encode()[:-1]).text == "Chợ Hu"


def test_western_bytes_are_still_western() -> None:
    assert read("café à Huê".encode("latin-1")).text == "café à Huê"


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ("momo://pay?to=0905000123", "scheme"),
        ("vneid://login?token=1", "scheme"),
        ("zalo://qr/1", "scheme"),
        ("https://vietc0mbank.top/login", "lookalike"),
        ("https://sacombank-khuyenmai.xyz", "lookalike"),
        ("https://zalopay.gift-vn.click", "lookalike"),
        ("https://vietcombank.com.vn", ""),
        ("https://momo.vn/a", ""),
    ],
)
def test_links_into_apps_and_borrowed_names_of_banks(payload: str, why: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.why) == ("link", why)


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ('{"cccd": "046155000000", "ten": "Mau Thu Nghiem"}', "record"),
        ("[1, 2, 3]", "record"),
        ("6f1c2e34-9a51-4c9b-8f0e-2f7a1d5b9c11", "opaque"),
        ("otpauth-migration://offline?data=abc", "secret"),
    ],
)
def test_what_a_machine_wrote_for_a_machine_is_not_shown(payload: str, why: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.text, reading.why) == ("text", "", why)
