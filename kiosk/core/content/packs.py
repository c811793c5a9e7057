"""What travels together, and the one compiled library that the kiosk opens at start."""

from typing import Literal

from kiosk.core.codes.reading import CodeKind
from kiosk.core.content.apps import App
from kiosk.core.content.base import Content
from kiosk.core.content.lessons import Lesson
from kiosk.core.content.phrases import Phrases
from kiosk.core.content.staff_phrases import StaffPhrases
from kiosk.core.content.stick_phrases import StickPhrases
from kiosk.core.units import Words


class Topic(Content, frozen=True, kw_only=True):
    """A tile of the home screen."""

    topic: str
    title: Words
    picture: str
    colour: Literal["sky", "mint", "lilac", "rose", "sand", "leaf"]
    lessons: tuple[str, ...]


class PracticeCard(Content, frozen=True, kw_only=True):
    """A printed card with a code that cannot move money or open anything."""

    card: str
    title: Words
    payload: str
    kind: CodeKind
    picture: str = ""


class Pack(Content, frozen=True, kw_only=True):
    """`pack.yaml`: what travels together."""

    pack: str
    version: int
    title: Words
    topics: tuple[Topic, ...]
    cards: tuple[PracticeCard, ...] = ()


class Library(Content, frozen=True, kw_only=True):
    """Everything the kiosk knows, compiled: opened once at start, never changed."""

    phrases: Phrases
    stick: StickPhrases
    staff: StaffPhrases
    topics: tuple[Topic, ...]
    lessons: dict[str, Lesson]
    apps: dict[str, App]
    cards: dict[str, PracticeCard]
    pictures: dict[str, str]
    """Name → SVG text, so that no other file is opened while somebody learns."""
    refused: tuple[str, ...] = ()
    """Packs left out at compile time, each with its reason, for `kiosk doctor`."""
