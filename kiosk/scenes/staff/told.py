"""Pages of rows that the machine told: what is in use, what was counted, what leaves, the network."""

from kiosk.core import events as e
from kiosk.core.staff import rows as words_of
from kiosk.core.staff.machine import ill
from kiosk.core.staff.pages import ROWS_A_PAGE, row_pages
from kiosk.core.staff.rows import BETWEEN
from kiosk.scenes.controls import plate
from kiosk.scenes.grid import cells, columns, foot, left, rows, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import Button, buttons, staff_bar, staff_of, word
from kiosk.scenes.theme import HAIR, INK, INK_SOFT, JADE, LILAC_DEEP, PLAIN, PURPLE, RED, RIGHT
from kiosk.scenes.title import titled
from kiosk.scenes.type import inks, line_px, wrapped
from kiosk.scenes.values import Box, Face, Icon, Item, Mark, Plate

UPDATE = Button("update", "update_now", "cloud_download", e.StaffTouched("errand", "update"))
ROLL_BACK = Button("roll-back", "roll_back", "history", e.StaffTouched("errand", "roll-back"))
TODAY = Button("today", "today", "today", e.StaffTouched("open", "counts"))
TONIGHT = Button("tonight", "tonight", "nights_stay", e.StaffTouched("open", "tonight"))
SENT = Button("sent", "sent_before", "history", e.StaffTouched("open", "sent"))
SENDS = Button("sends", "sending_on", "radio_button_checked", e.StaffTouched("sends", "no"), RIGHT)
STAYS = Button("sends", "sending_off", "radio_button_unchecked", e.StaffTouched("sends", "yes"))
SETUP = Button("setup", "menu_setup", "fact_check", e.StaffTouched("open", "setup"))
NEXT = Button("next", "next_rows", "arrow_forward", e.StaffTouched("turn", "+"))

AIM = Button("aim", "aim", "control_camera", e.StaffTouched("open", "aim"))

BESIDE: dict[str, tuple[Button, ...]] = {
    "content": (UPDATE, ROLL_BACK),
    "counts": (TONIGHT,),
    "tonight": (SENT,),
    "sent": (TODAY, TONIGHT),
    "network": (),
    "machine": (AIM,),
}
"""Page → what can be done on it."""

LOW_MM = {"content": 33}
USUAL_MM = 36
"""How wide buttons beside a card are on a low screen; names of releases need the room more than words on buttons do."""

VALUE_SHARE = 0.62
"""What a value may take of a row whatever its label; beside a short one more."""


def told(setting: Setting) -> tuple[Item, ...]:
    """Title, a card with rows, buttons beside it (upright: under it)."""
    staff = staff_of(setting)
    title, rest = titled(setting, stage_box(setting.look))
    more = (NEXT,) if row_pages(staff.rows) > 1 else ()
    switch = (SENDS if setting.state.house.sends else STAYS,) if staff.page == "tonight" else ()
    setup = (SETUP,) if staff.page == "network" and setting.state.setup is not None else ()
    wanted = (*BESIDE[staff.page], *switch, *setup, *more)
    card, places = _places(setting, rest, len(wanted))
    pressed = buttons(setting, wanted, places) if wanted else ()
    return (*title, _card(setting, card), *pressed, *staff_bar(setting))


def _places(setting: Setting, box: Box, count: int) -> tuple[Box, tuple[Box, ...]]:
    look, how = setting.look, shape(setting.look)
    if not count:
        return box, ()
    if how == "tall":
        card, low = foot(box, look.mm(28), look.gap)
        return card, columns(low, count, look.gap)
    wide = look.mm(LOW_MM.get(staff_of(setting).page, USUAL_MM) if how == "low" else 56)
    if how == "low" and count > 2:  # three under one another would be too flat for a finger
        card, side = left(box, box.w - 2 * wide - 2 * look.gap, look.gap)
        return card, cells(side, 2, 2, look.gap)[:count]
    card, side = left(box, box.w - wide - look.gap, look.gap)
    high = min(side.h, count * look.mm(40) + (count - 1) * look.gap)
    return card, rows(Box(side.x, side.y, side.w, high), count, look.gap)


def _card(setting: Setting, box: Box) -> Item:
    look, staff = setting.look, staff_of(setting)
    shown = staff.rows[staff.at * ROWS_A_PAGE :][:ROWS_A_PAGE]
    marks: list[Mark] = [plate(look, box, PLAIN, 4)]
    dots = look.mm(3) if row_pages(staff.rows) > 1 else 0
    inside = Box(box.x + look.mm(3), box.y + look.mm(1), box.w - look.mm(6), box.h - look.mm(2) - dots)
    lines = rows(inside, ROWS_A_PAGE, 0)
    said = []
    for number, ((name, value), place) in enumerate(zip(shown, lines, strict=False)):
        label, amount = named(setting, name), valued(setting, value)
        said.append(f"{label}: {amount}")
        if number:
            marks.append(Plate(Box(place.x, place.y, place.w, max(1, look.mm(0.3))), HAIR))
        marks.extend(row(setting, label, amount, _signed(setting, marks, (name, value), place)))
    if not shown:
        marks.extend(row(setting, word(setting, "row_waiting"), "", lines[0]))
    if dots:
        marks.extend(_dots(setting, Box(box.x, box.bottom - dots - look.mm(0.6), box.w, dots)))
    return Item("rows", "text", box, tuple(marks), says=". ".join(said))


def _signed(setting: Setting, marks: list[Mark], told_row: tuple[str, str], place: Box) -> Box:
    """How a part of the machine is, as a sign at the head of its row; the room that is left."""
    if staff_of(setting).page != "machine":
        return place
    size = min(setting.look.mm(7), place.h)
    icon, colour = ("error", RED) if ill(*told_row) else ("check_circle", JADE)
    marks.append(Icon(Box(place.x, place.y + (place.h - size) // 2, size, size), icon, colour))
    return left(place, size, setting.look.mm(2))[1]


def row(setting: Setting, label: str, amount: str, box: Box) -> tuple[Mark, ...]:
    """What it is on the left, how much on the right; what is too long for the room ends in three points."""
    look, gap = setting.look, setting.look.mm(3)
    face = _face(setting, box)
    bold = Face("semibold", face.px)
    value = cut(setting, amount, bold, max(round(box.w * VALUE_SHARE), box.w - look.measure(label, face) - gap))
    wide = look.measure(value, bold) if value else 0
    room = box.w - wide - gap
    text = wrapped(label, face, room, look.measure)
    if text.width > room or text.height > box.h - look.mm(1.5):
        text = wrapped(shortened(setting, label, face, room), face, box.w, look.measure)
    here = Box(box.x, box.y + (box.h - text.height) // 2, room, text.height)
    marks: tuple[Mark, ...] = inks(text, here, INK_SOFT, look.measure)
    if value:
        high = line_px(face.px)
        there = Box(box.right - wide, box.y + (box.h - high) // 2, wide, high)
        marks += inks(wrapped(value, bold, box.w, look.measure), there, INK, look.measure)
    return marks


def _face(setting: Setting, box: Box) -> Face:
    """The larger face where the screen is large enough for it."""
    large = setting.body("regular")
    roomy = shape(setting.look) == "wide" and line_px(large.px) * 2 <= box.h
    return large if roomy else setting.small("regular")


def shortened(setting: Setting, label: str, face: Face, width: int) -> str:
    """A label of several parts that fits a width on one line: its longest part ends in points, so that rows which
    differ in the last one can be told apart."""
    parts = label.split(BETWEEN)
    for _ in range(len(label)):
        if setting.look.measure(BETWEEN.join(parts), face) <= width:
            return BETWEEN.join(parts)
        longest = max(range(len(parts)), key=lambda n: len(parts[n]))
        parts[longest] = parts[longest].removesuffix("…")[:-1].rstrip() + "…"
    return cut(setting, label, face, width)


def cut(setting: Setting, text: str, face: Face, width: int) -> str:
    """A text that fits a width on one line."""
    measure = setting.look.measure
    if measure(text, face) <= width:
        return text
    kept = next((n for n in range(len(text) - 1, 0, -1) if measure(text[:n].rstrip() + "…", face) <= width), 0)
    return text[:kept].rstrip() + "…" if kept else ""


def _dots(setting: Setting, box: Box) -> tuple[Mark, ...]:
    """Which of the pages is shown."""
    staff, size = staff_of(setting), setting.look.mm(1.4)
    count = row_pages(staff.rows)
    step = min(2 * size, box.w // count)
    x = box.x + (box.w - step * (count - 1) - size) // 2
    y = box.y + (box.h - size) // 2
    return tuple(
        Plate(Box(x + n * step, y, size, size), PURPLE if n == staff.at else LILAC_DEEP, radius=size // 2)
        for n in range(count)
    )


def named(setting: Setting, name: str) -> str:
    """The name of a row in words."""
    return words_of.named(setting.library, name, setting.state.lang)


def valued(setting: Setting, value: str) -> str:
    """A value in words."""
    return words_of.valued(setting.library, value, setting.state.lang)
