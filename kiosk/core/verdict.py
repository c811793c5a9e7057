"""What a code is, told to whoever asks whether it is hers. Nothing is compared with anything kept: she compares.

A machine that remembered her account could say yes or no, but it would have to remember. So it reads out what the code
says, and what no honest stall's code would be: a web page, somebody's papers, a code that was changed.
"""

from collections.abc import Iterator
from typing import Literal

from kiosk.core import codes
from kiosk.core.codes.reading import CodeKind, Reading
from kiosk.core.content.packs import Library, PracticeCard
from kiosk.core.content.phrases import Phrases
from kiosk.core.units import LANGS, Dong, Lang, Words
from kiosk.core.words.numbers import group

Verdict = Literal["payment", "damaged", "odd", "link", "papers", "other"]
"""What the code is to a stall: its own kind, or one of five that do not belong there."""

PAYMENTS = frozenset({"vietqr", "vnpay", "emv"})
PAPERS = frozenset({"cccd", "bhyt"})

TRICKY = frozenset({"bidi", "control", "homoglyph"})
"""Oddities of a name that can be read, but not trusted."""

HONEST_DETOURS = frozenset({"", "shortener"})
"""A shortened address hides its end and may be honest; whatever else is odd about an address is how traps look."""

LONGEST_SITE = 40
"""Letters of an address that are shown and spoken. Its end says whose it is, so the beginning is left out."""

MOST_SAMPLES = 3
"""Practice cards that lie on a screen without a camera."""

_OTHERS: dict[CodeKind, str] = {
    "wifi": "check_wifi",
    "phone": "check_phone",
    "contact": "check_phone",
    "product": "check_product",
}


def verdict(reading: Reading) -> Verdict:
    """What a stall has to do with this code."""
    if reading.kind in PAPERS:
        return "papers"
    if reading.kind == "link":
        return "link"
    if reading.kind not in PAYMENTS:
        return "other"
    if reading.crc_ok is False:
        return "damaged"
    return "payment" if reading.why in {"", *TRICKY} else "odd"


def told(phrases: Phrases, reading: Reading) -> tuple[Words, ...]:
    """Everything said about a code: what it is, what it holds, and what to do about a sticker over one's own."""
    if reading.kind in PAPERS:
        return (phrases.check_papers,)
    return (*_about(phrases, reading), phrases.check_safety)


def samples(library: Library) -> tuple[PracticeCard, ...]:
    """The practice cards that could stick on a stall: codes of no fixed amount, and links in their place."""
    fitting = (card for card in library.cards.values() if card.kind in {*PAYMENTS, "link"})
    return tuple(card for card in fitting if codes.read(card.payload).amount is None)[:MOST_SAMPLES]


def shown_site(reading: Reading) -> str:
    """The address as it is shown: its end, when it is too long for anybody to read."""
    site = reading.domain
    return site if len(site) <= LONGEST_SITE else "…" + site[1 - LONGEST_SITE :]


def bank(phrases: Phrases, reading: Reading) -> Words:
    """Where the money goes: the name of a bank or wallet, or the pretend one of the practice cards."""
    return phrases.sample_bank if reading.practice else dict.fromkeys(LANGS, reading.bank)


def spaced(tail: str) -> str:
    """The end of an account figure by figure: `0 0 0 2` is neither read as the number two nor as a year."""
    return " ".join(tail)


def amount(reading: Reading, lang: Lang) -> str:
    """Figures in threes; empty where the payer types them."""
    return "" if reading.amount is None else group(Dong(reading.amount), lang)


def _about(phrases: Phrases, reading: Reading) -> Iterator[Words]:
    match verdict(reading):
        case "payment":
            yield from _payment(phrases, reading)
        case "damaged":
            yield phrases.check_damaged
        case "odd":
            yield phrases.check_odd
        case "link":
            yield from _link(phrases, reading)
        case _:
            yield getattr(phrases, _OTHERS.get(reading.kind, "check_unknown"))


def _payment(phrases: Phrases, reading: Reading) -> Iterator[Words]:
    yield phrases.check_practice if reading.practice else phrases.check_payment
    where = bank(phrases, reading)
    if where["vi"]:
        words = phrases.check_account if reading.account_tail else phrases.check_bank
        yield _filled(words, "{bank}", where, tail=spaced(reading.account_tail))
    if reading.why in TRICKY:
        yield phrases.check_odd_name
    elif reading.payee:
        yield _filled(phrases.check_name, "{name}", dict.fromkeys(LANGS, reading.payee))
    else:
        yield phrases.check_nameless
    if reading.amount is not None:
        yield _filled(phrases.check_amount, "{amount}", {lang: amount(reading, lang) for lang in LANGS})
    yield phrases.check_yours


def _link(phrases: Phrases, reading: Reading) -> Iterator[Words]:
    yield phrases.check_link
    if reading.domain:
        yield _filled(phrases.check_site, "{site}", dict.fromkeys(LANGS, shown_site(reading)))
    if reading.why not in HONEST_DETOURS:
        yield phrases.check_site_odd
    elif is_official(reading.domain):
        yield phrases.check_site_state


def is_official(domain: str) -> bool:
    """Whether the state answers for an address: nobody else is given a name under `.gov.vn`."""
    return domain == "gov.vn" or domain.endswith(".gov.vn")


def _filled(template: Words, place: str, value: Words, tail: str = "") -> Words:
    # Not str.format: a name in a code may hold braces. What was read is put in last, so nothing in it is filled again.
    return {lang: template[lang].replace("{tail}", tail).replace(place, value[lang]) for lang in LANGS}
