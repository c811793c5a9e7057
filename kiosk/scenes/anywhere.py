"""A drawing, a sentence and one button whose box is the whole screen: the resting kiosk, the idle warning, trouble.

A first touch lands anywhere, and one touch anywhere answers a warning (WCAG 2.2.1); the button only shows it.
"""

from kiosk.core.events import Event
from kiosk.scenes.caption import caption
from kiosk.scenes.controls import Sign, label_for, label_marks, plate
from kiosk.scenes.grid import bar_box, centred, foot, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import MAIN
from kiosk.scenes.type import tall
from kiosk.scenes.values import Box, Item, Mark, Picture


def anywhere(setting: Setting, drawing: str, button: Item) -> tuple[Item, ...]:
    """The three parts; the button stands where the bar stands in other scenes."""
    look = setting.look
    lines = {"wide": 2, "low": 2, "tall": 4}[shape(look)]
    words_h = tall(lines, setting.body().px) + look.mm(3)
    art, words = foot(stage_box(look), words_h, look.mm(1))
    picture = Item("drawing", "decor", art, (Picture(art, drawing),))
    return (picture, caption(setting, words, setting.body("extrabold"), centred=True, middle=True), button)


def whole_screen(setting: Setting, name: str, word: str, icon: str, means: Event) -> Item:
    """The button."""
    look, bar = setting.look, bar_box(setting.look)
    words = setting.phrase(word)
    box = centred(bar, min(bar.w - look.mm(8), look.mm(110)), look.finger)
    label = label_for(look, box, words, setting.faces())
    marks: tuple[Mark, ...] = (plate(look, box, MAIN), *label_marks(look, box, label, Sign(icon), MAIN.ink))
    return Item(name, "button", Box(0, 0, look.width, look.height), marks, says=words, means=means)
