"""The content in groups that can be laid out one by one: the kiosk's own pages, and each lesson."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.units import Lang, Words
from kiosk.packs.findings.finding import Marks
from kiosk.packs.reading.source import Source
from kiosk.preview.shots import KIOSK, Shot, of_lesson, own_pages

OWN: Words = {"vi": "Trang của máy", "en": "The kiosk's own pages"}


class Group(Struct, frozen=True):
    """What is laid out together, and anew when `needs` are others."""

    name: str
    title: Words
    marks: Marks
    """Where its words are written."""
    needs: tuple[object, ...]
    """All that its scenes are made of, but for drawings."""
    shots: Callable[[Lang], Iterator[Shot]]


def groups(library: Library, read: Source, only: tuple[str, ...]) -> Iterator[Group]:
    """Every group, or `only` these lessons."""
    if not only:
        yield Group(KIOSK, OWN, read.own.phrases.marks, (library.phrases, library.topics), own_pages)
    scripts = library.lessons
    for one in (one for pack in read.packs for one in pack.lessons):
        script = one.value
        if script is None or scripts.get(script.lesson) is not script or (only and script.lesson not in only):
            continue
        needs = (script, library.apps.get(script.app), library.phrases, library.topics, library.cards)
        yield Group(script.lesson, script.title, one.marks, needs, partial(of_lesson, library, script))
