"""What the window felt: fingers, keys of a desk, a wish to close. Values: all that follows them runs without pygame."""

from typing import Literal

from msgspec import Struct

Source = Literal["finger", "mouse"]
Move = Literal["down", "slide", "up"]


class Contact(Struct, frozen=True):
    """A finger or the mouse came down, moved while down, or lifted."""

    move: Move
    x: int
    y: int
    source: Source = "finger"
    finger: int = 0
    """Which finger, while several are down."""
    glass: int = 0
    """Which touchscreen: two of them count their fingers alike."""
    felt: tuple[float, float] | None = None
    """What the glass itself told, from 0 to 1 across and down it: before it is put right and turned."""


class Lost(Struct, frozen=True):
    """Nobody will hear lift what is down: the window lost the focus, or the touchscreen was unplugged."""


class KeyPressed(Struct, frozen=True):
    """A key of a desk's keyboard, by pygame's number."""

    key: int


class Closed(Struct, frozen=True):
    """Somebody wants the window closed."""


class Uncovered(Struct, frozen=True):
    """The window system lost what was painted."""


Felt = Contact | Lost | KeyPressed | Closed | Uncovered
