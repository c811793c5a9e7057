"""The table of ways, and what follows from it."""

from kiosk.core.content.phrases import Phrases
from kiosk.core.ways import HINT_RUNGS, WAYS, after


def test_every_way_has_its_words_among_the_phrases() -> None:
    fields = Phrases.__struct_fields__
    assert all(way.word in fields and way.says in fields for way in WAYS.values())


def test_each_way_is_followed_by_a_harder_one_and_the_test_by_none() -> None:
    assert [after(way) for way in WAYS] == ["together", "alone", "test", ""]


def test_help_only_where_it_is_offered_and_never_in_what_counts() -> None:
    assert all(not (way.helps and way.counts) for way in WAYS.values())
    assert HINT_RUNGS == ("none", "again", "glow", "done")
