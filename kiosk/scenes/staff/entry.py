"""Pages with a keypad: the PIN as dots, the help number as digits."""

from collections.abc import Callable

from kiosk.core import events as e
from kiosk.core.staff.pages import PIN_LONGEST, PIN_SHORTEST
from kiosk.scenes.caption import caption
from kiosk.scenes.controls import plate
from kiosk.scenes.grid import Shape, centred, foot, left, shape, stage_box, top
from kiosk.scenes.keypad import keys, size
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import Button, buttons, staff_bar, staff_of, word
from kiosk.scenes.theme import INK, JADE, LILAC, LILAC_DEEP, MAIN, PLAIN, PURPLE
from kiosk.scenes.type import fitted, inks, line_px, tall
from kiosk.scenes.values import Box, Face, Icon, Item, Mark, Picture, Plate

ENTER = Button("enter", "enter", "check", e.StaffTouched("enter"), MAIN)
SAVE = Button("save", "save", "save", e.StaffTouched("save"), MAIN)

KEYS_SHARE: dict[Shape, float] = {"wide": 0.55, "low": 0.0, "tall": 0.46}
"""How much of the width (upright: of the height) the keypad takes; on a low screen as little as it can."""


def pin(setting: Setting) -> tuple[Item, ...]:
    """Dots, never digits."""
    return _entry(setting, _dots, ENTER, "pin-lock")


def phone(setting: Setting) -> tuple[Item, ...]:
    """The number as it will be shown to visitors."""
    return _entry(setting, _number, SAVE, "")


def locked(setting: Setting) -> tuple[Item, ...]:
    """Too many tries: how long the door stays shut."""
    look, box = setting.look, stage_box(setting.look)
    art, words = _halves(setting, box)
    minutes = word(setting, "minutes_left").replace("{n}", str(max(1, staff_of(setting).locked_minutes)))
    said, low = foot(words, line_px(setting.body().px) + look.mm(4), look.mm(3))
    shown = fitted(minutes, setting.faces("extrabold"), low.w - look.mm(16), low.h, look.measure)
    marks: tuple[Mark, ...] = (plate(look, low, PLAIN, 3),)
    sign = Box(low.x + look.mm(3), low.y + (low.h - look.mm(8)) // 2, look.mm(8), look.mm(8))
    marks += (Icon(sign, "timer", PURPLE),)
    if shown:
        place = Box(sign.right + look.mm(3), low.y + (low.h - shown.height) // 2, shown.width, shown.height)
        marks += inks(shown, place, INK, look.measure)
    return (
        Item("drawing", "decor", art, (Picture(art, "pin-lock"),)),
        caption(setting, said, middle=True),
        Item("minutes", "text", low, marks, says=minutes),
        *staff_bar(setting),
    )


def _halves(setting: Setting, box: Box) -> tuple[Box, Box]:
    if shape(setting.look) == "tall":
        return top(box, box.h * 2 // 5, setting.look.mm(4))
    return left(box, box.w * 2 // 5, setting.look.mm(5))


def _entry(setting: Setting, shown: Callable[[Setting, Box], Item], done: Button, drawing: str) -> tuple[Item, ...]:
    words, pad = _split(setting, stage_box(setting.look))
    look, low = setting.look, shape(setting.look) == "low"
    high = line_px(setting.body().px) + look.mm(2 if low else 4)
    rest, button = foot(words, look.finger, look.mm(1.5 if low else 3))
    rest, value = foot(rest, high, look.mm(1.5 if low else 3))
    art, said = _art(setting, rest, drawing)
    return (
        *art,
        caption(setting, said, middle=not low),
        shown(setting, value),
        *buttons(setting, (done,), (button,)),
        *keys(setting, pad),
        *staff_bar(setting),
    )


def _split(setting: Setting, box: Box) -> tuple[Box, Box]:
    """Where the words go, and where the keypad."""
    look, how = setting.look, shape(setting.look)
    least_w, least_h = size(look)
    if how == "tall":
        return foot(box, max(least_h, round(box.h * KEYS_SHARE[how])), look.mm(4))
    gap = look.gap if how == "low" else look.mm(5)
    return left(box, box.w - max(least_w, round(box.w * KEYS_SHARE[how])) - gap, gap)


def _art(setting: Setting, box: Box, drawing: str) -> tuple[tuple[Item, ...], Box]:
    """A drawing over the sentence, where three lines of it still have room."""
    look = setting.look
    need = tall(3, setting.body().px) + look.mm(1)
    if box.h - need < look.mm(18):
        return (), box
    art, said = foot(box, need, look.mm(3))
    if not drawing:
        side = min(art.h, look.mm(22))
        return (Item("drawing", "decor", art, (Icon(centred(art, side, side), "phone", PURPLE),)),), said
    return (Item("drawing", "decor", art, (Picture(art, drawing),)),), said


def _dots(setting: Setting, box: Box) -> Item:
    """A ring for each digit that a PIN needs, filled as digits come; more of them when more are typed."""
    look, typed = setting.look, len(staff_of(setting).typed)
    count = min(PIN_LONGEST, max(PIN_SHORTEST, typed))
    step = min(look.mm(7), (box.w - look.mm(3)) // count)
    size_px = min(look.mm(4.6), step * 7 // 10)
    row = centred(box, step * count, size_px)
    marks: list[Mark] = [plate(look, box, PLAIN, 3)]
    for n in range(count):
        dot = Box(row.x + n * step + (step - size_px) // 2, row.y, size_px, size_px)
        fill, edge = (PURPLE, PURPLE) if n < typed else (LILAC, LILAC_DEEP)
        marks.append(Plate(dot, fill, edge, max(2, look.mm(0.5)), size_px // 2))
    return Item("dots", "text", box, tuple(marks))


def _number(setting: Setting, box: Box) -> Item:
    """What has been typed, or the number that is kept now, softer."""
    look, typed = setting.look, staff_of(setting).typed
    shown = typed or setting.state.house.help_number
    sign = look.mm(5 if shape(look) == "low" else 7)
    icon = Box(box.x + look.mm(1.5), box.y + (box.h - sign) // 2, sign, sign)
    room = box.right - icon.right - look.mm(3)
    faces = (*setting.faces("extrabold" if typed else "semibold"), setting.small("regular"))
    marks: tuple[Mark, ...] = (plate(look, box, PLAIN, 3), Icon(icon, "phone", JADE))
    text = fitted(_end(setting, shown, faces[-1], room), faces, room, box.h, look.measure) if shown else None
    if text:
        place = Box(icon.right + look.mm(1.5), box.y + (box.h - text.height) // 2, text.width, text.height)
        marks += inks(text, place, INK, look.measure)
    return Item("number", "text", box, marks, says=shown)


def _end(setting: Setting, number: str, face: Face, room: int) -> str:
    """The end of a number, as much as the room has; the whole of any that is true."""
    return next((number[n:] for n in range(len(number)) if setting.look.measure(number[n:], face) <= room), "")
