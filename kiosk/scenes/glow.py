"""Look here: the control that would be right glows, its rivals dim, a hand points.

Only rivals dim (other targets, keys, options): what must be read to decide, a name or an amount, stays plain. Nothing
moves while the voice speaks.
"""

from msgspec.structs import replace

from kiosk.core import guide, playing
from kiosk.core.content.widgets import Field, Notification
from kiosk.core.phone import machine
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import CARD, GOLD, GOLD_SOFT, PAPER
from kiosk.scenes.values import Box, Item, Mark, Picture, Plate, Veil

HAND = "hand-point"
HAND_SIZE = (240, 300)
HAND_TIP = (120, 20)
"""Where the finger ends in the drawing."""

CHOICES = ("option:", "card:")
"""Of buttons only options and cards dim; the bar never does."""

DIM = 150


def lit(setting: Setting, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with glow, veils and hand laid over them, if anything shall glow."""
    found = glowing_item(setting, items)
    if found is None:
        return items
    plain = _to_read(setting)
    rivals = tuple(item for item in items if _rivals(found, item) and item.name not in plain)
    veils = (_veil("veil", rivals),) if rivals else ()
    points = guide.hand(setting.library, setting.state)
    return (*items, *veils, _glow(setting, found), *((_hand(setting, found),) if points else ()))


def glowing_item(setting: Setting, items: tuple[Item, ...]) -> Item | None:
    """The control that glows."""
    event = guide.glowing(setting.library, setting.state)
    return next((item for item in items if event is not None and item.means == event and not item.dead), None)


def breathes(setting: Setting, items: tuple[Item, ...]) -> bool:
    """Whether the beat changes the scene: something glows and the voice is silent."""
    return not setting.speaks and any(item.name == "glow" for item in items)


def _to_read(setting: Setting) -> frozenset[str]:
    """Fields and messages stay plain: what was typed and what came must be read to decide."""
    lesson = setting.state.lesson
    if lesson is None:
        return frozenset()
    targets = machine.targets(playing.app(setting.library, lesson), lesson.phone)
    return frozenset(f"target:{name}" for name, found in targets.items() if isinstance(found, Field | Notification))


def resting(setting: Setting, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Dims what this step does not listen to, all but what must be read."""
    dead = tuple(item for item in items if item.role == "target" and item.dead and item.name not in _to_read(setting))
    return (_veil("resting", dead),) if dead else ()


def _rivals(found: Item, item: Item) -> bool:
    if item.dead or item is found or item.role != found.role:
        return False
    return found.role != "button" or (item.name.startswith(CHOICES) and found.name.startswith(CHOICES))


def _veil(name: str, rivals: tuple[Item, ...]) -> Item:
    box = rivals[0].box
    for item in rivals:
        box = box.union(item.box)
    ground = CARD if rivals[0].role == "target" else PAPER
    return Item(name, "decor", box, tuple(Veil(item.box, ground, DIM) for item in rivals))


def _glow(setting: Setting, item: Item) -> Item:
    """A gold edge; its inside breathes with the beat."""
    look = setting.look
    wide = setting.speaks or setting.state.beat % 2 == 0
    outer, inner = (_on_screen(setting, item.box.inset(-look.mm(by))) for by in (1.2, 0.4))
    radius = look.mm(4.5)
    marks: tuple[Mark, ...] = (
        Plate(outer, edge=GOLD_SOFT, edge_px=look.mm(1), radius=radius),
        Plate(inner, edge=GOLD, edge_px=look.mm(1.3 if wide else 0.9), radius=radius - look.mm(0.8)),
    )
    return Item("glow", "decor", outer, marks)


def _on_screen(setting: Setting, box: Box) -> Box:
    """The part of a box that the screen has."""
    x, y = max(0, box.x), max(0, box.y)
    return Box(x, y, min(box.right, setting.look.width) - x, min(box.bottom, setting.look.height) - y)


def _hand(setting: Setting, item: Item) -> Item:
    """The hand with its finger tip on the lower part of the control; it taps with the beat."""
    look = setting.look
    height = look.mm(24)
    scale = height / HAND_SIZE[1]
    width = round(HAND_SIZE[0] * scale)
    x, y = _tip(setting, item.box)
    tap = look.mm(1) if not setting.speaks and setting.state.beat % 2 else 0
    box = Box(x - round(HAND_TIP[0] * scale), y - round(HAND_TIP[1] * scale) + tap, width, height)
    return Item("hand", "decor", _kept(setting, box), (Picture(_kept(setting, box), HAND),))


def _tip(setting: Setting, box: Box) -> tuple[int, int]:
    """Wide controls are pointed at near their right end, where no word is hidden; others near their foot."""
    look = setting.look
    if box.w > 2 * box.h:
        return box.right - look.mm(9), box.y + box.h * 11 // 20
    return box.x + box.w * 3 // 5, box.bottom - look.mm(3)


def _kept(setting: Setting, box: Box) -> Box:
    """On the screen, as it is."""
    x = max(0, min(box.x, setting.look.width - box.w))
    return replace(box, x=x, h=min(box.h, setting.look.height - box.y))
