"""The pretend phone: rim, exercise strip, and the widgets of the present screen stacked without scrolling.

A screen that is too full gives things up one by one (`pen.LOOSE` … `pen.TIGHT`): large photos, the header's own line,
photos and air. What does not fit even then stands out of the phone, where `kiosk.scenes.check` finds it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from kiosk.core import playing
from kiosk.core.content.widgets import (
    Button,
    Camera,
    Card,
    Dialog,
    Field,
    Header,
    List,
    Notification,
    Photo,
    Qr,
    Tabs,
    Text,
    Tile,
    Widget,
)
from kiosk.core.phone import machine
from kiosk.core.state import Lesson
from kiosk.scenes import widgets_shown as shown
from kiosk.scenes import widgets_touched as touched
from kiosk.scenes.device import briefly, device, inner_radius, practice_strip, rim
from kiosk.scenes.glow import resting
from kiosk.scenes.grid import left, top
from kiosk.scenes.pen import LOOSE, MERGED, SMALL_PHOTOS, TIGHT, Block, Pen
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CARD
from kiosk.scenes.type import inks, line_px
from kiosk.scenes.values import Box, Item, Mark, Plate
from kiosk.scenes.widgets_laid_over import dialog

DRAWN: dict[type[Widget], Callable[[Pen, Any, str], Block]] = {
    Header: shown.header,
    Text: shown.text,
    Card: shown.card,
    Photo: shown.photo,
    Qr: shown.qr,
    Camera: shown.camera,
    Field: touched.field,
    List: touched.listed,
    Notification: touched.notification,
    Tabs: touched.tabs,
}


def phone(setting: Setting, lesson: Lesson, box: Box) -> tuple[Item, ...]:
    """The phone as large as the box."""
    screen = box.inset(rim(setting.look))
    widgets = machine.shown(playing.app(setting.library, lesson), lesson.phone)
    for tight in (LOOSE, SMALL_PHOTOS, MERGED, TIGHT):
        pen = pen_for(setting, lesson, screen.w, tight)
        head, rest = _head(pen, widgets, screen)
        foot = _foot(pen, widgets, rest)
        rest = replace(rest, h=rest.h - (foot[0].box.h + pen.setting.look.gap if foot else 0))
        blocks = tuple(_blocks(pen, widgets))
        if _high(pen, blocks) <= rest.h:
            break
    over = next((widget for widget in widgets if isinstance(widget, Dialog)), None)
    items = (*_stack(pen, blocks, rest), *foot)
    return (
        device(setting.look, box, CARD),
        *head,
        *items,
        *(dialog(pen, over, screen_under_strip(screen, head)) if over else resting(setting, items)),
    )


def pen_for(setting: Setting, lesson: Lesson, width: int, tight: int) -> Pen:
    """A pen for the present screen."""
    app = playing.app(setting.library, lesson)
    pen = Pen(setting, app, lesson.phone, playing.touchable(setting.library, lesson), width, tight)
    return replace(pen, width=width - 2 * pen.pad)


def screen_under_strip(screen: Box, head: tuple[Item, ...]) -> Box:
    """The screen without the strip, which nothing may hide."""
    strip = head[0].box
    return Box(screen.x, strip.bottom, screen.w, screen.bottom - strip.bottom)


def _head(pen: Pen, widgets: tuple[Widget, ...], screen: Box) -> tuple[tuple[Item, ...], Box]:
    """The strip, and the header under it or beside it."""
    strip = _strip(pen, screen)
    title = next((widget for widget in widgets if isinstance(widget, Header)), None)
    if title is None:
        return (strip,), Box(screen.x + pen.pad, strip.box.bottom, pen.width, screen.bottom - strip.box.bottom)
    if pen.tight >= MERGED and (merged := _merged(pen, title, screen)):
        return merged, Box(screen.x + pen.pad, strip.box.bottom, pen.width, screen.bottom - strip.box.bottom)
    block = shown.header(pen, title, "header")
    items = block.draw(Box(screen.x + pen.pad, strip.box.bottom, pen.width, block.height))
    below = strip.box.bottom + block.height
    return (strip, *items), Box(screen.x + pen.pad, below, pen.width, screen.bottom - below)


def _strip(pen: Pen, screen: Box) -> Item:
    """In the words of the app, or in the kiosk's own when those are too long."""
    own, short = pen.setting.said(pen.app.strip), pen.setting.phrase("practice_strip")
    words = own if pen.measure(own, "semibold") <= screen.w - pen.mm(2) else short
    return practice_strip(pen.setting, top(screen, _strip_height(pen), 0)[0], words)


def _strip_height(pen: Pen) -> int:
    return line_px(pen.face().px) + pen.mm(0.5 if pen.tight >= MERGED else 1.2)


def _merged(pen: Pen, title: Header, screen: Box) -> tuple[Item, ...]:
    """Strip and title on one line; empty when they do not fit on it."""
    look = pen.setting.look
    short, said = briefly(pen.setting.phrase("practice_strip")), pen.words(title.text)
    wide = pen.measure(short, "semibold") + pen.mm(4)
    if wide + pen.measure(said, "semibold") + pen.mm(3) > screen.w:
        return ()
    row, _ = top(screen, _strip_height(pen), 0)
    gold, box = left(row, wide, 0)
    line = pen.set(said, box.w - pen.mm(3), "semibold")
    place = Box(box.x + pen.mm(1.5), box.y + (box.h - line.height) // 2, line.width, line.height)
    marks: tuple[Mark, ...] = (
        Plate(box, pen.ground, radius=inner_radius(look)),
        Plate(Box(box.x, box.y, box.w // 2, box.h), pen.ground),
        Plate(Box(box.x, box.y + box.h // 2, box.w, box.h - box.h // 2), pen.ground),
        *inks(line, place, CARD, look.measure),
    )
    right_half = Box(gold.x + gold.w // 2, gold.y, gold.w - gold.w // 2, gold.h)
    strip = practice_strip(pen.setting, gold, short, square=right_half)
    return (strip, Item("header", "text", box, marks, says=said))


def _blocks(pen: Pen, widgets: tuple[Widget, ...]) -> Iterator[Block]:
    """Widgets as blocks; tiles pair up, and so do buttons where room is scarce."""
    waiting: list[Any] = []
    for number, widget in enumerate(widgets):
        full = len(waiting) == _together(pen, waiting)
        if waiting and (full or type(widget) is not type(waiting[0])):
            yield _row(pen, waiting)
            waiting = []
        if isinstance(widget, Tile | Button):
            waiting.append(widget)
        elif not isinstance(widget, Header | Tabs | Dialog):
            block = DRAWN[type(widget)](pen, widget, f"text:{number}")
            if block.height:
                yield block
    if waiting:
        yield _row(pen, waiting)


def _together(pen: Pen, waiting: list[Any]) -> int:
    return 2 if waiting and (isinstance(waiting[0], Tile) or pen.tight >= SMALL_PHOTOS) else 1


def _row(pen: Pen, waiting: list[Any]) -> Block:
    return touched.tiles(pen, tuple(waiting)) if isinstance(waiting[0], Tile) else touched.buttons(pen, tuple(waiting))


def _foot(pen: Pen, widgets: tuple[Widget, ...], rest: Box) -> tuple[Item, ...]:
    tabs = next((widget for widget in widgets if isinstance(widget, Tabs)), None)
    if tabs is None:
        return ()
    block = touched.tabs(pen, tabs, "")
    return block.draw(Box(rest.x, rest.bottom - block.height - pen.mm(1), rest.w, block.height))


def _edge(pen: Pen) -> int:
    """Over the first block and under the last; between blocks a whole gap is kept, for targets must not crowd."""
    if pen.tight < MERGED:
        return pen.setting.look.gap
    return pen.mm(1 if pen.tight < TIGHT else 0.15)


def _high(pen: Pen, blocks: tuple[Block, ...]) -> int:
    return sum(block.height for block in blocks) + pen.setting.look.gap * max(0, len(blocks) - 1) + 2 * _edge(pen)


def _stack(pen: Pen, blocks: tuple[Block, ...], rest: Box) -> tuple[Item, ...]:
    """Blocks under one another; what can grow shares the room left over, then the gaps do, a little."""
    spare = max(0, rest.h - _high(pen, blocks))
    hungry = sum(block.grows for block in blocks)
    share = min(1.0, spare / hungry) if hungry else 0.0
    more = min(pen.mm(2), int(spare - share * hungry) // (len(blocks) + 1))
    items: list[Item] = []
    y = rest.y + _edge(pen) + more
    for block in blocks:
        height = block.height + int(block.grows * share)
        items.extend(block.draw(Box(rest.x, y, rest.w, height)))
        y += height + pen.setting.look.gap + more
    return tuple(items)
