"""Somebody of the staff at the kiosk."""

from typing import Literal

from kiosk.core.events.base import Event


class StaffCame(Event, frozen=True):
    """A staff stick or a staff card was shown, and is a true one: the PIN may be asked for."""

    by: Literal["stick", "card"]
    pin_set: bool = True
    """False when this kiosk has no PIN yet: then the first one is chosen."""


class PinJudged(Event, frozen=True):
    """What came of a PIN that was typed."""

    outcome: Literal["right", "wrong", "locked", "kept"]
    tries_left: int = 0
    locked_minutes: int = 0


class StaffTouched(Event, frozen=True):
    """Something in the staff menu: a page, a setting, an errand, a test. See `kiosk.core.staff`."""

    item: str
    value: str = ""


class GlassTouched(Event, frozen=True):
    """The touchscreen was touched where it is being put right: what the glass itself told, in ten-thousandths of it."""

    across: int = 0
    down: int = 0


class StaffTold(Event, frozen=True):
    """What the machine knows of itself, for the pages of the staff menu: name of a row → text, numbers already said."""

    page: str
    rows: tuple[tuple[str, str], ...]


class Tested(Event, frozen=True):
    """What came of the test of a part; `note` is a word of a closed list or a number."""

    part: str
    outcome: Literal["good", "bad", "absent", "ask"]
    note: str = ""
