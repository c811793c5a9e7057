"""One pointer out of fingers and mouse, forgiving towards hands that shake, roll or press long.

What a touch screen's driver sends differs from display to display: mouse events, finger events, or both for the same
touch. Old hands roll, rest half a second and longer, and strike twice (EN 301 549 clause 5.8 wants two strikes within
0.5 s to count once). So:

- Only one contact is followed; whatever else comes down meanwhile, a second finger or the same touch told twice, is
  dropped, so that two fingers on two buttons press one.
- It gives way to another finger where it presses nothing, and once it has rested for a second: a palm, a sleeve, or a
  finger whose lifting was lost. What gave way does nothing when it lifts.
- It acts when it lifts on the control it came down on, give or take `slop`. However long that took, up to 20 s: then it
  is given up, for no finger presses so long, but a bag that leans on the glass does.
- Sliding off cancels, for good: the finger must lift first.
- A contact within 150 ms of the last act is a bounce. One on the same place within 500 ms is a double strike, except on
  a key of the keypad, where the same digit twice is what was meant.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core.events import Event, FingerCame, FingerLeft, GlassTouched, NothingTouched
from kiosk.core.staff.aim import WHOLE
from kiosk.core.units import DurationMs
from kiosk.scenes.values import Item, Scene
from kiosk.screen.felt import Contact, Source

BOUNCE = DurationMs(150)
DOUBLE_STRIKE = DurationMs(500)
RESTED = DurationMs(1_000)
"""A contact down so long gives way to another finger. Fingers of one hand come down closer together than that."""
GIVEN_UP = DurationMs(20_000)
"""A contact down so long is no finger that presses, or has lifted unheard."""

Hit = Callable[[Scene, int, int], Item | None]
"""The control at a point, with half the gap around it; `None` where there is none."""


Who = tuple[Source, int, int]
"""Finger or mouse, which touchscreen, which finger on it."""


class Held(Struct, frozen=True):
    """The contact that is followed."""

    who: Who
    x: int
    y: int
    at: DurationMs
    item: Item | None
    """The control it came down on; `None` once it slid off."""
    missed: bool = False
    """It came down where no control is."""


class Struck(Struct, frozen=True):
    """The last act."""

    item: str
    x: int
    y: int
    at: DurationMs
    source: Source


class Pointer:
    """Turns contacts into events. Time and scene are arguments."""

    def __init__(self, hit: Hit, *, slop: int, near: int) -> None:
        """`slop`: pixels a finger may stray from its control; `near`: pixels within which two strikes are one place."""
        self._hit = hit
        self._slop = slop
        self._near = near
        self._held: Held | None = None
        self._struck: Struck | None = None

    def feel(self, contact: Contact, scene: Scene, now: DurationMs) -> list[Event]:
        """The events that a contact amounts to on this scene."""
        if contact.move == "down":
            return self._down(contact, scene, now)
        held = self._held
        if held is None or held.who != who(contact):
            return []
        return self._slide(held, contact) if contact.move == "slide" else self._up(held, contact, scene, now)

    def lose(self) -> list[Event]:
        """Nobody will hear the contact lift: let it go, and do nothing."""
        held, self._held = self._held, None
        return [FingerLeft()] if held and held.item else []

    def tire(self, now: DurationMs) -> list[Event]:
        """Give up what has been down for too long. Called now and then, so that nothing looks pressed for ever."""
        return self.lose() if self._held and now - self._held.at >= GIVEN_UP else []

    def _down(self, contact: Contact, scene: Scene, now: DurationMs) -> list[Event]:
        item = self._hit(scene, contact.x, contact.y)
        if self._held is not None and not gives_way(self._held, contact, item, now):
            return []
        left = self.lose()
        if self._again(contact, item, now):
            return left
        self._held = Held(who(contact), contact.x, contact.y, now, item, missed=item is None)
        return [*left, FingerCame(item.name)] if item else left

    def _slide(self, held: Held, contact: Contact) -> list[Event]:
        if held.item is None or self._stays(held, held.item, contact):
            return []
        self._held = replace(held, item=None)
        return [FingerLeft()]

    def _up(self, held: Held, contact: Contact, scene: Scene, now: DurationMs) -> list[Event]:
        self._held = None
        if held.missed:
            self._struck = Struck("", contact.x, contact.y, now, contact.source)
            return [NothingTouched()]
        if held.item is None:
            return []
        if not self._stays(held, held.item, contact) or not lives(held.item, scene):
            return [FingerLeft()]
        self._struck = Struck(held.item.name, contact.x, contact.y, now, contact.source)
        return [FingerLeft(), meant(held.item.means, contact)] if held.item.means else [FingerLeft()]

    def _stays(self, held: Held, item: Item, contact: Contact) -> bool:
        """Whether a finger is still on the control, or hardly moved from where it came down beside it."""
        hardly = abs(contact.x - held.x) <= self._slop and abs(contact.y - held.y) <= self._slop
        return hardly or item.box.inset(-self._slop).holds(contact.x, contact.y)

    def _again(self, contact: Contact, item: Item | None, now: DurationMs) -> bool:
        """Whether a contact is the last one once more: a bounce, a double strike, or its echo from the other source."""
        last = self._struck
        if last is None or now - last.at >= DOUBLE_STRIKE:
            return False
        near = abs(contact.x - last.x) <= self._near and abs(contact.y - last.y) <= self._near
        echo = near and contact.source != last.source
        typed = item is not None and item.role == "key" and item.name == last.item
        return now - last.at < BOUNCE or echo or (near and not typed and last.item != "")


def who(contact: Contact) -> Who:
    """Which of all contacts this is."""
    return contact.source, contact.glass, contact.finger


def gives_way(held: Held, contact: Contact, item: Item | None, now: DurationMs) -> bool:
    """Whether the contact that is followed is left for another that comes down on `item`."""
    if held.who == who(contact):
        return True  # it cannot come down twice: its lifting was lost
    if held.who[0] != contact.source:
        return False  # the same touch told by another source
    return held.item is None or (item is not None and now - held.at >= RESTED)


def meant(means: Event, contact: Contact) -> Event:
    """What touching a control means; where the glass is put right, what the glass itself told of the touch."""
    if not isinstance(means, GlassTouched) or contact.felt is None:
        return means
    return GlassTouched(*(round(WHOLE * share) for share in contact.felt))


def lives(item: Item, scene: Scene) -> bool:
    """Whether a control still stands for the same act: the screen may have changed under the finger."""
    return any(other.name == item.name and other.means == item.means and not other.dead for other in scene.items)
