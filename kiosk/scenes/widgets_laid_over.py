"""A dialog: a question laid over the screen of the phone. Everything under it is dimmed and dead."""

from kiosk.core.content.widgets import Dialog
from kiosk.scenes.grid import centred, columns, rows
from kiosk.scenes.pen import Pen
from kiosk.scenes.theme import CARD, INK
from kiosk.scenes.type import inks
from kiosk.scenes.values import Box, Icon, Item, Mark, Plate, Veil
from kiosk.scenes.widgets_touched import button_height, button_item


def dialog(pen: Pen, widget: Dialog, screen: Box) -> tuple[Item, ...]:
    """The veil, the question and its buttons, beside one another when that is all there is room for."""
    gap, pad = pen.setting.look.gap, pen.mm(2)
    width = screen.w - 2 * pen.mm(2)
    inner = width - 2 * pad
    said = pen.words(widget.text)
    words = pen.set(said, inner, "semibold")
    sign = pen.mm(9) if widget.icon else 0
    stacked = [button_height(pen, button, inner) for button in widget.buttons]
    tall = sum(stacked) + gap * (len(stacked) - 1)
    room = screen.h - words.height - 3 * pad
    if tall + sign > room:
        sign = 0
    beside = tall > room and len(stacked) > 1
    low = max(button_height(pen, button, (inner - gap) // 2) for button in widget.buttons) if beside else tall
    card = centred(screen, width, min(screen.h, sign + words.height + low + 3 * pad))
    place = Box(card.x + pad, card.bottom - pad - low, inner, low)
    places = columns(place, len(stacked), gap) if beside else rows(place, len(stacked), gap)
    marks: list[Mark] = [Plate(card, CARD, radius=pen.mm(3))]
    if sign:
        marks.append(Icon(Box(card.x + (card.w - sign) // 2, card.y + pad // 2, sign, sign), widget.icon, pen.ground))
    top = Box(card.x + pad, card.y + pad + sign, inner, words.height)
    marks.extend(inks(words, top, INK, pen.setting.look.measure, centred=True))
    return (
        Item("dialog-veil", "decor", screen, (Veil(screen, INK, 150),)),
        Item("dialog", "text", card, tuple(marks), says=said),
        *(button_item(pen, button, where) for button, where in zip(widget.buttons, places, strict=True)),
    )
