"""A stick is read and a release waits: what is shown, what is spoken, and what never happens during a visit."""

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.renewing import LOST, STAY, STAY_FAULT
from kiosk.update.refusal import WHYS
from tests.small import library
from tests.visitor import Visitor

JOURNEY = ("found", "checking", "copying", "removable", "testing", "voicing", "ready")


@pytest.fixture
def kiosk() -> Visitor:
    return Visitor(library())


def stages(visitor: Visitor) -> list[str]:
    """What was said of sticks, one word a sentence."""
    return [line.removesuffix(" en").removesuffix("") for line in visitor.said()]


def switches(visitor: Visitor) -> int:
    return sum(isinstance(order, o.SwitchContent) for order in visitor.orders)


# --- the page ---------------------------------------------------------------------------------------------------------


def test_each_stage_is_shown_and_spoken_once(kiosk: Visitor) -> None:
    for stage in JOURNEY:
        kiosk.does(e.StickTold(stage, 1, 2), e.StickTold(stage, 2, 2)).listens()  # type: ignore[arg-type]
        assert (kiosk.state.place, kiosk.state.stick and kiosk.state.stick.stage) == ("stick", stage)
    assert kiosk.said() == list(JOURNEY)


def test_the_bar_moves_without_a_word(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("copying", 0, 40)).listens()
    before = len(kiosk.orders)
    kiosk.does(*(e.StickTold("copying", n, 40) for n in range(41)))
    assert kiosk.state.stick is not None
    assert (kiosk.state.stick.done, len(kiosk.orders)) == (40, before)


def test_the_bar_moves_while_the_sentence_is_spoken(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("copying", 0, 40), e.StickTold("copying", 9, 40))
    assert kiosk.state.stick is not None
    assert (kiosk.state.stick.done, kiosk.said()) == (9, ["copying"])


def test_a_fast_machine_lets_staff_hear_when_to_take_the_stick_out(kiosk: Visitor) -> None:
    kiosk.does(*(e.StickTold(stage) for stage in JOURNEY))  # type: ignore[arg-type]
    for _ in range(8):
        kiosk.listens().waits(500)
    assert kiosk.said() == ["found", "removable", "ready"]


def test_a_fault_waits_for_nothing(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("found"), e.StickTold("checking"), e.StickTold("fault", why="unsigned"))
    assert kiosk.said() == ["found", "fault_unsigned", "nothing_changed"]


@pytest.mark.parametrize("why", WHYS)
def test_every_refusal_has_its_sentence(kiosk: Visitor, why: str) -> None:
    assert kiosk.does(e.StickTold("fault", why=why)).said()[0] == f"fault_{why}"


def test_a_fault_of_a_newer_updater_is_a_fault_too(kiosk: Visitor) -> None:
    assert kiosk.does(e.StickTold("fault", why="eaten")).said()[0] == "fault_damaged"


@pytest.mark.parametrize("stage", ["ready", "nothing-new", "given"])
def test_a_final_page_closes_by_itself(kiosk: Visitor, stage: str) -> None:
    kiosk.does(e.StickTold(stage)).waits(30_000)  # type: ignore[arg-type]
    assert kiosk.state.place == "stick", "it is still being spoken"
    kiosk.listens().waits(STAY - 500)
    assert kiosk.state.place == "stick"
    assert (kiosk.waits(500).state.place, kiosk.state.stick) == ("attract", None)


def test_a_fault_stays_longer(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("fault", why="full")).listens().waits(STAY_FAULT - 500)
    assert kiosk.state.place == "stick"
    assert kiosk.waits(500).state.place == "attract"


def test_a_touch_closes_a_final_page_and_it_does_not_come_back(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("nothing-new"), e.WentHome()).waits(60_000)
    assert (kiosk.state.place, kiosk.state.stick) == ("attract", None)


def test_the_page_of_a_reader_that_was_killed_does_not_stay_for_ever(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("copying", 3, 9)).listens().waits(LOST - 500)
    assert kiosk.state.place == "stick"
    assert (kiosk.waits(500).state.place, kiosk.state.stick) == ("attract", None)


def test_it_never_asks_whether_somebody_is_still_there(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("voicing")).listens().waits(300_000)
    assert (kiosk.state.place, kiosk.state.sheet) == ("stick", "")


def test_a_sheet_that_lay_over_the_resting_kiosk_is_gone(kiosk: Visitor) -> None:
    kiosk.does(e.Stumbled(), e.StickTold("found"))
    assert (kiosk.state.place, kiosk.state.sheet, kiosk.said()[-1]) == ("stick", "", "found")


# --- pulled out -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["found", "checking", "copying", "giving"])
def test_pulled_out_too_early_is_said(kiosk: Visitor, stage: str) -> None:
    kiosk.does(e.StickTold(stage), e.StickLeft(), e.StickTold("fault", why="gone"))  # type: ignore[arg-type]
    assert kiosk.said()[1:] == ["fault_gone", "nothing_changed"]


@pytest.mark.parametrize("stage", ["removable", "testing", "voicing", "ready", "given", "nothing-new"])
def test_pulled_out_later_is_nothing(kiosk: Visitor, stage: str) -> None:
    kiosk.does(e.StickTold(stage))  # type: ignore[arg-type]
    assert kiosk.does(e.StickLeft()).said() == [f"{stage.replace('-', '_')}"]


def test_a_stick_nobody_heard_of_may_leave(kiosk: Visitor) -> None:
    assert kiosk.does(e.StickLeft()).state == Visitor(library()).state


# --- a visit comes first ----------------------------------------------------------------------------------------------


def test_during_a_visit_nothing_is_shown_and_afterwards_what_still_goes_on(kiosk: Visitor) -> None:
    kiosk.opens("alone").does(e.StickTold("found"), e.StickTold("copying", 3, 9))
    assert (kiosk.state.place, "found" in kiosk.said()) == ("lesson", False)
    kiosk.listens().waits(90_000).listens().waits(25_500)
    assert (kiosk.state.place, kiosk.said()[-1]) == ("stick", "copying")


def test_what_ended_during_a_visit_is_not_shown_afterwards(kiosk: Visitor) -> None:
    kiosk.opens("alone").does(e.StickTold("found"), e.StickTold("given"))
    kiosk.listens().waits(90_000).listens().waits(25_500)
    assert (kiosk.state.place, kiosk.state.stick) == ("attract", None)


@pytest.mark.parametrize("stage", ["removable", "ready", "nothing-new"])
def test_who_left_the_staff_menu_sees_what_came_of_the_stick(kiosk: Visitor, stage: str) -> None:
    kiosk.does(e.StaffCame("stick", pin_set=True), e.StickTold("found"), e.StickTold(stage))  # type: ignore[arg-type]
    assert kiosk.state.place == "staff"
    kiosk.listens().does(e.WentHome()).waits(500)
    assert (kiosk.state.place, kiosk.said()[-1]) == ("stick", stage.replace("-", "_"))
    kiosk.listens().does(e.WentHome()).waits(500)
    assert kiosk.state.place == ("stick" if stage == "removable" else "attract")


def test_once_the_stick_may_leave_somebody_may_learn(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("testing"), e.Came(3))
    assert (kiosk.state.place, kiosk.counted("visits")) == ("home", [""])


# --- the switch -------------------------------------------------------------------------------------------------------


def test_at_rest_new_content_is_taken_at_once_and_once(kiosk: Visitor) -> None:
    kiosk.does(e.ReleaseReady("7-0badcafe"))
    assert switches(kiosk) == 1
    kiosk.waits(5_000)
    kiosk.does(e.ContentSwitched("7-0badcafe")).waits(5_000)
    assert (switches(kiosk), kiosk.state.place) == (1, "attract")


def test_it_waits_for_the_end_of_the_visit_and_not_a_moment_longer(kiosk: Visitor) -> None:
    kiosk.opens("alone").does(e.ReleaseReady("7-0badcafe"))
    kiosk.listens().waits(90_000).listens().waits(24_500)
    assert (kiosk.state.place, switches(kiosk)) == ("lesson", 0)
    kiosk.waits(500)
    assert (kiosk.state.place, switches(kiosk)) == ("attract", 1)


def test_it_waits_for_the_page_of_the_stick(kiosk: Visitor) -> None:
    kiosk.does(e.StickTold("ready"), e.ReleaseReady("7-0badcafe")).waits(5_000)
    assert switches(kiosk) == 0
    kiosk.does(e.WentHome()).waits(500)
    assert switches(kiosk) == 1


def test_who_learns_while_it_is_switched_back_finds_herself_at_home(kiosk: Visitor) -> None:
    kiosk.opens("alone").does(e.Stumbled(), e.ContentSwitched(""))
    assert (kiosk.state.place, kiosk.state.sheet, kiosk.state.lesson) == ("home", "", None)
    assert kiosk.said()[-1] == library().phrases.home_title["vi"]


def test_she_is_spoken_to_as_before_and_whoever_was_called_still_comes(kiosk: Visitor) -> None:
    kiosk.opens("alone").does(e.LanguageSwitched(), e.SizeSwitched(), e.AskedSlower(), e.AskedLouder())
    before = (kiosk.state.lang, kiosk.state.size, kiosk.state.pace, kiosk.state.volume)
    kiosk.does(e.HelperCalled(), e.ContentSwitched(""))
    assert (kiosk.state.lang, kiosk.state.size, kiosk.state.pace, kiosk.state.volume) == before
    assert (kiosk.state.place, kiosk.state.sheet, kiosk.state.helper_called) == ("home", "help", True)
