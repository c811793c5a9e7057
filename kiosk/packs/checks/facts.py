"""Facts about the world outside: when a lesson was last held against the real thing, what a card's code really says."""

from collections.abc import Iterator
from datetime import date

from kiosk.core import codes
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.packs import PracticeCard
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.read import Read
from kiosk.packs.reading.source import PackSource

OLD_AFTER_DAYS = 400
"""A year and a month: apps change their screens about yearly, and a yearly review may be a little late."""

MONEY = ("vietqr", "vnpay", "emv")


def facts(pack: PackSource, today: date) -> Iterator[Finding]:
    """Old or doubtful facts of a pack."""
    for one in pack.lessons:
        yield from _dated(one, today)
    for n, card in enumerate(pack.pack.value.cards if pack.pack.value else ()):
        yield from _card(card, pack.pack.marks, ("cards", n))


def _dated(one: Read[Lesson], today: date) -> Iterator[Finding]:
    if one.value is None:
        return
    written = one.value.checked_on
    try:
        days = (today - date.fromisoformat(written)).days
    except ValueError:
        yield one.marks.found(("checked_on",), "not-a-date", value=written)
        return
    if days > OLD_AFTER_DAYS:
        yield one.marks.found(("checked_on",), "old-facts", days=str(days), most=str(OLD_AFTER_DAYS))


def _card(card: PracticeCard, marks: Marks, steps: Steps) -> Iterator[Finding]:
    """A card says what it claims to, and a payment card pays nobody."""
    reading = codes.read(card.payload)
    if reading.kind != card.kind:
        yield marks.found((*steps, "kind"), "card-kind", name=card.card, kind=reading.kind, wanted=card.kind)
    elif reading.kind in MONEY and not reading.practice:
        yield marks.found((*steps, "payload"), "card-pays", name=card.card)
