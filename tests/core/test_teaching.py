"""One script, four ways; wrong moves are answered and never carried out; help never leaves anybody stuck."""

import pytest
from msgspec.structs import replace

from kiosk.core import events as e
from kiosk.core import guide
from kiosk.core import orders as o
from kiosk.core.codes import read
from kiosk.core.content.packs import Library
from kiosk.core.content.widgets import EntryKind, Field
from kiosk.core.ways import WAYS
from tests.small import STALL, library
from tests.visitor import Visitor


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(library())


@pytest.mark.parametrize("way", ["together", "alone", "test"])
def test_the_guide_plays_a_whole_lesson(visitor: Visitor, way: str) -> None:
    visitor.opens(way).finishes()
    assert visitor.lesson.phone.ledger == {"me": 380_000, "stall": 120_000}
    assert visitor.counted("lessons_finished") == [f"fish/{way}"]
    assert visitor.counted("tests_passed") == (["fish"] if way == "test" else [])


def test_watching_needs_nothing_but_time(visitor: Visitor) -> None:
    visitor.opens("watch")
    for _ in range(100):
        if visitor.state.place == "done":
            break
        visitor.listens().waits(1_500)
    assert visitor.state.place == "done"
    assert visitor.lesson.phone.ledger["stall"] == 120_000


@pytest.mark.parametrize("asked", [[e.AskedAgain()], [e.HelpOpened(), e.HelpClosed()], [e.LanguageSwitched()]])
def test_a_lesson_that_plays_itself_waits_until_what_was_asked_for_is_heard(
    visitor: Visitor, asked: list[e.Event]
) -> None:
    visitor.opens("watch").listens().waits(500)
    assert visitor.does(*asked).waits(5_000).lesson.step == 0, "its next move was but half a second away"
    assert visitor.listens().waits(1_500).lesson.step == 1


def test_nobody_can_disturb_a_lesson_that_plays_itself(visitor: Visitor) -> None:
    visitor.opens("watch")
    before = visitor.lesson
    visitor.does(e.WentOn(), e.TargetTouched("news"))
    assert visitor.lesson == before


def test_a_wrong_touch_is_answered_by_name_and_not_carried_out(visitor: Visitor) -> None:
    visitor.opens("together").does(e.WentOn(), e.TargetTouched("news"))
    assert visitor.lesson.phone.screen == "home"
    assert visitor.said()[-1] == "That is news."
    assert visitor.counted("mistakes") == ["reads-news"]
    assert o.Play("wrong") in visitor.orders


def test_three_wrong_moves_make_it_glow(visitor: Visitor) -> None:
    visitor.opens("alone").does(e.WentOn())
    assert guide.glowing(visitor.library, visitor.state) is None
    visitor.does(*[e.TargetTouched("news")] * 3)
    assert guide.glowing(visitor.library, visitor.state) == e.TargetTouched("scan")


def test_help_climbs_from_again_to_glow_to_done(visitor: Visitor) -> None:
    visitor.opens("alone").does(e.WentOn(), e.HintAsked())
    assert visitor.said()[-1] == "Open the scanner"
    visitor.does(e.HintAsked())
    assert visitor.said()[-2:] == ["glow_hint", "Open the scanner"]
    assert guide.glowing(visitor.library, visitor.state) == e.TargetTouched("scan")
    visitor.does(e.HintAsked())
    assert (visitor.lesson.step, visitor.lesson.phone.screen) == (2, "scan")
    assert visitor.said()[-2:] == ["shown_how", "Hold the card"]


@pytest.mark.parametrize("way", [name for name, way in WAYS.items() if way.helps])
def test_help_alone_finishes_every_step(visitor: Visitor, way: str) -> None:
    visitor.opens(way)
    for _ in range(40):
        visitor.does(e.HintAsked())
        if visitor.state.place == "done":
            break
    assert visitor.state.place == "done"


def test_a_test_gives_no_help_and_fails_kindly(visitor: Visitor) -> None:
    visitor.opens("test").does(e.HintAsked())
    assert visitor.lesson.rung == 0
    visitor.does(*[e.TargetTouched("news")] * 3)
    assert visitor.lesson.step == 2
    visitor.finishes()
    assert visitor.said()[-3:] == ["test_failed", "You can pay.", "Read the name."]
    assert visitor.counted("tests_failed") == ["fish"]


def _at_scan(visitor: Visitor, way: str = "together") -> Visitor:
    return visitor.opens(way).does(e.WentOn(), e.TargetTouched("scan"))


def test_the_camera_looks_exactly_while_a_scan_step_lasts(visitor: Visitor) -> None:
    _at_scan(visitor)
    assert o.Look("stall") in visitor.orders
    visitor.does(e.CodeRead(read(STALL)))
    assert visitor.orders[-1] == o.Lamp("camera", False)
    assert o.LookAway() in visitor.orders
    assert visitor.lesson.phone.variables["payee"] == "SAP CA CO BA (MAU)"


def test_why_it_was_right_is_told_before_the_next_step(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeRead(read(STALL)))
    assert visitor.said()[-2:] == ["code_found", "Is the name right?"]
    visitor.does(e.OptionChosen("yes"))
    assert visitor.said()[-2:] == ["It is her name.", "Type 120000"]


def test_a_dead_camera_is_not_opened_and_cards_do_instead(visitor: Visitor) -> None:
    visitor.does(e.Failed("camera", "gone"))
    _at_scan(visitor)
    assert visitor.said()[-2:] == ["Hold the card", "no_camera"]
    visitor.does(e.CardShown("stall"))
    assert not [order for order in visitor.orders if isinstance(order, o.Look)]
    assert visitor.lesson.phone.screen == "pay"


def test_a_camera_that_dies_before_her_is_told_once_in_a_step(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeUnreadable("near")).listens()
    visitor.does(e.Failed("camera", "gone"))
    assert visitor.said()[-2:] == ["Hold the card", "no_camera"]
    assert visitor.lesson.trouble == ""
    before = len(visitor.said())
    visitor.does(e.Recovered("camera"), e.Failed("camera", "gone"), e.Recovered("camera"))
    assert len(visitor.said()) == before, "a loose plug would never be silent, and her visit never end"


def test_a_camera_that_dies_elsewhere_is_nobodys_news(visitor: Visitor) -> None:
    before = len(visitor.opens("together").said())
    visitor.does(e.Failed("camera", "gone"))
    assert len(visitor.said()) == before
    visitor.does(e.Recovered("camera"), e.HelpOpened(), e.Failed("camera", "gone"))
    assert visitor.said()[-1] == "help_title"


@pytest.mark.parametrize(
    ("payload", "reply"),
    [
        ("WIFI:T:WPA;S:cho;P:khong-that;;", "wrong_code"),
        ("chỉ là chữ", "unknown_code"),
        (STALL[:-1] + "0", "damaged_code"),
        (
            "00020101021138540010A00000072701240006999999011000000000010208QRIBFTTA53037045802VN63049043",
            "wrong_payee",
        ),
    ],
)
def test_other_codes_are_named_and_change_nothing(visitor: Visitor, payload: str, reply: str) -> None:
    _at_scan(visitor).does(e.CodeRead(read(payload)))
    assert visitor.said()[-1] == reply
    assert visitor.lesson.phone.screen == "scan"


def test_true_papers_are_refused_and_nothing_of_them_stays(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeRead(read("046155012345||Người Nào Đó|01011955|Nữ|Huế|01072023")))
    assert visitor.said()[-1] == "real_card_refused"
    assert visitor.lesson.reading is None


def test_a_wrong_card_has_its_own_answer(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CardShown("link"))
    assert visitor.said()[-1] == "That is a link."


def test_why_a_code_cannot_be_read_is_said_once_and_never_over_an_instruction(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeUnreadable("dark"))
    assert "code_dark" not in visitor.said()
    visitor.listens().does(e.CodeUnreadable("dark")).listens().does(e.CodeUnreadable("dark"))
    assert visitor.said().count("code_dark") == 1


def test_why_a_code_cannot_be_read_is_pictured_at_once_and_gone_with_the_code(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeUnreadable("near"))
    assert (visitor.lesson.trouble, visitor.lesson.reply) == ("near", None)
    visitor.does(e.CodeUnreadable("several"))
    assert visitor.lesson.trouble == "several"
    visitor.does(e.CodeRead(read("https://example.org")))
    assert visitor.lesson.trouble == ""


def _at_amount(visitor: Visitor) -> Visitor:
    return _at_scan(visitor).does(e.CodeRead(read(STALL)), e.OptionChosen("yes"))


def test_a_missing_zero_is_caught_before_the_money_moves(visitor: Visitor) -> None:
    _at_amount(visitor).does(e.KeyTouched("1"), e.KeyTouched("2"), e.KeyTouched("000"), e.TargetTouched("go"))
    assert visitor.said()[-1] == "A zero is missing."
    assert (visitor.lesson.typed, visitor.lesson.phone.variables["amount"]) == ("12000", 12_000)
    visitor.does(e.KeyTouched("0"), e.TargetTouched("go"))
    assert visitor.lesson.phone.screen == "pin"


def test_erase_takes_back_one_digit_and_leading_zeros_do_not_count(visitor: Visitor) -> None:
    _at_amount(visitor).does(e.KeyTouched("0"), e.KeyTouched("7"), e.KeyTouched("erase"), e.KeyTouched("erase"))
    assert (visitor.lesson.typed, visitor.lesson.phone.variables["amount"]) == ("", 0)


def test_a_wrong_pin_is_cleared_and_kindly_refused(visitor: Visitor) -> None:
    _at_amount(visitor).does(e.KeyTouched("1"), e.KeyTouched("2"), e.KeyTouched("0"), e.KeyTouched("000"))
    visitor.does(e.TargetTouched("go"))
    visitor.does(*[e.KeyTouched(digit) for digit in "1111"])
    assert (visitor.lesson.typed, visitor.said()[-1]) == ("", "wrong_digits")
    assert visitor.lesson.phone.ledger["stall"] == 0


@pytest.mark.parametrize(("entry", "left"), [("password", ""), ("passcode", ""), ("otp", "11"), ("number", "11")])
def test_wrong_dots_are_wiped_and_wrong_digits_may_be_mended(entry: EntryKind, left: str) -> None:
    """Nobody can see which of some dots is wrong."""
    visitor = Visitor(_with_entry(entry))
    _at_amount(visitor).does(e.KeyTouched("1"), e.KeyTouched("1"), e.TargetTouched("go"))
    assert (visitor.lesson.typed, visitor.lesson.phone.variables["amount"]) == (left, left)


def _with_entry(entry: EntryKind) -> Library:
    """The small library, its amount typed as something else."""
    told = library()
    app = told.apps["bank"]
    widgets = tuple(
        replace(widget, entry=entry) if isinstance(widget, Field) and widget.entry == "amount" else widget
        for widget in app.screens["pay"].widgets
    )
    screens = app.screens | {"pay": replace(app.screens["pay"], widgets=widgets)}
    return replace(told, apps=told.apps | {"bank": replace(app, screens=screens)})


def test_a_wrong_option_is_answered(visitor: Visitor) -> None:
    _at_scan(visitor).does(e.CodeRead(read(STALL)), e.OptionChosen("no"))
    assert visitor.said()[-1] == "It is right."


def test_free_play_carries_every_touch_out_until_the_goal(visitor: Visitor) -> None:
    visitor.opens("together")
    for _ in range(20):
        if visitor.lesson.step == 7:
            break
        visitor.does_right()
    visitor.does(e.TargetTouched("out"))
    assert visitor.state.place == "done"


def test_starting_over_begins_afresh_in_the_same_way(visitor: Visitor) -> None:
    visitor.opens("together")
    visitor.finishes()
    visitor.does(e.StartedOver())
    assert (visitor.lesson.step, visitor.lesson.way, visitor.lesson.phone.ledger["me"]) == (0, "together", 500_000)
