"""The page on which the touchscreen is put right: one cross after another, and the whole glass takes the touch."""

from kiosk.core import events as e
from kiosk.core.staff.aim import CROSSES
from kiosk.scenes.caption import caption
from kiosk.scenes.controls import OVER, Sign, label_for, label_marks
from kiosk.scenes.grid import centred, foot
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import staff_of, word
from kiosk.scenes.theme import INK, PAPER, PURPLE
from kiosk.scenes.values import Box, Item, Mark, Plate

ARM_MM = 8
"""From the middle of a cross to its end; a finger covers the middle, and the ends are still seen."""

THICK_MM = 1.2


def aim(setting: Setting) -> tuple[Item, ...]:
    """No bar: where a finger is felt is what is wrong, so nothing here could be touched on purpose."""
    look = setting.look
    whole = Box(0, 0, look.width, look.height)
    middle = centred(whole, look.width * 3 // 5, look.height * 3 // 5)
    head, words = foot(middle, middle.h // 2, look.mm(4))
    said = word(setting, "aim")
    label = label_for(look, head, said, setting.faces(), OVER)
    marks: tuple[Mark, ...] = (Plate(whole, PAPER), *label_marks(look, head, label, Sign("touch_app"), INK))
    cross = Item("cross", "button", whole, marks + _cross(setting), says=said, means=e.GlassTouched())
    return (cross, caption(setting, words, centred=True))


def _cross(setting: Setting) -> tuple[Mark, ...]:
    look, touched = setting.look, len(staff_of(setting).aimed)
    if touched == len(CROSSES):
        return ()
    across, down = CROSSES[touched]
    x, y = round(across * look.width), round(down * look.height)
    arm, half = look.mm(ARM_MM), max(1, look.mm(THICK_MM) // 2)
    return (
        Plate(Box(x - arm, y - half, 2 * arm, 2 * half), PURPLE),
        Plate(Box(x - half, y - arm, 2 * half, 2 * arm), PURPLE),
    )
