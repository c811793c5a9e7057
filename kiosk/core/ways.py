"""The four ways through a lesson, as one table. One script serves all four; a way only says how much the kiosk helps.

A new way is a new row. Code asks for a policy (`way.glow`), never for a way by name.
"""

from msgspec import Struct


class Way(Struct, frozen=True, kw_only=True):
    """How much the kiosk does. `word` and `says` name fields of `Phrases`."""

    id: str
    word: str
    says: str
    picture: str
    icon: str
    plays_itself: bool = False
    """The kiosk makes every move after its sentence."""
    glow: bool = False
    """What to touch glows from the start; otherwise only when help has climbed to it."""
    asks: bool = False
    """Tells the task (`ask`) instead of where to touch (`say`)."""
    helps: bool = True
    """Whether a hint can be asked for, and comes by itself after three wrong moves."""
    tells: bool = True
    """Whether steps that only tell are shown."""
    counts: bool = False
    """Whether wrong moves are weighed at the end."""


WAYS: dict[str, Way] = {
    way.id: way
    for way in (
        Way(
            id="watch", word="way_watch", says="way_watch_says", picture="watch-eye", icon="visibility",
            plays_itself=True, glow=True, helps=False,
        ),
        Way(
            id="together", word="way_together", says="way_together_says", picture="together-hands", icon="people",
            glow=True,
        ),
        Way(
            id="alone", word="way_alone", says="way_alone_says", picture="alone-hand", icon="touch_app",
            asks=True,
        ),
        Way(
            id="test", word="way_test", says="way_test_says", picture="test-star", icon="assignment_turned_in",
            asks=True, helps=False, tells=False, counts=True,
        ),
    )
}  # fmt: skip

HINT_RUNGS = ("none", "again", "glow", "done")
"""How help climbs; `Lesson.rung` is an index into it."""


def after(way: str) -> str:
    """The way to offer when this one is finished; empty after the last."""
    names = list(WAYS)
    place = names.index(way) + 1
    return names[place] if place < len(names) else ""
