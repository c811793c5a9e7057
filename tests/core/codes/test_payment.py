"""Payment codes against published and own examples, and against what swindlers and sloppy writers make of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.core.codes import crc, read, tlv
from kiosk.core.codes.emv import amount_of
from kiosk.core.codes.write import folded, vietqr

VECTORS: dict[str, list[dict[str, Any]]] = json.loads(
    Path(__file__).with_name("vietqr_vectors.json").read_text(encoding="utf-8")
)
PRACTICE = VECTORS["own"][2]["payload"]


def resealed(payload: str) -> str:
    return crc.sealed(payload[:-8].encode()).decode()


@pytest.mark.parametrize(("text", "digits"), [("00", "2EC9"), ("01", "3EE8"), ("123456789", "29B1")])
def test_checksum_meets_the_published_values(text: str, digits: str) -> None:
    assert crc.checksum(text.encode()) == digits


@pytest.mark.parametrize("vector", VECTORS["own"], ids=lambda vector: vector["note"])
def test_own_vectors_are_read_and_written(vector: dict[str, Any]) -> None:
    args: dict[str, Any] = dict(vector["args"])
    reading = read(vector["payload"])
    assert (reading.kind, reading.crc_ok, reading.why) == ("vietqr", True, "")
    assert reading.amount == args.get("amount")
    assert reading.purpose == args.get("purpose", "")
    assert reading.payee == args.get("name", "")
    assert reading.account_tail == args["acc"][-4:]
    assert reading.practice is (args["bin"] == "999999")
    names: dict[str, str] = {"acc": "account", "mcc": "category", "svc": "service"}
    assert vietqr(**{names.get(name, name): value for name, value in args.items()}) == vector["payload"]


@pytest.mark.parametrize("vector", VECTORS["external"], ids=lambda vector: vector["source"][:30])
def test_external_vectors_hold_and_a_nested_fault_is_told(vector: dict[str, Any]) -> None:
    reading = read(vector["payload"])
    assert (reading.kind, reading.crc_ok) == ("vietqr", True)
    assert reading.why == ("" if vector["nested_ok"] else "structure")
    assert bool(reading.account_tail) is vector["nested_ok"]
    assert not reading.practice


@pytest.mark.parametrize(
    "payload", [VECTORS["negative"][0]["payload"], PRACTICE[:-1] + "8", PRACTICE[:60], PRACTICE[:-4]]
)
def test_a_wrong_checksum_shows_nothing_of_the_code(payload: str) -> None:
    reading = read(payload)
    assert (reading.crc_ok, reading.why) == (False, "crc")
    assert (reading.payee, reading.bank, reading.account_tail, reading.amount) == ("", "", "", None)


def test_small_hex_letters_in_the_checksum_are_accepted() -> None:
    assert read(PRACTICE[:-4] + PRACTICE[-4:].lower()).crc_ok


def test_a_code_that_ends_in_a_newline_is_the_same_code() -> None:
    assert read(PRACTICE + "\r\n") == read(PRACTICE.encode()) == read(PRACTICE)


def test_momo_and_zalopay_are_known_by_number_or_account() -> None:
    momo = (
        "00020101021138620010A000000727013200069710250118PSP1234567890000000208QRIBFTTA53037045802VN"
        "62190515MOMOW2W123456786304821F"
    )
    assert (read(momo).kind, read(momo).bank) == ("vietqr", "MoMo")
    assert read(vietqr("970454", "99ZP00000000000000")).bank == "ZaloPay"


def test_a_root_object_80_of_plain_digits_is_tolerated() -> None:
    payload = crc.sealed(PRACTICE[:-8].encode() + b"8003046").decode()
    assert read(payload).why == ""
    assert read(payload).amount == 120000


def test_vnpay_is_told_from_vietqr() -> None:
    payload = (
        "00020101021126280010A0000007750110010531314453037045408210900005802VN5910CELLPHONES"
        "62600312CPSHN ONLINE0517021908061613127850705ONLHN0810CellphoneS63047685"
    )
    reading = read(payload)
    assert (reading.kind, reading.crc_ok, reading.payee, reading.amount) == ("vnpay", True, "CELLPHONES", 21090000)


def test_another_wallet_is_some_payment_code() -> None:
    items = [("00", "01"), ("01", "11"), ("26", tlv.write([("00", "vn.airpay.www"), ("01", "x1")])), ("53", "704")]
    reading = read(crc.sealed(tlv.write([*items, ("58", "VN")]).encode()))
    assert (reading.kind, reading.bank, reading.why) == ("emv", "ShopeePay", "")


def test_objects_may_come_in_any_order_but_the_first_and_last() -> None:
    first, *middle, _ = tlv.parse(PRACTICE).items
    shuffled = crc.sealed(tlv.write([first, *reversed(middle)]).encode())
    assert read(shuffled) == read(PRACTICE)


@pytest.mark.parametrize("tag", ["38", "54", "59"])
def test_an_object_that_comes_twice_is_refused(tag: str) -> None:
    twice = crc.sealed((PRACTICE[:-8] + tlv.write([(tag, tlv.parse(PRACTICE).value(tag))])).encode())
    reading = read(twice)
    assert (reading.why, reading.amount, reading.practice) == ("structure", None, tag != "38")


def test_a_second_account_beside_the_practice_one_is_no_practice() -> None:
    first, second, *rest = tlv.parse(PRACTICE).items[:-1]
    other = ("26", tlv.write([("00", "A000000775"), ("01", "0105313144")]))
    assert not read(crc.sealed(tlv.write([first, second, other, *rest]).encode())).practice


def test_lengths_that_count_bytes_are_understood() -> None:
    name = "CÁ TƯƠI"
    objects = [item for item in tlv.parse(PRACTICE).items if item[0] not in {"59", "63"}]
    written = tlv.write(objects) + f"59{len(name.encode()):02d}{name}"
    assert read(crc.sealed(written.encode())).payee == name


@pytest.mark.parametrize(
    ("written", "amount"),
    [("50000", 50000), ("50000.", 50000), ("50000.00", 50000), ("50 000", None), ("0", None), ("1.5", None)],
)
def test_amounts_as_the_standard_writes_them(written: str, amount: int | None) -> None:
    assert amount_of(written) == amount


@pytest.mark.parametrize(("tag", "value", "why"), [("54", "50 000", "amount"), ("53", "840", "currency")])
def test_money_that_is_no_dong_is_told(tag: str, value: str, why: str) -> None:
    items = [(found, value if found == tag else old) for found, old in tlv.parse(PRACTICE).items[:-1]]
    reading = read(crc.sealed(tlv.write(items).encode()))
    assert (reading.why, reading.amount) == (why, None)


def test_letters_of_another_script_in_a_name_are_told() -> None:
    assert read(resealed(PRACTICE.replace("CA CO", "CА CО"))).why == "homoglyph"


@pytest.mark.parametrize(
    "wrong",
    [
        {"bin": "99999"},
        {"account": ""},
        {"account": "1" * 20},
        {"amount": 0},
        {"purpose": "tiền cá"},
        {"name": "x" * 26},
        {"category": "54"},
        {"service": "QRX"},
    ],
)
def test_the_writer_refuses_what_the_standard_forbids(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"[.;] ?"):
        vietqr(**({"bin": "999999", "account": "1"} | wrong))


def test_marks_are_folded_away() -> None:
    assert folded("Đông Ba: chuyển khoản") == "Dong Ba: chuyen khoan"
