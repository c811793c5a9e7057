"""The help button is held: the seconds that are left, as large as they go, and how to stop it; then to let go, with
letters that fill the screen. There is nothing to touch.
"""

from kiosk.core.power import COUNTDOWN_S
from kiosk.core.power_lines import SPOKEN
from kiosk.core.state import SwitchingOff
from kiosk.scenes.caption import caption
from kiosk.scenes.grid import centred, foot, shape, top
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import INK_SOFT, LILAC, LILAC_DEEP, PURPLE
from kiosk.scenes.type import fitted, inks, tall, wrapped
from kiosk.scenes.values import Box, Face, Icon, Item, Mark, Plate


def off_sheet(setting: Setting) -> tuple[Item, ...]:
    """A ring with the seconds, a dash for each of them, the sentence; once they have run down, a sign instead."""
    off = setting.state.off or SwitchingOff(setting.state.now, setting.state.now, COUNTDOWN_S)
    if not off.counting and not off.done:
        return _let_go(setting, off)
    look, how = setting.look, shape(setting.look)
    whole = Box(0, 0, look.width, look.height).inset(look.mm(2 if how == "low" else 6))
    lines = 2 if how != "tall" else 3
    rest, note = foot(whole, tall(lines, setting.small("regular").px), look.mm(1))
    rest, words = foot(rest, tall(lines, setting.body().px) + look.mm(2), look.mm(2))
    rest, dashes = foot(rest, look.mm(3), look.mm(3))
    ring = centred(rest, min(rest.w, rest.h, look.mm(70)), min(rest.w, rest.h, look.mm(70)))
    said = caption(setting, words, setting.body("extrabold"), centred=True, middle=True)
    shown = () if off.done else (_dashes(setting, off, dashes),)
    again = (_note(setting, note),) if off.left in SPOKEN and off.counting else ()
    return (_ring(setting, off, ring), *shown, said, *again)


def _let_go(setting: Setting, off: SwitchingOff) -> tuple[Item, ...]:
    """A sign over a sentence that can be read from the door."""
    look = setting.look
    whole = Box(0, 0, look.width, look.height).inset(look.mm(4))
    head, words = top(whole, whole.h // 3, look.mm(3))
    face = _largest(setting, setting.phrase("off_let_go"), words)
    side = min(head.w, head.h)
    return (_ring(setting, off, centred(head, side, side)), caption(setting, words, face, centred=True, middle=True))


def _largest(setting: Setting, words: str, box: Box) -> Face:
    """The largest of a dozen sizes, up to four times that of sentences, with which no word stands out of the box."""
    for quarters in range(16, 4, -1):
        face = Face("extrabold", setting.body().px * quarters // 4)
        text = wrapped(words, face, box.w, setting.look.measure)
        if text.height <= box.h and text.width <= box.w:
            return face
    return setting.body("extrabold")


def _ring(setting: Setting, off: SwitchingOff, box: Box) -> Item:
    plate = Plate(box, LILAC, edge=PURPLE, edge_px=setting.look.mm(1), radius=box.w // 2)
    if not off.counting:
        return Item("ring", "decor", box, (plate, Icon(box.inset(box.w // 4), "power_settings_new", PURPLE)))
    sizes = tuple(Face("extrabold", px) for px in range(box.h // 2, 8, -4))
    digit = fitted(str(off.left), sizes, box.w, box.h, setting.look.measure)
    marks: tuple[Mark, ...] = ()
    if digit:
        place = centred(box, digit.width, digit.height)
        marks = tuple(inks(digit, place, PURPLE, setting.look.measure))
    return Item("ring", "text", box, (plate, *marks), says=str(off.left))


def _dashes(setting: Setting, off: SwitchingOff, box: Box) -> Item:
    """A dash for each second; those that have passed are pale."""
    look = setting.look
    wide, space = look.mm(12), look.mm(3)
    row = centred(box, COUNTDOWN_S * wide + (COUNTDOWN_S - 1) * space, box.h)
    marks = tuple(
        Plate(
            Box(row.x + n * (wide + space), row.y, wide, row.h),
            PURPLE if n < off.left else LILAC_DEEP,
            radius=row.h // 2,
        )
        for n in range(COUNTDOWN_S)
    )
    return Item("dashes", "decor", row, marks)


def _note(setting: Setting, box: Box) -> Item:
    """How to stop it, while the last seconds take the place of the sentence."""
    words, face = setting.phrase("off_warning"), setting.small("regular")
    text = wrapped(words, face, box.w, setting.look.measure)
    marks = tuple(inks(text, box, INK_SOFT, setting.look.measure, centred=True))
    return Item("note", "text", box, marks, says=words)
