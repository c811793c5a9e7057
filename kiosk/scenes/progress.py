"""How far a lesson has come: a dash for each step, and the step in words where there is room."""

from kiosk.core import playing
from kiosk.core.content.lessons import Tell
from kiosk.core.state import Lesson
from kiosk.scenes.grid import shape
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import INK_SOFT, LILAC_DEEP, PURPLE
from kiosk.scenes.type import inks, line_px, wrapped
from kiosk.scenes.values import Box, Item, Mark, Plate


def height(setting: Setting) -> int:
    """What the row needs; on a low screen the dashes stand alone."""
    return setting.look.mm(1.4) if shape(setting.look) == "low" else line_px(setting.small().px)


def progress(setting: Setting, lesson: Lesson, box: Box, *, words: bool = True) -> Item:
    """The row of dashes."""
    step, steps = counted(setting, lesson)
    look = setting.look
    said = setting.phrase("step_of").replace("{step}", str(step)).replace("{steps}", str(steps))
    label = wrapped(said, setting.small(), box.w, look.measure)
    words = words and shape(look) != "low" and label.width + look.mm(30) <= box.w
    room = box.w - (label.width + look.mm(4) if words else 0)
    dash, space, high = min(look.mm(6), room // steps - look.mm(1)), look.mm(1.5), min(look.mm(2), box.h)
    dash = min(dash, (room - space * (steps - 1)) // steps)
    y = box.y + (box.h - high) // 2
    marks: list[Mark] = [
        Plate(Box(box.x + n * (dash + space), y, dash, high), PURPLE if n < step else LILAC_DEEP, radius=high // 2)
        for n in range(steps)
    ]
    if words:
        x = box.x + steps * (dash + space) + look.mm(2)
        place = Box(x, box.y + (box.h - label.height) // 2, label.width, label.height)
        marks.extend(inks(label, place, INK_SOFT, look.measure))
    return Item("progress", "text", box, tuple(marks), says=said if words else "")


def counted(setting: Setting, lesson: Lesson) -> tuple[int, int]:
    """Step and steps as this way counts them, from one."""
    steps = playing.script(setting.library, lesson).steps
    tells = playing.way(lesson).tells
    shown = [n for n, step in enumerate(steps) if tells or not isinstance(step, Tell)]
    return sum(1 for n in shown if n <= lesson.step), len(shown)
