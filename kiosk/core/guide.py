"""What would be right to do now.

One answer serves the glow, the hand, the way *watch*, the robot learner and the pack check.
"""

from collections import deque

from kiosk.core import events as e
from kiosk.core import playing
from kiosk.core.content.apps import App
from kiosk.core.content.lessons import Choose, Enter, Goal, Scan, Tell, TouchStep, Wait
from kiosk.core.content.packs import Library
from kiosk.core.phone import machine
from kiosk.core.state import Lesson, Phone, State

_FAR_ENOUGH = 2_000
"""States of an app that a search for a goal may meet before it gives up; lessons have a few dozen."""


def next_move(library: Library, lesson: Lesson) -> e.Event | None:  # noqa: PLR0911 - one return a kind of step
    """The event that does the present step right, or its next key; `None` where only waiting helps."""
    match playing.step_now(library, lesson):
        case Tell():
            return e.WentOn()
        case TouchStep(target=target):
            return e.TargetTouched(target)
        case Enter() as step:
            return _next_key(step, lesson.typed, thousands=playing.is_amount(library, lesson))
        case Scan(card=card):
            return e.CardShown(card)
        case Choose(options=options):
            return e.OptionChosen(next(option.id for option in options if option.right))
        case Goal() as step:
            return way_to(playing.app(library, lesson), lesson.phone, step)
        case Wait():
            return None


def glowing(library: Library, state: State) -> e.Event | None:
    """The move whose control glows, if any does now."""
    if state.place != "lesson" or state.sheet or state.lesson is None:
        return None
    shows = playing.way(state.lesson).glow or state.lesson.rung >= 2
    return next_move(library, state.lesson) if shows else None


def hand(library: Library, state: State) -> bool:
    """Whether the hand points at what glows: on the phone and the keypad, not at plain buttons."""
    return isinstance(glowing(library, state), e.TargetTouched | e.KeyTouched)


def way_to(app: App, phone: Phone, goal: Goal) -> e.TargetTouched | None:
    """The first touch of a shortest way to a goal, by breadth-first search over the app; `None` when there is none."""
    queue: deque[tuple[Phone, str]] = deque([(phone, "")])
    met = [phone]
    while queue and len(met) < _FAR_ENOUGH:
        here, first = queue.popleft()
        for target in sorted(machine.live(app, here)):
            there = machine.touched(app, here, target)
            if machine.holds(goal.until, there):
                return e.TargetTouched(first or target)
            if there not in met:
                met.append(there)
                queue.append((there, first or target))
    return None


def _next_key(step: Enter, typed: str, *, thousands: bool) -> e.Event:
    if typed == step.value:
        return e.TargetTouched(step.submit)
    if not step.value.startswith(typed):
        return e.KeyTouched("erase")
    rest = step.value[len(typed) :]
    return e.KeyTouched("000" if thousands and rest.startswith("000") else rest[0])
