"""Packs that were read → a `Library`, the form in which the core knows them."""

from collections.abc import Iterable

from kiosk.core.content.packs import Library, Topic
from kiosk.packs.reading.source import OwnWords, PackSource


def library_of(own: OwnWords, packs: Iterable[PackSource], refused: tuple[str, ...] = ()) -> Library | None:
    """Everything in these packs as one library; where two agree on a name the first keeps it.

    None when the kiosk's own words could not be read, for then it could say nothing.
    """
    if own.phrases.value is None or own.stick.value is None or own.staff.value is None:
        return None
    chosen = [source for source in reversed(tuple(packs)) if source.pack.value is not None]
    return Library(
        phrases=own.phrases.value,
        stick=own.stick.value,
        staff=own.staff.value,
        topics=tuple(topic for source in reversed(chosen) for topic in _topics(source)),
        lessons={one.value.lesson: one.value for source in chosen for one in source.lessons if one.value},
        apps={one.value.app: one.value for source in chosen for one in source.apps if one.value},
        cards={card.card: card for source in chosen if source.pack.value for card in source.pack.value.cards},
        pictures={name: drawn(source, name) for source in chosen for name in source.pictures},
        refused=refused,
    )


def drawn(source: PackSource, name: str) -> str:
    """The text of a drawing, empty when it is no text; its own check says so."""
    try:
        return source.pictures[name].read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _topics(source: PackSource) -> tuple[Topic, ...]:
    return source.pack.value.topics if source.pack.value else ()
