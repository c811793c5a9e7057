"""The calm kiosk: after three bad lives in a row it opens no part and no lesson, and only shows whom to call.

It beats for the watchdog as any other does. After ten minutes it ends, and systemd starts a whole one again.
"""

import sys
from collections.abc import Callable

from kiosk.config.schema import Screen
from kiosk.core.events import Event
from kiosk.core.orders import Order
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.glass import look_of, open_window
from kiosk.heartbeat import Heartbeat, Service
from kiosk.loop import Loop
from kiosk.scenes.calm import calm
from kiosk.scenes.hit import hit
from kiosk.screen.pointer import Pointer
from kiosk.starts import AGAIN
from kiosk.wellness import Witness

STATUS = "Calm: three starts in a row did not last a minute. It tries again by itself."


def show_calm(screen: Screen, number: str, service: Service, clock: Callable[[], DurationMs]) -> None:
    """Show whom to call, until it is time to try again."""
    with open_window(screen, None, read_picture=_none) as window:
        look = look_of(screen, window)
        scene, witness = calm(look, number), Witness(window)
        loop = Loop(
            State(now=clock()),
            step=_unmoved,
            picture=lambda _state: scene,
            carry=_carried,
            screen=witness,
            pointer=Pointer(hit, slop=look.mm(4), near=look.mm(12)),
            clock=clock,
            closable=False,
            stumbled=_say,
            alive=lambda: _alive(loop, heart, clock, until),
        )
        heart = Heartbeat(service, STATUS, lambda: "", clock, _say)
        until = DurationMs(clock() + AGAIN)
        loop.begin()
        loop.run()
        heart.stopping()


def _alive(loop: Loop, heart: Heartbeat, clock: Callable[[], DurationMs], until: DurationMs) -> None:
    heart.turn()
    if clock() >= until:
        loop.stop()


def _none(_name: str) -> None:
    """No drawing: they are in the library."""


def _unmoved(state: State, _event: Event) -> tuple[State, tuple[Order, ...]]:
    return state, ()


def _carried(_order: Order) -> None:
    """Nothing is ever ordered."""


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
