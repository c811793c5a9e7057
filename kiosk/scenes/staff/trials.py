"""Pages where parts are tried: the list with what came of it, each test by hand, the test that runs by itself."""

from kiosk.core import events as e
from kiosk.core.staff.pages import BUTTONS, PARTS, SQUARES, Part
from kiosk.core.staff.trials import skippable
from kiosk.core.state import Staff
from kiosk.scenes.caption import caption
from kiosk.scenes.controls import OVER, Control, Sign, control, plate
from kiosk.scenes.grid import cells, centred, columns, foot, left, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.staff.frame import Button, buttons, emblem, staff_bar, staff_of, word
from kiosk.scenes.theme import (
    DEVICE,
    GOLD,
    GOLD_PALE,
    INK,
    INK_SOFT,
    JADE,
    JADE_DARK,
    JADE_SOFT,
    LILAC,
    MAIN,
    PLAIN,
    PURPLE,
    PURPLE_DARK,
    RED,
    TOPIC_GROUNDS,
    Tone,
)
from kiosk.scenes.tile import Tile, alike
from kiosk.scenes.title import titled
from kiosk.scenes.type import fitted, inks, line_px, wrapped
from kiosk.scenes.values import Box, Face, Icon, Item, Mark, Plate, View

OUTCOMES: dict[str, tuple[str, str]] = {
    "good": ("check_circle", JADE),
    "bad": ("cancel", RED),
    "absent": ("remove_circle", INK_SOFT),
    "ask": ("help", PURPLE),
    "running": ("hourglass_empty", PURPLE),
}
"""What came of a test → sign and colour."""

SELF_TEST = Button("self-test", "self_test", "playlist_add_check", e.StaffTouched("open", "self-test"), MAIN)
MACHINE = Button("machine", "machine", "favorite", e.StaffTouched("open", "machine"), MAIN)
YES = Button("yes", "yes", "thumb_up", e.StaffTouched("yes"), MAIN)
NO = Button("no", "no", "thumb_down", e.StaffTouched("no"))
PLAY = Button("play", "play", "volume_up", e.StaffTouched("play"))


def tests(setting: Setting) -> tuple[Item, ...]:
    """Six parts, the button that tries them all, and the one that tells how the machine itself is."""
    title, rest = titled(setting, stage_box(setting.look))
    across, down = (2, 4) if shape(setting.look) == "tall" else (4, 2)
    places = cells(rest, across, down, setting.look.gap)
    tiles = tuple(
        Tile(
            f"test:{part.part}", word(setting, part.word), "", TOPIC_GROUNDS["lilac"],
            e.StaffTouched("open", part.page), icon=part.icon,
        )
        for part in PARTS
    )  # fmt: skip
    marks = tuple(badge(setting, part, place) for part, place in zip(PARTS, places, strict=False))
    return (
        *title,
        *alike(setting, tiles, places[:6]),
        *(one for one in marks if one),
        *buttons(setting, (SELF_TEST, MACHINE), places[6:]),
        *staff_bar(setting),
    )


def badge(setting: Setting, part: Part, box: Box) -> Item | None:
    """What came of a test, in the corner of its tile."""
    outcome = staff_of(setting).tests.get(part.part)
    if outcome is None:
        return None
    look, (icon, colour) = setting.look, OUTCOMES[outcome]
    size = look.mm(8)
    place = Box(box.right - size - look.mm(1.5), box.y + look.mm(1.5), size, size)
    ground = Plate(place, PLAIN.fill, radius=size // 2)
    return Item(f"badge:{part.part}", "decor", place, (ground, Icon(place.inset(size // 12), icon, colour)))


# --- by hand ---------------------------------------------------------------------------------------------------------


def touch(setting: Setting) -> tuple[Item, ...]:
    """The whole screen in squares; those that felt a finger are green."""
    look, staff = setting.look, staff_of(setting)
    across = 3 if shape(look) == "tall" else 4
    whole = Box(0, 0, look.width, look.height).inset(look.mm(0.5))
    places = cells(whole, across, len(SQUARES) // across, look.gap)
    skip = skippable(setting.state, staff)
    squares = zip(SQUARES, places, strict=True)
    return tuple(_square(setting, staff, name, place, skips=name == skip) for name, place in squares)


def _square(setting: Setting, staff: Staff, name: str, box: Box, *, skips: bool) -> Item:
    look = setting.look
    if skips:
        said = word(setting, "skip")
        what = Control("skip", said, Sign("skip_next"), e.StaffTouched("skip"), MAIN, likes=OVER)
        return control(setting, box, what)
    felt = name in staff.felt
    tone = Tone(JADE_SOFT, JADE_DARK, JADE) if felt else PLAIN
    digit = wrapped(name, Face("extrabold", look.mm(10)), box.w, look.measure)
    sign = look.mm(10)
    group = centred(box, digit.width, digit.height + (sign if felt else 0))
    marks: tuple[Mark, ...] = (
        plate(look, box, tone),
        *inks(digit, Box(box.x, group.y, box.w, digit.height), tone.ink, look.measure, centred=True),
    )
    if felt:
        head = Box(box.x + (box.w - sign) // 2, group.y + digit.height, sign, sign)
        marks += (Icon(head, "check", JADE),)
    return Item(f"square:{name}", "key", box, marks, says=name, means=e.StaffTouched("square", name))


def asked(setting: Setting) -> tuple[Item, ...]:
    """A part that only a person can judge: what it does now, and how it was."""
    page = staff_of(setting).page
    part = next(part for part in PARTS if part.page == page)
    choices = (PLAY, NO, YES) if part.part == "sound" else (NO, YES)
    art, words, low = _split(setting)
    seen = emblem(setting, art, part.icon, ground=LILAC)
    if part.part == "camera":
        seen = _view(setting, art)
    places = columns(low, len(choices), setting.look.gap)
    return (seen, caption(setting, words, middle=True), *buttons(setting, choices, places), *staff_bar(setting))


def _view(setting: Setting, box: Box) -> Item:
    """What the camera sees."""
    edge = setting.look.mm(1)
    ground = Plate(box, DEVICE, radius=0)
    return Item("view", "view", box, (ground, View(box.inset(edge))), says=word(setting, "part_camera"))


def _split(setting: Setting) -> tuple[Box, Box, Box]:
    """Sign, sentence, buttons."""
    look, how, box = setting.look, shape(setting.look), stage_box(setting.look)
    rest, low = foot(box, {"wide": look.mm(30), "low": look.finger, "tall": look.mm(30)}[how], look.mm(4))
    if how == "tall":
        art, words = foot(rest, rest.h * 2 // 5, look.mm(4))
    else:
        art, words = left(rest, rest.w * 2 // 5, look.mm(5))
    return art, words, low


def panel(setting: Setting) -> tuple[Item, ...]:
    """The buttons beside the screen, each marked when it was felt."""
    look, staff = setting.look, staff_of(setting)
    title, rest = titled(setting, stage_box(look))
    across = 2 if shape(look) == "tall" else 4
    places = cells(rest, across, 4 // across, look.gap)
    shown = zip(BUTTONS.items(), places, strict=True)
    cards = tuple(_button_card(setting, name, icon, place, felt=name in staff.felt) for (name, icon), place in shown)
    return (*title, *cards, *staff_bar(setting))


_BUTTON_WORDS = {"back": "back", "again": "again", "next": "on", "help": "help"}
"""Button of the panel → phrase."""


def _button_card(setting: Setting, name: str, icon: str, box: Box, *, felt: bool) -> Item:
    """A sign over a word, only to look at."""
    tone = Tone(JADE_SOFT, JADE_DARK, JADE) if felt else Tone(PLAIN.fill, PURPLE_DARK, PLAIN.edge)
    said = setting.phrase(_BUTTON_WORDS[name])
    look, sign_name = setting.look, "check_circle" if felt else icon
    text = fitted(said, setting.faces(), box.w - look.mm(2), box.h // 2, look.measure)
    text = text or wrapped(said, setting.small(), box.w, look.measure)
    sign = min(look.mm(22), box.h - text.height - look.mm(3), box.w)
    group = centred(box, box.w, sign + text.height)
    marks: tuple[Mark, ...] = (
        plate(look, box, tone),
        Icon(Box(box.x + (box.w - sign) // 2, group.y, sign, sign), sign_name, tone.ink),
        *inks(text, Box(box.x, group.y + sign, box.w, text.height), tone.ink, look.measure, centred=True),
    )
    return Item(f"button:{name}", "text", box, marks, says=said)


# --- by itself -------------------------------------------------------------------------------------------------------


def self_test(setting: Setting) -> tuple[Item, ...]:
    """Six parts and what came of each; the one being tried on gold."""
    title, rest = titled(setting, stage_box(setting.look))
    across = 2 if shape(setting.look) == "tall" else 3
    places = cells(rest, across, 6 // across, setting.look.gap)
    cards = tuple(_part(setting, part, place) for part, place in zip(PARTS, places, strict=True))
    return (*title, *cards, *staff_bar(setting))


def _part(setting: Setting, part: Part, box: Box) -> Item:
    look, staff = setting.look, staff_of(setting)
    test = staff.self_test
    now = test is not None and test.phase != "starts" and PARTS[test.part] is part
    outcome = staff.tests.get(part.part, "running" if now else "")
    said = word(setting, f"outcome_{outcome}") if outcome else ""
    icon, colour = OUTCOMES.get(outcome, (part.icon, PURPLE_DARK))
    tone = Tone(GOLD_PALE, INK, GOLD) if now else PLAIN
    sign, pad = look.mm(8 if shape(look) == "low" else 12), look.mm(1.5)
    room, title = box.w - sign - 3 * pad, word(setting, part.word)
    faces = (setting.small(),) if shape(look) == "low" else setting.faces()
    name = fitted(title, faces, room, line_px(faces[0].px), look.measure)
    name = name or wrapped(title, setting.small(), room, look.measure)
    under = fitted(said, (setting.small("regular"),), room, box.h, look.measure) if said else None
    high = name.height + (under.height if under else 0)
    x, y = box.x + sign + 2 * pad, box.y + (box.h - high) // 2
    marks: tuple[Mark, ...] = (
        plate(look, box, tone),
        Icon(Box(box.x + pad, box.y + (box.h - sign) // 2, sign, sign), icon, colour),
        *inks(name, Box(x, y, name.width, name.height), INK, look.measure),
    )
    if under:
        marks += inks(under, Box(x, y + name.height, under.width, under.height), INK, look.measure)
    return Item(f"part:{part.part}", "text", box, marks, says=f"{name.text}. {said}".strip())
