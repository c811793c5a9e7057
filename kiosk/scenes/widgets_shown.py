"""Widgets that only show: texts, cards, photos, codes, the place of the camera."""

from collections.abc import Callable

from kiosk.core.content.widgets import Camera, Card, CardLine, Header, Photo, Qr, Text
from kiosk.scenes.grid import centred, left
from kiosk.scenes.pen import LOOSE, MERGED, SMALL_PHOTOS, TIGHT, Block, Pen
from kiosk.scenes.theme import CARD, DEVICE, HAIR, INK, INK_SOFT, PAPER
from kiosk.scenes.type import inks, line_px
from kiosk.scenes.values import Box, Code, Icon, Item, Mark, Picture, Plate

PHOTO_MM = {LOOSE: 22, SMALL_PHOTOS: 13, MERGED: 8, TIGHT: 0}
"""Least height of a photo; where there is room it grows to three quarters of its width."""

CODE_MM = {LOOSE: 30, SMALL_PHOTOS: 26, MERGED: 24, TIGHT: 22}


def header(pen: Pen, widget: Header, _name: str) -> Block:
    """The coloured title of a screen, as wide as the phone."""
    words = pen.set(pen.words(widget.text), pen.width, "semibold")
    high = words.height + pen.mm(2)

    def draw(box: Box) -> tuple[Item, ...]:
        wide = box.inset(-pen.pad)
        ground = Box(wide.x, box.y, wide.w, box.h)
        line = Box(box.x, box.y + (box.h - words.height) // 2, box.w, words.height)
        marks: tuple[Mark, ...] = (Plate(ground, pen.ground), *inks(words, line, CARD, pen.setting.look.measure))
        return (Item("header", "text", ground, marks, says=pen.words(widget.text)),)

    return Block(high, draw)


def text(pen: Pen, widget: Text, name: str) -> Block:
    """A sentence or a value."""
    said = pen.words(widget.text)
    words = pen.set(said, pen.width, "extrabold" if widget.strong else "regular")

    def draw(box: Box) -> tuple[Item, ...]:
        return (Item(name, "text", box, inks(words, box, INK, pen.setting.look.measure), says=said),)

    return Block(words.height, draw)


def card(pen: Pen, widget: Card, name: str) -> Block:
    """A framed group; a value stands beside its label when both fit on a line, else under it."""
    sign = pen.mm(7) if widget.icon and pen.tight < TIGHT else 0
    width = pen.width - 2 * pen.pad - (sign + pen.mm(1.5) if sign else 0)
    pairs = [_pair(pen, line, width) for line in widget.lines]
    high = sum(height for height, _ in pairs) + (len(pairs) - 1) * pen.mm(0.5) + 2 * pen.mm(1)

    def draw(box: Box) -> tuple[Item, ...]:
        x = box.right - pen.pad - width
        y = box.y + pen.mm(1)
        marks: list[Mark] = [Plate(box, PAPER, HAIR, max(2, pen.mm(0.4)), pen.mm(2.5))]
        if sign:
            marks.append(Icon(Box(box.x + pen.pad, box.y + (box.h - sign) // 2, sign, sign), widget.icon, pen.ground))
        for height, place in pairs:
            marks.extend(place(Box(x, y, width, height)))
            y += height + pen.mm(0.5)
        says = ". ".join(f"{pen.words(line.label)}: {pen.words(line.value)}" for line in widget.lines)
        return (Item(name, "text", box, tuple(marks), says=says),)

    return Block(high, draw)


def _pair(pen: Pen, line: CardLine, width: int) -> tuple[int, Callable[[Box], tuple[Mark, ...]]]:
    """Height of a label with its value, and how to set them in a box."""
    measure = pen.setting.look.measure
    label, value = pen.words(line.label), pen.words(line.value)
    beside = pen.measure(label) + pen.mm(3) + pen.measure(value, "extrabold") <= width
    over, under = pen.set(label, width), pen.set(value, width, "extrabold")

    def on_one_line(box: Box) -> tuple[Mark, ...]:
        end = Box(box.right - under.width, box.y, under.width, box.h)
        return (*inks(over, box, INK_SOFT, measure), *inks(under, end, INK, measure))

    def on_two(box: Box) -> tuple[Mark, ...]:
        low = Box(box.x, box.y + over.height, box.w, under.height)
        return (*inks(over, box, INK_SOFT, measure), *inks(under, low, INK, measure))

    if beside:
        return line_px(pen.face().px), on_one_line
    return over.height + under.height, on_two


def photo(pen: Pen, widget: Photo, name: str) -> Block:
    """A drawing of the pack; the first thing to give way."""
    least = pen.mm(PHOTO_MM[pen.tight]) if PHOTO_MM[pen.tight] else 0

    def draw(box: Box) -> tuple[Item, ...]:
        return (Item(name, "picture", box, (Picture(box, widget.picture),), says=pen.words(widget.alt)),)

    return Block(least, draw, grows=max(0, pen.width * 3 // 4 - least) if least else 0)


def qr(pen: Pen, widget: Qr, name: str) -> Block:
    """A code on the phone, for showing to somebody."""
    least = pen.mm(CODE_MM[pen.tight])
    payload = pen.setting.library.cards[widget.card].payload

    def draw(box: Box) -> tuple[Item, ...]:
        side = min(box.w, box.h)
        square = centred(box, side, side)
        return (Item(name, "picture", box, (Code(square, payload),), says=pen.words(widget.alt)),)

    return Block(least, draw, grows=max(0, min(pen.width, pen.mm(55)) - least))


def camera(pen: Pen, widget: Camera, name: str) -> Block:
    """Where the app would look through the camera, in steps that are not about scanning."""
    said = pen.words(widget.hint)
    words = pen.set(said, pen.width - 2 * pen.pad)
    sign = pen.mm(10)

    def draw(box: Box) -> tuple[Item, ...]:
        head, _ = left(box, box.w, 0)
        group = centred(head, words.width, sign + words.height)
        place = Box(group.x, group.y + sign, group.w, words.height)
        marks: tuple[Mark, ...] = (
            Plate(box, DEVICE, radius=pen.mm(2.5)),
            Icon(Box(box.x + (box.w - sign) // 2, group.y, sign, sign), "photo_camera", CARD),
            *inks(words, place, CARD, pen.setting.look.measure, centred=True),
        )
        return (Item(name, "text", box, marks, says=said),)

    return Block(sign + words.height + pen.mm(3), draw, grows=pen.width // 2)
