"""The composition root: builds the parts of a kiosk from its settings, starts them, stops them in reverse.

The first picture is painted before any other part is opened: a visitor who sees the kiosk wake does not mind
that its voice needs another tenth of a second.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from kiosk.config import Settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import House, State
from kiosk.core.step import step
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.memory import give_back
from kiosk.packs.shelf import open_library
from kiosk.parts import Parts
from kiosk.privacy import forbid_core_dumps
from kiosk.scenes.hit import hit
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.scenes.type import forget_words
from kiosk.screen.pointer import Pointer
from kiosk.screen.window import Window

SLOP_MM = 4.0
"""How far a finger may roll off a control and still mean it."""
NEAR_MM = 12.0
"""Within this a second strike is the same strike."""

Stepped = tuple[State, Sequence[o.Order]]

Keys = Callable[[Parts], Mapping[int, Callable[[], None]]]
"""What the keys of a keyboard do to the parts; only a desk has one."""


def monotonic_ms() -> DurationMs:
    """The clock of the whole kiosk: it only goes forward, whatever the date says."""
    return DurationMs(time.monotonic_ns() // 1_000_000)


def rested(settings: Settings) -> State:
    """The kiosk before its first visitor."""
    now = monotonic_ms()
    house = House(settings.visit.language, settings.voice.volume, settings.visit.help_number)
    return State(house=house, now=now, touched_at=now, lang=house.lang, volume=house.volume)


def stepping(library: Library, forget: Callable[[], None]) -> Callable[[State, e.Event], Stepped]:
    """`step`; when a visit or a look at somebody's code ends, words painted for it are forgotten: digits, names."""

    def stepped(state: State, event: e.Event) -> Stepped:
        after, orders = step(library, state, event)
        if (after.place == "attract" and state.place != "attract") or (_holds_code(state) and not _holds_code(after)):
            forget()
            forget_words()
        return after, orders

    return stepped


def _holds_code(state: State) -> bool:
    return state.check is not None and state.check.reading is not None


def run(settings: Settings, *, keys: Keys | None = None, title: str = "") -> None:
    """Show the kiosk until it is told to stop. With `keys` it is a desk: a window that may be closed."""
    library = open_library(settings.content.library)
    bound: dict[int, Callable[[], None]] = {}
    with ExitStack() as stack:
        window = stack.enter_context(_window(settings, library, title))
        look = _look(settings, window)
        parts = Parts(settings, library, desk=keys is not None)
        loop = Loop(
            rested(settings),
            step=stepping(library, window.forget),
            picture=lambda state: picture(library, state, look),
            carry=parts.carry,
            screen=window,
            pointer=Pointer(hit, slop=look.mm(SLOP_MM), near=look.mm(NEAR_MM)),
            clock=monotonic_ms,
            keys=bound,
            closable=keys is not None,
            stumbled=_say,
        )
        loop.begin()
        forbid_core_dumps()
        give_back()
        stack.callback(parts.close)
        parts.open(tell=_telling(loop.put), show=loop.frame, clock=monotonic_ms)
        bound |= keys(parts) if keys else {}
        loop.run()


def _telling(put: Callable[[e.Event], None]) -> Callable[[e.Event], None]:
    """`put`, and a line in the log about a part that failed, so that staff find the reason beside the time."""

    def tell(event: e.Event) -> None:
        if isinstance(event, e.Failed):
            _say(f"{event.part}: {event.why}")
        put(event)

    return tell


def _window(settings: Settings, library: Library, title: str) -> Window:
    screen = settings.screen
    return Window.open(
        screen.width,
        screen.height,
        read_picture=library.pictures.get,
        fullscreen=screen.fullscreen,
        driver=screen.driver,
        title=title,
    )


def _look(settings: Settings, window: Window) -> Look:
    screen = settings.screen
    return Look(window.width, window.height, screen.px_per_mm, screen.viewing_distance_mm, window.fonts.measure)


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
