"""Everything that is no payment: cards of persons, links, things of the market, plain and hostile text."""

import pickle
from time import thread_time

import msgspec
import pytest

from kiosk.core.codes import Reading, read

CARD = "046155000000|190000000|Nguyễn Thị Mẫu|01011955|Nữ|12 Đường Mẫu, Phường Phú Xuân, Thành phố Huế|01072023"
NO_OLD_NUMBER = "046048000000||Trần Văn Thử|15081948|Nam|Thôn Mẫu, Xã Phú Vang, Thành phố Huế|20052022"
NEW_CARD = CARD + "|Nguyễn Văn Cha|Lê Thị Mẹ|||"
LOST_TAIL = "046048000000||Trần Văn Thử|15/08/1948|Nam"


@pytest.mark.parametrize("payload", [CARD, NO_OLD_NUMBER, NEW_CARD, LOST_TAIL, CARD.encode(), "046155000000"])
def test_an_identity_card_is_known_and_only_its_mask_leaves(payload: str | bytes) -> None:
    reading = read(payload)
    assert (reading.kind, reading.masked) == ("cccd", "046********0")
    told = msgspec.json.encode(reading).decode()
    assert not any(secret in told for secret in ("Mẫu", "Thử", "1955", "1948", "Phú", "000000", "Cha"))


def test_a_record_between_bars_that_is_no_card_known_is_not_shown() -> None:
    reading = read("19000000|Trần Văn Thử|15081948|Nam|Thôn Mẫu")
    assert (reading.kind, reading.text, reading.why) == ("text", "", "record")


def test_a_health_insurance_card_is_known() -> None:
    name = "Nguyễn Thị Mẫu".encode().hex()
    reading = read(f"GD4460000000000|{name}|01/01/1955|2|{name}|46 - 001|01/01/2024|-|$")
    assert (reading.kind, reading.masked) == ("bhyt", "GD4***********0")


@pytest.mark.parametrize(
    ("payload", "domain", "why"),
    [
        ("https://vneid.gov.vn/trang-chu", "vneid.gov.vn", ""),
        ("HTTPS://DICHVUCONG.GOV.VN", "dichvucong.gov.vn", ""),
        ("vneid.gov.vn", "vneid.gov.vn", ""),
        ("www.chodongba.vn/ca?x=1", "chodongba.vn", ""),
        ("https://shop.abc.com.vn:8443/", "abc.com.vn", ""),
        ("http://vneid.gov.vn@nhanqua.top/a", "nhanqua.top", "userinfo"),
        ("https://nhanqua.top\\@vneid.gov.vn/", "nhanqua.top", ""),
        ("https://vneid.gov.vn.nhanqua.top/", "nhanqua.top", "lookalike"),
        ("https://vneid-gov.vn", "vneid-gov.vn", "lookalike"),
        ("https://dichvuc0ng.online", "dichvuc0ng.online", "lookalike"),
        ("https://vne1d.web.app", "vne1d.web.app", "lookalike"),
        ("https://%76neid.top", "vneid.top", "lookalike"),
        ("http://192.0.2.7/x", "192.0.2.7", "ip-address"),
        ("http://0xc0000207/", "0xc0000207", "ip-address"),
        ("http://3221225991", "3221225991", "ip-address"),
        ("https://[2001:db8::1]:80/", "[2001:db8::1]", "ip-address"),
        ("https://ngânhàng.com", "xn--ngnhng-ltan.com", "punycode"),
        ("https://viеtbank.com.vn", "xn--vitbank-8gg.com.vn", "punycode"),
        ("https://bit.ly/x1", "bit.ly", "shortener"),
        ("https://abc.top/ngan-hang.APK?v=2", "abc.top", "app-file"),
        ("javascript:alert(1)", "", "scheme"),
        ("intent://scan/#Intent;end", "", "scheme"),
        ("https://", "", "no-site"),
        ("http:///", "", "no-site"),
        (f"http://{'a' * 63}.com", f"{'a' * 63}.com", ""),
        (f"http://{'a' * 64}.com", "", "no-site"),
    ],
)
def test_links_tell_whose_site_it_is_and_what_is_odd(payload: str, domain: str, why: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.domain, reading.why) == ("link", domain, why)


@pytest.mark.parametrize(
    ("payload", "kind", "shown"),
    [
        (r"WIFI:T:WPA;S:Quán\;Cà phê;P:matkhau123;;", "wifi", "Quán;Cà phê"),
        ("wifi:S:Chợ;;", "wifi", "Chợ"),
        ("tel:+84905000123", "phone", "090******3"),
        ("0905 000 123", "phone", "090******3"),
        ("SMSTO:0905000123:DK", "phone", "090******3"),
        ("BEGIN:VCARD\nFN:Thử\nTEL;TYPE=CELL:+84 905 000 123\nEND:VCARD", "contact", "090******3"),
        ("MECARD:N:Thử;EMAIL:a@b.vn;;", "contact", ""),
        ("8934563138165", "product", "8934563138165"),
        ("(01)08934563138165(10)L7", "product", "08934563138165"),
        ("\x1d0108934563138165", "product", "08934563138165"),
        ("8934563138166", "text", "893*********6"),
        ("Chào bác", "text", "Chào bác"),
        ("STK 0123 456 789, 120k", "text", "STK 012******9, 120k"),
        ("otpauth://totp/a?secret=b", "text", ""),
        ("Đọc https://vneid.gov.vn", "text", "Đọc https://vneid.gov.vn"),
    ],
)
def test_things_of_the_market(payload: str, kind: str, shown: str) -> None:
    reading = read(payload)
    assert (reading.kind, reading.text or reading.masked) == (kind, shown)
    assert "matkhau123" not in msgspec.json.encode(reading).decode()


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ("", "empty"),
        (b"", "empty"),
        ("x" * 8193, "too-long"),
        ("a" * 7000, "opaque"),
        ("9" * 7000, "opaque"),
        ("từ " * 2000, ""),
        ("\u202egnahc\u202c mat", "bidi"),
        ("a\0b", "control"),
        (b"\xff\xfe\x00\x81", "control"),
        ("раypal chao", "homoglyph"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", "opaque"),
        ("\ud800 x", "control"),
    ],
)
def test_hostile_text_gets_a_kind_and_a_reason(payload: str | bytes, why: str) -> None:
    started = thread_time()
    reading = read(payload)
    assert thread_time() - started < 0.05
    assert (reading.kind, reading.why) == ("text", why)
    assert len(reading.text) <= 80
    assert reading.text.isprintable()


@pytest.mark.parametrize(
    "payload",
    [
        "https://" + "a." * 3500,
        "https://" + "é" * 3500,
        "WIFI:" + "S:" * 3500,
        "WIFI:" + "S:\\" * 2300,
        "BEGIN:VCARD" + " TEL" * 1750,
        "TEL:" + "a." * 3500,
        "TEL:" * 2000,
        "0" * 7168,
        "000201" + "0" * 7000,
        "BEGIN:VCARD" + "TEL" * 2300,
        "1-" * 3500,
        "|" * 7000,
        "А" * 7000,
    ],
)
def test_seven_kilobytes_of_anything_take_no_time(payload: str) -> None:
    read("x")
    started = thread_time()
    reading = read(payload)
    assert thread_time() - started < 0.05
    assert len(msgspec.json.encode(reading)) < 800


def test_a_reading_tells_nothing_in_a_log() -> None:
    for payload in (CARD, "tel:0905000123", "bí mật của bác", "https://bank.example.vn/token"):
        reading = read(payload)
        assert repr(reading) == f"{reading!s}" == f"Reading({reading.kind})"
        assert "1955" not in repr(pickle.dumps(reading))


def test_a_reading_cannot_hold_a_payload() -> None:
    assert not {"payload", "data", "raw", "bytes"} & set(Reading.__struct_fields__)
