"""The phone folded to the field that is typed into, for screens too low to show all of it beside the keypad.

It stays a phone: rim, exercise strip (with the number to type), value, and the button that sends it.
"""

from kiosk.core import playing
from kiosk.core.content.lessons import Enter
from kiosk.core.content.widgets import Button
from kiosk.core.phone import machine
from kiosk.core.state import Lesson
from kiosk.scenes.device import briefly
from kiosk.scenes.grid import key_gap, top
from kiosk.scenes.keypad import sample_of
from kiosk.scenes.pen import TIGHT, Pen
from kiosk.scenes.phone import pen_for
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CARD, DEVICE, GOLD_DARK, GOLD_SOFT, INK
from kiosk.scenes.type import inks, line_px
from kiosk.scenes.values import Box, Icon, Item, Mark, Plate
from kiosk.scenes.widgets_touched import FIELD_ICONS, button_height, button_item, value_of


def folded(setting: Setting, lesson: Lesson, step: Enter, box: Box) -> tuple[tuple[Item, ...], Box]:
    """The folded phone at the foot of a box, and the room left above it."""
    rim = setting.look.mm(0.7)
    pen = pen_for(setting, lesson, box.w - 2 * rim, TIGHT)
    button = machine.targets(pen.app, lesson.phone).get(step.submit)
    send = button if isinstance(button, Button) else None
    line, pad = line_px(pen.face().px), setting.look.mm(0.6)
    low = button_height(pen, send, pen.width) + pad if send else 0
    high = 2 * rim + 2 * line + 2 * pad + low
    # The keys beside it end closer to the bar than this button may.
    foot = box.bottom - max(0, setting.look.gap - key_gap(setting.look) - rim - pad)
    room, device = Box(box.x, box.y, box.w, foot - high - pad - box.y), Box(box.x, foot - high, box.w, high)
    screen = device.inset(rim)
    strip, rest = top(screen, line, 0)
    value, rest = top(Box(rest.x + pen.pad, rest.y, pen.width, rest.h), line + pad, 0)
    items: list[Item] = [_device(setting, device, screen), _strip(pen, lesson, step, strip), _value(pen, step, value)]
    if send:
        items.append(button_item(pen, send, Box(rest.x, rest.y, rest.w, low - pad)))
    return tuple(items), room


def _device(setting: Setting, box: Box, screen: Box) -> Item:
    radius = setting.look.mm(3)
    return Item("phone", "decor", box, (Plate(box, DEVICE, radius=radius), Plate(screen, CARD, radius=radius // 2)))


def _strip(pen: Pen, lesson: Lesson, step: Enter, box: Box) -> Item:
    """The exercise strip, which has the number to type on it."""
    measure = pen.setting.look.measure
    short, number = briefly(pen.setting.phrase("practice_strip")), sample_of(pen.setting, lesson, step)
    words, digits = pen.set(short, box.w, "semibold"), pen.set(number, box.w, "extrabold")
    together = words.width + digits.width + pen.mm(4) <= box.w
    end = Box(box.right - pen.mm(1.5) - digits.width, box.y, digits.width, box.h)
    marks: list[Mark] = [Plate(box, GOLD_SOFT, radius=pen.mm(1.5)), *inks(digits, end, GOLD_DARK, measure)]
    if together:
        marks.extend(inks(words, Box(box.x + pen.mm(1.5), box.y, words.width, box.h), GOLD_DARK, measure))
    return Item("strip", "text", box, tuple(marks), says=f"{pen.setting.phrase('type_this')}: {number}")


def _value(pen: Pen, step: Enter, box: Box) -> Item:
    setting = pen.setting
    lesson = setting.state.lesson
    widget = playing.field_now(setting.library, lesson) if lesson else None
    said = value_of(pen, widget) if widget else ""
    value, sign = pen.set(said, box.w, "extrabold"), pen.mm(7)
    middle = Box(box.right - pen.pad - value.width, box.y + (box.h - value.height) // 2, value.width, value.height)
    icon = Box(box.x, box.y + (box.h - sign) // 2, sign, sign)
    marks: tuple[Mark, ...] = (
        Icon(icon, FIELD_ICONS[widget.entry] if widget else "dialpad", pen.ground),
        *inks(value, middle, INK, setting.look.measure),
    )
    says = pen.words(widget.label) if widget else said
    return Item(f"field:{step.field}", "text", box, marks, says=says)
