"""The smallest kiosk there can be, out of the real loop, window and pointer: one page, one button that changes colour.

python -m tests.bench.miniature
"""

import time

from msgspec.structs import replace

from kiosk.core.events import Event, FingerCame, FingerLeft, Ticked, WentOn
from kiosk.core.orders import Order
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.scenes.values import Box, Face, Icon, Ink, Item, Plate, Scene
from kiosk.screen.pointer import Pointer
from kiosk.screen.window import Window
from tests.bench.page import HEADING, PLACE, TEXT

BUTTON = Box(*PLACE)


def step(state: State, event: Event) -> tuple[State, tuple[Order, ...]]:
    """Count touches in `page`, follow the finger in `pressed`."""
    match event:
        case Ticked(now=now):
            return replace(state, now=now), ()
        case FingerCame(item=item):
            return replace(state, pressed=item), ()
        case FingerLeft():
            return replace(state, pressed=""), ()
        case WentOn():
            return replace(state, page=state.page + 1), ()
    return state, ()


def picture(state: State) -> Scene:
    """A heading, a paragraph and the button."""
    colour = "#43206A" if state.pressed else ("#0B6E4F" if state.page % 2 else "#5B2A86")
    heading = Ink(Box(40, 24, 1200, 84), HEADING, Face("extrabold", 60), "#221A33")
    face = Face("semibold", 48)
    lines = tuple(Ink(Box(40, 160 + 76 * n, 1200, 66), t, face, "#221A33") for n, t in enumerate(TEXT.split("\n")))
    label = Ink(Box(BUTTON.x + 110, BUTTON.y + 27, 200, 66), "Tiếp", face, "#FFFFFF")
    icon = Icon(Box(BUTTON.x + 30, BUTTON.y + 30, 60, 60), "arrow_forward", "#FFFFFF")
    items = (
        Item("heading", "text", heading.box, (heading,), says=heading.text),
        Item("text", "text", Box(40, 160, 1200, 294), lines, says=TEXT),
        Item("on", "button", BUTTON, (Plate(BUTTON, colour, radius=24), icon, label), means=WentOn()),
    )
    return Scene(1280, 800, "#FFF8EC", items)


def hit(scene: Scene, x: int, y: int) -> Item | None:
    """The control at a point."""
    return next((item for item in scene.items if item.means and item.box.holds(x, y)), None)


def no_picture(_: str) -> None:
    """There are no drawings."""


def carry(_: Order) -> None:
    """There are no orders."""


def clock() -> DurationMs:
    """Milliseconds."""
    return DurationMs(time.monotonic_ns() // 1_000_000)


def main() -> None:
    """Run until told to stop; tell how many touches there were."""
    with Window.open(1280, 800, read_picture=no_picture) as window:
        pointer = Pointer(hit, slop=8, near=60)
        loop = Loop(State(), step=step, picture=picture, carry=carry, screen=window, pointer=pointer, clock=clock)
        loop.run()
        print(loop.state.page)  # noqa: T201 - read by the test


if __name__ == "__main__":
    main()
