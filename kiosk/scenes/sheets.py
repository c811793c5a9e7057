"""What lies over a place: help, the idle warning, trouble. Each is all one sees, so nothing under it can be touched."""

from kiosk.core import events as e
from kiosk.scenes.anywhere import anywhere, whole_screen
from kiosk.scenes.bar import CLOSE, HOME, LANGUAGE, Slot, bar, pace_slot, size_slot
from kiosk.scenes.controls import OVER, Control, Sign, control
from kiosk.scenes.grid import cells, left, shape, stage_box, top
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CALL, LILAC_DEEP, MAIN, PLAIN, QUIET, Tone
from kiosk.scenes.tile import Tile, draw
from kiosk.scenes.title import titled
from kiosk.scenes.values import Box, Item, Plate


def help_sheet(setting: Setting) -> tuple[Item, ...]:
    """Call somebody, and everything that may make listening and reading easier."""
    look = setting.look
    title, rest = titled(setting, stage_box(look))
    upright = shape(look) == "tall"
    share = rest.h * 2 // 5 if upright else rest.w * 2 // 5
    call, ease = top(rest, share, look.gap) if upright else left(rest, share, look.gap)
    return (*title, _call(setting, call), *_ease(setting, ease), *bar(setting, CLOSE, HOME))


def idle_sheet(setting: Setting) -> tuple[Item, ...]:
    """Still there? One huge button, and any touch does."""
    return anywhere(setting, "idle-wave", whole_screen(setting, "go-on", "still_there_button", "touch_app", e.WentOn()))


def trouble_sheet(setting: Setting) -> tuple[Item, ...]:
    """A calm picture, no word of blame, one way on."""
    return anywhere(setting, "calm-tea", whole_screen(setting, "go-on", "trouble_button", "arrow_forward", e.WentOn()))


def _call(setting: Setting, box: Box) -> Item:
    """Once somebody is called, the number to ring in the meantime, if there is one."""
    word = setting.phrase("call_helper")
    number = setting.state.house.help_number if setting.state.helper_called else ""
    return draw(setting, Tile("call", number or word, "helper", CALL.fill, e.HelperCalled(), says=word), box)


def _ease(setting: Setting, box: Box) -> tuple[Item, ...]:
    places = cells(box, 2, 2, setting.look.gap)
    slots = [LANGUAGE, size_slot(setting), pace_slot(setting), Slot("volume", "louder", "volume_up", e.AskedLouder())]
    if len(setting.state.house.langs) == 1:
        slots, places = slots[1:], (places[0], places[1], places[2].union(places[3]))
    items = (_small(setting, slot, place) for slot, place in zip(slots, places, strict=True))
    return (*items, _steps(setting, places[-1]))


def _small(setting: Setting, slot: Slot, box: Box) -> Item:
    tone = Tone(PLAIN.fill, QUIET.ink, PLAIN.edge)
    what = Control(slot.name, setting.phrase(slot.word), Sign(slot.icon), slot.means, tone, likes=OVER)
    return control(setting, box, what)


def _steps(setting: Setting, button: Box) -> Item:
    """How loud it is: four rising bars in the corner of the volume button, filled up to the present step."""
    look = setting.look
    wide, step = look.mm(1.4), look.mm(2.2)
    x, foot_y = button.right - look.mm(3) - 3 * step - wide, button.y + look.mm(8.5)
    bars = tuple(
        Plate(
            Box(x + n * step, foot_y - look.mm(1.6) * (n + 1), wide, look.mm(1.6) * (n + 1)),
            MAIN.fill if n <= setting.state.volume else LILAC_DEEP,
        )
        for n in range(4)
    )
    return Item("volume-steps", "decor", button, bars)
