"""A mock-up app: a state machine of screens, variables and a ledger."""

from typing import Literal

from msgspec import field

from kiosk.core.content.base import Content, Value
from kiosk.core.content.deeds import Deed
from kiosk.core.content.widgets import Widget
from kiosk.core.units import Words


class AppScreen(Content, frozen=True, kw_only=True):
    """One state of the app; `back` says where the kiosk's own back goes inside the app, if anywhere."""

    widgets: tuple[Widget, ...]


class Variable(Content, frozen=True, kw_only=True):
    """A named value of the app with its value at the start."""

    start: Value


class Scanned(Content, frozen=True, kw_only=True):
    """What the app does when the camera has read a code it accepts: `put` fills variables from the reading."""

    deeds: tuple[Deed, ...]
    put: dict[str, Literal["payee", "bank", "account_tail", "amount", "domain"]] = field(default_factory=dict)


class App(Content, frozen=True, kw_only=True):
    """A pretend app on a pretend phone: a state machine of screens, variables and a ledger."""

    app: str
    title: Words
    strip: Words
    colour: Literal["jade", "red", "purple", "sky"]
    first: str
    screens: dict[str, AppScreen]
    variables: dict[str, Variable] = field(default_factory=dict)
    ledger: dict[str, int] = field(default_factory=dict)
    """Account → đồng at the start. The sum never changes, no account is ever negative."""
    scanned: dict[str, Scanned] = field(default_factory=dict)
    """Screen with a camera → what reading the expected code does there."""
    arrivals: dict[str, tuple[Deed, ...]] = field(default_factory=dict)
    """Named things that arrive by themselves (a message, a receipt) → what they do."""
