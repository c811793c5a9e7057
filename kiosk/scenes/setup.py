"""The page of the first start: what this kiosk was set up with as a card of rows, or one fault in large letters.

Beside it the sentence that is said. The answer is in the bar: right, or wrong.
"""

from kiosk.core import events as e
from kiosk.core.setup import Setup, Told
from kiosk.core.setup_lines import clock
from kiosk.scenes.bar import AGAIN, HELP, ON, Slot, bar, language_slot
from kiosk.scenes.caption import caption
from kiosk.scenes.controls import plate
from kiosk.scenes.grid import centred, foot, left, rows, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import emblem, word
from kiosk.scenes.staff.told import row
from kiosk.scenes.theme import DANGER, HAIR, INK, LILAC, MAIN, PLAIN, PURPLE
from kiosk.scenes.type import inks, wrapped
from kiosk.scenes.values import Box, Icon, Item, Mark, Plate

_RIGHT = Slot("right", "staff.setup_right", "check", e.WentOn(), MAIN)
_WRONG = Slot("wrong", "staff.setup_wrong", "close", e.StaffTouched("power-off"), DANGER)
_MEND = Slot("wrong", "staff.power_off", "power_settings_new", e.StaffTouched("power-off"), DANGER)
_NO = Slot("no", "staff.no", "close", e.StaffTouched("no"))
_YES = Slot("yes", "staff.power_off", "power_settings_new", e.StaffTouched("yes"), DANGER)
_LEAVE = Slot("leave", "staff.leave", "exit_to_app", e.WentHome())

SHARE = 0.58
"""What the card takes of the width; upright, of the height."""


def setup(setting: Setting) -> tuple[Item, ...]:
    """The page that is shown."""
    now = setting.state.setup or Setup(Told(outcome="none"))
    card, words = _parts(setting)
    return (_card(setting, now, card), caption(setting, words, middle=True), *_bar(setting, now))


def _parts(setting: Setting) -> tuple[Box, Box]:
    look, box = setting.look, stage_box(setting.look)
    if shape(look) == "tall":
        return foot(box, round(box.h * (1 - SHARE)), look.mm(4))
    return left(box, round(box.w * SHARE), look.mm(3))


def _bar(setting: Setting, now: Setup) -> tuple[Item, ...]:
    """No second tap in haste lands where the first one was: `yes` stands beside where `wrong` stood."""
    first = language_slot(setting)
    match now.page, now.told.outcome:
        case "sure", _:
            return bar(setting, _NO, _YES)
        case "off", _:
            return bar(setting, first, _LEAVE)
        case _, "right":
            return bar(setting, first, _RIGHT, AGAIN, _WRONG)
        case _, "wrong":
            return bar(setting, first, ON, AGAIN, _MEND)
    return bar(setting, first, ON, AGAIN, HELP)


def _card(setting: Setting, now: Setup, box: Box) -> Item:
    if now.page != "asks":
        return emblem(setting, box, "power_settings_new", ground=LILAC)
    if now.told.outcome == "none":
        return emblem(setting, box, "fact_check", ground=LILAC)
    return _answers(setting, now.told, box) if now.told.outcome == "right" else _fault(setting, now, box)


def _answers(setting: Setting, told: Told, box: Box) -> Item:
    """Four rows, as many as the smallest screen has room for."""
    look = setting.look
    shown = tuple(_rows(setting, told))
    marks: list[Mark] = [plate(look, box, PLAIN, 4)]
    inside = Box(box.x + look.mm(3), box.y + look.mm(1), box.w - look.mm(6), box.h - look.mm(2))
    for number, ((label, value), place) in enumerate(zip(shown, rows(inside, len(shown), 0), strict=True)):
        if number:
            marks.append(Plate(Box(place.x, place.y, place.w, max(1, look.mm(0.3))), HAIR))
        marks.extend(row(setting, label, value, place))
    return Item("answers", "text", box, tuple(marks), says=". ".join(f"{label}: {value}" for label, value in shown))


def _rows(setting: Setting, told: Told) -> tuple[tuple[str, str], ...]:
    always = told.opens == told.closes
    hours = word(setting, "value_always") if always else f"{clock(told.opens)}–{clock(told.closes)}"
    sends = word(setting, "value_yes" if told.uploads else "value_no")
    return (
        (word(setting, "row_place"), told.place),
        (word(setting, f"only_{told.language}"), hours),
        (word(setting, "row_number"), told.help_number or word(setting, "value_none")),
        ("Wi-Fi", told.wifi_name or word(setting, "value_none")),
        (word(setting, "row_sends"), sends),
    )


def _fault(setting: Setting, now: Setup, box: Box) -> Item:
    """The name of the field as it stands in the file, and where, under a sign; of the whole file its name."""
    look, fault = setting.look, now.told.faults[now.at]
    wide = box.w - look.mm(6)
    name = wrapped(fault.field or fault.where, setting.body("extrabold"), wide, look.measure)
    where = wrapped(fault.where if fault.field else "", setting.small("regular"), wide, look.measure)
    sign = min(look.mm(24), box.h - name.height - where.height - look.mm(8))
    group = centred(box, wide, sign + name.height + where.height + look.mm(2))
    head = Box(box.x + (box.w - sign) // 2, group.y, sign, sign)
    at = Box(group.x, head.bottom + look.mm(1), wide, name.height)
    under = Box(group.x, at.bottom + look.mm(1), wide, where.height)
    marks: tuple[Mark, ...] = (
        plate(look, box, DANGER, 4),
        Icon(head, "edit", PURPLE),
        *inks(name, at, INK, look.measure, centred=True),
        *inks(where, under, DANGER.ink, look.measure, centred=True),
    )
    return Item("fault", "text", box, marks, says=f"{fault.field} {fault.where}".strip())
