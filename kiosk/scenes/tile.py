"""Tiles: a drawing on a coloured ground with its word, and the table of at most six that a page holds."""

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.scenes.controls import OVER, Control, Sign, control, plate
from kiosk.scenes.grid import cells, centred, left, shape, top
from kiosk.scenes.look import Look
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import PLAIN, PURPLE_DARK, QUIET
from kiosk.scenes.type import Paragraph, balanced, fitted, inks, wrapped
from kiosk.scenes.values import Box, Colour, Face, Icon, Item, Mark, Picture, Plate

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
    icon: str = ""
    """A sign of the icon font in place of the drawing."""
    says: str = ""
    """What is spoken for it, where that is not the word itself."""


class Page(Struct, frozen=True):
    """Tiles of one page with the arrows that lead on from it."""

    tiles: tuple[Tile, ...]
    earlier: bool = False
    later: bool = False


def table(setting: Setting, tiles: tuple[Tile, ...], box: Box) -> tuple[Item, ...]:
    """The tiles of the present page, in equal boxes; an arrow takes the place of a tile."""
    pages = _split(tiles)
    number = max(0, min(setting.state.page, len(pages) - 1))
    page = pages[number]
    count = len(tiles) if len(pages) == 1 else MOST
    places = list(cells(box, *across_down(setting, count), setting.look.gap))[:count]
    arrows = []
    if page.earlier:
        arrows.append(_arrow(setting, EARLIER, number - 1 - setting.state.page, places.pop(0)))
    if page.later:
        arrows.append(_arrow(setting, LATER, number + 1 - setting.state.page, places.pop()))
    return (*arrows, *alike(setting, page.tiles, tuple(places[: len(page.tiles)])))


def across_down(setting: Setting, count: int) -> tuple[int, int]:
    """How many columns and rows suit so many tiles on this screen."""
    if shape(setting.look) == "tall":
        return (1, count) if count <= 3 else (2, (count + 1) // 2)
    if count <= 3:
        return max(count, 2), 1
    return ((count + 1) // 2, 2)


def alike(setting: Setting, tiles: tuple[Tile, ...], places: tuple[Box, ...]) -> tuple[Item, ...]:
    """Tiles in one face, with their sentences where all of them have room for one, else all without."""
    faces = _faces(setting, tiles, places[0])
    drawn = tuple(draw(setting, tile, place, faces) for tile, place in zip(tiles, places, strict=True))
    plain = tuple(
        draw(setting, replace(tile, more=""), place, faces) for tile, place in zip(tiles, places, strict=True)
    )
    every = all(len(rich.marks) > len(poor.marks) for rich, poor in zip(drawn, plain, strict=True))
    return drawn if every else plain


def draw(setting: Setting, tile: Tile, box: Box, faces: tuple[Face, ...] = ()) -> Item:
    """A tile: drawing over the word where it is high enough, else beside it."""
    base = plate(setting.look, box, PLAIN, 5)
    inside = box.inset(base.edge_px)
    label = _label(setting, tile, inside, faces or _faces(setting, (tile,), box))
    marks = (_over if _upright(box) else _beside)(setting, tile, inside, label)
    return Item(tile.name, "button", box, (base, *marks), says=tile.says or tile.words, means=tile.means)


def _upright(box: Box) -> bool:
    return box.h >= box.w * 0.62


def _art_w(box: Box) -> int:
    """Width of the drawing beside a word."""
    return min(box.h * 4 // 3, box.w // 3)


def _room_w(setting: Setting, box: Box) -> int:
    """Width left for the words."""
    return box.w - 2 * setting.look.mm(2) - (0 if _upright(box) else _art_w(box))


def _faces(setting: Setting, tiles: tuple[Tile, ...], box: Box) -> tuple[Face, ...]:
    """The first face in which all words stand on one line; the smallest when none is."""
    faces, wide = setting.faces(), _room_w(setting, box.inset(setting.look.mm(0.5)))
    measure = setting.look.measure
    one_line = (face for face in faces if all(measure(tile.words, face) <= wide for tile in tiles))
    return (next(one_line, faces[-1]),)


def _label(setting: Setting, tile: Tile, inside: Box, faces: tuple[Face, ...]) -> Paragraph:
    wide = _room_w(setting, inside)
    fits = fitted(tile.words, faces, wide, inside.h - setting.look.mm(1), setting.look.measure)
    return fits or wrapped(tile.words, faces[-1], wide, setting.look.measure)


def _over(setting: Setting, tile: Tile, box: Box, words: Paragraph) -> tuple[Mark, ...]:
    look = setting.look
    high = words.height + look.mm(3)
    more = _said_more(setting, tile, box.w - look.mm(5), box.h // 2 - high)
    high += more.height + look.mm(1) if more else 0
    art, text = top(box, box.h - high, 0)
    label = Box(text.x, text.y + look.mm(1.5), text.w, words.height)
    under = Box(text.x, label.bottom + look.mm(1), text.w, more.height if more else 0)
    return (
        *_ground(look, art, tile.ground, flat="bottom"),
        _drawing(tile, art.inset(look.mm(2.5 if tile.picture else 1.5))),
        *inks(words, label, PLAIN.ink, look.measure, centred=True),
        *(inks(more, under, PLAIN.ink, look.measure, centred=True) if more else ()),
    )


def _beside(setting: Setting, tile: Tile, box: Box, words: Paragraph) -> tuple[Mark, ...]:
    look = setting.look
    art, text = left(box, _art_w(box), 0)
    wide = _room_w(setting, box)
    more = _said_more(setting, tile, wide, box.h - words.height - look.mm(3))
    high = words.height + (more.height + look.mm(1) if more else 0)
    label = Box(text.x + look.mm(2), box.y + (box.h - high) // 2, wide, words.height)
    under = Box(label.x, label.bottom + look.mm(1), wide, more.height if more else 0)
    return (
        *_ground(look, art, tile.ground, flat="right"),
        _drawing(tile, art.inset(look.mm(1.2))),
        *inks(words, label, PLAIN.ink, look.measure),
        *(inks(more, under, PLAIN.ink, look.measure) if more else ()),
    )


def _drawing(tile: Tile, box: Box) -> Mark:
    """The drawing in its room, or the sign in a square of it."""
    if tile.picture:
        return Picture(box, tile.picture)
    side = min(box.w, box.h)
    return Icon(centred(box, side, side), tile.icon, PURPLE_DARK)


def _said_more(setting: Setting, tile: Tile, width: int, height: int) -> Paragraph | None:
    """The sentence of a tile, when there is room for all of it."""
    if not tile.more:
        return None
    words = balanced(tile.more, setting.small("regular"), width, setting.look.measure)
    return words if words.width <= width and words.height <= height else None


def _ground(look: Look, box: Box, colour: Colour, *, flat: str) -> tuple[Mark, ...]:
    """A coloured ground, round where the card is round and square on its `flat` side."""
    half = Box(box.x, box.y + box.h // 2, box.w, box.h - box.h // 2)
    if flat == "right":
        half = Box(box.x + box.w // 2, box.y, box.w - box.w // 2, box.h)
    return (Plate(box, colour, radius=look.mm(4.5)), Plate(half, colour))


EARLIER = ("earlier", "arrow_back")
LATER = ("later", "arrow_forward")
"""Phrase and icon of the arrows."""


def _arrow(setting: Setting, arrow: tuple[str, str], by: int, box: Box) -> Item:
    """`by` leads from the page asked for, even when that one does not exist any more (in a larger text size)."""
    name, icon = arrow
    return control(setting, box, Control(name, setting.phrase(name), Sign(icon), e.PageTurned(by), QUIET, likes=OVER))


def _split(tiles: tuple[Tile, ...]) -> tuple[Page, ...]:
    if len(tiles) <= MOST:
        return (Page(tiles),)
    pages = [Page(tiles[: MOST - 1], later=True)]
    rest = tiles[MOST - 1 :]
    while len(rest) > MOST - 1:
        pages.append(Page(rest[: MOST - 2], earlier=True, later=True))
        rest = rest[MOST - 2 :]
    return (*pages, Page(rest, earlier=True))
