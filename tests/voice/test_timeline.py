"""When which word is spoken."""

from itertools import pairwise

from kiosk.core.units import DurationMs
from kiosk.voice.clips import Clip
from kiosk.voice.timeline import Mark, Timeline


def line(duration: int, *words: int) -> Clip:
    return Clip(None, DurationMs(duration), words)


def test_lines_follow_one_another_with_a_pause() -> None:
    timeline = Timeline([line(1000, 0, 400), line(500, 0)], pause=250)
    assert timeline.starts == [0, 1250]
    assert timeline.end == 1750
    assert [timeline.mark_at(at) for at in (0, 399, 400, 1249, 1250)] == [
        Mark(0, 0, 0),
        Mark(0, 0, 0),
        Mark(400, 0, 1),
        Mark(400, 0, 1),
        Mark(1250, 1, 0),
    ]


def test_the_next_moment_is_a_word_a_line_or_the_end() -> None:
    timeline = Timeline([line(1000, 0, 400), line(500, 100)], pause=250)
    assert [timeline.next_moment(at) for at in (0, 400, 1250, 1350)] == [400, 1250, 1350, 1750]


def test_before_the_first_word_nothing_is_marked() -> None:
    assert Timeline([line(500, 100)]).mark_at(50) is None


def test_a_silent_word_gives_way_to_the_spoken_one_that_begins_with_it() -> None:
    assert Timeline([line(900, 0, 300, 300)]).marks == [Mark(0, 0, 0), Mark(300, 0, 2)]


def test_a_silent_word_at_the_end_is_not_marked() -> None:
    assert Timeline([line(900, 0, 900)]).marks == [Mark(0, 0, 0)]


def test_the_highlight_changes_at_most_eight_times_a_second() -> None:
    marks = Timeline([line(2000, *range(0, 2000, 40))]).marks
    assert len(marks) > 8
    assert all(later.at - sooner.at >= 125 for sooner, later in pairwise(marks))


def test_nothing_to_say_is_over_at_once() -> None:
    timeline = Timeline([])
    assert (timeline.end, timeline.mark_at(0), timeline.next_moment(0)) == (0, None, 0)
