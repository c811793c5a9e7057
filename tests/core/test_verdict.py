"""What is said of a code, word for word in the real phrases, and what is never said."""

import pytest

from kiosk.core import codes, verdict
from kiosk.core.codes import crc
from kiosk.core.codes.reading import Reading
from kiosk.core.codes.write import vietqr
from kiosk.core.content.packs import Library
from kiosk.core.units import Lang

HERS = vietqr("970422", "0905000111222", name="TRAN THI HOA")


def said(library: Library, payload: str, lang: Lang = "vi") -> str:
    return " ".join(words[lang] for words in verdict.told(library.phrases, codes.read(payload)))


def test_a_payment_code_is_read_out(library: Library) -> None:
    told = said(library, vietqr("970436", "0071000123456", amount=120000, name="TRAN THI HOA"))
    assert "Vietcombank" in told
    assert "đuôi 3 4 5 6." in told
    assert "TRAN THI HOA" in told
    assert "120.000 đồng" in told
    assert "120,000 đồng" in said(library, vietqr("970436", "0071000123456", amount=120000), "en")


def test_a_code_without_a_name_sends_her_to_her_banking_app(library: Library) -> None:
    assert library.phrases.check_nameless["vi"] in said(library, vietqr("970436", "0071000123456"))


def test_practice_cards_are_called_practice(library: Library) -> None:
    told = said(library, library.cards["fish-stall"].payload)
    assert library.phrases.check_practice["vi"] in told
    assert library.phrases.sample_bank["vi"] in told
    assert "999999" not in told


def test_a_damaged_code_says_nothing_of_its_contents(library: Library) -> None:
    told = said(library, HERS[:-1] + ("0" if HERS[-1] != "0" else "1"))
    assert told == f"{library.phrases.check_damaged['vi']} {library.phrases.check_safety['vi']}"


@pytest.mark.parametrize(
    ("payload", "phrase"),
    [
        ("https://nhan-qua.example/x", "check_link"),
        ("http://192.0.2.7/", "check_site_odd"),
        ("momo://transfer?to=0905", "check_site_odd"),
        ("https://dichvucong.gov.vn/", "check_site_state"),
        ("WIFI:T:WPA;S:cho;P:x;;", "check_wifi"),
        ("tel:0905000123", "check_phone"),
        ("MECARD:N:x;;", "check_phone"),
        ("8934563138165", "check_product"),
        ("abc", "check_unknown"),
        ("", "check_unknown"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIi", "check_unknown"),
        ("046155000000", "check_papers"),
    ],
)
def test_every_other_kind_has_its_sentence(library: Library, payload: str, phrase: str) -> None:
    assert getattr(library.phrases, phrase)["vi"] in said(library, payload)


def test_a_wrong_structure_is_warned_of(library: Library) -> None:
    twice = crc.sealed((HERS[:-8] + "5401a").encode()).decode()
    assert library.phrases.check_odd["vi"] in said(library, twice)


def test_a_name_in_look_alike_letters_is_not_spoken(library: Library) -> None:
    cyrillic = crc.sealed(HERS[:-8].replace("TRAN THI HOA", "ТRАN ТНІ НОА").encode()).decode()
    told = said(library, cyrillic)
    assert library.phrases.check_odd_name["vi"] in told
    assert "ТНІ" not in told


def test_a_long_address_keeps_its_end() -> None:
    reading = Reading(kind="link", domain="a" * 60 + ".example.top")
    assert verdict.shown_site(reading).endswith(".example.top")
    assert len(verdict.shown_site(reading)) == verdict.LONGEST_SITE


def test_no_verdict_ever_says_that_a_code_is_hers(library: Library) -> None:
    """Only she can know: the kiosk keeps nothing to compare with."""
    for payload in (HERS, library.cards["fish-stall"].payload):
        assert library.phrases.check_yours["vi"] in said(library, payload)


def test_braces_in_a_name_are_left_as_they_are(library: Library) -> None:
    told = said(library, vietqr("970422", "0905000111", name="{amount} {name}", amount=1))
    assert "{amount} {name}" in told
