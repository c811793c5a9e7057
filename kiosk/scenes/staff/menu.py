"""The staff menu, page by page."""

from collections.abc import Callable

from kiosk.core import events as e
from kiosk.core.staff.pages import MENU
from kiosk.scenes.caption import caption
from kiosk.scenes.grid import cells, centred, columns, foot, left, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff import adjust, aim, entry, told, trials
from kiosk.scenes.staff.frame import Button, buttons, emblem, staff_bar, staff_of, word
from kiosk.scenes.theme import DANGER, LILAC, TOPIC_GROUNDS
from kiosk.scenes.tile import Tile, alike
from kiosk.scenes.title import titled
from kiosk.scenes.values import Box, Item

SIGNS = {
    "update": "cloud_download",
    "roll-back": "history",
    "power-off": "power_settings_new",
    "restart": "restart_alt",
}
"""Errand → sign."""

OFF = Button("power-off", "power_off", SIGNS["power-off"], e.StaffTouched("errand", "power-off"))
RESTART = Button("restart", "restart", SIGNS["restart"], e.StaffTouched("errand", "restart"))
NEW_PIN = Button("new-pin", "new_pin", "lock", e.StaffTouched("open", "choose"))
YES = Button("yes", "yes", "check", e.StaffTouched("yes"), DANGER)
NO = Button("no", "no", "close", e.StaffTouched("no"))


def staff(setting: Setting) -> tuple[Item, ...]:
    """The page that staff have open."""
    return PAGES[staff_of(setting).page](setting)


def menu(setting: Setting) -> tuple[Item, ...]:
    """Eight tiles."""
    title, rest = titled(setting, stage_box(setting.look))
    across, down = (2, 4) if shape(setting.look) == "tall" else (4, 2)
    tiles = tuple(
        Tile(
            choice.page, word(setting, choice.word), "", TOPIC_GROUNDS[choice.ground],
            e.StaffTouched("open", choice.page), icon=choice.icon,
        )
        for choice in MENU
    )  # fmt: skip
    places = cells(rest, across, down, setting.look.gap)
    return (*title, *alike(setting, tiles, places), *staff_bar(setting))


def power(setting: Setting) -> tuple[Item, ...]:
    """Off, or off and on again."""
    title, rest = titled(setting, stage_box(setting.look))
    return (*title, *buttons(setting, (OFF, RESTART, NEW_PIN), _three(setting, rest)), *staff_bar(setting))


def sure(setting: Setting) -> tuple[Item, ...]:
    """Asked once; no stands where yes stood on the page before, so that a second tap in haste does nothing."""
    look = setting.look
    rest, low = foot(stage_box(look), look.finger if shape(look) == "low" else look.mm(30), look.mm(4))
    pressed = buttons(setting, (NO, YES), columns(low, 2, look.gap))
    return (*_notice(setting, rest), *pressed, *staff_bar(setting))


def doing(setting: Setting) -> tuple[Item, ...]:
    """It is being done."""
    return (*_notice(setting, stage_box(setting.look)), *staff_bar(setting))


def _notice(setting: Setting, box: Box) -> tuple[Item, ...]:
    """A sign and a sentence."""
    look = setting.look
    if shape(look) == "tall":
        art, words = foot(box, box.h * 2 // 5, look.mm(4))
    else:
        art, words = left(box, box.w * 2 // 5, look.mm(5))
    return (emblem(setting, art, SIGNS[staff_of(setting).errand], ground=LILAC), caption(setting, words, middle=True))


def _three(setting: Setting, box: Box) -> tuple[Box, ...]:
    """Three boxes no higher than they look well."""
    high = min(box.h, setting.look.mm(60))
    if shape(setting.look) == "tall":
        return cells(box, 1, 3, setting.look.gap)
    return columns(centred(box, box.w, high), 3, setting.look.gap)


PAGES: dict[str, Callable[[Setting], tuple[Item, ...]]] = {
    "pin": entry.pin,
    "choose": entry.pin,
    "locked": entry.locked,
    "menu": menu,
    "sound": adjust.sound,
    "languages": adjust.languages,
    **dict.fromkeys(told.BESIDE, told.told),
    "phone": entry.phone,
    "power": power,
    "sure": sure,
    "doing": doing,
    "tests": trials.tests,
    "test-touch": trials.touch,
    "test-buttons": trials.panel,
    **dict.fromkeys(("test-sound", "test-camera", "test-lamp", "test-printer"), trials.asked),
    "aim": aim.aim,
    **dict.fromkeys(("self-test", "summary"), trials.self_test),
}
"""Page → how it is drawn."""
