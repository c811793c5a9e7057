"""Wrong moves a visitor may make in a step: touching beside, another target, other digits, another card or option."""

from random import Random

from kiosk.core import events as e
from kiosk.core import playing
from kiosk.core.content.lessons import Choose, Enter, Goal, Scan, Step, TouchStep
from kiosk.core.content.packs import Library
from kiosk.core.phone import machine
from kiosk.core.state import Lesson

Moves = tuple[e.Event, ...]
"""One wrong move; typing wrong digits takes several events."""


def misstep(library: Library, lesson: Lesson, chance: Random, *, camera: bool = True) -> Moves:
    """One wrong move that is possible now, the author's own mistakes among them."""
    return chance.choice(missteps(library, lesson, camera=camera))


def missteps(library: Library, lesson: Lesson, *, camera: bool = True) -> tuple[Moves, ...]:
    """Every wrong move that is possible now. A touch that meets nothing always is.

    Before a camera any card of the pack can be held; without one only those that the step lays on the screen.
    """
    step = playing.step_now(library, lesson)
    nothing: tuple[Moves, ...] = ((e.NothingTouched(),),)
    match step:
        case TouchStep() | Goal():
            return nothing + tuple((e.TargetTouched(name),) for name in _other_targets(library, lesson, step))
        case Enter():
            targets = tuple((e.TargetTouched(name),) for name in _other_targets(library, lesson, step))
            return nothing + targets + tuple(_typed(step, lesson, digits) for digits in _wrong_digits(step))
        case Scan() if camera:
            cards = tuple((e.CardShown(card),) for card in sorted({*library.cards} - {step.card}))
            return (*nothing, (e.CodeUnreadable("dark"),), *cards)
        case Scan(card=right, others=others):
            return nothing + tuple((e.CardShown(card),) for card in sorted({*others} - {right}))
        case Choose(options=options):
            return nothing + tuple((e.OptionChosen(option.id),) for option in options if not option.right)
    return nothing


def _other_targets(library: Library, lesson: Lesson, step: Step) -> list[str]:
    right = {getattr(step, field, "") for field in ("target", "field", "submit")}
    return sorted(machine.live(playing.app(library, lesson), lesson.phone) - right)


def _wrong_digits(step: Enter) -> list[str]:
    """Digits that the author foresaw, one digit changed, one too few."""
    foreseen = {mistake.on for mistake in step.mistakes if mistake.on.isdigit()}
    changed = step.value[:-1] + str((int(step.value[-1]) + 1) % 10)
    return sorted({*foreseen, changed} | ({step.value[:-1]} if step.submit and step.value[1:] else set()))


def _typed(step: Enter, lesson: Lesson, digits: str) -> Moves:
    """Erase what stands there, type, send."""
    erase: Moves = (e.KeyTouched("erase"),) * len(lesson.typed)
    keys: Moves = tuple(e.KeyTouched(digit) for digit in digits)
    return erase + keys + ((e.TargetTouched(step.submit),) if step.submit else ())
