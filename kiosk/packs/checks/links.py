"""What a name points at exists: lessons of topics, apps and skills of lessons, pictures and cards everywhere."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kiosk.packs.checks.app_parts import leaves
from kiosk.packs.findings.finding import Finding, Marks, Steps
from kiosk.packs.reading.read import Read, did_you_mean
from kiosk.packs.reading.skills import Skill
from kiosk.packs.reading.source import PackSource

FREE = frozenset({"put", "when", "until", "variables", "ledger"})
"""Under these the author invents the names, so a variable may well be called `picture`."""


def links(pack: PackSource, skills: tuple[Skill, ...] | None) -> Iterator[Finding]:
    """Names that point nowhere, in a pack whose files could all be read."""
    content = pack.pack.value
    if content is None:
        return
    marks = pack.pack.marks
    lessons = {one.value.lesson for one in pack.lessons if one.value}
    for n, topic in enumerate(content.topics):
        if not topic.lessons:
            yield marks.found(("topics", n, "lessons"), "topic-empty", name=topic.topic)
        for m, lesson in enumerate(topic.lessons):
            yield from absent(marks, ("topics", n, "lessons", m), "no-lesson", lesson, lessons)
    yield from _lessons(pack, skills)
    yield from _unused(pack)
    cards = {card.card for card in content.cards}
    for one in pack.all():
        yield from _pictures_and_cards(one, set(pack.pictures), cards)


def absent(marks: Marks, steps: Steps, code: str, name: str, known: Iterable[str]) -> Iterator[Finding]:
    """A finding when `name` is not among the known ones, with the one that was probably meant."""
    ordered = sorted(known)
    if name in ordered:
        return
    meant = did_you_mean(name, ordered)
    if meant:
        yield marks.found(steps, f"{code}-meant", name=name, meant=meant)
    else:
        yield marks.found(steps, code, name=name, known=", ".join(ordered) or "–")


def _lessons(pack: PackSource, skills: tuple[Skill, ...] | None) -> Iterator[Finding]:
    apps = {one.value.app for one in pack.apps if one.value}
    for one in pack.lessons:
        if one.value is None:
            continue
        yield from absent(one.marks, ("app",), "no-app", one.value.app, apps)
        if not one.value.skills:
            yield one.marks.found(("skills",), "no-skills")
        if skills is not None:
            for n, code in enumerate(one.value.skills):
                yield from absent(one.marks, ("skills", n), "no-skill", code, {skill.code for skill in skills})


def _unused(pack: PackSource) -> Iterator[Finding]:
    """A lesson in no topic can never be chosen."""
    content = pack.pack.value
    listed = {lesson for topic in content.topics for lesson in topic.lessons} if content else set()
    for one in pack.lessons:
        if one.value is not None and one.value.lesson not in listed:
            yield one.marks.found(("lesson",), "lesson-unlisted", name=one.value.lesson)
    played = {one.value.app for one in pack.lessons if one.value}
    for app in pack.apps:
        if app.value is not None and app.value.app not in played:
            yield app.marks.found(("app",), "unused-app", name=app.value.app)


def _pictures_and_cards(one: Read[Any], pictures: set[str], cards: set[str]) -> Iterator[Finding]:
    """Any field called `picture` names a drawing, and `card` or `others` a practice card; but for a card's own name."""
    for steps, value in leaves(msgspec.to_builtins(one.value)):
        field = next(step for step in reversed(steps) if isinstance(step, str))
        if not FREE.isdisjoint(steps):
            continue
        if field == "picture" and value:
            yield from absent(one.marks, steps, "no-picture", value, pictures)
        if field in ("card", "others") and steps[:1] != ("cards",):
            yield from absent(one.marks, steps, "no-card", value, cards)
