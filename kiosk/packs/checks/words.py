"""Words a visitor reads and hears: plain, short, in letters that every kiosk can draw.

That every sentence stands in every language is seen to on reading (`no-sentence`). The limits here are reminders: a
sentence one word longer is still better than none. 22 words are what a listener keeps in mind at one hearing (spoken in
about seven seconds), 110 letters what three lines hold in large type; a Vietnamese word has at most seven letters
(*nghiêng*), so anything much longer is a technical term or a foreign word, which older visitors cannot spell out.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from kiosk.core.content.lessons import Lesson
from kiosk.core.units import LANGS, Words
from kiosk.packs.checks.app_parts import leaves
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.pacing import spoken_ms
from kiosk.packs.reading.read import Read
from kiosk.packs.reading.source import PackSource

MOST_WORDS = 22
MOST_LETTERS = 110
LONGEST_MS = 4 * 60_000
"""Of one lesson, listened to from beginning to end (design: at most four minutes)."""

SENTENCES = frozenset({"say", "ask", "safety", "praise"})
"""Fields that are shown as the caption of a scene and spoken as one."""

RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1B0), (0x1EA0, 0x1EF9), (0x2013, 0x2014), (0x2018, 0x201D))
SIGNS = frozenset("•…₫→×−\n")
"""Letters and signs that both text fonts offered (Noto Sans, Open Sans) have; an emoji would be an empty box."""


def phrases(one: Read[Any]) -> Iterator[Finding]:
    """The kiosk's own sentences."""
    if one.value is not None:
        yield from _glyphs(one)


def pack(source: PackSource) -> Iterator[Finding]:
    """All words of a pack."""
    for one in source.all():
        if one.value is not None:
            yield from _glyphs(one)
    for lesson in source.lessons:
        if lesson.value is not None:
            yield from _captions(lesson)
            yield from _whole(lesson.value, lesson.marks)


def texts(value: Any) -> Iterator[tuple[Steps, str]]:
    """Every sentence in any language with the way to it."""
    for steps, text in leaves(msgspec.to_builtins(value)):
        if steps[-1] in LANGS and isinstance(text, str):
            yield steps, text


def drawable(letter: str) -> bool:
    """Whether the text fonts have this letter."""
    return letter in SIGNS or any(first <= ord(letter) <= last for first, last in RANGES)


def _glyphs(one: Read[Any]) -> Iterator[Finding]:
    for steps, text in texts(one.value):
        for letter in sorted({letter for letter in text if not drawable(letter)}):
            yield one.marks.found(steps, "no-glyph", letter=letter, point=f"U+{ord(letter):04X}")


def _captions(one: Read[Lesson]) -> Iterator[Finding]:
    for steps, text in texts(one.value):
        if steps[-2] not in SENTENCES:
            continue
        words = text.split()
        if len(words) > MOST_WORDS or len(text) > MOST_LETTERS:
            yield one.marks.found(
                steps, "long-caption", words=str(len(words)), letters=str(len(text)),
                most=str(MOST_WORDS), most_letters=str(MOST_LETTERS),
            )  # fmt: skip


def _whole(lesson: Lesson, marks: Marks) -> Iterator[Finding]:
    for lang in LANGS:
        told: list[Words] = [*(step.say for step in lesson.steps), lesson.praise, lesson.safety]
        spoken = sum(spoken_ms(words[lang], lang) for words in told)
        if spoken > LONGEST_MS:
            yield marks.found(("steps",), "long-lesson", lang=lang, seconds=str(spoken // 1000))
