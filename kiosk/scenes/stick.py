"""A stick being read: a drawing, one sentence, how far it is, and one button that is the whole screen.

What the button does follows from what may happen now: while the stick must stay in, the sentence is said again; once it
may leave, somebody may learn; at the end any touch closes the page.
"""

from kiosk.core import events as e
from kiosk.core.events import StickStage
from kiosk.core.renewing import FINAL, NEEDED
from kiosk.core.state import Stick
from kiosk.scenes.anywhere import whole_screen
from kiosk.scenes.caption import caption, height_of
from kiosk.scenes.grid import centred, foot, left, shape, stage_box
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import INK, JADE, LILAC_DEEP, PURPLE
from kiosk.scenes.type import inks, line_px, wrapped
from kiosk.scenes.values import Box, Item, Mark, Picture, Plate

_DRAWINGS: dict[StickStage, str] = {
    "removable": "stick-out",
    "given": "stick-out",
    "testing": "stick-new",
    "voicing": "stick-new",
    "ready": "stick-new",
    "fault": "stick-asks",
}
_MOST_LINES = {"wide": 3, "low": 3, "tall": 4}


def stick(setting: Setting) -> tuple[Item, ...]:
    """What the stick is about just now."""
    now = setting.state.stick or Stick()
    look = setting.look
    art, rest = _parts(setting)
    words, row = foot(rest, line_px(setting.small().px) + look.mm(6), look.mm(2)) if _moves(now) else (rest, None)
    drawing = Item("drawing", "decor", art, (Picture(art, _DRAWINGS.get(now.stage, "stick-in")),))
    bar = (_bar(setting, now, row),) if row else ()
    sentence = caption(setting, words, setting.body("extrabold"), centred=True, middle=True)
    return (drawing, sentence, *bar, _button(setting, now))


def _parts(setting: Setting) -> tuple[Box, Box]:
    """Drawing and words: beside one another on a low screen, else under one another."""
    look, how = setting.look, shape(setting.look)
    box = stage_box(look)
    if how == "low":
        return left(box, box.w * 2 // 5, look.mm(4))
    inside = centred(box, box.w - look.mm(8), box.h)
    most = height_of(setting, inside.w, _MOST_LINES[how], setting.body("extrabold"))
    bar = line_px(setting.small().px) + look.mm(8)
    return foot(inside, most + bar + look.mm(2), look.mm(2))


def _moves(now: Stick) -> bool:
    return now.stage != "fault"


def _bar(setting: Setting, now: Stick, row: Box) -> Item:
    """How far it is: files counted while they are copied, stages otherwise."""
    look = setting.look
    said = _counted(setting, now)
    label = wrapped(said, setting.small(), row.w, look.measure)
    high = look.mm(4)
    line = centred(row, min(row.w, look.mm(150)), row.h)
    track = Box(line.x, line.y, line.w, high)
    share = round(track.w * _share(now))
    marks: list[Mark] = [Plate(track, LILAC_DEEP, radius=high // 2)]
    if share:
        colour = JADE if now.stage in FINAL else PURPLE
        marks.append(Plate(Box(track.x, track.y, max(high, share), high), colour, radius=high // 2))
    if said:
        below = Box(row.x, track.bottom + look.mm(1), row.w, label.height)
        marks.extend(inks(label, below, INK, look.measure, centred=True))
    return Item("progress", "text", row, tuple(marks), says=said)


def _counted(setting: Setting, now: Stick) -> str:
    if now.stage != "copying" or not now.of:
        return ""
    words = setting.said(setting.library.stick.count)
    return words.replace("{done}", str(now.done)).replace("{of}", str(now.of))


def _share(now: Stick) -> float:
    """From nothing to one. Copying takes most of the time, so it has most of the bar."""
    if now.stage in FINAL:
        return 1.0
    begins, ends = _SHARES.get(now.stage, (0.5, 0.5))
    return begins + (ends - begins) * (min(now.done, now.of) / now.of if now.of else 0.0)


_SHARES: dict[StickStage, tuple[float, float]] = {
    "found": (0.02, 0.02),
    "checking": (0.05, 0.1),
    "copying": (0.1, 0.6),
    "removable": (0.6, 0.6),
    "testing": (0.65, 0.8),
    "voicing": (0.8, 0.98),
    "giving": (0.1, 1.0),
}


def _button(setting: Setting, now: Stick) -> Item:
    if now.stage in FINAL:
        return whole_screen(setting, "close", "close", "close", e.WentHome())
    if now.stage in NEEDED:
        return whole_screen(setting, "again", "again", "volume_up", e.AskedAgain())
    return whole_screen(setting, "start", "touch_to_start", "touch_app", e.Came())
