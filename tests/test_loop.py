"""The loop with a screen in memory, a clock that stands until it is moved, and a core of three lines."""

import signal
import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from kiosk.core.events import (
    AskedAgain,
    CodeUnreadable,
    Event,
    FingerCame,
    FingerLeft,
    KeyTouched,
    Stumbled,
    Ticked,
    WentHome,
    WentOn,
)
from kiosk.core.orders import Hush, Order, Play
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import BEAT, FRAME
from kiosk.scenes.values import Scene
from kiosk.screen.felt import Closed, Contact, KeyPressed
from tests.screen.rig import CALM, LENS, Rig, picture


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_the_first_picture_stands_before_anything_happens(rig: Rig) -> None:
    assert rig.loop.scene == picture(State())
    assert rig.colour() == (0x0B, 0x6E, 0x4F)


def test_a_touch_becomes_events_orders_and_a_new_picture(rig: Rig) -> None:
    rig.screen.feel(Contact("down", 10, 10), Contact("up", 10, 10))
    rig.turn()
    assert rig.happened == [Ticked(DurationMs(1_001)), FingerCame("on"), FingerLeft(), WentOn()]
    assert rig.carried == [Hush(), Play("tap")]
    assert rig.colour() == (0xF2, 0xB7, 0x05)


def test_the_core_knows_the_time_before_it_hears_what_happened(rig: Rig) -> None:
    rig.loop.put(WentOn())
    rig.turn(later=120)
    assert rig.happened == [Ticked(DurationMs(1_120)), WentOn()]


def test_at_rest_it_ticks_twice_a_second(rig: Rig) -> None:
    for _ in range(100):
        rig.turn(later=50)
    assert len(rig.happened) == 5_000 // BEAT
    assert rig.rounds == 100


def test_events_keep_their_order_and_wake_the_loop_once(rig: Rig) -> None:
    for event in (AskedAgain(), WentOn(), WentHome()):
        rig.loop.put(event)
    assert rig.screen.woken == 1
    rig.loop.turn()
    assert rig.happened == [AskedAgain(), WentOn(), WentHome()]
    rig.loop.put(WentOn())
    assert rig.screen.woken == 2


def test_any_thread_may_put(rig: Rig) -> None:
    threads = [threading.Thread(target=rig.loop.put, args=(WentOn(),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rig.turn()
    assert rig.loop.state.page == 8


def test_an_equal_scene_is_not_shown_again(rig: Rig) -> None:
    rig.screen.surface.set_at((5, 5), "#123456")
    rig.loop.put(CodeUnreadable("dark"))
    rig.turn()
    rig.turn(later=BEAT)
    assert rig.colour() == (0x12, 0x34, 0x56)


def test_a_stumbling_core_becomes_a_calm_screen_and_goes_on(rig: Rig) -> None:
    rig.loop.put(KeyTouched("7"))
    rig.loop.put(WentOn())
    rig.turn()
    assert rig.loop.state.sheet == "trouble"
    assert rig.loop.state.page == 1
    assert rig.loop.stumbles == 1


def test_what_a_visitor_typed_is_not_told(rig: Rig) -> None:
    rig.loop.put(KeyTouched("7"))
    rig.turn()
    assert len(rig.told) == 1
    assert "the core stumbled: ValueError at " in rig.told[0]
    assert "typed" not in rig.told[0]


def test_a_core_that_stumbles_over_stumbling_keeps_the_state() -> None:
    def step(state: State, event: Event) -> tuple[State, Sequence[Order]]:
        raise RuntimeError("always")

    rig = Rig(step=step)
    rig.loop.put(WentOn())
    rig.turn()
    assert rig.loop.state == State()
    assert rig.loop.stumbles > 0


def test_a_picture_that_cannot_be_made_is_made_of_the_state_after_stumbling() -> None:
    def fragile(state: State) -> Scene:
        if state.page and state.sheet != "trouble":
            raise KeyError("fish")
        return picture(state)

    rig = Rig(picture=fragile)
    rig.loop.put(WentOn())
    rig.turn()
    assert rig.happened[-1] == Stumbled()
    assert rig.colour() == (0xF2, 0xB7, 0x05)


def test_when_no_picture_can_be_made_the_calm_one_is_shown() -> None:
    def never(_: State) -> Scene:
        raise ZeroDivisionError

    rig = Rig(picture=never)
    assert rig.loop.scene == CALM
    assert rig.colour() == (0x5B, 0x2A, 0x86)


def test_an_order_that_fails_does_not_stop_the_others() -> None:
    carried: list[Order] = []

    def carry(order: Order) -> None:
        if isinstance(order, Hush):
            raise OSError("no sound card")
        carried.append(order)

    rig = Rig(carry=carry)
    rig.loop.put(WentOn())
    rig.turn()
    assert carried == [Play("tap")]
    assert rig.told[0].startswith("an order stumbled: OSError at ")


def white() -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.full((40, 40), 255, np.uint8)


def test_a_frame_is_shown_in_the_view(rig: Rig) -> None:
    rig.loop.put(AskedAgain())
    rig.turn()
    assert rig.colour(70, 10) == LENS
    rig.loop.frame(white())
    rig.turn()
    assert rig.colour(70, 10) == (255, 255, 255)


def test_frames_are_shown_fifteen_times_a_second_and_the_newest_wins(rig: Rig) -> None:
    rig.loop.put(AskedAgain())
    rig.turn()
    rig.loop.frame(white())
    rig.turn()
    rig.loop.frame(white())
    rig.loop.frame(np.zeros((40, 40), np.uint8))
    rig.turn(later=5)
    assert rig.colour(70, 10) == (255, 255, 255)
    rig.turn(later=FRAME)
    assert rig.colour(70, 10) == (0, 0, 0)


def test_a_frame_nobody_watches_is_forgotten(rig: Rig) -> None:
    rig.loop.frame(white())
    rig.turn()
    rig.loop.put(WentOn())
    rig.turn()
    rig.loop.put(AskedAgain())
    rig.turn()
    rig.turn(later=FRAME)
    assert rig.colour(70, 10) == LENS


def test_a_frame_that_comes_late_is_not_shown_to_whoever_looks_next(rig: Rig) -> None:
    rig.loop.put(AskedAgain())
    rig.turn()
    rig.loop.put(WentHome())
    rig.turn()
    rig.loop.frame(white())
    rig.turn()
    rig.loop.put(AskedAgain())
    rig.turn(later=FRAME)
    rig.turn(later=FRAME)
    assert rig.colour(70, 10) == LENS


def test_a_desk_has_keys() -> None:
    pressed: list[str] = []

    def fail() -> None:
        raise OSError("no such card")

    keys: dict[int, Callable[[], object]] = {104: lambda: pressed.append("help"), 120: fail}
    rig = Rig(keys=keys)
    rig.screen.feel(KeyPressed(104), KeyPressed(120), KeyPressed(1))
    rig.turn()
    assert pressed == ["help"]
    assert rig.told[0].startswith("a key stumbled: OSError")


def stops(rig: Rig) -> bool:
    """Whether `run` ends by itself; else another thread ends it after some rounds."""
    ended = threading.Thread(target=rig.loop.run, daemon=True)
    ended.start()
    ended.join(0.3)
    by_itself = not ended.is_alive()
    rig.loop.stop()
    ended.join(10)
    assert not ended.is_alive()
    return by_itself


@pytest.mark.parametrize("closable", [True, False])
def test_a_device_cannot_be_closed_and_a_desk_can(closable: bool) -> None:
    rig = Rig(closable=closable)
    rig.screen.feel(Closed())
    assert stops(rig) == closable


def test_sigterm_leaves_cleanly_and_gives_the_handler_back(rig: Rig) -> None:
    assert threading.current_thread() is threading.main_thread(), "else the signal would end the test run"
    before = signal.getsignal(signal.SIGTERM)
    rig.screen.feel(Contact("slide", 1, 1))
    threading.Timer(0.05, signal.raise_signal, [signal.SIGTERM]).start()
    rig.loop.run()
    assert signal.getsignal(signal.SIGTERM) == before
    assert rig.loop.stumbles == 0
