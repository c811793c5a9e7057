"""Was that move right? One small judge for each kind of step; none of them knows a lesson, a way or a visitor.

A judge gets the lesson and an event and answers with a `Verdict`. A wrong move is never carried out and never loses
work.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from kiosk.core import codes, playing, refusal
from kiosk.core import events as e
from kiosk.core.codes.reading import Reading
from kiosk.core.content.lessons import Choose, Enter, Goal, Mistake, Scan, Tell, TouchStep, Wait
from kiosk.core.content.packs import Library
from kiosk.core.content.widgets import SECRET
from kiosk.core.phone import machine
from kiosk.core.state import Lesson
from kiosk.core.units import Words

REAL_NUMBER = "real-number"
"""The one misconception that every lesson shares: typing a true number into an exercise."""

NOTHING = "nothing"
"""What a mistake of an `enter` step is `on` when nothing was typed before sending."""

TRUE_PAPERS = frozenset({"cccd", "bhyt"})
"""Codes of papers; in an exercise only practice cards may stand for them."""


class Right(Struct, frozen=True):
    """The step is done; `lesson` holds what it did to the phone."""

    lesson: Lesson


class Wrong(Struct, frozen=True):
    """A wrong move: its name if the author named it, and what to say."""

    lesson: Lesson
    name: str
    reply: Words


class Moved(Struct, frozen=True):
    """Neither right nor wrong yet: a digit typed, a touch in free play."""

    lesson: Lesson


Verdict = Right | Wrong | Moved | None
"""`None`: the event means nothing to this step."""


def judged(library: Library, lesson: Lesson, event: e.Event) -> Verdict:
    """What an event is to the present step."""
    step = playing.step_now(library, lesson)
    return _JUDGES[type(step)](library, lesson, step, event)


def named(mistakes: tuple[Mistake, ...], *signs: str) -> Mistake | None:
    """The author's mistake for the first sign that has one."""
    return next((mistake for sign in signs for mistake in mistakes if mistake.on == sign), None)


def _wrong(lesson: Lesson, mistakes: tuple[Mistake, ...], signs: tuple[str, ...], general: Words) -> Wrong:
    mistake = named(mistakes, *signs)
    return Wrong(lesson, mistake.name, mistake.say) if mistake else Wrong(lesson, "", general)


def _tell(_library: Library, lesson: Lesson, _step: Tell, event: e.Event) -> Verdict:
    return Right(lesson) if isinstance(event, e.WentOn) else None


def _touch(library: Library, lesson: Lesson, step: TouchStep, event: e.Event) -> Verdict:
    if not isinstance(event, e.TargetTouched):
        return None
    if event.target != step.target:
        return _wrong(lesson, step.mistakes, (event.target,), library.phrases.wrong_touch)
    return Right(_touched(library, lesson, event.target))


def _enter(library: Library, lesson: Lesson, step: Enter, event: e.Event) -> Verdict:
    if isinstance(event, e.KeyTouched):
        return _keyed(library, lesson, step, event.key)
    if not isinstance(event, e.TargetTouched) or event.target == step.field:
        return None
    if event.target != step.submit:
        return _wrong(lesson, step.mistakes, (event.target,), library.phrases.wrong_touch)
    if lesson.typed != step.value:
        sign, seen = lesson.typed or NOTHING, _without_dots(library, lesson, step)
        return _wrong(seen, step.mistakes, (sign,), library.phrases.wrong_digits)
    return Right(_touched(library, lesson, step.submit))


def _keyed(library: Library, lesson: Lesson, step: Enter, key: str) -> Verdict:
    digits = lesson.typed[:-1] if key == "erase" else (lesson.typed + key)[: len(step.value) + 2]
    if playing.is_amount(library, lesson):
        digits = digits.lstrip("0")
    if refusal.looks_real(digits) and not step.value.startswith(digits):
        return Wrong(_with_digits(library, lesson, step, ""), REAL_NUMBER, library.phrases.real_number_refused)
    now = _with_digits(library, lesson, step, digits)
    if step.submit or len(digits) < len(step.value):
        return Moved(now)
    if digits != step.value:
        return _wrong(_with_digits(library, lesson, step, ""), step.mistakes, (digits,), library.phrases.wrong_digits)
    field = playing.field_now(library, now)
    return Right(now if field is None else replace(now, phone=machine.answered(now.phone, field.touch)))


def _with_digits(library: Library, lesson: Lesson, step: Enter, digits: str) -> Lesson:
    phone = machine.typed(playing.app(library, lesson), lesson.phone, step.field, digits)
    return replace(lesson, typed=digits, phone=phone)


def _without_dots(library: Library, lesson: Lesson, step: Enter) -> Lesson:
    """What is seen as digits may be mended digit by digit; of dots nobody knows which one is wrong."""
    field = playing.field_now(library, lesson)
    return _with_digits(library, lesson, step, "") if field is not None and field.entry in SECRET else lesson


def _scan(library: Library, lesson: Lesson, step: Scan, event: e.Event) -> Verdict:
    match event:
        case e.CardShown(card=card):
            return _code(library, lesson, step, codes.read(library.cards[card].payload), card)
        case e.CodeRead(reading=reading):
            return _code(library, lesson, step, reading, "")
    return None


def _code(library: Library, lesson: Lesson, step: Scan, reading: Reading, card: str) -> Verdict:
    if reading.kind in TRUE_PAPERS and not reading.practice:
        # Law: true papers are refused, kindly and aloud, and nothing of them stays, not even the harmless part.
        return Wrong(lesson, REAL_NUMBER, library.phrases.real_card_refused)
    if reading.kind == "staff":
        reading = Reading(kind="text", why="opaque")  # a lesson asks nobody who they are
    seen = replace(lesson, reading=reading, trouble="")
    payee_fits = not step.payee or reading.payee == step.payee
    if reading.kind == step.expect and payee_fits and reading.crc_ok is not False:
        return Right(replace(seen, phone=machine.scanned(playing.app(library, lesson), lesson.phone, reading)))
    phrases = library.phrases
    if reading.crc_ok is False:
        return _wrong(seen, step.mistakes, ("damaged",), phrases.damaged_code)
    if reading.kind == step.expect:
        return _wrong(seen, step.mistakes, (card, "payee"), phrases.wrong_payee)
    general = phrases.unknown_code if reading.kind == "text" else phrases.wrong_code
    return _wrong(seen, step.mistakes, (card, reading.kind), general)


def _choose(library: Library, lesson: Lesson, step: Choose, event: e.Event) -> Verdict:
    if not isinstance(event, e.OptionChosen):
        return None
    seen = replace(lesson, chosen=event.option)
    if any(option.right and option.id == event.option for option in step.options):
        return Right(seen)
    return _wrong(seen, step.mistakes, (event.option,), library.phrases.wrong_option)


def _wait(_library: Library, _lesson: Lesson, _step: Wait, _event: e.Event) -> Verdict:
    return None


def _goal(library: Library, lesson: Lesson, step: Goal, event: e.Event) -> Verdict:
    if not isinstance(event, e.TargetTouched):
        return None
    now = _touched(library, lesson, event.target)
    if machine.holds(step.until, now.phone):
        return Right(now)
    mistake = named(step.mistakes, event.target)
    return Wrong(now, mistake.name, mistake.say) if mistake else Moved(now)


def _touched(library: Library, lesson: Lesson, target: str) -> Lesson:
    return replace(lesson, phone=machine.touched(playing.app(library, lesson), lesson.phone, target))


_JUDGES: dict[type, Callable[..., Verdict]] = {
    Tell: _tell,
    TouchStep: _touch,
    Enter: _enter,
    Scan: _scan,
    Choose: _choose,
    Wait: _wait,
    Goal: _goal,
}
