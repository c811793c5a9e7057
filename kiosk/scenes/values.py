"""A scene is a value: items with boxes, marks, roles, what each says when spoken, what touching it means.

Hit-testing, touch sizes, contrast, overflow and spoken coverage are properties of these values. A painter needs only
`marks`, in order; dirty rectangles are the difference of two scenes (`kiosk.scenes.change`).
"""

from typing import Literal

from msgspec import Struct

from kiosk.core.events import Event
from kiosk.core.lamps import Brightness

Colour = str
"""`#rrggbb`."""

Weight = Literal["regular", "semibold", "extrabold"]


class Box(Struct, frozen=True):
    """A rectangle in pixels of the screen."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """One past the last column."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """One past the last row."""
        return self.y + self.h

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def contains(self, other: "Box") -> bool:
        """Whether the whole of `other` lies inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def inset(self, by: int) -> "Box":
        """The same box, `by` pixels smaller on every side; negative grows it."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def union(self, other: "Box") -> "Box":
        """The smallest box that contains both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


class Face(Struct, frozen=True):
    """A cut of the one text font at a size in pixels per em."""

    weight: Weight
    px: int


# --- marks: what a painter puts on the screen, in this order ---------------------------------------------------------


class Plate(Struct, frozen=True, tag="plate"):
    """A filled, perhaps edged and rounded rectangle. An empty `fill` leaves the inside as it is."""

    box: Box
    fill: Colour = ""
    edge: Colour = ""
    edge_px: int = 0
    radius: int = 0


class Ink(Struct, frozen=True, tag="ink"):
    """One line of text; `box` is its line box: as wide as measured, as high as the font's line size."""

    box: Box
    text: str
    face: Face
    colour: Colour


class Icon(Struct, frozen=True, tag="icon"):
    """A glyph of the installed icon font, by its ligature name, centred in a square box."""

    box: Box
    name: str
    colour: Colour


class Picture(Struct, frozen=True, tag="picture"):
    """One of the pack's own drawings, kept in proportion and centred in the box."""

    box: Box
    name: str


class Code(Struct, frozen=True, tag="code"):
    """A QR code of a practice card, drawn with its quiet margin on white."""

    box: Box
    payload: str


class View(Struct, frozen=True, tag="view"):
    """Where live camera frames are shown; the frame itself is never part of a scene."""

    box: Box


class Veil(Struct, frozen=True, tag="veil"):
    """Dims what lies under it. `strength` 0..255 of the paper colour; several veils leave a hole for what glows."""

    box: Box
    colour: Colour
    strength: int


Mark = Plate | Ink | Icon | Picture | Code | View | Veil

Role = Literal["button", "key", "target", "text", "picture", "decor", "view"]
"""`button`, `key` and `target` (inside the phone) are controls and can be touched."""


class Item(Struct, frozen=True):
    """One thing on the screen. `name` is unique in its scene and stable between scenes."""

    name: str
    role: Role
    box: Box
    marks: tuple[Mark, ...] = ()
    says: str = ""
    """What the voice says for it: the very words shown, or the alternative of a picture."""
    means: Event | None = None
    """The event that touching it sends; `None` for things that only show."""
    dead: bool = False
    """Dimmed and not to be touched now; exempt from contrast, as disabled controls are."""


class Scene(Struct, frozen=True):
    """All of the screen. Later items lie above earlier ones."""

    width: int
    height: int
    paper: Colour
    items: tuple[Item, ...]
    moving: bool = False
    """Whether the beat (2 per second) changes anything, so that the loop need not tick for nothing."""
    slop: int = 0
    """How many pixels outside its box a control still feels a finger: half the gap between two."""
    light: Brightness = "on"
    """How bright it is to be seen, whoever sees to that: the light behind the screen, or the window."""
