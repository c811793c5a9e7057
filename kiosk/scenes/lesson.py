"""A lesson: the stage (phone, camera, drawing) on one side, the words on the other; upright, words above the stage."""

from collections.abc import Callable
from typing import Any

from kiosk.core import playing
from kiosk.core.content.lessons import Choose, Enter, Scan, Step, Tell
from kiosk.core.state import Lesson
from kiosk.scenes import progress as dashes
from kiosk.scenes.bar import BACK, HINT, HOME, ON, Slot, bar
from kiosk.scenes.caption import caption, height_of
from kiosk.scenes.choose import least_height, options
from kiosk.scenes.folded import folded
from kiosk.scenes.grid import Shape, foot, left, shape, stage_box, top
from kiosk.scenes.keypad import keypad, sample, stretched
from kiosk.scenes.keypad import size as keypad_size
from kiosk.scenes.phone import phone
from kiosk.scenes.safety import read_card, safety
from kiosk.scenes.scan import cards, viewfinder, wants_cards
from kiosk.scenes.setting import Setting
from kiosk.scenes.type import line_px, tall
from kiosk.scenes.values import Box, Item, Picture

STAGE_SHARE: dict[Shape, float] = {"wide": 0.42, "low": 0.54, "tall": 0.66}
"""How much of the width (upright: of the height) belongs to the phone."""

PHONE_MM = 100
"""No wider: a phone is held in a hand."""


def lesson(setting: Setting) -> tuple[Item, ...]:
    """The step she is at, and the bar."""
    state = setting.state.lesson
    if state is None:
        return ()
    step = playing.step_now(setting.library, state)
    laid = LAID.get(type(step), _with_phone)
    return (*laid(setting, state, step), *bar(setting, BACK, _third(state, step)))


def _third(state: Lesson, step: Step) -> Slot:
    if isinstance(step, Tell):
        return ON
    return HINT if playing.way(state).helps else HOME


def split(setting: Setting) -> tuple[Box, Box]:
    """The stage and the words."""
    box, how = stage_box(setting.look), shape(setting.look)
    gap = setting.look.mm(2 if how == "low" else 5)
    share = STAGE_SHARE[how]
    if how == "tall":
        words, stage = foot(box, round(box.h * share), gap)
        return stage, words
    return left(box, min(round(box.w * share), setting.look.mm(PHONE_MM)), gap)


def _with_phone(setting: Setting, state: Lesson, step: Step) -> tuple[Item, ...]:
    stage, words = split(setting)
    return (*phone(setting, state, stage), *_words(setting, state, words))


def _tell(setting: Setting, state: Lesson, step: Tell) -> tuple[Item, ...]:
    stage, words = split(setting)
    art = stage.inset(setting.look.mm(2))
    drawing = Item("drawing", "decor", art, (Picture(art, step.picture),))
    return (drawing, *_words(setting, state, words, middle=True))


def _words(setting: Setting, state: Lesson, box: Box, *, middle: bool = False) -> tuple[Item, ...]:
    """Progress, the sentence, and the safety card where the sentence leaves room for it."""
    row, rest = top(box, dashes.height(setting), setting.look.mm(1.5))
    need = height_of(setting, rest.w, 4)
    _, free = top(rest, need, setting.look.mm(4))
    card = safety(setting, state, free) if shape(setting.look) == "wide" else ()
    room = Box(rest.x, rest.y, rest.w, (card[0].box.y - setting.look.mm(4) if card else rest.bottom) - rest.y)
    return (dashes.progress(setting, state, row), caption(setting, room, middle=middle), *card)


def _enter(setting: Setting, state: Lesson, step: Enter) -> tuple[Item, ...]:
    layouts: dict[Shape, Callable[[Setting, Lesson, Enter], tuple[Item, ...]]] = {
        "wide": _enter_wide,
        "low": _enter_low,
        "tall": _enter_tall,
    }
    return layouts[shape(setting.look)](setting, state, step)


def _enter_wide(setting: Setting, state: Lesson, step: Enter) -> tuple[Item, ...]:
    stage, words = split(setting)
    _, least = keypad_size(setting.look)
    share = max(least, min(words.h * 3 // 5, least * 5 // 4))
    rest, keys = foot(words, share, setting.look.mm(2))
    row, room = top(rest, line_px(setting.body().px), setting.look.mm(0.5))
    count, number = left(row, row.w * 2 // 5, setting.look.gap)
    return (
        *phone(setting, state, stage),
        dashes.progress(setting, state, count, words=False),
        sample(setting, state, step, number),
        caption(setting, room),
        *keypad(setting, state, keys),
    )


def _enter_low(setting: Setting, state: Lesson, step: Enter) -> tuple[Item, ...]:
    """The words as high as the keys beside them: two lines of them need it."""
    box = stretched(setting.look, stage_box(setting.look))
    width, _ = keypad_size(setting.look)
    words, keys = left(box, box.w - width - setting.look.mm(2), setting.look.mm(2))
    row, words = top(words, dashes.height(setting), 0)
    device, room = folded(setting, state, step, words)
    return (*device, dashes.progress(setting, state, row), caption(setting, room), *keypad(setting, state, keys))


def _enter_tall(setting: Setting, state: Lesson, step: Enter) -> tuple[Item, ...]:
    look, box = setting.look, stage_box(setting.look)
    rest, keys = foot(box, keypad_size(look)[1], look.mm(3))
    row, rest = top(rest, line_px(setting.body().px) + look.mm(1), look.mm(1.5))
    count, number = left(row, row.w * 2 // 5, look.gap)
    words, stage = top(rest, tall(2, setting.body().px) + look.mm(3), look.mm(1))
    return (
        *phone(setting, state, stage),
        dashes.progress(setting, state, count, words=False),
        sample(setting, state, step, number),
        caption(setting, words),
        *keypad(setting, state, keys),
    )


def _scan(setting: Setting, state: Lesson, step: Scan) -> tuple[Item, ...]:
    if wants_cards(setting):
        return _scan_cards(setting, state, step)
    stage, words = split(setting)
    shows_how = playing.way(state).plays_itself
    example = setting.library.cards[step.card] if shows_how else None
    items = viewfinder(setting, stage, example, trouble=state.trouble)
    if state.reading is None or shape(setting.look) == "low":
        return (*items, *_words(setting, state, words))
    row, rest = top(words, dashes.height(setting), setting.look.mm(1.5))
    _, free = top(rest, height_of(setting, rest.w, 3), setting.look.mm(3))
    card = read_card(setting, state.reading, free)
    room = Box(rest.x, rest.y, rest.w, (card[0].box.y - setting.look.mm(3) if card else rest.bottom) - rest.y)
    return (*items, dashes.progress(setting, state, row), caption(setting, room), *card)


def _scan_cards(setting: Setting, state: Lesson, step: Scan) -> tuple[Item, ...]:
    """No phone here: the cards need the room, and they are what it is about."""
    box = stage_box(setting.look)
    row, rest = top(box, dashes.height(setting), setting.look.mm(1))
    lines = {"wide": 2, "low": 2, "tall": 4}[shape(setting.look)]
    need = min(height_of(setting, rest.w, lines), rest.h // 2)
    words, below = top(rest, need + setting.look.mm(1), setting.look.mm(2))
    return (
        dashes.progress(setting, state, row),
        caption(setting, words),
        *cards(setting, state, step, below),
    )


def _choose(setting: Setting, state: Lesson, step: Choose) -> tuple[Item, ...]:
    if shape(setting.look) == "tall":
        return _choose_tall(setting, state, step)
    stage, words = split(setting)
    row, rest = top(words, dashes.height(setting), setting.look.mm(1))
    least = least_height(setting, len(step.options), rest.w)
    if rest.h - least < tall(1, setting.body().px) + setting.look.mm(3):
        return _choose_without_phone(setting, state, step)
    # The question whole before the pictures large: a page turned is half a question.
    whole = rest.h - height_of(setting, rest.w, 3) - setting.look.mm(3)
    share = max(least, min(rest.h * 3 // 5, setting.look.mm(60), max(whole, setting.look.mm(34))))
    said, below = foot(rest, share, setting.look.mm(2))
    return (
        *phone(setting, state, stage),
        dashes.progress(setting, state, row),
        caption(setting, said),
        *options(setting, state, step, below),
    )


def _choose_tall(setting: Setting, state: Lesson, step: Choose) -> tuple[Item, ...]:
    """The question, the phone that it is about, the answers at hand's height."""
    look = setting.look
    row, rest = top(stage_box(look), dashes.height(setting), look.mm(1.5))
    words, rest = top(rest, tall(3, setting.body().px) + look.mm(3), look.mm(2))
    least = least_height(setting, len(step.options), rest.w)
    stage, below = foot(rest, max(least, look.mm(36)), look.mm(4))
    return (
        *phone(setting, state, stage),
        dashes.progress(setting, state, row),
        caption(setting, words),
        *options(setting, state, step, below),
    )


def _choose_without_phone(setting: Setting, state: Lesson, step: Choose) -> tuple[Item, ...]:
    """Three or four options on a low screen: words over the whole width, options under them."""
    box = stage_box(setting.look)
    row, rest = top(box, dashes.height(setting), setting.look.mm(1))
    words, below = top(rest, tall(1, setting.body().px) + setting.look.mm(3), setting.look.mm(1.5))
    return (
        dashes.progress(setting, state, row),
        caption(setting, words),
        *options(setting, state, step, below),
    )


LAID: dict[type[Step], Callable[[Setting, Lesson, Any], tuple[Item, ...]]] = {
    Tell: _tell,
    Enter: _enter,
    Scan: _scan,
    Choose: _choose,
}
"""How each kind of step is laid out; all others show the phone and the words."""
