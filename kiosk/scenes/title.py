"""The line over a page of tiles: a lotus and the sentence of the scene."""

from kiosk.scenes.caption import caption
from kiosk.scenes.grid import left, shape, top
from kiosk.scenes.setting import Setting
from kiosk.scenes.type import tall
from kiosk.scenes.values import Box, Item, Picture

PICTURE = "lotus"


def titled(setting: Setting, box: Box) -> tuple[tuple[Item, ...], Box]:
    """The items of the title and the room left under it."""
    look = setting.look
    face = setting.body("extrabold")
    lines = 2 if shape(look) == "tall" else 1
    head, rest = top(box, tall(lines, face.px) + (0 if shape(look) == "low" else look.mm(2)), look.mm(1.5))
    art, words = left(head, round(face.px * 1.8), look.mm(2))
    art = Box(art.x, head.y + (head.h - min(head.h, art.w)) // 2, art.w, min(head.h, art.w))
    drawing = Item("lotus", "decor", art, (Picture(art, PICTURE),))
    return (drawing, caption(setting, words, face, middle=True)), rest
