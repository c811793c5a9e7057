"""Where errors end that come neither of the core nor of an order: a touch, the watch, the screen, the calm picture."""

from kiosk.core.events import Event, WentOn
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import BEAT
from kiosk.scenes.values import Scene
from kiosk.screen.felt import Contact
from kiosk.screen.pointer import Pointer
from tests.screen.rig import Counting, Rig, hit


class Clumsy(Pointer):
    """Fingers that stumble over some contacts."""

    def feel(self, contact: Contact, scene: Scene, now: DurationMs) -> list[Event]:
        if contact.x < 0:
            raise ZeroDivisionError
        return super().feel(contact, scene, now)


def test_a_touch_that_nobody_understands_ends_nothing() -> None:
    rig = Rig(pointer=Clumsy(hit, slop=4, near=20))
    rig.screen.feel(Contact("down", -1, 10), Contact("down", 10, 10), Contact("up", 10, 10))
    rig.turn()
    assert rig.told[0].startswith("a touch stumbled: ZeroDivisionError at ")
    assert rig.happened[-1] == WentOn()


def test_a_watch_that_stumbles_ends_nothing() -> None:
    def fail() -> None:
        raise OSError("no such file")

    rig = Rig(alive=fail)
    rig.loop.put(WentOn())
    rig.turn()
    assert rig.told[0].startswith("the watch over the kiosk stumbled: OSError at ")
    assert rig.colour() == (0xF2, 0xB7, 0x05)


class Tired(Counting):
    """A screen that cannot be painted on for a while."""

    failures = 0

    def show(self, scene: Scene) -> bool:
        if self.failures:
            self.failures -= 1
            raise OSError("no such display")
        return super().show(scene)


def test_a_picture_that_could_not_be_shown_is_tried_with_each_beat_and_takes_no_touch() -> None:
    screen = Tired(100, 80)
    rig = Rig(screen=screen)
    screen.failures = 2
    rig.loop.put(WentOn())
    rig.turn()
    screen.feel(Contact("down", 10, 10), Contact("up", 10, 10))
    rig.turn()
    assert rig.happened[-1] == WentOn(), "what she touches is not what she sees"
    assert rig.happened.count(WentOn()) == 1
    rig.turn(later=BEAT)
    assert rig.colour() == (0x0B, 0x6E, 0x4F)
    rig.turn(later=BEAT)
    assert (rig.colour(), rig.loop.stumbles) == ((0xF2, 0xB7, 0x05), 2)


def test_a_calm_picture_that_cannot_be_made_either_leaves_the_last_one() -> None:
    def never(*_: State) -> Scene:
        raise ZeroDivisionError

    rig = Rig(picture=never, calm=never)
    assert rig.loop.scene is None
    rig.turn(later=BEAT)
    assert rig.rounds == 1
