"""The card with what a code says: a row for the name, the bank, the account, the amount, the checksum, or the address.

Each row has its own sign, so that it can be told without its label, which a small screen has no room for.
"""

from collections.abc import Iterator
from itertools import product

from msgspec import Struct

from kiosk.core import verdict
from kiosk.core.codes.reading import Reading
from kiosk.core.units import Dong
from kiosk.core.words.numbers import money_shown
from kiosk.scenes.controls import plate
from kiosk.scenes.grid import centred, shape
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import (
    CARD,
    GOLD_DARK,
    GOLD_SOFT,
    INK,
    INK_SOFT,
    JADE,
    JADE_GROUND,
    PLAIN,
    RED,
    RED_GROUND,
    Tone,
)
from kiosk.scenes.type import Paragraph, fitted, inks, line_px, wrapped
from kiosk.scenes.values import Box, Colour, Face, Icon, Ink, Item, Mark, Plate

RIBBONS: dict[verdict.Verdict, tuple[str, Tone]] = {
    "payment": ("check_circle", Tone(JADE_GROUND, CARD)),
    "damaged": ("error", Tone(RED_GROUND, CARD)),
    "odd": ("error", Tone(RED_GROUND, CARD)),
    "link": ("error", Tone(RED_GROUND, CARD)),
    "papers": ("lock", Tone(GOLD_SOFT, GOLD_DARK)),
    "other": ("help", Tone(GOLD_SOFT, GOLD_DARK)),
}
"""Sign and colours of the ribbon. Jade says that it is a payment code, not that it is hers: who could know?"""


_ALL, _SHORT, _NONE = frozenset({True, False}), frozenset({False}), frozenset[bool]()
"""Which rows have their labels, told by `large`: a large value can do without, as there is but one. `_SHORT` leaves out
what would need a second line too."""


class Row(Struct, frozen=True):
    """One thing that a code says."""

    icon: str
    label: str
    """The name of a phrase."""
    value: str
    large: bool = False
    colour: Colour = JADE


class Set(Struct, frozen=True):
    """A row set for a width: the label of a large value stands over it, of others before it, as on a form."""

    row: Row
    label: Paragraph | None
    value: Paragraph

    @property
    def height(self) -> int:
        """Of both."""
        return self.value.height + (self.label.height if self.label else 0)


def code_card(setting: Setting, reading: Reading, box: Box, *, headed: bool) -> tuple[Item, ...]:
    """The card at the head of a box, `headed` by its own ribbon; nothing for a code that has no rows."""
    found = rows(setting, reading)
    if not found:
        return ()
    look, kind = setting.look, verdict.verdict(reading)
    head = (ribbon(setting, kind, box),) if headed else ()
    room = Box(box.x, box.y + (head[0].box.h if head else 0), box.w, box.h - (head[0].box.h if head else 0))
    laid = _fitting(setting, found, room)
    card = Box(room.x, room.y, room.w, _height(setting, laid))
    base = plate(look, card, PLAIN, 0 if headed else 4)
    marks = tuple(_marks(setting, laid, card))
    says = ". ".join(f"{setting.phrase(one.row.label)}: {one.row.value}" for one in laid)
    return (*head, Item("reading", "text", card, (base, *marks), says=says))


def ribbon(setting: Setting, kind: verdict.Verdict, box: Box) -> Item:
    """What it is, in white on colour, at the head of a box."""
    look, (icon, tone) = setting.look, RIBBONS[kind]
    words = setting.phrase(f"is_{kind}")
    gap = look.mm(1.5)
    faces = (setting.small(),) if shape(look) == "low" else setting.faces()
    fits = (face for face in faces if face.px + 3 * gap + look.measure(words, face) <= box.w)
    face = next(fits, setting.small())
    size = face.px
    strip = Box(box.x, box.y, box.w, line_px(size) + look.mm(2))
    group = centred(strip, size + gap + look.measure(words, face), line_px(size))
    text = Box(group.x + size + gap, group.y, group.w - size - gap, group.h)
    marks: tuple[Mark, ...] = (
        Plate(strip, tone.fill, radius=look.mm(2)),
        Icon(Box(group.x, strip.y + (strip.h - size) // 2, size, size), icon, tone.ink),
        Ink(text, words, face, tone.ink),
    )
    return Item("ribbon", "text", strip, marks, says=words)


def rows(setting: Setting, reading: Reading) -> tuple[Row, ...]:
    """What is shown of a code, the most telling first."""
    match verdict.verdict(reading):
        case "payment":
            return tuple(_payment(setting, reading))
        case "damaged":
            return (_checksum(setting, holds=False),)
        case "link" if reading.domain:
            sound = verdict.is_official(reading.domain) and not reading.why
            return (Row("public", "row_site", verdict.shown_site(reading), True, JADE if sound else RED),)
    return ()


def _payment(setting: Setting, reading: Reading) -> Iterator[Row]:
    yield Row("person", "row_name", reading.payee or setting.phrase("no_name"), large=bool(reading.payee))
    bank = setting.said(verdict.bank(setting.library.phrases, reading))
    if bank:
        yield Row("account_balance", "row_bank", bank)
    if reading.account_tail:
        yield Row("credit_card", "row_account", f"•••• {reading.account_tail}")
    if reading.amount is not None:
        yield Row("payments", "row_amount", money_shown(Dong(reading.amount), setting.state.lang))
    yield _checksum(setting, holds=True)
    if reading.amount is None:
        yield Row("payments", "row_amount", setting.phrase("payer_types"))


def _checksum(setting: Setting, *, holds: bool) -> Row:
    words = setting.phrase("checksum_holds" if holds else "checksum_fails")
    return Row("fact_check", "row_checksum", words, colour=JADE if holds else RED)


def _fitting(setting: Setting, found: tuple[Row, ...], box: Box) -> tuple[Set, ...]:
    """As many rows as fit, with as many labels and as large as then fit."""
    for many in range(len(found), 0, -1):
        for labelled, large in product((_ALL, _SHORT, _NONE), setting.faces("extrabold")):
            laid = tuple(_set(setting, row, box.w, large, labelled) for row in found[:many])
            if _height(setting, laid) <= box.h:
                return laid
    return laid


def _set(setting: Setting, row: Row, width: int, large: Face, labelled: frozenset[bool]) -> Set:
    look, inner = setting.look, width - _sign(setting) - 3 * _pad(setting)
    face = large if row.large else setting.small()
    label = setting.phrase(row.label)
    if row.label == "row_site":
        return Set(row, None, _site(setting, row.value, inner))
    bare = wrapped(row.value, face, inner, look.measure)
    if row.large not in labelled:
        return Set(row, None, bare)
    if not row.large:
        full = wrapped(f"{label}: {row.value}", face, inner, look.measure)
        return Set(row, None, bare if labelled == _SHORT and len(full.lines) > 1 else full)
    above = wrapped(label, setting.small("regular"), inner, look.measure)
    return Set(row, above, bare)


def _site(setting: Setting, site: str, width: int) -> Paragraph:
    """An address in the largest face that keeps it whole: broken in two, either half may look like a good one."""
    measure, body = setting.look.measure, setting.body().px
    faces = (*(Face("extrabold", body * tenths // 10) for tenths in (16, 13)), *setting.faces("extrabold"))
    return fitted(site, faces, width, line_px(faces[0].px), measure) or wrapped(site, faces[-1], width, measure)


def _height(setting: Setting, laid: tuple[Set, ...]) -> int:
    air = _pad(setting)
    return sum(max(one.height, _sign(setting)) for one in laid) + 2 * air + (len(laid) - 1) * (air // 2)


def _marks(setting: Setting, laid: tuple[Set, ...], card: Box) -> Iterator[Mark]:
    look, size, pad = setting.look, _sign(setting), _pad(setting)
    y = card.y + pad
    for one in laid:
        high = max(one.height, size)
        yield Icon(Box(card.x + pad, y + (high - size) // 2, size, size), one.row.icon, one.row.colour)
        x, text = card.x + size + 2 * pad, y + (high - one.height) // 2
        if one.label:
            yield from inks(one.label, Box(x, text, one.label.width, one.label.height), INK_SOFT, look.measure)
            text += one.label.height
        yield from inks(one.value, Box(x, text, one.value.width, one.value.height), INK, look.measure)
        y += high + pad // 2


def _sign(setting: Setting) -> int:
    return setting.look.mm(7)


def _pad(setting: Setting) -> int:
    return setting.look.mm(1 if shape(setting.look) == "low" else 2)
