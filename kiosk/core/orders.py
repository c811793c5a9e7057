"""What shall be done: small frozen values in the imperative. The shell hands each to the part that can do it.

No order has a field that could hold what a visitor typed or showed, except `Say`, which only reaches the loudspeaker.
"""

from typing import Literal, Never

from msgspec import Struct

from kiosk.core.units import Lang, Pace

Sound = Literal["tap", "right", "wrong", "done", "miss"]


class Order(Struct, frozen=True, forbid_unknown_fields=True, tag_field="order", tag=str):
    """Base of all orders."""


class Say(Order, frozen=True):
    """Speak these lines one after another; whatever is being said stops at once. The ticket comes back in events."""

    ticket: int
    lines: tuple[str, ...]
    lang: Lang
    pace: Pace = "normal"

    def __repr__(self) -> str:
        return f"Say(ticket={self.ticket})"  # a line may hold the name in a code that somebody has shown


class Hush(Order, frozen=True):
    """Stop speaking."""


class Play(Order, frozen=True):
    """A short sound that answers an action."""

    sound: Sound


class SetVolume(Order, frozen=True):
    """Loudness, 0 (lowest, still audible) to 3."""

    step: int


class Look(Order, frozen=True):
    """Open the camera and look for codes; `card` is the practice card a synthetic camera may hold up by itself."""

    card: str = ""


class LookAway(Order, frozen=True):
    """Close the camera."""


class Lamp(Order, frozen=True):
    """A lamp of the panel. The one called `status` burns from the moment the panel is opened."""

    lamp: Literal["help", "camera", "status"]
    on: bool


class Count(Order, frozen=True):
    """Add one to a declared counter. `key` comes from a closed list, never from a visitor."""

    metric: str
    key: str = ""


class SwitchContent(Order, frozen=True):
    """Take the release that is ready: nobody is learning now."""


class ShowCard(Order, frozen=True):
    """A code that looks like a staff card was read: see whether it is one. Only its digest is in here."""

    digest: str


class TryPin(Order, frozen=True):
    """See whether this is the PIN; with `new` it becomes the PIN. Never told, never written."""

    digits: str
    new: bool = False

    def __repr__(self) -> str:
        return "TryPin()"

    def __reduce__(self) -> Never:
        raise TypeError("A PIN is never pickled or copied: it goes to its keeper and nowhere else.")


class Errand(Order, frozen=True):
    """Something staff want of the machine."""

    errand: Literal["update", "roll-back", "power-off", "restart", "quit"]


class KeepHouse(Order, frozen=True):
    """Keep how this kiosk is set up where it stands, over a restart."""

    volume: int
    lang: Lang
    langs: tuple[Lang, ...]
    opens: int
    closes: int
    help_number: str
    sends: bool = False


class ConfirmSetup(Order, frozen=True):
    """Somebody has said that this kiosk is set up rightly: what was told under this mark need not be asked again."""

    mark: str


class TellStaff(Order, frozen=True):
    """Find out what a page of the staff menu shows; comes back as `StaffTold`."""

    page: str


class Test(Order, frozen=True):
    """Try a part of the machine; comes back as `Tested`."""

    part: str


class FitTouch(Order, frozen=True):
    """Put the touchscreen right by what it told of the four crosses, and keep that; comes back as `Tested` of `aim`."""

    touches: tuple[tuple[float, float], ...]


PlainOrder = (
    Say
    | Hush
    | Play
    | SetVolume
    | Look
    | LookAway
    | Lamp
    | Count
    | SwitchContent
    | ShowCard
    | TryPin
    | Errand
    | KeepHouse
    | ConfirmSetup
    | TellStaff
    | Test
    | FitTouch
)
"""Every order, as transcripts write them down."""
