"""Is this code mine? Every kind of code shown to the service, and that nothing of it stays."""

import pytest

from kiosk.core import codes, telling
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.checking import MOST_HINTS
from kiosk.core.codes.reading import Reading
from kiosk.core.codes.write import vietqr
from kiosk.core.content.packs import Library
from kiosk.core.state import Check
from tests.small import STALL
from tests.small import library as small
from tests.visitor import Visitor

HERS = vietqr("970422", "0905000111222", name="TRAN THI HOA")
CARD = "046155000000|190000000|Nguyễn Thị Mẫu|01011955|Nữ|12 Đường Mẫu, Huế|01072023"


@pytest.fixture
def trader() -> Visitor:
    return Visitor(small()).does(e.Came(7), e.CheckOpened())


def shows(trader: Visitor, payload: str) -> Visitor:
    return trader.does(e.CodeRead(codes.read(payload)))


def test_it_opens_from_home_with_the_camera_looking(trader: Visitor) -> None:
    assert trader.state.place == "check"
    assert trader.said()[-2:] == ["check_nothing_kept", "check_show"]
    assert trader.orders[-2:] == [o.Look("link"), o.Lamp("camera", True)]
    assert trader.counted("checks_opened") == [""]


def test_a_code_is_told_and_the_camera_shut(trader: Visitor) -> None:
    shows(trader, HERS)
    assert trader.said()[-5:] == ["check_payment", "check_account", "check_name", "check_yours", "check_safety"]
    assert trader.orders[-2:] == [o.LookAway(), o.Lamp("camera", False)]
    assert o.Play("right") in trader.orders
    assert trader.counted("codes_read") == ["vietqr"]


def test_a_second_code_in_view_does_not_talk_over_the_first(trader: Visitor) -> None:
    before = shows(trader, HERS).state
    assert shows(trader, "https://nhan-qua.example/").state == before
    assert trader.counted("codes_read") == ["vietqr"]


def test_another_code_is_looked_for_with_nothing_left_of_the_last(trader: Visitor) -> None:
    shows(trader, HERS).does(e.StartedOver())
    assert trader.state.check == Check()
    assert trader.orders[-2:] == [o.Look("link"), o.Lamp("camera", True)]
    assert shows(trader, "https://nhan-qua.example/").state.check == Check(codes.read("https://nhan-qua.example/"))


@pytest.mark.parametrize("leaving", [e.WentBack(), e.WentHome(), None])
def test_nothing_is_left_when_she_leaves(trader: Visitor, leaving: e.Event | None) -> None:
    shows(trader, HERS)
    if leaving is None:
        trader.listens().waits(200_000)
    else:
        trader.does(leaving)
    assert trader.state.place == ("attract" if leaving is None else "home")
    assert trader.state.check is None
    assert "check_name" not in trader.state.speaking.lines
    assert o.LookAway() in trader.orders


def test_a_state_with_a_code_says_nothing_of_it_in_a_log(library: Library) -> None:
    trader = shows(Visitor(library).does(e.Came(7), e.CheckOpened()), HERS)
    assert any("TRAN THI HOA" in line for line in trader.state.speaking.lines)
    logged = repr((trader.state, trader.state.check, trader.state.speaking, trader.orders))
    assert not any(piece in logged for piece in ("HOA", "1222", "1 2 2 2", "MB"))


def test_of_papers_not_even_the_masked_number_stays(trader: Visitor) -> None:
    shows(trader, CARD)
    assert trader.state.check == Check(Reading(kind="cccd"))
    assert trader.said()[-1] == "check_papers"
    assert o.Play("wrong") in trader.orders


def test_without_a_camera_practice_cards_stand_in(trader: Visitor) -> None:
    trader.does(e.Failed("camera", "unplugged"), e.AskedAgain())
    assert trader.said()[-1] == "check_cards"
    trader.does(e.CardShown("stall"))
    assert trader.state.check == Check(codes.read(STALL))
    assert trader.counted("codes_read") == [], "a card touched on the screen is no code met"
    assert trader.does(e.StartedOver(), e.CardShown("nobody")).state.check == Check()


def test_a_camera_that_dies_before_her_is_told_once(trader: Visitor) -> None:
    trader.does(e.Failed("camera", "unplugged"))
    assert trader.said()[-1] == "check_cards"
    before = len(trader.said())
    trader.does(e.Recovered("camera"), e.Failed("camera", "unplugged"))
    assert len(trader.said()) == before
    trader.does(e.CardShown("stall"))
    before = len(trader.said())
    trader.does(e.Recovered("camera"), e.Failed("camera", "unplugged"))
    assert len(trader.said()) == before, "what her code says is not cut off"


def test_why_nothing_is_read_is_told_once_each_and_never_over_a_sentence(trader: Visitor) -> None:
    trader.does(e.CodeUnreadable("dark"))
    assert trader.said()[-1] == "check_show", "it is still being said"
    trader.listens().does(e.CodeUnreadable("dark")).listens().does(e.CodeUnreadable("dark"))
    assert trader.said().count("code_dark") == 1
    assert trader.listens().does(e.CodeUnreadable("hail")).said()[-1] == "code_dark"
    assert trader.counted("codes_unreadable") == ["dark", "dark", "dark", "hail"]


def test_an_empty_market_in_bad_light_is_left_alone_in_the_end(trader: Visitor) -> None:
    for why in ("dark", "glare") * 200:
        trader.does(e.CodeUnreadable(why)).listens().waits(1_000)
    assert trader.state.place == "attract"
    assert len([line for line in trader.said() if line.startswith("code_")]) == MOST_HINTS


def test_help_language_size_and_stumble_give_the_answer_back(trader: Visitor) -> None:
    check = shows(trader, HERS).state.check
    trader.does(e.HelpOpened(), e.HelpClosed(), e.LanguageSwitched(), e.SizeSwitched())
    trader.does(e.Stumbled(), e.NothingTouched())
    assert (trader.state.place, trader.state.sheet, trader.state.check) == ("check", "", check)
    assert trader.said()[-1] == "check_safety (en)"
    trader.does(e.Stumbled(), e.NothingTouched())
    assert (trader.state.place, trader.state.check) == ("home", None)


def test_the_idle_warning_gives_the_answer_back(trader: Visitor) -> None:
    check = shows(trader, HERS).listens().waits(60_500).state.check
    assert trader.state.sheet == "idle"
    assert trader.does(e.NothingTouched()).state.check == check


def test_other_events_mean_nothing_here(trader: Visitor) -> None:
    before = trader.state
    trader.does(e.WentOn(), e.KeyTouched("5"), e.OptionChosen("yes"), e.HintAsked(), e.WayChosen("watch"))
    assert trader.state == before


def test_what_is_filled_in_is_promised_no_clip(library: Library) -> None:
    filled = [getattr(library.phrases, f"check_{name}") for name in ("account", "bank", "name", "amount", "site")]
    sayable = list(telling.sayable(library))
    assert [words for words in filled if words in sayable] == []
    assert library.phrases.check_safety in sayable
