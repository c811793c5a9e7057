"""A visit from the resting kiosk and back, in the order a person meets it."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.session import SESSION, VisitEnded, diagram, leads
from kiosk.core.state import State
from tests.small import library
from tests.visitor import Visitor


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(library())


def test_a_touch_on_the_resting_kiosk_leads_home_and_speaks(visitor: Visitor) -> None:
    visitor.does(e.Came(5))
    assert visitor.state.place == "home"
    assert visitor.state.seed == 5
    assert visitor.said() == ["home_title"]
    assert visitor.counted("visits") == [""]


def test_a_topic_with_one_lesson_shows_its_ways(visitor: Visitor) -> None:
    visitor.does(e.Came(), e.TopicChosen("pay"))
    assert (visitor.state.place, visitor.state.chosen_lesson) == ("topic", "fish")
    assert visitor.said()[-1] == "choose_way"


def test_back_and_home_undo_one_choice_or_all(visitor: Visitor) -> None:
    visitor.opens("together").does(e.WentBack())
    assert (visitor.state.place, visitor.state.lesson) == ("topic", None)
    visitor.does(e.WayChosen("together"), e.WentHome())
    assert (visitor.state.place, visitor.state.topic) == ("home", "")
    assert visitor.counted("lessons_left_at") == ["fish/why", "fish/why"]


def test_an_event_that_is_no_move_here_changes_nothing_but_the_idle_clock(visitor: Visitor) -> None:
    visitor.does(e.Came())
    before = visitor.state
    visitor.does(e.WayChosen("watch"), e.TargetTouched("scan"), e.WentOn())
    assert visitor.state == before


def test_every_place_of_the_table_can_be_reached_and_left() -> None:
    reached = {place for moves in SESSION.values() for place in moves.values()}
    assert reached == set(SESSION)
    assert all(leads(place, VisitEnded()) == "attract" for place in SESSION if place != "attract")


def test_the_diagram_holds_every_row_of_the_table() -> None:
    drawn = diagram()
    assert all(
        f"{place} --> {to}: {move.__name__}" in drawn for place, row in SESSION.items() for move, to in row.items()
    )


@pytest.mark.parametrize("opened", ["home", "topic", "lesson", "done"])
def test_language_and_size_change_in_place(visitor: Visitor, opened: str) -> None:
    visitor.does(e.Came())
    if opened != "home":
        visitor.opens("together")
    if opened == "topic":
        visitor.does(e.WentBack())
    if opened == "done":
        visitor.finishes()
    before = visitor.state
    visitor.does(e.LanguageSwitched(), e.SizeSwitched())
    after = visitor.state
    assert (after.lang, after.size) == ("en", "normal")
    assert (after.place, after.lesson, after.topic) == (before.place, before.lesson, before.topic)
    assert visitor.said()[-1].endswith("(en)")


def test_help_lies_over_a_lesson_and_gives_it_back(visitor: Visitor) -> None:
    visitor.opens("together").does(e.WentOn())
    before = visitor.lesson
    visitor.does(e.HelpOpened(), e.HelperCalled())
    assert visitor.state.sheet == "help"
    assert o.Lamp("help", True) in visitor.orders
    visitor.does(e.HelpClosed())
    assert (visitor.state.sheet, visitor.lesson) == ("", before)
    assert visitor.orders.count(o.Lamp("help", False)) == 1


def test_asking_slower_speaks_the_same_sentence_at_the_other_pace(visitor: Visitor) -> None:
    visitor.does(e.Came(), e.AskedSlower())
    last = [order for order in visitor.orders if isinstance(order, o.Say)][-1]
    assert (last.lines, last.pace) == (("home_title",), "slow")


def test_volume_goes_round_and_is_heard(visitor: Visitor) -> None:
    visitor.does(e.Came(), *[e.AskedLouder()] * 4)
    assert [order.step for order in visitor.orders if isinstance(order, o.SetVolume)] == [3, 0, 1, 2]
    assert visitor.said().count("home_title") == 5


def test_old_speech_never_moves_the_new_highlight(visitor: Visitor) -> None:
    visitor.does(e.Came())
    old = visitor.state.speaking.ticket
    visitor.does(e.TopicChosen("pay"), e.WordReached(old, 0, 3), e.SpeechEnded(old))
    assert (visitor.state.speaking.word, visitor.state.speaking.ended) == (-1, False)
    visitor.does(e.WordReached(old + 1, 0, 1))
    assert visitor.state.speaking.word == 1


def test_two_stumbles_lead_home_one_leads_back(visitor: Visitor) -> None:
    visitor.opens("together").does(e.Stumbled())
    assert (visitor.state.sheet, visitor.said()[-1]) == ("trouble", "trouble")
    visitor.does(e.NothingTouched())
    assert (visitor.state.sheet, visitor.state.place) == ("", "lesson")
    visitor.does(e.Stumbled(), e.HelpClosed())
    assert (visitor.state.place, visitor.state.lesson) == ("home", None)


def test_a_broken_part_is_remembered_until_it_recovers(visitor: Visitor) -> None:
    visitor.does(e.Failed("camera", "gone"))
    assert visitor.state.broken == {"camera"}
    assert visitor.does(e.Recovered("camera")).state.broken == frozenset()
    assert visitor.counted("part_failures") == visitor.counted("part_recoveries") == ["camera"]


def test_the_next_visitor_finds_nothing_of_the_last(visitor: Visitor) -> None:
    visitor.opens("alone").does(e.LanguageSwitched(), e.SizeSwitched(), e.AskedSlower(), e.AskedLouder())
    visitor.listens().waits(200_000)
    assert visitor.state.place == "attract"
    fresh = State(now=visitor.state.now, touched_at=visitor.state.touched_at, beat=visitor.state.beat)
    assert visitor.state == State(
        now=fresh.now, touched_at=fresh.touched_at, beat=fresh.beat, speaking=visitor.state.speaking
    )
