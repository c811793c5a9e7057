"""The keypad beside the phone, at kiosk size, and the number to type.

A digit is its own picture: numbers are read by people who read nothing else (Medhi, Sagar, Toyama 2007).
"""

from kiosk.core import events as e
from kiosk.core import playing
from kiosk.core.content.lessons import Enter
from kiosk.core.state import Lesson
from kiosk.core.units import Dong
from kiosk.core.words.numbers import money_shown
from kiosk.scenes.controls import OVER, Control, Sign, control, plate
from kiosk.scenes.grid import bar_slots, cells, key_gap, shape
from kiosk.scenes.look import Look
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import GOLD, GOLD_DARK, GOLD_PALE, PLAIN, RED_DARK, RED_SOFT, Tone
from kiosk.scenes.type import fitted, inks, line_px, wrapped
from kiosk.scenes.values import Box, Face, Icon, Item, Mark

ROWS = (("1", "2", "3", "erase"), ("4", "5", "6", "0"), ("7", "8", "9", "000"))


def size(look: Look) -> tuple[int, int]:
    """Width and height of the smallest keypad."""
    gap = key_gap(look)
    return 4 * look.finger + 3 * gap, 3 * look.finger + 2 * gap


def stretched(look: Look, box: Box) -> Box:
    """On low glass from the rim to the bar: three rows of keys need all of it."""
    if shape(look) != "low":
        return box
    upper, lower = look.mm(0.3), bar_slots(look)[0].y - key_gap(look)
    return Box(box.x, upper, box.w, lower - upper)


def keypad(setting: Setting, lesson: Lesson, box: Box) -> tuple[Item, ...]:
    """Twelve keys; where no money is typed `0` is two keys high instead of `000`."""
    return keys(setting, box, thousands=playing.is_amount(setting.library, lesson))


def keys(setting: Setting, box: Box, *, thousands: bool = False) -> tuple[Item, ...]:
    """Ten digits and one key that takes the last away; with `thousands` three noughts at once."""
    places = cells(stretched(setting.look, box), 4, 3, key_gap(setting.look))
    named = zip((key for row in ROWS for key in row), places, strict=True)
    return tuple(
        _key(setting, key, _tall(places) if key == "0" and not thousands else place)
        for key, place in named
        if thousands or key != "000"
    )


def sample(setting: Setting, lesson: Lesson, step: Enter, box: Box) -> Item:
    """The number to type: practice never asks for a real one."""
    look = setting.look
    shown, said = sample_of(setting, lesson, step), setting.phrase("type_this")
    number = wrapped(shown, setting.body("extrabold"), box.w, look.measure)
    pad, sign = look.mm(2), min(look.mm(7), box.h - look.mm(1))
    room = box.w - number.width - sign - 4 * pad
    words = fitted(said, (setting.small(),), room, line_px(setting.small().px), look.measure)
    x = box.x + pad + sign + pad
    marks: list[Mark] = [
        plate(look, box, Tone(GOLD_PALE, GOLD_DARK, GOLD), 3),
        Icon(Box(box.x + pad, box.y + (box.h - sign) // 2, sign, sign), "dialpad", GOLD_DARK),
    ]
    if words:
        place = Box(x, box.y + (box.h - words.height) // 2, room, words.height)
        marks.extend(inks(words, place, GOLD_DARK, look.measure))
    end = Box(box.right - pad - number.width, box.y + (box.h - number.height) // 2, number.width, number.height)
    marks.extend(inks(number, end, GOLD_DARK, look.measure))
    return Item("sample", "text", box, tuple(marks), says=f"{said}: {shown}")


def sample_of(setting: Setting, lesson: Lesson, step: Enter) -> str:
    """The number as it is written: money with its points."""
    if playing.is_amount(setting.library, lesson):
        return money_shown(Dong(int(step.value)), setting.state.lang)
    return step.value


def _key(setting: Setting, key: str, box: Box) -> Item:
    if key == "erase":
        return _erase(setting, box)
    look = setting.look
    large = Face("extrabold", max(look.body_px(setting.state.size), look.mm(10)))
    faces = (large, *setting.faces("extrabold"))
    digits = fitted(key, faces, box.w * 4 // 5, box.h, look.measure) or wrapped(key, faces[-1], box.w, look.measure)
    middle = Box(box.x, box.y + (box.h - digits.height) // 2, box.w, digits.height)
    marks: tuple[Mark, ...] = (plate(look, box, PLAIN), *inks(digits, middle, PLAIN.ink, look.measure, centred=True))
    return Item(f"key:{key}", "key", box, marks, says=key, means=e.KeyTouched(key))


def _erase(setting: Setting, box: Box) -> Item:
    what = Control(
        "key:erase",
        setting.phrase("erase"),
        Sign("backspace"),
        e.KeyTouched("erase"),
        Tone(RED_SOFT, RED_DARK, PLAIN.edge),
        role="key",
        faces=(setting.small(),),
        likes=OVER,
    )
    return control(setting, box, what)


def _tall(places: tuple[Box, ...]) -> Box:
    """The last two boxes of the last column as one."""
    return places[7].union(places[11])
