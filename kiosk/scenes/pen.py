"""Drawing in the pretend phone: what every widget needs to know, and the blocks that widgets become."""

from collections.abc import Callable

from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.content.apps import App
from kiosk.core.phone.fill import fill
from kiosk.core.state import Phone
from kiosk.core.units import Words
from kiosk.scenes.setting import Setting
from kiosk.scenes.theme import APP_GROUNDS
from kiosk.scenes.type import Paragraph, wrapped
from kiosk.scenes.values import Box, Colour, Face, Item, Mark, Weight

LOOSE, SMALL_PHOTOS, MERGED, TIGHT = range(4)
"""How much a screen of the phone gives up to fit: nothing, large photos, a header of its own, photos and air."""


class Block(Struct, frozen=True):
    """One widget, or two tiles side by side: how high it is and how it is drawn in a box of the phone's width."""

    height: int
    draw: Callable[[Box], tuple[Item, ...]]
    grows: int = 0
    """Pixels more that it can make good use of."""


class Pen(Struct, frozen=True):
    """For one screen of the phone at one degree of tightness."""

    setting: Setting
    app: App
    phone: Phone
    live: frozenset[str]
    width: int
    tight: int = LOOSE

    def words(self, words: Words) -> str:
        """A text of the app with its blanks filled."""
        return fill(words, self.phone, self.setting.state.lang)

    def mm(self, length: float) -> int:
        """Pixels of a length."""
        return self.setting.look.mm(length)

    def face(self, weight: Weight = "regular") -> Face:
        """The one size of text in the phone."""
        return self.setting.small(weight)

    def set(self, words: str, width: int, weight: Weight = "regular") -> Paragraph:
        """A text in lines."""
        return wrapped(words, self.face(weight), width, self.setting.look.measure)

    def measure(self, words: str, weight: Weight = "regular") -> int:
        """Width of a text in one line."""
        return self.setting.look.measure(words, self.face(weight))

    @property
    def ground(self) -> Colour:
        """The colour of the app; white words stand on it."""
        return APP_GROUNDS[self.app.colour]

    @property
    def finger(self) -> int:
        """The least side of a target."""
        return self.setting.look.phone_finger

    @property
    def pad(self) -> int:
        """Space inside cards and beside words."""
        return self.mm(1.5 if self.tight >= MERGED else 2.5)

    def target(self, name: str, box: Box, marks: tuple[Mark, ...], says: str) -> Item:
        """Something to touch; dead when a dialog lies over it."""
        return Item(f"target:{name}", "target", box, marks, says, e.TargetTouched(name), dead=name not in self.live)
