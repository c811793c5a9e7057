"""The idle clock knows about speech and forgives."""

import pytest

from kiosk.core import events as e
from kiosk.core.idle import ANSWER, REST
from kiosk.core.lamps import brightness
from tests.small import library
from tests.visitor import Visitor


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(library()).does(e.Came())


def test_the_clock_stands_still_while_the_voice_speaks(visitor: Visitor) -> None:
    visitor.waits(50_000)
    assert visitor.state.sheet == ""
    visitor.listens().waits(REST["home"] - 500)
    assert visitor.state.sheet == ""
    visitor.waits(500)
    assert (visitor.state.sheet, visitor.said()[-1]) == ("idle", "still_there")


def test_there_are_at_least_twenty_seconds_to_answer_after_the_warning_is_said(visitor: Visitor) -> None:
    visitor.listens().waits(REST["home"]).waits(5_000).listens()
    still_there = visitor.waits(20_000).state.place
    gone = visitor.waits(ANSWER).state.place
    assert (still_there, gone) == ("home", "attract")
    assert visitor.counted("idle_ends") == [""]


def test_one_touch_anywhere_extends_ten_times_and_presses_nothing(visitor: Visitor) -> None:
    for _ in range(10):
        visitor.listens().waits(REST["home"])
        assert visitor.state.sheet == "idle"
        visitor.does(e.TopicChosen("pay"))
        assert (visitor.state.sheet, visitor.state.place) == ("", "home")


def test_a_voice_that_never_ends_does_not_stop_the_clock(visitor: Visitor) -> None:
    visitor.waits(60_000 + REST["home"] + 500)
    assert visitor.state.sheet == "idle"


def test_a_voice_that_never_ends_does_not_stop_a_lesson_that_plays_itself() -> None:
    visitor = Visitor(library()).does(e.Failed("voice", "gone")).opens("watch").waits(22_000)
    assert visitor.lesson.step == 1


def test_the_resting_kiosk_never_warns() -> None:
    assert Visitor(library()).waits(500_000).state.sheet == ""


def test_a_calm_screen_that_nobody_touches_goes_away_at_rest_too() -> None:
    kiosk = Visitor(library()).does(e.HoursTold(open=False), e.Stumbled())
    assert kiosk.listens().waits(ANSWER - 500).state.sheet == "trouble"
    kiosk.waits(500)
    assert (kiosk.state.place, kiosk.state.sheet, kiosk.state.stumbles) == ("attract", "", 0)
    assert brightness(kiosk.state) == "off", "else it would be lit all night"


@pytest.mark.parametrize("voice", [(), (e.Failed("voice", "No loudspeaker."),)])
def test_a_voice_that_tells_of_words_is_not_dead_however_long_it_speaks(voice: tuple[e.Event, ...]) -> None:
    """Without a loudspeaker the captions move all the same, and none may be left out."""
    visitor = Visitor(library()).does(*voice, e.Came())
    ticket = visitor.state.speaking.ticket
    for word in range(20):
        visitor.does(e.WordReached(ticket, 0, word)).waits(5_000)
        assert (visitor.state.speaking.word, visitor.state.speaking.ended) == (word, False)
