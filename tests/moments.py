"""Moments of visits: states of the real lessons that a screen must be able to show, beside the beginnings of steps."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from kiosk.core import codes, judge, playing, telling
from kiosk.core import events as e
from kiosk.core.content.lessons import Enter, Scan
from kiosk.core.content.lessons import Lesson as Script
from kiosk.core.content.packs import Library
from kiosk.core.state import Check, House, Lesson, Sheet, Speaking, State
from kiosk.core.units import LANGS, Lang, TextSize, Words
from kiosk.packs.checks.play import filled, stations
from tests.visitor import Visitor

LESSONS = sorted(file.stem for file in Path(__file__).parents[1].glob("content/*/lessons/*.yaml"))
"""The names of all real lessons, known before the first test runs."""

SIZES: tuple[TextSize, ...] = ("large", "normal")

REPLIES = (
    "wrong_touch", "wrong_digits", "wrong_option", "wrong_code", "unknown_code", "damaged_code", "wrong_payee",
    "real_number_refused", "real_card_refused", "code_dark", "code_far", "code_glare", "code_shaking", "code_nothing",
    "code_near", "code_cut", "code_other", "code_several",
)  # fmt: skip
"""The kiosk's own answers to a move."""

HOSTILE: tuple[bytes, ...] = (
    b"https://" + b"a" * 60 + b".xn--very-long-and-strange-name-qxa.example.com/" + b"%00" * 60,
    b"https://bank.example@203.0.113.7/login",
    b"WIFI:T:WPA;S:" + b"W" * 80 + b";P:open-sesame;;",
    b"0" * 300,
    "Ệ".encode() * 90,
    b"\x00\x1b[31m\xff\xfe<script>alert(1)</script>",
    b"00020101021138540010A00000072701240006970436011000000000020208QRIBFTTA5303704540812000000"
    b"5802VN5925NGUYEN THI THANH TUYEN HOA6003HUE6304FFFF",
)
"""Codes that somebody may hold up: long, strange, damaged."""


def at(library: Library, name: str, way: str, step: str) -> Visitor:
    """A visitor who has come to a step by right moves, while its sentence is being said."""
    topic = next(topic.topic for topic in library.topics if name in topic.lessons)
    visitor = Visitor(library).opens(way, topic)
    for _ in range(120):
        if playing.step_now(library, visitor.lesson).id == step:
            return visitor
        visitor.does_right()
    raise AssertionError(f"{name} has no step {step}")


def stations_of(library: Library, way: str = "together") -> Iterator[tuple[Script, Lesson]]:
    """The beginning of every step of every lesson."""
    for script in library.lessons.values():
        for lesson in stations(library, script, way):
            yield script, lesson


def around(library: Library) -> Iterator[State]:
    """The pages before, between and after the lessons, and the sheets over them."""
    for lang in LANGS:
        for size in SIZES:
            blank = State(house=House(lang=lang), lang=lang, size=size)
            yield from (blank, replace(blank, place="home"))
            yield from (replace(blank, place="topic", topic=topic.topic) for topic in library.topics)
            yield from (replace(blank, place="home", sheet=sheet) for sheet in _sheets())
            yield from _checks(library, replace(blank, place="check", check=Check()))
            yield from (replace(blank, place="home", sheet="help", volume=volume) for volume in range(4))
            yield replace(blank, place="home", sheet="help", helper_called=True, pace="slow")
            yield from _endings(library, blank)


def spoken(library: Library, state: State) -> Iterator[State]:
    """A state while each of its lines is being said, at its first and last word, and when all is said."""
    lines = telling.lines(library, state)
    for number, line in enumerate(lines):
        for word in {0, len(line.split()) - 1}:
            yield replace(state, speaking=Speaking(1, lines, line=number, word=word))
    yield replace(state, speaking=Speaking(1, lines, ended=True))


def voiceless(state: State) -> Iterator[State]:
    """A state without a voice: long captions turn their pages with the beat."""
    return (replace(state, broken=frozenset({"voice"}), beat=10 * page) for page in range(3))


def answered(library: Library, lesson: Lesson, lang: Lang) -> Iterator[Lesson]:
    """A step with the longest of the kiosk's own answers, and after help did the step before it."""
    longest: Words = max((getattr(library.phrases, name) for name in REPLIES), key=lambda words: len(words[lang]))
    yield replace(lesson, reply=longest, reply_kind="wrong", rung=2)
    yield replace(lesson, news=library.phrases.shown_how)


def overdone(library: Library, lesson: Lesson) -> Iterator[Lesson]:
    """More digits than are wanted; codes that nobody expects."""
    step = playing.step_now(library, lesson)
    if isinstance(step, Enter):
        for _ in range(len(step.value) + 2):
            match judge.judged(library, lesson, e.KeyTouched("8")):
                case judge.Moved(lesson=typed):
                    lesson = typed
        yield lesson
    if isinstance(step, Scan):
        cards = (card.payload.encode() for card in library.cards.values())
        reply = library.phrases.wrong_code
        for payload in (*cards, *HOSTILE):
            yield replace(lesson, reading=codes.read(payload), reply=reply, reply_kind="wrong")


def pressable(library: Library) -> Iterator[State]:
    """One state for each kind of scene, for looking at every control while a finger is on it."""
    blank = State()
    yield from (blank, replace(blank, place="home"))
    yield from (replace(blank, place="home", sheet=sheet) for sheet in _sheets())
    for script, lesson in stations_of(library, "alone"):
        topic = next(topic.topic for topic in library.topics if script.lesson in topic.lessons)
        learning = replace(blank, place="lesson", topic=topic, chosen_lesson=script.lesson, lesson=lesson)
        yield from (replace(learning, place="topic"), learning)
        yield replace(learning, lesson=filled(library, lesson))
        yield replace(learning, broken=frozenset({"camera"}))
    yield from _endings(library, blank)


def _sheets() -> tuple[Sheet, ...]:
    return ("help", "idle", "trouble", "off")


def _checks(library: Library, blank: State) -> Iterator[State]:
    yield from (blank, replace(blank, broken=frozenset({"camera"})))
    payloads: tuple[str | bytes, ...] = (*(card.payload for card in library.cards.values()), *HOSTILE)
    yield from (replace(blank, check=Check(reading=codes.read(payload))) for payload in payloads)


def _endings(library: Library, blank: State) -> Iterator[State]:
    for name in library.lessons:
        for way, passed in (("watch", True), ("test", True), ("test", False)):
            ended = replace(playing.begun(library, name, way, seed=1), finished=True, passed=passed)
            yield replace(blank, place="done", chosen_lesson=name, lesson=ended)
