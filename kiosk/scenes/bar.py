"""The bar at the foot of the screen. It never moves: the same four slots in every scene.

Back, listen again, one thing of this scene, help. Listening again is the main (purple) one unless the scene has a way
on, for there is only one main action at a time.
"""

from itertools import product

from msgspec import Struct

from kiosk.core import events as e
from kiosk.scenes.controls import Arrangement, Control, Sign, Style, control, style_for
from kiosk.scenes.grid import Shape, bar_box, bar_slots, shape
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CALL, CARD, HAIR, MAIN, QUIET, Tone
from kiosk.scenes.values import Box, Item, Plate

WORDS = (
    "back", "home", "again", "help", "on", "hint", "close", "other_language", "bigger", "smaller",
    "way_together", "way_alone", "way_test", "another", "slower", "normal_pace", "staff.leave",
)  # fmt: skip
"""Every phrase that may stand in the bar: all are set alike."""


class Slot(Struct, frozen=True):
    """What stands in a slot. `word` is the name of a phrase."""

    name: str
    word: str
    icon: str
    means: e.Event
    tone: Tone = QUIET


BACK = Slot("back", "back", "arrow_back", e.WentBack())
HOME = Slot("home", "home", "home", e.WentHome())
AGAIN = Slot("again", "again", "volume_up", e.AskedAgain(), MAIN)
HELP = Slot("help", "help", "pan_tool", e.HelpOpened(), CALL)
ANOTHER = Slot("another", "another", "center_focus_strong", e.StartedOver(), MAIN)
ON = Slot("on", "on", "arrow_forward", e.WentOn(), MAIN)
HINT = Slot("hint", "hint", "lightbulb_outline", e.HintAsked())
CLOSE = Slot("close", "close", "arrow_back", e.HelpClosed())
LANGUAGE = Slot("language", "other_language", "translate", e.LanguageSwitched())


def size_slot(setting: Setting) -> Slot:
    """The other text size."""
    return Slot("size", "smaller" if setting.state.size == "large" else "bigger", "format_size", e.SizeSwitched())


def pace_slot(setting: Setting) -> Slot:
    """The other pace of speech."""
    word = "normal_pace" if setting.state.pace == "slow" else "slower"
    return Slot("pace", word, "slow_motion_video", e.AskedSlower())


def language_slot(setting: Setting) -> Slot:
    """The other language; where only one is offered, the other pace."""
    return LANGUAGE if len(setting.state.house.langs) > 1 else pace_slot(setting)


def bar(setting: Setting, first: Slot, third: Slot, again: Slot = AGAIN, helps: Slot = HELP) -> tuple[Item, ...]:
    """The bar with its two changing slots filled."""
    again = again if third.tone is not MAIN else Slot(again.name, again.word, again.icon, again.means)
    style = _style(setting)
    slots = zip((first, again, third, helps), bar_slots(setting.look), strict=True)
    return (_ground(setting), *(_button(setting, slot, box, style) for slot, box in slots))


def _button(setting: Setting, slot: Slot, box: Box, style: Style) -> Item:
    arrangement, face = style
    words, sign = setting.phrase(slot.word), Sign(slot.icon, ems=1.5)
    faces, likes = (face, setting.small()), (arrangement,)
    return control(setting, box, Control(slot.name, words, sign, slot.means, slot.tone, faces=faces, likes=likes))


def _ground(setting: Setting) -> Item:
    box = bar_box(setting.look)
    line = Box(0, box.y, box.w, max(2, setting.look.mm(0.4)))
    return Item("bar", "decor", box, (Plate(box, CARD), Plate(line, HAIR)))


_LIKES: dict[Shape, tuple[Arrangement, ...]] = {"wide": ("beside", "over"), "low": ("over",), "tall": ("over",)}


def _style(setting: Setting) -> Style:
    """One for every word of the bar, so that it keeps its face from scene to scene."""
    look = setting.look
    words = tuple(setting.phrase(word) for word in WORDS)
    lines = 2 if shape(look) == "tall" else 1
    styles = tuple(product(_LIKES[shape(look)], setting.faces()))
    return style_for(look, bar_slots(look)[0], words, styles, lines)
