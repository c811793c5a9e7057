"""Fingers on pretend pins, the core that decides, and lamps that burn on the same pins."""

from collections.abc import Iterator

import pytest

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.lamps import brightness
from kiosk.core.units import DurationMs
from kiosk.panel.wiring import ALL
from tests.panel.bench import Bench
from tests.small import library
from tests.visitor import Visitor


class Stand:
    """A kiosk and its panel: what the panel tells goes to the core, what it orders of lamps comes back."""

    def __init__(self) -> None:
        self.errands: list[str] = []
        self.bench = Bench(ALL)
        self.bench.panel.open()
        self.visitor = Visitor(library())

    def passes(self, ms: int) -> "Stand":
        """Rounds of the loop, two a second, as `kiosk.app` makes them."""
        for _ in range(max(1, ms // 500)):
            self.bench.waits(500)
            self.hears(e.Ticked(DurationMs(self.bench.now)))
        return self

    def hears(self, *more: e.Event) -> None:
        """The core answers what was told."""
        self.visitor.orders.clear()
        self.visitor.does(*more, *self.bench.hears())
        for order in self.visitor.orders:
            if isinstance(order, o.Lamp):
                self.bench.panel.lamp(order.lamp, on=order.on)
            if isinstance(order, o.Errand):
                self.errands.append(order.errand)

    def burning(self) -> set[str]:
        """The lamps that are on."""
        return {name for name in ("help", "camera", "status") if self.bench.panel.lit(name)}


@pytest.fixture
def stand() -> Iterator[Stand]:
    stand = Stand()
    yield stand
    stand.bench.close()


def counted_down(stand: Stand) -> int:
    """Somebody holds it until the kiosk says to let go; how long that took."""
    began = stand.bench.now
    stand.bench.press("help", began)
    while (off := stand.visitor.state.off) is None or off.counting:
        stand.passes(500)
        assert stand.bench.now < began + 20_000
    return stand.bench.now - began


def test_letting_go_after_eight_seconds_switches_the_machine_off(stand: Stand) -> None:
    took = counted_down(stand.passes(60_000))
    assert 7_500 <= took <= 8_500
    assert stand.errands == []
    stand.bench.release("help", stand.bench.now)
    stand.passes(1_000)
    assert stand.errands == ["power-off"]
    stand.passes(30_000)
    assert stand.errands == ["power-off"]


def test_chewing_gum_on_the_help_button_switches_nothing_off(stand: Stand) -> None:
    stand.hears(e.Came(7), e.TopicChosen("pay"), e.WayChosen("together"))
    counted_down(stand)
    stand.passes(30_000)
    assert (stand.visitor.state.sheet, stand.visitor.state.place) == ("", "lesson")
    assert (stand.visitor.state.limping, stand.burning() & {"help"}) == (frozenset({"panel"}), set())
    stand.passes(600_000)
    assert (stand.visitor.state.place, stand.errands) == ("attract", [])
    stand.bench.release("help", stand.bench.now)
    stand.passes(10_000)
    assert (stand.visitor.state.limping, stand.errands) == (frozenset(), [])
    counted_down(stand)
    stand.bench.release("help", stand.bench.now)
    assert stand.passes(1_000).errands == ["power-off"], "it works as ever"


def test_a_panel_that_dies_when_it_is_time_to_let_go_switches_nothing_off(stand: Stand) -> None:
    stand.hears(e.Came(7))
    counted_down(stand)
    stand.bench.panel._wired["help"].close()
    stand.passes(5_000)
    assert (stand.visitor.state.sheet, stand.errands) == ("help", [])
    assert stand.visitor.state.broken == {"panel"}


def test_letting_go_within_them_does_not(stand: Stand) -> None:
    stand.hears(e.Came(7))
    stand.bench.press("help", 1_000)
    stand.passes(7_000)
    assert stand.visitor.state.sheet == "off"
    stand.bench.release("help", stand.bench.now)
    stand.passes(1_000)
    assert (stand.visitor.state.sheet, stand.burning() & {"help"}) == ("help", {"help"})
    stand.passes(20_000)
    assert stand.errands == []


def test_a_child_who_drums_on_it_switches_nothing_off(stand: Stand) -> None:
    for n in range(200):
        stand.bench.press("help", 1_000 + 500 * n)
        stand.bench.release("help", 1_400 + 500 * n)
        stand.passes(500)
    assert stand.errands == []
    assert stand.visitor.state.off is None


def test_the_help_lamp_burns_for_whoever_calls_and_the_status_lamp_blinks(stand: Stand) -> None:
    stand.hears(e.Came(7))
    stand.passes(2_000)
    assert stand.burning() == {"status"}
    stand.bench.press("help", stand.bench.now)
    stand.bench.release("help", stand.bench.now + 200)
    seen = []
    for _ in range(8):
        stand.passes(500)
        seen.append(stand.burning())
    assert all("help" in burning for burning in seen)
    assert {"status" in burning for burning in seen} == {True, False}
    stand.bench.press("back", stand.bench.now)
    stand.bench.release("back", stand.bench.now + 200)
    stand.passes(1_000)
    assert stand.burning() == {"status"}


def test_a_stuck_button_blinks_until_it_is_free(stand: Stand) -> None:
    stand.bench.press("next", 1_000)
    stand.passes(35_000)
    assert (stand.visitor.state.limping, stand.visitor.state.broken) == (frozenset({"panel"}), frozenset())
    stand.bench.release("next", stand.bench.now)
    stand.passes(4_000)
    assert (stand.visitor.state.limping, stand.burning()) == (frozenset(), {"status"})


def test_somebody_who_walks_past_lights_the_screen_and_begins_nothing(stand: Stand) -> None:
    stand.bench.press("presence", 1_000)
    stand.bench.release("presence", 4_000)
    stand.passes(400_000)
    assert brightness(stand.visitor.state) == "dim"
    stand.bench.press("presence", stand.bench.now)
    stand.hears()
    assert brightness(stand.visitor.state) == "on"
    assert (stand.visitor.state.place, stand.visitor.counted("visits")) == ("attract", [])
