"""A loop with a screen in memory, a clock that stands until it is moved, and a core of three lines."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from kiosk.core.events import AskedAgain, Event, KeyTouched, Stumbled, Ticked, WentHome, WentOn
from kiosk.core.orders import Hush, Order, Play
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.scenes.values import Box, Item, Plate, Scene, View
from kiosk.screen.headless import Headless
from kiosk.screen.pointer import Pointer

BUTTON = Box(0, 0, 50, 50)
CALM = Scene(100, 80, "#5B2A86", ())
LENS = (0x22, 0x1A, 0x33)


def picture(state: State) -> Scene:
    """A button whose colour tells the page; a view of the camera in a lesson."""
    colour = "#F2B705" if state.page % 2 else "#0B6E4F"
    view = Item("view", "view", Box(60, 0, 40, 40), (View(Box(60, 0, 40, 40)),))
    button = Item("on", "button", BUTTON, (Plate(BUTTON, colour),), means=WentOn())
    return Scene(100, 80, "#FFF8EC", (button, view) if state.place == "lesson" else (button,))


def hit(scene: Scene, x: int, y: int) -> Item | None:
    return next((item for item in scene.items if item.box.holds(x, y)), None)


class Counting(Headless):
    """A screen that knows how often it was woken."""

    woken = 0

    def wake(self) -> None:
        self.woken += 1
        super().wake()


class Rig:
    """A loop and all that is handed to it."""

    def __init__(self, **settings: Any) -> None:
        self.now = 1_000
        self.happened: list[Event] = []
        self.carried: list[Order] = []
        self.told: list[str] = []
        self.rounds = 0
        self.screen: Counting = settings.pop("screen", None) or Counting(100, 80)
        parts: dict[str, Any] = {
            "step": self.step, "picture": picture, "carry": self.carried.append, "calm": lambda: CALM,
        }  # fmt: skip
        parts |= {"pointer": Pointer(hit, slop=4, near=20), "alive": self.round} | settings
        self.loop = Loop(
            State(),
            screen=self.screen,
            clock=lambda: DurationMs(self.now),
            stumbled=self.told.append,
            **parts,
        )
        self.loop.begin()
        self.happened.clear()

    def round(self) -> None:
        self.rounds += 1

    def step(self, state: State, event: Event) -> tuple[State, Sequence[Order]]:
        self.happened.append(event)
        match event:
            case Ticked(now=now):
                return replace(state, now=now), ()
            case WentOn():
                return replace(state, page=state.page + 1), (Hush(), Play("tap"))
            case AskedAgain():
                return replace(state, place="lesson"), ()
            case WentHome():
                return replace(state, place="home"), ()
            case KeyTouched(key=key):
                raise ValueError(f"visitor typed {key}")
            case Stumbled():
                return replace(state, sheet="trouble"), ()
        return state, ()

    def turn(self, later: int = 1) -> None:
        self.now += later
        self.screen.wake()
        self.loop.turn()

    def colour(self, x: int = 5, y: int = 5) -> tuple[int, ...]:
        return tuple(self.screen.surface.get_at((x, y))[:3])
