"""Ways through an app as written: every widget, answer, condition and text with the place where it stands."""

from collections.abc import Iterator
from typing import Any

import msgspec

from kiosk.core.content.apps import App
from kiosk.core.content.base import Condition
from kiosk.core.content.deeds import Deed, Go, Pay, Touches
from kiosk.core.content.widgets import Dialog, List, Tabs, Widget
from kiosk.packs.findings.finding import Steps


def widgets(app: App) -> Iterator[tuple[Steps, Widget]]:
    """Every widget of every screen."""
    for name, screen in app.screens.items():
        for n, widget in enumerate(screen.widgets):
            yield ("screens", name, "widgets", n), widget


def parts(steps: Steps, widget: Widget) -> Iterator[tuple[Steps, Any]]:
    """What of a widget can be touched: itself, or its rows, tabs or buttons."""
    match widget:
        case List(rows=rows):
            yield from (((*steps, "rows", n), row) for n, row in enumerate(rows))
        case Tabs(tabs=tabs):
            yield from (((*steps, "tabs", n), tab) for n, tab in enumerate(tabs))
        case Dialog(buttons=buttons):
            yield from (((*steps, "buttons", n), button) for n, button in enumerate(buttons))
        case _:
            yield steps, widget


def answers(app: App) -> Iterator[tuple[Steps, Touches]]:
    """Every list of answers to a touch."""
    for steps, widget in widgets(app):
        for inner, part in parts(steps, widget):
            if touches := getattr(part, "touch", ()):
                yield (*inner, "touch"), touches


def targets(app: App, screen: str) -> Iterator[tuple[Steps, str, Condition, bool]]:
    """Every name on a screen: where, what, under which condition, and whether it lies in a dialog."""
    for n, widget in enumerate(app.screens[screen].widgets):
        for steps, part in parts(("screens", screen, "widgets", n), widget):
            if name := getattr(part, "target", ""):
                yield (*steps, "target"), name, getattr(part, "when", {}), isinstance(widget, Dialog)


def deeds(app: App) -> Iterator[tuple[Steps, tuple[Deed, ...]]]:
    """Every list of deeds: of touches, of scanned codes, of things arriving."""
    for steps, touches in answers(app):
        for n, touch in enumerate(touches):
            yield (*steps, n, "deeds"), touch.deeds
    for name, scanned in app.scanned.items():
        yield ("scanned", name, "deeds"), scanned.deeds
    for name, done in app.arrivals.items():
        yield ("arrivals", name), done


def conditions(app: App) -> Iterator[tuple[Steps, Condition]]:
    """Every `when`."""
    for steps, widget in widgets(app):
        for inner, part in parts(steps, widget):
            if when := getattr(part, "when", {}):
                yield (*inner, "when"), when
    for steps, touches in answers(app):
        for n, touch in enumerate(touches):
            if touch.when:
                yield (*steps, n, "when"), touch.when


def words(app: App) -> Iterator[tuple[Steps, str]]:
    """Every text of the widgets, in every language."""
    for steps, widget in widgets(app):
        for inner, value in leaves(msgspec.to_builtins(widget), steps):
            if isinstance(value, str):
                yield inner, value


def reached(app: App, starts: frozenset[str]) -> frozenset[str]:
    """Every screen that can be met from these, whatever the variables hold."""
    doors: dict[str, set[str]] = {name: set() for name in app.screens}
    for steps, done in deeds(app):
        here = [str(steps[1])] if steps[0] in ("screens", "scanned") else list(doors)
        for screen in here:
            doors.setdefault(screen, set()).update(_ways_out(done))
    met: set[str] = set()
    queue = list(starts & doors.keys())
    while queue:
        screen = queue.pop()
        if screen not in met:
            met.add(screen)
            queue.extend(doors.get(screen, ()))
    return frozenset(met)


def _ways_out(done: tuple[Deed, ...]) -> Iterator[str]:
    for deed in done:
        if isinstance(deed, Go):
            yield deed.screen
        if isinstance(deed, Pay):
            yield deed.refused


def leaves(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every single value of plain dicts and lists with the way to it."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from leaves(inner, (*steps, name))
        case list() | tuple():
            for n, inner in enumerate(value):
                yield from leaves(inner, (*steps, n))
        case _:
            yield steps, value
