"""Pages that change how the kiosk is set up: volume and hours by big steps, languages by choice."""

from itertools import product

from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.staff.house import clock
from kiosk.core.staff.pages import OFFERS
from kiosk.scenes.controls import Control, Sign, control, style_for
from kiosk.scenes.grid import centred, columns, left, rows, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import CHOICE, Button, buttons, staff_bar, word
from kiosk.scenes.theme import INK, INK_SOFT, LILAC_DEEP, PURPLE, RIGHT
from kiosk.scenes.title import titled
from kiosk.scenes.type import fitted, inks, line_px, wrapped
from kiosk.scenes.values import Box, Item, Mark, Plate

STEPS = 4


class Stepper(Struct, frozen=True):
    """A value between two buttons. Words are fields of `StaffPhrases`."""

    item: str
    label: str
    down: str
    up: str
    value: str = ""


def sound(setting: Setting) -> tuple[Item, ...]:
    """Volume; when the screen wakes and when it rests."""
    title, rest = titled(setting, stage_box(setting.look))
    return (*title, *_steppers(setting, rest), *staff_bar(setting))


def languages(setting: Setting) -> tuple[Item, ...]:
    """Which are offered, and with which the kiosk greets."""
    title, rest = titled(setting, stage_box(setting.look))
    tall = shape(setting.look) == "tall"
    upper, lower = _two(setting, rest)
    offered = next((name for name, langs in OFFERS.items() if langs == setting.state.house.langs), "both")
    words = {"both": "both_languages", "vi": "only_vi", "en": "only_en"}
    choices = tuple(_radio("offer", name, words[name], chosen=name == offered) for name in words)
    places = rows(upper, 3, setting.look.gap) if tall else columns(upper, 3, setting.look.gap)
    return (*title, *buttons(setting, choices, places), *_greeting(setting, lower), *staff_bar(setting))


def _greeting(setting: Setting, box: Box) -> tuple[Item, ...]:
    """The language of the greeting, where there is a choice."""
    house, look = setting.state.house, setting.look
    if len(house.langs) < 2:
        return ()
    tall = shape(look) == "tall"
    places = rows(box, 3, look.gap) if tall else columns(box, 3, look.gap)
    label = _label(setting, "start", word(setting, "start_language"), places[0])
    words = {"vi": "only_vi", "en": "only_en"}
    choices = tuple(_radio("start", lang, words[lang], chosen=lang == house.lang) for lang in house.langs)
    return (label, *buttons(setting, choices, places[1:]))


def _radio(item: str, value: str, words: str, *, chosen: bool) -> Button:
    icon = "radio_button_checked" if chosen else "radio_button_unchecked"
    return Button(f"{item}:{value}", words, icon, e.StaffTouched(item, value), RIGHT if chosen else CHOICE)


def _two(setting: Setting, box: Box) -> tuple[Box, Box]:
    """Two rows, no higher than they look well."""
    high = setting.look.mm(36) if shape(setting.look) == "wide" else box.h
    upper, lower = rows(Box(box.x, box.y, box.w, min(box.h, 2 * high + setting.look.gap)), 2, setting.look.gap)
    return upper, lower


def _steppers(setting: Setting, box: Box) -> tuple[Item, ...]:
    house, look = setting.state.house, setting.look
    always = house.opens == house.closes
    none = "–:–"
    volume = Stepper("volume", "volume", "quieter", "louder")
    opens = Stepper("opens", "opens", "sooner", "later_hour", none if always else clock(house.opens))
    closes = Stepper("closes", "closes", "sooner", "later_hour", none if always else clock(house.closes))
    awake = Button(
        "always", "always_awake", "wb_sunny", e.StaffTouched("always"),
        RIGHT if always else CHOICE,
    )  # fmt: skip
    if shape(look) == "tall":
        places = rows(box, 4, look.gap)
        return (
            *_stepper(setting, volume, places[0]),
            *_stepper(setting, opens, places[1]),
            *_stepper(setting, closes, places[2]),
            *buttons(setting, (awake,), (places[3],)),
        )
    upper, lower = _two(setting, box)
    first, second = columns(upper, 2, look.gap)
    third, fourth = columns(lower, 2, look.gap)
    return (
        *_stepper(setting, volume, first),
        *buttons(setting, (awake,), (second,)),
        *_stepper(setting, opens, third),
        *_stepper(setting, closes, fourth),
    )


def _stepper(setting: Setting, what: Stepper, box: Box) -> tuple[Item, ...]:
    """Less, the value, more."""
    look = setting.look
    side = max(look.finger, min(box.w // 4, look.mm(30)))
    air = look.mm(1.5) if shape(look) == "low" else look.gap  # what stands between is not to be touched
    less, rest = left(box, side, air)
    middle, more = left(rest, rest.w - side - air, air)
    words = (word(setting, what.down), word(setting, what.up))
    styles = tuple(product(("over",), setting.faces()))
    arrangement, face = style_for(look, less, words, styles, 1)  # type: ignore[arg-type]
    pressed = zip(("-", "+"), words, ("remove", "add"), (less, more), strict=True)
    items = tuple(
        control(
            setting,
            place,
            Control(
                f"{what.item}:{'less' if sign == '-' else 'more'}", said, Sign(icon), e.StaffTouched(what.item, sign),
                CHOICE, faces=(face,), likes=(arrangement,),
            ),
        )
        for sign, said, icon, place in pressed
    )  # fmt: skip
    value = _value(setting, what, middle)
    return (items[0], value, items[1])


def _value(setting: Setting, what: Stepper, box: Box) -> Item:
    """What it is, over how much it is."""
    look, label = setting.look, word(setting, what.label)
    name = fitted(label, (setting.small("regular"),), box.w, line_px(setting.small().px), look.measure)
    name = name or wrapped(label, setting.small("regular"), box.w, look.measure)
    amount_h = line_px(setting.body().px)
    group = centred(box, box.w, name.height + amount_h)
    low = Box(group.x, group.y + name.height, group.w, amount_h)
    head = Box(group.x, group.y, group.w, name.height)
    marks: tuple[Mark, ...] = inks(name, head, INK_SOFT, look.measure, centred=True)
    if what.value:
        text = wrapped(what.value, setting.body("extrabold"), box.w, look.measure)
        marks += inks(text, low, INK, look.measure, centred=True)
    else:
        marks += _bars(setting, low)
    return Item(f"{what.item}:value", "text", box, marks, says=f"{label} {what.value}".strip())


def _bars(setting: Setting, box: Box) -> tuple[Mark, ...]:
    """How loud: four rising bars, filled up to the present step."""
    wide, step = box.h // 4, box.h * 2 // 5
    group = centred(box, step * STEPS, box.h)
    heights = (box.h * (n + 2) // (STEPS + 2) for n in range(STEPS))
    return tuple(
        Plate(
            Box(group.x + n * step, group.bottom - high, wide, high),
            PURPLE if n <= setting.state.house.volume else LILAC_DEEP,
            radius=wide // 4,
        )
        for n, high in enumerate(heights)
    )


def _label(setting: Setting, name: str, said: str, box: Box) -> Item:
    """A sentence beside choices."""
    look = setting.look
    text = fitted(said, setting.faces("regular"), box.w, box.h, look.measure)
    text = text or wrapped(said, setting.small("regular"), box.w, look.measure)
    middle = Box(box.x, box.y + (box.h - text.height) // 2, box.w, text.height)
    return Item(f"{name}:label", "text", box, inks(text, middle, INK, look.measure, centred=True), says=said)
