"""A mock-up app is a machine that cannot fall apart: every screen, variable, account and blank it names is there."""

from collections.abc import Iterator

from kiosk.core.content.apps import App
from kiosk.core.content.base import Condition, Value
from kiosk.core.content.deeds import Deed, Go, Pay, Put
from kiosk.core.content.widgets import Camera, Field, List, Tabs, Widget
from kiosk.core.phone.fill import FORMATS, blanks
from kiosk.packs.checks.app_parts import conditions, deeds, targets, widgets, words
from kiosk.packs.checks.links import absent
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.source import PackSource

ROWS = 3
"""Of a list, and entries of a tab row: nothing in the phone ever scrolls."""


def apps(pack: PackSource) -> Iterator[Finding]:
    """What is wrong with the apps of a pack."""
    for one in pack.apps:
        if one.value is not None:
            yield from _App(one.value, one.marks).findings()


class _App:
    """One app under examination."""

    def __init__(self, app: App, marks: Marks) -> None:
        self.app = app
        self.marks = marks
        self.values = {name: variable.start for name, variable in app.variables.items()}

    def findings(self) -> Iterator[Finding]:
        """All subjects in turn."""
        yield from self._screen(("first",), self.app.first)
        yield from self._money()
        for steps, widget in widgets(self.app):
            yield from self._widget(steps, widget)
        for steps, done in deeds(self.app):
            for n, deed in enumerate(done):
                yield from self._deed((*steps, n), deed)
        for steps, condition in conditions(self.app):
            yield from self._condition(steps, condition)
        yield from self._blanks()
        yield from self._twins()
        yield from self._cameras()

    # --- names --------------------------------------------------------------------------------------------------------

    def _screen(self, steps: Steps, name: str) -> Iterator[Finding]:
        yield from absent(self.marks, steps, "no-screen", name, self.app.screens)

    def _variable(self, steps: Steps, name: str) -> Iterator[Finding]:
        yield from absent(self.marks, steps, "no-variable", name, self.values)

    def _account(self, steps: Steps, name: str) -> Iterator[Finding]:
        yield from absent(self.marks, steps, "no-account", name, self.app.ledger)

    def _money(self) -> Iterator[Finding]:
        for name, amount in self.app.ledger.items():
            if amount < 0:
                yield self.marks.found(("ledger", name), "ledger-negative", name=name)
            if name in self.values:
                yield self.marks.found(("ledger", name), "name-both", name=name)
        if "screen" in self.values:
            yield self.marks.found(("variables", "screen"), "name-screen")

    def _deed(self, steps: Steps, deed: Deed) -> Iterator[Finding]:
        match deed:
            case Go(screen=screen):
                yield from self._screen((*steps, "screen"), screen)
            case Put(variable=variable, value=value):
                yield from self._fits((*steps, "variable"), variable, value)
            case Pay():
                yield from self._account((*steps, "source"), deed.source)
                yield from self._account((*steps, "target"), deed.target)
                yield from self._fits((*steps, "amount"), deed.amount, 0)
                yield from self._screen((*steps, "refused"), deed.refused)

    def _fits(self, steps: Steps, name: str, value: Value) -> Iterator[Finding]:
        """A variable that exists and holds this type of value from the start on."""
        if name not in self.values:
            yield from self._variable(steps, name)
        elif type(self.values[name]) is not type(value):
            wanted, got = TYPES[type(value)], TYPES[type(self.values[name])]
            yield self.marks.found(steps, "other-type", name=name, wanted=wanted, got=got)

    # --- widgets ------------------------------------------------------------------------------------------------------

    def _widget(self, steps: Steps, widget: Widget) -> Iterator[Finding]:
        match widget:
            case Field(variable=variable, entry=entry):
                yield from self._fits((*steps, "variable"), variable, 0 if entry == "amount" else "")
            case List(rows=rows) if len(rows) > ROWS:
                yield self.marks.found((*steps, "rows"), "too-many", most=str(ROWS))
            case Tabs(tabs=tabs) if len(tabs) > ROWS:
                yield self.marks.found((*steps, "tabs"), "too-many", most=str(ROWS))

    def _condition(self, steps: Steps, condition: Condition) -> Iterator[Finding]:
        """Every variable of a condition exists and can ever equal its value."""
        for name, value in condition.items():
            if name == "screen":
                yield from self._screen((*steps, name), str(value))
            else:
                yield from self._fits((*steps, name), name, value)

    def _blanks(self) -> Iterator[Finding]:
        known = {**self.values, **self.app.ledger}
        for steps, text in words(self.app):
            for name, form in blanks(text):
                yield from absent(self.marks, steps, "no-variable", name, known)
                if form not in FORMATS:
                    yield from absent(self.marks, steps, "no-format", form, FORMATS[1:])
                elif name in known and form in ("money", "words") and type(known[name]) is not int:
                    yield self.marks.found(steps, "other-type", name=name, wanted=TYPES[int], got=TYPES[str])

    def _twins(self) -> Iterator[Finding]:
        """Two targets of one name on one screen, unless conditions keep them apart: only one could be touched."""
        for name in self.app.screens:
            seen: dict[tuple[str, bool], tuple[int, Condition]] = {}
            for steps, target, when, in_dialog in targets(self.app, name):
                line, other = seen.get((target, in_dialog), (0, {}))
                if line and not _apart(other, when):
                    yield self.marks.found(steps, "target-twice", name=target, first=str(line))
                seen[target, in_dialog] = self.marks.line(steps), when

    def _cameras(self) -> Iterator[Finding]:
        for name, scanned in self.app.scanned.items():
            if name not in self.app.screens:
                yield from self._screen(("scanned", name), name)
            elif not any(isinstance(widget, Camera) for widget in self.app.screens[name].widgets):
                yield self.marks.found(("scanned", name), "no-camera", name=name)
            for variable, part in scanned.put.items():
                yield from self._fits(("scanned", name, "put", variable), variable, 0 if part == "amount" else "")


TYPES: dict[type, str] = {int: "120000", str: '"…"', bool: "true/false"}
"""How each type is written, for messages in any language."""


def _apart(one: Condition, other: Condition) -> bool:
    """Whether two conditions can never hold together."""
    return any(name in other and other[name] != value for name, value in one.items())
