"""Tiles: a drawing on a coloured ground with its word, and the table of at most six that a page holds."""

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.scenes.controls import OVER, Control, Sign, control, plate
from kiosk.scenes.grid import cells, left, shape, top
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import PLAIN, QUIET, Tone
from kiosk.scenes.type import Paragraph, fitted, inks, wrapped
from kiosk.scenes.values import Box, Colour, Item, Mark, Picture, Plate

MOST = 6
"""Tiles on a page (`facts`: a paged list beats a deep tree, at six items a page)."""


class Tile(Struct, frozen=True):
    """One thing to choose."""

    name: str
    words: str
    picture: str
    ground: Colour
    means: e.Event
    more: str = ""
    """A sentence under the word, where there is room."""


class Page(Struct, frozen=True):
    """Tiles of one page with the arrows that lead on from it."""

    tiles: tuple[Tile, ...]
    earlier: bool = False
    later: bool = False


def page_of(tiles: tuple[Tile, ...], number: int, most: int) -> Page:
    """Page `number` of a list; an arrow takes the place of a tile. A number past the end shows the last page."""
    pages = _split(tiles, most)
    return pages[max(0, min(number, len(pages) - 1))]


def table(setting: Setting, tiles: tuple[Tile, ...], box: Box) -> tuple[Item, ...]:
    """The tiles of the present page, in equal boxes."""
    most = _most(setting)
    pages = len(_split(tiles, most))
    shown = max(0, min(setting.state.page, pages - 1))
    page = page_of(tiles, shown, most)
    count = len(page.tiles) + page.earlier + page.later if pages == 1 else most
    places = list(cells(box, *across_down(setting, count), setting.look.gap))
    items = []
    if page.earlier:
        by = shown - 1 - setting.state.page
        items.append(_arrow(setting, "earlier", "arrow_back", by, places.pop(0)))
    if page.later:
        by = shown + 1 - setting.state.page
        items.append(_arrow(setting, "later", "arrow_forward", by, places.pop(count - 1 - page.earlier)))
    return (*items, *(draw(setting, tile, place) for tile, place in zip(page.tiles, places, strict=False)))


def across_down(setting: Setting, count: int) -> tuple[int, int]:
    """How many columns and rows suit so many tiles on this screen."""
    if shape(setting.look) == "tall":
        return (1, count) if count <= 3 else (2, (count + 1) // 2)
    if count <= 3:
        return max(count, 2), 1
    return ((count + 1) // 2, 2)


def alike(setting: Setting, tiles: tuple[Tile, ...], places: tuple[Box, ...]) -> tuple[Item, ...]:
    """Tiles with their sentences where all of them have room for one, else all without."""
    drawn = tuple(draw(setting, tile, place) for tile, place in zip(tiles, places, strict=True))
    plain = tuple(draw(setting, replace(tile, more=""), place) for tile, place in zip(tiles, places, strict=True))
    every = all(len(rich.marks) > len(poor.marks) for rich, poor in zip(drawn, plain, strict=True))
    return drawn if every else plain


def draw(setting: Setting, tile: Tile, box: Box) -> Item:
    """A tile: drawing over the word where it is high enough, else beside it."""
    tone = Tone(PLAIN.fill, PLAIN.ink, PLAIN.edge)
    base = plate(setting.look, box, tone, 5)
    inside = box.inset(base.edge_px)
    arranged = _over if box.h >= box.w * 0.62 else _beside
    marks = arranged(setting, tile, inside, base.radius)
    return Item(tile.name, "button", box, (base, *marks), says=tile.words, means=tile.means)


def _over(setting: Setting, tile: Tile, box: Box, radius: int) -> tuple[Mark, ...]:
    look = setting.look
    words = _label(setting, tile.words, box.w - look.mm(4), box.h // 2)
    high = words.height + look.mm(3)
    more = _more(setting, tile, box, high)
    high += more.height + look.mm(1) if more else 0
    art, text = top(box, box.h - high, 0)
    label = Box(text.x, text.y + look.mm(1.5), text.w, words.height)
    marks: tuple[Mark, ...] = (
        *_ground(art, tile.ground, radius - 2, flat="bottom"),
        Picture(_kept(art.inset(look.mm(2.5))), tile.picture),
        *inks(words, label, PLAIN.ink, look.measure, centred=True),
    )
    if more is None:
        return marks
    under = Box(text.x, label.bottom + look.mm(1), text.w, more.height)
    return (*marks, *inks(more, under, PLAIN.ink, look.measure, centred=True))


def _beside(setting: Setting, tile: Tile, box: Box, radius: int) -> tuple[Mark, ...]:
    look = setting.look
    art_w = min(box.h * 4 // 3, box.w // 3)
    art, text = left(box, art_w, 0)
    pad = look.mm(2)
    words = _label(setting, tile.words, text.w - 2 * pad, box.h - look.mm(1))
    more = _said_more(setting, tile, text.w - 2 * pad, box.h - words.height - look.mm(3))
    high = words.height + (more.height + look.mm(1) if more else 0)
    label = Box(text.x + pad, box.y + (box.h - high) // 2, text.w - 2 * pad, words.height)
    marks: tuple[Mark, ...] = (
        *_ground(art, tile.ground, radius - 2, flat="right"),
        Picture(_kept(art.inset(look.mm(1.2))), tile.picture),
        *inks(words, label, PLAIN.ink, look.measure),
    )
    if more is None:
        return marks
    under = Box(label.x, label.bottom + look.mm(1), label.w, more.height)
    return (*marks, *inks(more, under, PLAIN.ink, look.measure))


def _more(setting: Setting, tile: Tile, box: Box, used: int) -> Paragraph | None:
    """The sentence of a tile, when the drawing keeps at least half of the box."""
    return _said_more(setting, tile, box.w - setting.look.mm(5), box.h // 2 - used)


def _said_more(setting: Setting, tile: Tile, width: int, height: int) -> Paragraph | None:
    faces = (setting.small("regular"),)
    return fitted(tile.more, faces, width, height, setting.look.measure) if tile.more else None


def _label(setting: Setting, words: str, width: int, height: int) -> Paragraph:
    """On one line in the larger face, else in the smaller, else on two lines in the larger."""
    faces = setting.faces()
    for face in faces:
        if setting.look.measure(words, face) <= width:
            return wrapped(words, face, width, setting.look.measure)
    found = fitted(words, faces, width, height, setting.look.measure)
    return found or wrapped(words, faces[-1], width, setting.look.measure)


def _ground(box: Box, colour: Colour, radius: int, *, flat: str) -> tuple[Mark, ...]:
    """A coloured ground, round where the card is round and square on its `flat` side."""
    half = Box(box.x, box.y + box.h // 2, box.w, box.h - box.h // 2)
    if flat == "right":
        half = Box(box.x + box.w // 2, box.y, box.w - box.w // 2, box.h)
    return (Plate(box, colour, radius=max(0, radius)), Plate(half, colour))


def _kept(box: Box) -> Box:
    """No box is ever thinner than a pixel."""
    return Box(box.x, box.y, max(1, box.w), max(1, box.h))


def _arrow(setting: Setting, name: str, icon: str, by: int, box: Box) -> Item:
    what = Control(name, setting.phrase(name), Sign(icon), e.PageTurned(by), QUIET, likes=OVER)
    return control(setting, box, what)


def _most(setting: Setting) -> int:
    return 4 if shape(setting.look) == "low" else MOST


def _split(tiles: tuple[Tile, ...], most: int) -> tuple[Page, ...]:
    if len(tiles) <= most:
        return (Page(tiles),)
    pages = [Page(tiles[: most - 1], later=True)]
    rest = tiles[most - 1 :]
    while len(rest) > most - 1:
        pages.append(Page(rest[: most - 2], earlier=True, later=True))
        rest = rest[most - 2 :]
    return (*pages, Page(rest, earlier=True))
