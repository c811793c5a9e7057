"""Widgets with a name to touch. Each has a sign: its own icon, or one that its kind stands for."""

from kiosk.core import events as e
from kiosk.core.content.widgets import SECRET, Button, EntryKind, Field, List, Notification, Row, Tab, Tabs, Tile
from kiosk.core.units import Words
from kiosk.scenes.controls import OVER, Control, Sign, label_for, label_marks, plate
from kiosk.scenes.grid import columns, rows
from kiosk.scenes.pen import MERGED, TIGHT, Block, Pen
from kiosk.scenes.theme import CARD, DANGER, HAIR, INK, INK_SOFT, LILAC, PLAIN, QUIET, Tone
from kiosk.scenes.type import Paragraph, inks, line_px, wrapped
from kiosk.scenes.values import Box, Icon, Item, Mark, Plate

BUTTON_ICONS = {"main": "arrow_forward", "quiet": "chevron_right", "danger": "block"}
"""For buttons whose author named no icon."""

FIELD_ICONS: dict[EntryKind, str] = {
    "amount": "payments",
    "pin": "lock",
    "passcode": "lock",
    "password": "vpn_key",
    "otp": "sms",
    "number": "dialpad",
}


def tiles(pen: Pen, pair: tuple[Tile, ...]) -> Block:
    """Tiles standing two in a row."""
    wide = (pen.width - pen.setting.look.gap) // 2
    lines = [pen.set(pen.words(tile.label), wide - 2 * pen.mm(1.5), "semibold") for tile in pair]
    sign = pen.mm(7 if pen.tight >= MERGED else 10)
    high = max(pen.finger, sign + max(words.height for words in lines) + pen.mm(1.8 if pen.tight >= MERGED else 3.5))

    def draw(box: Box) -> tuple[Item, ...]:
        places = columns(box, 2, pen.setting.look.gap)
        return tuple(
            _labelled(pen, place, _named(pen, tile, Tone(LILAC, INK)))
            for tile, place in zip(pair, places, strict=False)
        )

    return Block(high, draw, grows=pen.mm(8) if pen.tight < MERGED else 0)


def buttons(pen: Pen, row: tuple[Button, ...]) -> Block:
    """A wide button, or two that share a row when room is scarce."""
    wide = (pen.width - (len(row) - 1) * pen.setting.look.gap) // len(row)
    high = max(button_height(pen, button, wide) for button in row)

    def draw(box: Box) -> tuple[Item, ...]:
        places = columns(box, len(row), pen.setting.look.gap)
        return tuple(button_item(pen, button, place) for button, place in zip(row, places, strict=True))

    return Block(high, draw)


def button_height(pen: Pen, button: Button, width: int) -> int:
    """A finger, or more when its words need two lines, or a line of their own under the sign."""
    px, said = pen.face().px, pen.words(button.label)
    beside = width - round(px * 1.25) - pen.mm(5)
    words = pen.set(said, beside, "semibold")
    if words.width > beside:
        words = pen.set(said, width - pen.mm(3), "semibold")
        return max(pen.finger, words.height + px + pen.mm(1.5))
    return max(pen.finger, words.height + pen.mm(2))


def button_item(pen: Pen, button: Button, box: Box) -> Item:
    """A button in its box."""
    tone = {"main": Tone(pen.ground, CARD), "quiet": Tone(LILAC, QUIET.ink), "danger": DANGER}[button.look]
    sign, means = Sign(button.icon or BUTTON_ICONS[button.look]), e.TargetTouched(button.target)
    return _labelled(pen, box, Control(button.target, pen.words(button.label), sign, means, tone, role="target"))


def field(pen: Pen, widget: Field, _name: str) -> Block:
    """What is typed, large, under its label; an amount also in words where there is room."""
    label, value = pen.set(pen.words(widget.label), pen.width), _value(pen, widget)
    spelled = _spelled(pen, widget)
    words = pen.set(spelled, pen.width) if spelled and pen.tight < TIGHT else None
    inner = max(value.height + pen.mm(2), pen.finger - label.height)

    def draw(box: Box) -> tuple[Item, ...]:
        measure, sign = pen.setting.look.measure, pen.mm(7)
        frame = Box(box.x, box.y + label.height, box.w, inner)
        line = Box(frame.x + sign + 2 * pen.pad, frame.y + (frame.h - value.height) // 2, value.width, value.height)
        icon = Box(frame.x + pen.pad, frame.y + (frame.h - sign) // 2, sign, sign)
        marks: tuple[Mark, ...] = (
            *inks(label, box, INK_SOFT, measure),
            Plate(frame, CARD, pen.ground, max(3, pen.mm(0.7)), pen.mm(2.5)),
            Icon(icon, FIELD_ICONS[widget.entry], pen.ground),
            *inks(value, line, INK, measure),
            *(inks(words, Box(box.x, frame.bottom, box.w, words.height), INK, measure) if words else ()),
        )
        return (pen.target(widget.target, box, marks, says=label.text),)

    return Block(label.height + inner + (words.height if words else 0), draw)


def _value(pen: Pen, widget: Field) -> Paragraph:
    """As large as what must be read to go on, where that fits."""
    setting, said = pen.setting, value_of(pen, widget)
    room = pen.width - pen.mm(7) - 3 * pen.pad
    faces = (pen.face("extrabold"),) if pen.tight >= MERGED else setting.faces("extrabold")
    face = next((face for face in faces if setting.look.measure(said, face) <= room), faces[-1])
    return wrapped(said, face, room, setting.look.measure)


def value_of(pen: Pen, widget: Field) -> str:
    """What stands in a field now."""
    form = ":money" if widget.entry == "amount" else ":dots" if widget.entry in SECRET else ""
    return pen.words(_both("{" + widget.variable + form + "}"))


def _spelled(pen: Pen, widget: Field) -> str:
    if widget.entry != "amount" or not pen.phone.variables.get(widget.variable):
        return ""
    return pen.words(_both("{" + widget.variable + ":words}"))


def listed(pen: Pen, widget: List, _name: str) -> Block:
    """Rows under one another, each a finger high."""
    gap = pen.setting.look.gap
    high = max(_row_height(pen, row) for row in widget.rows)

    def draw(box: Box) -> tuple[Item, ...]:
        places = rows(box, len(widget.rows), gap)
        return tuple(_row(pen, row, place) for row, place in zip(widget.rows, places, strict=True))

    return Block(high * len(widget.rows) + gap * (len(widget.rows) - 1), draw)


def _row_height(pen: Pen, row: Row) -> int:
    return max(pen.finger, pen.set(pen.words(row.text), _row_width(pen), "semibold").height + pen.mm(2))


def _row_width(pen: Pen) -> int:
    return pen.width - pen.mm(7) - 3 * pen.pad


def _row(pen: Pen, row: Row, box: Box) -> Item:
    said, sign = pen.words(row.text), pen.mm(7)
    words = pen.set(said, _row_width(pen), "semibold")
    line = Box(box.x + sign + 2 * pen.pad, box.y + (box.h - words.height) // 2, words.width, words.height)
    marks: tuple[Mark, ...] = (
        plate(pen.setting.look, box, PLAIN, 2.5),
        Icon(Box(box.x + pen.pad, box.y + (box.h - sign) // 2, sign, sign), row.icon or "chevron_right", pen.ground),
        *inks(words, line, INK, pen.setting.look.measure),
    )
    return pen.target(row.target, box, marks, says=said)


def notification(pen: Pen, widget: Notification, name: str) -> Block:
    """A message at the top: sender strong, words under it."""
    sign = pen.mm(7) if pen.tight < TIGHT else pen.mm(5)
    width = pen.width - sign - 3 * pen.pad
    sender, said = pen.words(widget.sender), pen.words(widget.text)
    head, body = pen.set(sender, width, "extrabold"), pen.set(said, width)
    high = max(pen.finger, head.height + body.height + pen.mm(2))

    def draw(box: Box) -> tuple[Item, ...]:
        measure, x = pen.setting.look.measure, box.x + sign + 2 * pen.pad
        marks: tuple[Mark, ...] = (
            Plate(box, CARD, HAIR, max(2, pen.mm(0.5)), pen.mm(3)),
            Icon(Box(box.x + pen.pad, box.y + pen.mm(1.5), sign, sign), "sms", pen.ground),
            *inks(head, Box(x, box.y + pen.mm(1), width, head.height), INK, measure),
            *inks(body, Box(x, box.y + pen.mm(1) + head.height, width, body.height), INK, measure),
        )
        says = f"{sender}. {said}"
        if widget.target:
            return (pen.target(widget.target, box, marks, says),)
        return (Item(name, "text", box, marks, says),)

    return Block(high, draw)


def tabs(pen: Pen, widget: Tabs, _name: str) -> Block:
    """The row at the foot."""
    high = max(pen.finger, pen.mm(7) + line_px(pen.face().px) + pen.mm(1.5))

    def draw(box: Box) -> tuple[Item, ...]:
        places = columns(box, len(widget.tabs), pen.setting.look.gap)
        return tuple(
            _labelled(pen, place, _named(pen, tab, Tone(CARD, INK)))
            for tab, place in zip(widget.tabs, places, strict=True)
        )

    return Block(high, draw)


def _labelled(pen: Pen, box: Box, what: Control) -> Item:
    look = pen.setting.look
    label = label_for(look, box, what.words, (pen.face("semibold"),), what.likes)
    marks = (plate(look, box, what.tone, 2.5), *label_marks(look, box, label, what.sign, what.tone.ink))
    return pen.target(what.name, box, marks, says=what.words)


def _named(pen: Pen, one: Tile | Tab, tone: Tone) -> Control:
    """A tile or a tab: sign over word."""
    means = e.TargetTouched(one.target)
    return Control(one.target, pen.words(one.label), Sign(one.icon), means, tone, role="target", likes=OVER)


def _both(template: str) -> Words:
    """A blank by itself, the same in every language."""
    return {"vi": template, "en": template}
