"""The steps of a lesson as written: what each names is there. Whether they can be *done* is for `play`."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from msgspec import Struct

from kiosk.core import codes
from kiosk.core.codes.reading import CodeKind
from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Choose, Enter, Goal, Lesson, Scan, Step, Tell, TouchStep, Wait
from kiosk.core.content.packs import PracticeCard
from kiosk.core.judge import NOTHING
from kiosk.core.refusal import looks_real
from kiosk.packs.checks.app_parts import reached, targets
from kiosk.packs.checks.links import absent
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.source import PackSource


class _Place(Struct, frozen=True):
    """A step with all that it may name."""

    lesson: Lesson
    app: App
    cards: dict[str, PracticeCard]
    marks: Marks
    steps: Steps

    def found(self, field: str, code: str, **facts: str) -> Finding:
        return self.marks.found((*self.steps, field), code, **facts)

    def absent(self, field: str, code: str, name: str, known: Any) -> Iterator[Finding]:
        yield from absent(self.marks, (*self.steps, field), code, name, known)

    def all_targets(self) -> set[str]:
        return {name for screen in self.app.screens for _, name, _, _ in targets(self.app, screen)}


def steps(pack: PackSource) -> Iterator[Finding]:
    """What is wrong with the steps of a pack's lessons, and screens that no lesson can ever meet."""
    apps = {one.value.app: one.value for one in pack.apps if one.value}
    cards = {card.card: card for card in pack.pack.value.cards} if pack.pack.value else {}
    for one in pack.lessons:
        if one.value is not None and one.value.app in apps:
            yield from _lesson(one.value, apps[one.value.app], cards, one.marks)
    yield from _islands(pack)


def _islands(pack: PackSource) -> Iterator[Finding]:
    lessons = [one.value for one in pack.lessons if one.value]
    for one in pack.apps:
        if one.value is None:
            continue
        if one.value.first not in one.value.screens:
            continue
        starts = {step.start for lesson in lessons if lesson.app == one.value.app for step in lesson.steps}
        met = reached(one.value, frozenset(starts | {one.value.first}))
        for name in one.value.screens:
            if name not in met:
                yield one.marks.found(("screens", name), "screen-unreached", name=name)
                met |= reached(one.value, frozenset({name}))  # what lies behind it is no news


def _lesson(lesson: Lesson, app: App, cards: dict[str, PracticeCard], marks: Marks) -> Iterator[Finding]:
    if all(isinstance(step, Tell | Wait) for step in lesson.steps):
        yield marks.found(("steps",), "nothing-to-do")
    yield from _put(lesson, app, marks)
    seen: dict[str, int] = {}
    for n, step in enumerate(lesson.steps):
        place = _Place(lesson, app, cards, marks, ("steps", n))
        if step.id in seen:
            yield place.found("id", "twice", name=step.id, first=str(seen[step.id]))
        seen[step.id] = marks.line(("steps", n, "id"))
        if step.start:
            yield from place.absent("start", "no-screen", step.start, app.screens)
        yield from KINDS.get(type(step), _nothing_more)(place, step)
        yield from _mistakes(place, step)


def _put(lesson: Lesson, app: App, marks: Marks) -> Iterator[Finding]:
    for name, value in lesson.put.items():
        yield from absent(marks, ("put", name), "no-variable", name, app.variables)
        if name in app.variables and type(app.variables[name].start) is not type(value):
            yield marks.found(("put", name), "put-type", name=name)


def _nothing_more(_place: _Place, _step: Step) -> Iterator[Finding]:
    return iter(())


def _touch(place: _Place, step: TouchStep) -> Iterator[Finding]:
    yield from place.absent("target", "no-target", step.target, place.all_targets())


def _enter(place: _Place, step: Enter) -> Iterator[Finding]:
    yield from place.absent("field", "no-target", step.field, place.all_targets())
    if step.submit:
        yield from place.absent("submit", "no-target", step.submit, place.all_targets())
    if not (step.value.isascii() and step.value.isdigit()):
        yield place.found("value", "not-digits", value=step.value)
    elif looks_real(step.value):
        yield place.found("value", "value-real", value=step.value)


def _scan(place: _Place, step: Scan) -> Iterator[Finding]:
    for field, card in (("card", step.card), *(("others", other) for other in step.others)):
        yield from place.absent(field, "no-card", card, place.cards)
    if step.card not in place.cards:
        return
    reading = codes.read(place.cards[step.card].payload)
    if reading.kind != step.expect:
        yield place.found("expect", "card-kind", name=step.card, kind=reading.kind, wanted=step.expect)
    elif reading.crc_ok is False:
        yield place.found("card", "card-damaged", name=step.card)
    elif step.payee and reading.payee != step.payee:
        yield place.found("payee", "card-payee", name=step.card, payee=reading.payee, wanted=step.payee)


def _choose(place: _Place, step: Choose) -> Iterator[Finding]:
    right = sum(option.right for option in step.options)
    if right != 1:
        yield place.found("options", "one-right", count=str(right))
    if not 2 <= len(step.options) <= 4:
        yield place.found("options", "two-to-four", count=str(len(step.options)))
    names = [option.id for option in step.options]
    for n, option in enumerate(step.options):
        if option.id in names[:n]:
            yield place.marks.found((*place.steps, "options", n, "id"), "option-twice", name=option.id)
        if not option.picture and not option.icon:
            yield place.marks.found((*place.steps, "options", n), "option-bare", name=option.id)


def _wait(place: _Place, step: Wait) -> Iterator[Finding]:
    yield from place.absent("arrival", "no-arrival", step.arrival, place.app.arrivals)


def _goal(place: _Place, step: Goal) -> Iterator[Finding]:
    if not step.until:
        yield place.found("until", "until-empty")
    for name, value in step.until.items():
        where = (*place.steps, "until", name)
        if name == "screen":
            yield from absent(place.marks, where, "no-screen", str(value), place.app.screens)
        else:
            yield from absent(place.marks, where, "no-variable", name, place.app.variables)


KINDS: dict[type, Callable[[_Place, Any], Iterator[Finding]]] = {
    TouchStep: _touch,
    Enter: _enter,
    Scan: _scan,
    Choose: _choose,
    Wait: _wait,
    Goal: _goal,
}


def _mistakes(place: _Place, step: Step) -> Iterator[Finding]:
    """A reply to something that cannot happen is a reply to something else, misspelt."""
    seen: dict[str, int] = {}
    for n, mistake in enumerate(getattr(step, "mistakes", ())):
        where = (*place.steps, "mistakes", n, "on")
        if mistake.on in seen:
            yield place.marks.found(where, "twice", name=mistake.on, first=str(seen[mistake.on]))
        seen[mistake.on] = place.marks.line(where)
        if mistake.on == _right(step):
            yield place.marks.found(where, "mistake-right", name=mistake.on)
        elif not (isinstance(step, Enter) and mistake.on.isdigit()):
            yield from absent(place.marks, where, "no-sign", mistake.on, _signs(place, step))


def _right(step: Step) -> str:
    match step:
        case TouchStep(target=right) | Enter(value=right):
            return right
        case Choose(options=options):
            return next((option.id for option in options if option.right), "")
    return ""


def _signs(place: _Place, step: Step) -> set[str]:
    """What a mistake of this step can be `on`."""
    match step:
        case Scan():
            return {*place.cards, *get_args(CodeKind), "payee", "damaged"}
        case Choose(options=options):
            return {option.id for option in options}
        case Enter():
            return {*place.all_targets(), NOTHING}
    return place.all_targets()
