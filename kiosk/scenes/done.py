"""Well done: praise, what has been learned, the sentence to take home, and the next way."""

from kiosk.core import events as e
from kiosk.core import playing
from kiosk.core.state import Lesson
from kiosk.core.ways import WAYS, after
from kiosk.scenes.bar import BACK, HOME, Slot, bar
from kiosk.scenes.caption import caption, height_of
from kiosk.scenes.controls import Control, Sign, control, plate
from kiosk.scenes.grid import foot, left, shape, stage_box, top
from kiosk.scenes.safety import SHIELD, at_foot
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CARD, GOLD, INK, JADE, MAIN, QUIET, Tone
from kiosk.scenes.type import inks, wrapped
from kiosk.scenes.values import Box, Face, Icon, Item, Mark, Picture


def done(setting: Setting) -> tuple[Item, ...]:
    """A card with a gold edge, and the bar whose third slot leads on."""
    lesson = setting.state.lesson
    if lesson is None:
        return ()
    look, how = setting.look, shape(setting.look)
    box = stage_box(look)
    card = Item("card", "decor", box, (plate(look, box, Tone(CARD, INK, GOLD), 6),))
    art, words, redo = _upright(setting, box) if how == "tall" else _lying(setting, box)
    drawing = Item("drawing", "decor", art, (Picture(art, "well-done"),))
    again = control(setting, redo, Control("redo", setting.phrase("redo"), Sign("replay"), e.StartedOver(), QUIET))
    return (card, drawing, *_words(setting, lesson, words), again, *bar(setting, BACK, _next(lesson)))


def _lying(setting: Setting, box: Box) -> tuple[Box, Box, Box]:
    """Places of drawing, words and redo: words left, the others right."""
    look = setting.look
    inside = box.inset(look.mm(3 if shape(look) == "low" else 6))
    side_w = max(look.mm(46), inside.w // 3)
    words, side = left(inside, inside.w - side_w - look.mm(4), look.mm(4))
    art, redo = foot(side, look.finger, look.mm(3))
    return art, words, redo


def _upright(setting: Setting, box: Box) -> tuple[Box, Box, Box]:
    """Under one another."""
    look = setting.look
    art, rest = top(box.inset(look.mm(5)), box.h // 4, look.mm(3))
    words, redo = foot(rest, look.finger, look.mm(4))
    return art, words, redo


def _words(setting: Setting, lesson: Lesson, box: Box) -> tuple[Item, ...]:
    """The sentence being said; under it the ticks, then the safety sentence, each only when all of it fits."""
    look, face = setting.look, setting.body("extrabold")
    if shape(look) == "low":
        return (caption(setting, box, face, middle=True),)
    words, room = top(box, height_of(setting, box.w, 3, face), look.mm(4))
    script = playing.script(setting.library, lesson)
    ticks = _ticks(setting, tuple(setting.said(words) for words in script.learned), room)
    used = ticks[-1].box.bottom - room.y + look.mm(4) if ticks else 0
    _, free = top(room, used, 0)
    card = at_foot(setting, "safety", setting.said(script.safety), SHIELD, free)
    return (caption(setting, words, face, middle=True), *ticks, *card)


def _ticks(setting: Setting, learned: tuple[str, ...], box: Box) -> tuple[Item, ...]:
    """What has been learned, in the larger face if that fits."""
    for face in setting.faces("regular"):
        items = _ticked(setting, learned, face, box)
        if items and items[-1].box.bottom <= box.bottom:
            return items
    return ()


def _ticked(setting: Setting, learned: tuple[str, ...], face: Face, box: Box) -> tuple[Item, ...]:
    look, y = setting.look, box.y
    sign, space, items = look.mm(8), look.mm(2), []
    for number, words in enumerate(learned):
        lines = wrapped(words, face, box.w - sign - space, look.measure)
        place = Box(box.x, y, box.w, max(sign, lines.height))
        head = Box(place.x, place.y + (place.h - sign) // 2, sign, sign)
        text = Box(place.x + sign + space, place.y + (place.h - lines.height) // 2, lines.width, lines.height)
        marks: tuple[Mark, ...] = (Icon(head, "check_circle", JADE), *inks(lines, text, INK, look.measure))
        items.append(Item(f"learned:{number}", "text", place, marks, says=words))
        y = place.bottom + look.mm(1.5)
    return tuple(items)


def _next(lesson: Lesson) -> Slot:
    """The next of the four ways; after the last one, home."""
    following = after(lesson.way)
    if not following:
        return Slot(HOME.name, HOME.word, HOME.icon, HOME.means, MAIN)
    way = WAYS[following]
    return Slot("next", way.word, way.icon, e.WayChosen(following), MAIN)
