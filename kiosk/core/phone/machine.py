"""What a touch, a code, typed digits or a thing arriving does to a mock-up app. Apps are data; this is their engine."""

from collections.abc import Iterator

from msgspec.structs import replace

from kiosk.core.codes.reading import Reading
from kiosk.core.content.apps import App
from kiosk.core.content.base import Condition, Value
from kiosk.core.content.deeds import Deed, Go, Pay, Put, Touches
from kiosk.core.content.widgets import Button, Dialog, Field, List, Notification, Row, Tab, Tabs, Tile, Widget
from kiosk.core.phone.ledger import paid
from kiosk.core.state import Phone
from kiosk.core.units import Dong

Target = Tile | Button | Field | Row | Tab | Notification
"""Everything on a mock-up screen that has a name to touch."""


def start(app: App, put: dict[str, Value]) -> Phone:
    """The phone as a lesson finds it."""
    variables: dict[str, Value] = {name: variable.start for name, variable in app.variables.items()}
    return Phone(app=app.app, screen=app.first, variables=variables | put, ledger=dict(app.ledger))


def holds(condition: Condition, phone: Phone) -> bool:
    """Whether every named variable (or `screen`) has the value asked for."""
    return all(_value(phone, name) == value for name, value in condition.items())


def shown(app: App, phone: Phone) -> tuple[Widget, ...]:
    """The widgets of the present screen whose condition holds."""
    widgets = app.screens[phone.screen].widgets
    return tuple(widget for widget in widgets if holds(getattr(widget, "when", {}), phone))


def targets(app: App, phone: Phone) -> dict[str, Target]:
    """Name → what can be touched now. Under a dialog only its own buttons live."""
    widgets = shown(app, phone)
    dialogs = tuple(widget for widget in widgets if isinstance(widget, Dialog))
    return {target.target: target for widget in dialogs or widgets for target in named(widget) if target.target}


def live(app: App, phone: Phone) -> frozenset[str]:
    """The names of all targets that can be touched now."""
    return frozenset(targets(app, phone))


def touched(app: App, phone: Phone, target: str) -> Phone:
    """The phone after a touch; unchanged when nothing is bound to it."""
    found = targets(app, phone).get(target)
    return phone if found is None else answered(phone, found.touch)


def answered(phone: Phone, touches: Touches) -> Phone:
    """Do the deeds of the first answer whose condition holds."""
    for touch in touches:
        if holds(touch.when, phone):
            return did(phone, touch.deeds)
    return phone


def did(phone: Phone, deeds: tuple[Deed, ...]) -> Phone:
    """Do deeds in order; a refused payment ends them on its own screen."""
    for deed in deeds:
        match deed:
            case Go(screen=screen):
                phone = replace(phone, screen=screen)
            case Put(variable=variable, value=value):
                phone = _with(phone, variable, value)
            case Pay():
                ledger = paid(phone.ledger, deed.source, deed.target, Dong(int(phone.variables[deed.amount])))
                if ledger is None:
                    return replace(phone, screen=deed.refused)
                phone = replace(phone, ledger=ledger)
    return phone


def arrived(app: App, phone: Phone, arrival: str) -> Phone:
    """Something came by itself: a message, money."""
    return did(phone, app.arrivals[arrival])


def scanned(app: App, phone: Phone, reading: Reading) -> Phone:
    """The app's camera has read a code that it accepts; unchanged on screens without a camera."""
    accepts = app.scanned.get(phone.screen)
    if accepts is None:
        return phone
    for variable, part in accepts.put.items():
        value = getattr(reading, part)
        phone = _with(phone, variable, value if value is not None else 0)
    return did(phone, accepts.deeds)


def typed(app: App, phone: Phone, field: str, digits: str) -> Phone:
    """Digits stand live in the variable of a field: amounts as đồng, all else as text."""
    widget = targets(app, phone).get(field)
    if not isinstance(widget, Field):
        return phone
    return _with(phone, widget.variable, int(digits or 0) if widget.entry == "amount" else digits)


def _value(phone: Phone, name: str) -> Value | None:
    return phone.screen if name == "screen" else phone.variables.get(name)


def _with(phone: Phone, variable: str, value: Value) -> Phone:
    return replace(phone, variables=phone.variables | {variable: value})


def named(widget: Widget) -> Iterator[Target]:
    """Everything in a widget that has a name to touch."""
    match widget:
        case Tile() | Button() | Field() | Notification():
            yield widget
        case List():
            yield from widget.rows
        case Tabs():
            yield from widget.tabs
        case Dialog():
            yield from widget.buttons
