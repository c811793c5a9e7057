"""The composition root: builds the parts of a kiosk from its settings, starts them, stops them in reverse.

The first picture is painted before any other part is opened: a visitor who sees the kiosk wake does not mind
that its voice needs another tenth of a second.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial

import msgspec

from kiosk.bookcase import Bookcase, Exchange
from kiosk.config import Settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.lamps import brightness
from kiosk.core.setup import Setup
from kiosk.core.staff.aim import CROSSES
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.units import DurationMs
from kiosk.glass import look_of, open_window
from kiosk.heartbeat import Heartbeat, Service
from kiosk.light import Light, light_file
from kiosk.loop import Loop
from kiosk.memory import give_back
from kiosk.parts import Parts
from kiosk.parts.house import house_of
from kiosk.privacy import forbid_core_dumps
from kiosk.scenes.calm import calm
from kiosk.scenes.hit import hit
from kiosk.scenes.picture import picture
from kiosk.scenes.type import forget_words
from kiosk.screen.pointer import Pointer
from kiosk.screen.stage import Stage
from kiosk.setup.told import setup_told
from kiosk.update.releases import Releases
from kiosk.wellness import Wellness, Witness

SLOP_MM = 4.0
"""How far a finger may roll off a control and still mean it."""
NEAR_MM = 12.0
"""Within this a second strike is the same strike."""

Stepped = tuple[State, Sequence[o.Order]]

Tell = Callable[[e.Event], None]

Keys = Callable[[Parts], Mapping[int, Callable[[], None]]]
"""What the keys of a keyboard do to the parts; only a desk has one."""


def monotonic_ms() -> DurationMs:
    """The clock of the whole kiosk: it only goes forward, whatever the date says."""
    return DurationMs(time.monotonic_ns() // 1_000_000)


def rested(settings: Settings, setup: e.SetupTold | None = None) -> State:
    """The kiosk before its first visitor, as staff have set it up; what is to be asked about that comes before her."""
    now = monotonic_ms()
    house = house_of(settings)
    blank = State(house=house, now=now, touched_at=now, lang=house.lang, volume=house.volume)
    if setup is None or not setup.ask:
        return blank
    return msgspec.structs.replace(blank, place="setup", setup=Setup(setup.told, setup.mark))


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


def run(settings: Settings, *, keys: Keys | None = None, title: str = "", service: Service | None = None) -> None:
    """Show the kiosk until it is told to stop. With `keys` it is a desk: a window that may be closed.

    `service` is told how it is; systemd starts anew what does not beat.
    """
    service = Service.of(os.environ) if service is None else service
    case = Bookcase(settings.content.library, Releases(settings.update.folder), _say)
    setup = setup_told(settings.data.folder, settings.staff.folder)
    bound: dict[int, Callable[[], None]] = {}
    with ExitStack() as stack:
        window = open_window(settings.screen, settings.staff.folder, read_picture=case.picture, title=title)
        stack.enter_context(window)
        witness = Witness(window)
        look = look_of(settings.screen, window)
        parts = Parts(settings, case.library, desk=keys is not None, recorded=case.recorded)
        exchange = Exchange(case, lambda release: renewed(release, case, parts, window, loop), monotonic_ms, _say)
        loop = Loop(
            rested(settings, setup),
            step=watched(case, exchange, window.forget),
            picture=lambda state: picture(case.library, state, look),
            carry=parts.carry,
            screen=witness,
            pointer=Pointer(hit, slop=look.mm(SLOP_MM), near=look.mm(NEAR_MM)),
            clock=monotonic_ms,
            calm=lambda: calm(look, loop.state.house.help_number),
            keys=bound,
            closable=keys is not None,
            stumbled=_stumbling(exchange),
            alive=lambda: _alive(exchange, heart, light, parts, loop.state),
        )
        loop.begin()
        forbid_core_dumps()
        give_back()
        stack.callback(parts.close)
        tell = _telling(loop.put)
        parts.open(
            tell=tell, show=loop.frame, clock=monotonic_ms, switch=exchange.switch, leave=loop.stop,
            fit=partial(window.calibrate, CROSSES),
        )  # fmt: skip
        if setup is not None:
            tell(setup)
        stack.callback(listening(settings, loop.put, tell))
        bound |= keys(parts) if keys else {}
        well = Wellness(witness, lambda: loop.state.place == "attract", monotonic_ms, hanging=parts.hanging)
        status = f"{case.release or 'Provisioned content'} is shown through {window.driver}."
        heart, light = Heartbeat(service, status, well, monotonic_ms, _say), Light(light_file(os.environ))
        loop.run()
        heart.stopping()


def _alive(exchange: Exchange, heart: Heartbeat, light: Light, parts: Parts, state: State) -> None:
    exchange.turn()
    heart.turn()
    parts.turn()
    light.turn(brightness(state))


def renewed(release: str, case: Bookcase, parts: Parts, stage: Stage, loop: Loop) -> None:
    """Everybody reads from the exchanged case, and the core hears of it before anything else happens."""
    parts.renew(case.library, case.recorded)
    stage.renew()
    loop.renew(e.ContentSwitched(release))


def watched(case: Bookcase, exchange: Exchange, forget: Callable[[], None]) -> Callable[[State, e.Event], Stepped]:
    """`stepping` with whatever stands in the case; stumbles that parts tell of count against new content too."""

    def watching(state: State, event: e.Event) -> Stepped:
        if isinstance(event, e.Stumbled):
            exchange.stumbled()
        return stepping(case.library, forget)(state, event)

    return watching


def listening(
    settings: Settings, put: Callable[[e.Event], None], tell: Callable[[e.Event], None]
) -> Callable[[], None]:
    """Hear what the updater tells; without that, new content is taken at the next start. How to stop it."""
    from kiosk.update.news import SOCKET, Listener  # noqa: PLC0415 - sockets are needed once the kiosk already draws

    listener = Listener(settings.data.folder / SOCKET, put)
    try:
        listener.open()
    except OSError as error:
        why = f"news of updates cannot be heard at {settings.data.folder / SOCKET} ({error.strerror})"
        tell(e.Failed("content", f"{why}: let the kiosk's user write there; until then new lessons come at a start."))
    return listener.close


def _stumbling(exchange: Exchange) -> Callable[[str], None]:
    def stumbled(sentence: str) -> None:
        _say(sentence)
        exchange.stumbled()

    return stumbled


def _telling(put: Tell) -> Tell:
    """`put`, and a line in the log about a part that failed, so that staff find the reason beside the time."""

    def tell(event: e.Event) -> None:
        if isinstance(event, e.Failed):
            _say(f"{event.part}: {event.why}")
        put(event)

    return tell


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
