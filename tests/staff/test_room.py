"""The room as the kiosk sees one: orders go in and never wait, events come out."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Bell
from threading import get_ident, get_native_id

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.state import House
from kiosk.staff import house
from kiosk.staff.cards import StaffCards
from kiosk.staff.errands import NotDone
from kiosk.staff.pin import COST, PinKeeper
from kiosk.staff.room import StaffRoom
from kiosk.staff.trials import Trials

DIGEST = "ab" * 32
SET = o.KeepHouse(volume=3, lang="en", langs=("en",), opens=360, closes=1080, help_number="")


class Errands:
    """Does what it can."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def do(self, errand: str) -> None:
        if errand == "update":
            raise NotDone("There is nowhere to fetch from.")
        self.done.append(errand)


class Rig:
    def __init__(self, folder: Path, cost: int = 2**4, pages: dict[str, Callable[[], object]] | None = None) -> None:
        self.events: list[e.Event] = []
        self.threads: set[int] = set()
        self.lines: list[str] = []
        self.hours: list[tuple[int, int]] = []
        self.errands = Errands()
        self._bell = Bell()
        self.room = StaffRoom(
            self._tell,
            folder=folder,
            defaults=House(),
            cards=StaffCards(folder / "cards.json", also=(DIGEST,)),
            errands=self.errands,
            pages=pages or {"network": lambda: (("kiosk", "hue/market"),)},  # type: ignore[arg-type] # some are broken
            trials=Trials({"lamp": lambda: ("ask", "")}),
            changed=lambda opens, closes: self.hours.append((opens, closes)),
            say=self.lines.append,
            keeper=PinKeeper(folder, cost=cost),
        )

    def _tell(self, event: e.Event) -> None:
        self.threads.add(get_ident())
        self.events.append(event)
        self._bell.set()

    def asked(self, *orders: o.Order) -> list[e.Event]:
        """What is told by the time all is done."""
        self.events.clear()
        for order in orders:
            self.room.do(order)
        self.room.close()
        return self.events


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.room.close()


def test_the_first_pin_is_chosen_and_then_asked_for(rig: Rig) -> None:
    card, new = o.ShowCard(DIGEST), o.TryPin("271828", new=True)
    assert rig.asked(card, new, o.TryPin("271828"), o.TryPin("314159"), card) == [
        e.StaffCame("card", pin_set=False),
        e.PinJudged("kept", tries_left=5),
        e.PinJudged("right", tries_left=5),
        e.PinJudged("wrong", tries_left=4),
        e.StaffCame("card", pin_set=True),
    ]
    assert get_ident() not in rig.threads


def test_a_strange_card_is_told_to_the_log_without_its_digest(rig: Rig) -> None:
    assert rig.asked(o.ShowCard("cd" * 32)) == []
    assert rig.lines == ["staff: a card was shown that is not on the list of this kiosk."]


def test_nobody_waits_for_a_pin(tmp_path: Path) -> None:
    """scrypt as on the device: the thread that draws goes on at once, and all the while it is reckoned."""
    rig = Rig(tmp_path, cost=COST)
    rounds = 0
    rig.room.do(o.TryPin("271828", new=True))
    while not rig.events:
        rounds += 1
    rig.room.close()
    assert rig.events == [e.PinJudged("kept", tries_left=5)]
    assert rounds > 1_000, "somebody held the interpreter"


def test_how_the_kiosk_is_set_up_is_kept_and_its_hours_count_at_once(rig: Rig, tmp_path: Path) -> None:
    assert rig.asked(SET) == []
    assert rig.hours == [(360, 1080)]
    assert house.kept(tmp_path, House()) == House(lang="en", volume=3, langs=("en",), opens=360, closes=1080)


def test_that_the_set_up_is_right_is_kept_for_the_next_start(rig: Rig, tmp_path: Path) -> None:
    assert rig.asked(o.ConfirmSetup("a1b2")) == []
    assert (tmp_path / "setup-seen").read_text("ascii") == "a1b2"


def test_errands_pages_and_tests(rig: Rig) -> None:
    orders = (o.Errand("restart"), o.TellStaff("network"), o.TellStaff("nothing"), o.Test("lamp"), o.Test("coffee"))
    assert rig.asked(*orders) == [
        e.StaffTold("network", (("kiosk", "hue/market"),)),
        e.StaffTold("nothing", ()),
        e.Tested("lamp", "ask"),
        e.Tested("coffee", "absent"),
    ]
    assert rig.errands.done == ["restart"]


def test_what_was_not_done_is_told_and_the_room_goes_on(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / ".house.json.new").mkdir()
    told = rig.asked(o.Errand("update"), SET, o.Test("lamp"))
    assert [type(event) for event in told] == [e.Failed, e.Recovered, e.Failed, e.Recovered, e.Tested]
    assert told[0] == e.Failed("staff", "There is nowhere to fetch from.")
    assert isinstance(told[2], e.Failed)
    assert "what was set is gone at the next start" in told[2].why


def test_a_page_that_raises_ends_nothing_and_tells_no_more_than_the_kind(tmp_path: Path) -> None:
    def broken() -> object:
        raise ValueError("a secret")

    told = Rig(tmp_path, pages={"content": broken}).asked(o.TellStaff("content"), o.Test("lamp"))
    sentence = "The staff menu could not do that (ValueError); try again."
    assert told == [e.Failed("staff", sentence), e.Recovered("staff"), e.Tested("lamp", "ask")]


def test_a_keeper_that_cannot_count_lets_nobody_in_and_says_it_is_broken_first(tmp_path: Path) -> None:
    assert Rig(tmp_path).asked(o.TryPin("271828", new=True)) == [e.PinJudged("kept", tries_left=5)]
    (tmp_path / ".tries.json.new").mkdir()
    told = Rig(tmp_path).asked(o.TryPin("271828"), o.Errand("update"))
    assert [type(event) for event in told] == [e.Failed, e.PinJudged, e.Failed], "and it is still broken"
    assert told[1] == e.PinJudged("wrong")
    (tmp_path / ".tries.json.new").rmdir()
    assert Rig(tmp_path).asked(o.TryPin("271828")) == [e.PinJudged("right", tries_left=5)]


def test_it_recovers_when_the_card_can_be_written_again(tmp_path: Path) -> None:
    Rig(tmp_path).asked(o.TryPin("271828", new=True))
    (tmp_path / ".tries.json.new").mkdir()

    def mended() -> object:
        (tmp_path / ".tries.json.new").rmdir()
        return ()

    rig = Rig(tmp_path, pages={"content": mended})
    told = rig.asked(o.TryPin("271828"), o.TellStaff("content"), o.TryPin("271828"))
    kinds = [e.Failed, e.PinJudged, e.StaffTold, e.Recovered, e.PinJudged]
    assert [type(event) for event in told] == kinds


def test_what_was_ordered_after_the_end_is_not_done(rig: Rig) -> None:
    rig.room.close()
    rig.room.do(o.Test("lamp"))
    rig.room.close()
    assert rig.events == []


def test_the_room_gives_way_to_the_screen(tmp_path: Path) -> None:
    told = Rig(tmp_path, pages={"network": lambda: os.getpriority(os.PRIO_PROCESS, get_native_id())})
    mine = os.getpriority(os.PRIO_PROCESS, get_native_id())
    (rows,) = told.asked(o.TellStaff("network"))
    assert isinstance(rows, e.StaffTold)
    assert int(str(rows.rows)) == max(mine, 10)


def test_nothing_typed_has_a_text() -> None:
    assert repr(o.TryPin("271828")) == str(o.TryPin("271828", new=True)) == "TryPin()"
