"""Two to four pictures, one of them right. All look alike: what is right is told by word and picture, not by colour."""

from itertools import product

from kiosk.core import events as e
from kiosk.core.content.lessons import Choose, Option
from kiosk.core.state import Lesson
from kiosk.scenes.controls import BESIDE, OVER, Control, Sign, Style, control, style_for
from kiosk.scenes.grid import cells
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import PLAIN, PURPLE_DARK, Tone
from kiosk.scenes.values import Box, Item


def options(setting: Setting, lesson: Lesson, step: Choose, box: Box) -> tuple[Item, ...]:
    """The options in equal boxes, in an order of chance that stays while the step does."""
    shown = turned(step.options, lesson.seed + lesson.step)
    across = columns_for(setting, len(shown), box)
    places = cells(box, across, -(-len(shown) // across), setting.look.gap)
    likes = BESIDE if places[0].w > 2 * places[0].h else OVER
    words = tuple(setting.said(option.label) for option in shown)
    styles = tuple(product(likes, (*setting.faces("extrabold"), setting.small())))
    style = style_for(setting.look, places[0], words, styles)
    return tuple(_option(setting, option, place, style) for option, place in zip(shown, places, strict=False))


def least_height(setting: Setting, count: int, width: int) -> int:
    """The least height in which so many options fit."""
    across = columns_for(setting, count, Box(0, 0, width, 1))
    down = -(-count // across)
    return down * setting.look.finger + (down - 1) * setting.look.gap


def columns_for(setting: Setting, count: int, box: Box) -> int:
    """Side by side where each keeps a width to write in."""
    most = max(1, box.w // setting.look.mm(38))
    return min(count, most, 2 if count == 4 else count)


def turned(options: tuple[Option, ...], by: int) -> tuple[Option, ...]:
    """The options, begun elsewhere."""
    start = by % len(options)
    return options[start:] + options[:start]


def _option(setting: Setting, option: Option, box: Box, style: Style) -> Item:
    arrangement, face = style
    sign = Sign(option.icon or ("" if option.picture else "radio_button_unchecked"), option.picture, ems=4)
    what = Control(
        f"option:{option.id}",
        setting.said(option.label),
        sign,
        e.OptionChosen(option.id),
        Tone(PLAIN.fill, PURPLE_DARK, PLAIN.edge),
        faces=(face,),
        likes=(arrangement,),
    )
    return control(setting, box, what)
