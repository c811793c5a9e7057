"""The resting kiosk: a drawing, a greeting, and the whole screen to touch."""

from kiosk.core import events as e
from kiosk.scenes.anywhere import anywhere, whole_screen
from kiosk.scenes.controls import OVER, Sign, label_for, label_marks
from kiosk.scenes.grid import centred
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import NIGHT, NIGHT_INK
from kiosk.scenes.values import Box, Item, Plate


def attract(setting: Setting) -> tuple[Item, ...]:
    """One drawing, one sentence, one button; touching anywhere starts."""
    if setting.state.dark:
        return dark(setting)
    return anywhere(setting, "attract", whole_screen(setting, "start", "touch_to_start", "touch_app", e.Came()))


def dark(setting: Setting) -> tuple[Item, ...]:
    """Outside the hours: nearly black, a small moon and a word; touching anywhere wakes the kiosk all the same."""
    look, words = setting.look, setting.phrase("staff.touch_to_open")
    whole = Box(0, 0, look.width, look.height)
    box = centred(whole, min(whole.w, look.mm(90)), look.mm(30))
    label = label_for(look, box, words, (setting.small("regular"),), OVER)
    marks = (Plate(whole, NIGHT), *label_marks(look, box, label, Sign("nights_stay"), NIGHT_INK))
    return (Item("start", "button", whole, marks, says=words, means=e.Came()),)
