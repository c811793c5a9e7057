"""Whether the kiosk deserves to be left running."""

import pytest

from kiosk.core.units import DurationMs
from kiosk.scenes.values import Scene
from kiosk.screen.headless import Headless
from kiosk.wellness import BLIND, LASTING, PATIENCE, RELIT, Wellness, Witness, threads
from tests.ticking import Clock

EMPTY = Scene(64, 64, "#ffffff", ())


def no_picture(_name: str) -> None:
    """There is no library."""


class Unplugged(Headless):
    """A screen that can be lost."""

    there = True

    def show(self, scene: Scene) -> bool:
        if not self.there:
            raise OSError("no such device")
        return super().show(scene)


def shown(witness: Witness) -> None:
    with pytest.raises(OSError, match="no such device"):
        witness.show(EMPTY)


def test_a_screen_that_cannot_be_painted_stops_the_beat_until_it_can() -> None:
    screen = Unplugged(64, 64, no_picture)
    witness = Witness(screen)
    well = Wellness(witness, lambda: True, Clock(), set)
    witness.show(EMPTY)
    assert well() == ""
    screen.there = False
    for _ in range(BLIND - 1):
        shown(witness)
    assert well() == "", "a cable that was moved"
    shown(witness)
    assert "could not be painted 10 times" in well()
    screen.there = True
    witness.show(EMPTY)
    assert well() == ""


def test_a_lost_thread_stops_it_at_rest_and_not_too_soon() -> None:
    clock, running, resting = Clock(), {"voice", "hours", "camera"}, [False]
    well = Wellness(Witness(Headless(64, 64, no_picture)), lambda: resting[0], clock, lambda: running)
    running -= {"voice", "camera"}
    clock.now = DurationMs(PATIENCE - 1)
    resting[0] = True
    assert well() == "", "one that always dies would end every visit"
    clock.now = PATIENCE
    resting[0] = False
    assert well() == "", "somebody is learning"
    resting[0] = True
    assert "voice" in well()
    running.add("voice")
    assert well() == "", "a camera's thread comes and goes"


def test_a_part_that_hangs_in_its_driver_stops_it_at_rest_and_not_too_soon() -> None:
    clock, hanging, resting = Clock(), [""], [True]
    witness = Witness(Headless(64, 64, no_picture))
    well = Wellness(witness, lambda: resting[0], clock, set, dark=lambda: False, hanging=lambda: hanging[0])
    clock.now = PATIENCE
    assert well() == ""
    hanging[0], resting[0] = "voice", False
    assert well() == "", "somebody is learning, by captions"
    resting[0] = True
    assert well() == "The part voice does not come back from its driver; the kiosk is started anew."


def test_its_own_threads_are_seen() -> None:
    assert "MainThread" in threads()
    assert "MainThread" not in LASTING


def test_a_screen_that_was_plugged_in_again_is_lit_by_a_new_start_at_rest() -> None:
    clock, dark, resting = Clock(), [False], [True]
    well = Wellness(Witness(Headless(64, 64, no_picture)), lambda: resting[0], clock, set, dark=lambda: dark[0])
    clock.now = RELIT
    assert well() == ""
    dark[0] = True
    assert well() == "", "without a screen there is nothing to start anew for"
    dark[0], resting[0] = False, False
    assert well() == "", "somebody is learning, by the voice alone"
    resting[0] = True
    assert "started anew" in well()


def test_a_loose_plug_does_not_end_a_start_that_was_only_just_made() -> None:
    clock, dark = Clock(), [True]
    well = Wellness(Witness(Headless(64, 64, no_picture)), lambda: True, clock, set, dark=lambda: dark[0])
    assert well() == ""
    dark[0] = False
    assert well() == ""
    clock.now = RELIT
    assert "started anew" in well()
