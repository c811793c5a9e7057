"""Several fingers as SDL tells them, through a true window: two buttons, a palm, a touchscreen that is pulled out."""


import pygame
import pytest

from kiosk.core.events import Event, FingerCame, FingerLeft, WentBack, WentOn
from kiosk.core.units import DurationMs
from kiosk.scenes.hit import hit
from kiosk.scenes.values import Box, Item, Scene
from kiosk.screen.display import opened
from kiosk.screen.drivers import Way
from kiosk.screen.felt import Contact, Lost
from kiosk.screen.pointer import Pointer
from kiosk.screen.touch import Glass
from kiosk.screen.waiting import PollWaiter
from kiosk.screen.window import Window
from tests.bench.miniature import no_picture
from tests.screen.rig import Rig

pytestmark = pytest.mark.usefixtures("environ")

GOODIX, ILITEK = (3, "Goodix"), (4, "ILITEK")
BACK = Item("back", "button", Box(0, 0, 100, 100), means=WentBack())
ON = Item("on", "button", Box(200, 0, 100, 100), means=WentOn())
SCENE = Scene(400, 200, "#FFF8EC", (BACK, ON))


class Visitor:
    """Hands on a window whose touchscreens come and go."""

    def __init__(self, *there: tuple[int, str]) -> None:
        self.there = list(there)
        display = opened(Way("dummy"), 400, 200, fullscreen=False)
        glass = Glass(devices=lambda: self.there)
        self.window = Window(display, Way("dummy"), no_picture, glass, PollWaiter())
        self.pointer = Pointer(hit, slop=4, near=20)
        self.now = 10_000

    def does(self, *told: pygame.event.Event) -> list[Event]:
        """What happens when SDL tells this, as the loop would have it; half a second later."""
        for event in told:
            pygame.event.post(event)
        got: list[Event] = []
        for felt in self.window.wait(DurationMs(0)):
            if isinstance(felt, Contact):
                got += self.pointer.feel(felt, SCENE, DurationMs(self.now))
            if isinstance(felt, Lost):
                got += self.pointer.lose()
        self.now += 500
        return got


def finger(kind: int, x: int, number: int = 1, device: int = 3) -> pygame.event.Event:
    return pygame.event.Event(kind, x=x / 400, y=0.25, dx=0, dy=0, pressure=1, finger_id=number, touch_id=device)


def test_two_fingers_on_two_buttons_press_one() -> None:
    visitor = Visitor(GOODIX)
    down = visitor.does(finger(pygame.FINGERDOWN, 50), finger(pygame.FINGERDOWN, 250, 2))
    up = visitor.does(finger(pygame.FINGERUP, 250, 2), finger(pygame.FINGERUP, 50))
    assert (down, up) == ([FingerCame("back")], [FingerLeft(), WentBack()])


def test_a_palm_that_rests_and_trembles_keeps_no_finger_waiting() -> None:
    visitor = Visitor(GOODIX)
    assert visitor.does(finger(pygame.FINGERDOWN, 150)) == []
    assert visitor.does(finger(pygame.FINGERMOTION, 152)) == []
    taps = [finger(pygame.FINGERDOWN, 250, 2), finger(pygame.FINGERMOTION, 151), finger(pygame.FINGERUP, 250, 2)]
    assert visitor.does(*taps) == [FingerCame("on"), FingerLeft(), WentOn()]
    assert visitor.does(finger(pygame.FINGERUP, 151)) == []


def test_a_touchscreen_that_is_pulled_out_under_a_finger_leaves_no_button_pressed() -> None:
    visitor = Visitor(GOODIX)
    assert visitor.does(finger(pygame.FINGERDOWN, 50)) == [FingerCame("back")]
    assert visitor.does() == []
    visitor.there.clear()
    assert visitor.does() == [FingerLeft()]
    assert visitor.does() == []
    visitor.there.append((7, "Goodix"))
    tap = [finger(pygame.FINGERDOWN, 50, 1, 7), finger(pygame.FINGERUP, 50, 1, 7)]
    assert visitor.does(*tap) == [FingerCame("back"), FingerLeft(), WentBack()]


def test_another_touchscreen_that_is_pulled_out_changes_nothing() -> None:
    visitor = Visitor(GOODIX, ILITEK)
    visitor.does(finger(pygame.FINGERDOWN, 50, device=4))
    visitor.there.remove(GOODIX)
    assert visitor.does() == []
    assert visitor.does(finger(pygame.FINGERUP, 50, device=4)) == [FingerLeft(), WentBack()]


def test_a_touchscreen_that_sdl_never_listed_is_not_missed() -> None:
    visitor = Visitor()
    visitor.does(finger(pygame.FINGERDOWN, 50))
    assert visitor.does() == []
    assert visitor.does(finger(pygame.FINGERUP, 50)) == [FingerLeft(), WentBack()]


def test_a_window_that_loses_the_focus_lets_every_button_go() -> None:
    visitor = Visitor(GOODIX)
    mouse = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(50, 50), button=1)
    assert visitor.does(mouse) == [FingerCame("back")]
    assert visitor.does(pygame.event.Event(pygame.WINDOWFOCUSLOST)) == [FingerLeft()]
    assert visitor.does(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(50, 50), button=1)) == []


def test_in_the_loop_a_finger_that_is_lost_leaves_no_button_pressed() -> None:
    rig = Rig()
    rig.screen.feel(Contact("down", 10, 10), Lost(), Contact("up", 10, 10))
    rig.turn()
    assert rig.happened[1:] == [FingerCame("on"), FingerLeft()]


def test_in_the_loop_what_lies_on_a_button_for_twenty_seconds_is_given_up_though_nothing_is_felt() -> None:
    rig = Rig()
    rig.screen.feel(Contact("down", 10, 10))
    rig.turn()
    rig.happened.clear()
    rig.turn(later=19_000)
    assert FingerLeft() not in rig.happened
    rig.turn(later=1_000)
    assert rig.happened[-1] == FingerLeft()
