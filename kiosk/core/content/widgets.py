"""What a mock-up screen is made of: a few widget kinds, drawn in the kiosk's own generic look."""

from typing import Literal

from msgspec import field

from kiosk.core.content.base import Condition, Content
from kiosk.core.content.deeds import Touches
from kiosk.core.units import Words


class Header(Content, frozen=True, kw_only=True, tag="header", tag_field="widget"):
    """Coloured title of a screen."""

    text: Words


class Text(Content, frozen=True, kw_only=True, tag="text", tag_field="widget"):
    """A sentence or a value; `{name}` fills in a variable; `{amount:money}`, `{amount:words}`, `{pin:dots}` format."""

    text: Words
    strong: bool = False
    when: Condition = field(default_factory=dict)


class Tile(Content, frozen=True, kw_only=True, tag="tile", tag_field="widget"):
    """Picture over a word; tiles stand two in a row."""

    target: str
    icon: str
    label: Words
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


class Button(Content, frozen=True, kw_only=True, tag="button", tag_field="widget"):
    """A wide button. `look`: `main` for the way on, `quiet` for others, `danger` for stop."""

    target: str
    label: Words
    icon: str = ""
    look: Literal["main", "quiet", "danger"] = "main"
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


EntryKind = Literal["amount", "pin", "passcode", "otp", "password", "number"]

SECRET: tuple[EntryKind, ...] = ("pin", "passcode", "password")
"""Shown as dots, as true apps show them."""


class Field(Content, frozen=True, kw_only=True, tag="field", tag_field="widget"):
    """Shows what is typed on the kiosk-size keypad beside the phone. Touching it does nothing but focus."""

    target: str
    label: Words
    variable: str
    entry: EntryKind
    touch: Touches = ()
    """What the app does when all digits are typed and no button sends them (a PIN)."""


class Row(Content, frozen=True, kw_only=True):
    """One line of a list."""

    target: str
    text: Words
    icon: str = ""
    touch: Touches = ()


class List(Content, frozen=True, kw_only=True, tag="list", tag_field="widget"):
    """Rows under one another, at most three so that nothing scrolls."""

    rows: tuple[Row, ...]


class Card(Content, frozen=True, kw_only=True, tag="card", tag_field="widget"):
    """A framed group of small label and strong value pairs."""

    lines: tuple["CardLine", ...]
    icon: str = ""


class CardLine(Content, frozen=True, kw_only=True):
    """A label with its value."""

    label: Words
    value: Words


class Photo(Content, frozen=True, kw_only=True, tag="photo", tag_field="widget"):
    """A drawing of the pack, shown large."""

    picture: str
    alt: Words


class Qr(Content, frozen=True, kw_only=True, tag="qr", tag_field="widget"):
    """A code drawn on the phone: the payload of a practice card."""

    card: str
    alt: Words


class Camera(Content, frozen=True, kw_only=True, tag="camera", tag_field="widget"):
    """Where the pretend app looks through the kiosk's camera."""

    hint: Words


class Dialog(Content, frozen=True, kw_only=True, tag="dialog", tag_field="widget"):
    """A question laid over the screen; everything under it is dimmed and dead."""

    text: Words
    buttons: tuple[Button, ...]
    icon: str = ""


class Notification(Content, frozen=True, kw_only=True, tag="notification", tag_field="widget"):
    """A message that slides in at the top: an SMS, money received."""

    sender: Words
    text: Words
    target: str = ""
    touch: Touches = ()
    when: Condition = field(default_factory=dict)


class Tab(Content, frozen=True, kw_only=True):
    """One entry of the tab row."""

    target: str
    icon: str
    label: Words
    touch: Touches = ()


class Tabs(Content, frozen=True, kw_only=True, tag="tabs", tag_field="widget"):
    """The row at the foot of a screen, at most three."""

    tabs: tuple[Tab, ...]


Widget = Header | Text | Tile | Button | Field | List | Card | Photo | Qr | Camera | Dialog | Notification | Tabs
