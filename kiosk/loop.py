"""The one thread that owns the state: waits, lets the core decide, has the orders carried out, shows the picture.

    loop = Loop(State(), step=step, picture=picture, carry=carry, screen=window, pointer=Pointer(hit, slop=9, near=60),
                clock=clock)
    voice.start(loop.put)      # every other thread may do one thing: put an event
    loop.run()

What the core is handed, in this order: `Ticked` whenever time has gone on, what fingers did, what other threads put.
This is the border at which any exception becomes a calm screen: nothing that one visitor does may end the programme.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from kiosk.core.events import Event, Stumbled, Ticked
from kiosk.core.orders import Order
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.scenes.values import Item, Scene, View
from kiosk.screen.felt import Closed, Contact, Felt, KeyPressed, Lost

if TYPE_CHECKING:
    from kiosk.screen.photos import Frame

BEAT = DurationMs(500)
"""Between two ticks at rest: what breathes on the screen does so once a second, far below three flashes."""

FRAME = DurationMs(30)
"""Between two camera frames on the screen: some 30 a second, so that even a late one follows within 40 ms."""

Step = Callable[[State, Event], tuple[State, Sequence[Order]]]
Paint = Callable[[State], Scene]


class Screen(Protocol):
    """What the loop wants of a screen; a `Window` or a `Headless` is one."""

    def show(self, scene: Scene) -> bool:
        """Make the screen show a scene."""

    def look(self, frame: "Frame | None") -> None:
        """Show a camera frame in the views of the scene."""

    def wait(self, timeout: DurationMs) -> Sequence[Felt]:
        """What was felt."""

    def wake(self) -> None:
        """Make `wait` return, from any thread."""


class Feeling(Protocol):
    """What turns contacts into events; a `Pointer` is one."""

    def feel(self, contact: Contact, scene: Scene, now: DurationMs) -> Sequence[Event]:
        """The events a contact amounts to."""

    def lose(self) -> Sequence[Event]:
        """Whatever is down has lifted unheard."""

    def tire(self, now: DurationMs) -> Sequence[Event]:
        """Give up what has been down for too long."""


def nothing(*_: object) -> None:
    """Do nothing."""


def no_picture() -> Scene | None:
    """No picture at all: what was shown last stays."""
    return None


class Loop:
    """Owns the state. `turn` is one round of it; `run` goes round until `stop`."""

    def __init__(  # noqa: PLR0913 - the composition root names each part once; a bag of them would hide who needs what
        self,
        state: State,
        *,
        step: Step,
        picture: Paint,
        carry: Callable[[Order], None],
        screen: Screen,
        pointer: Feeling,
        clock: Callable[[], DurationMs],
        calm: Callable[[], Scene | None] = no_picture,
        keys: Mapping[int, Callable[[], None]] | None = None,
        closable: bool = True,
        stumbled: Callable[[str], None] = nothing,
        alive: Callable[[], None] = nothing,
    ) -> None:
        """`calm` makes what is shown when no picture can be made; `alive` is called each round, for the watchdog.

        `keys` are a desk's; `closable` is false on a device, where nobody may close the window. `stumbled` is told what
        went wrong and where, without the words of the exception: they could hold what a visitor typed.
        """
        self.state = state
        self.scene: Scene | None = None
        self.stumbles = 0
        self._step, self._picture, self._carry, self._calm = step, picture, carry, calm
        self._screen, self._pointer, self._clock = screen, pointer, clock
        self._keys = {} if keys is None else keys  # a desk fills its mapping after the loop is made
        self._closable, self._tell, self._alive = closable, stumbled, alive
        self._inbox: deque[Event] = deque()
        self._frame: Frame | None = None
        self._framed_at = self._beat_at = self._ticked_at = clock() - BEAT
        self._rung = self._stopped = False

    # --- from any thread ----------------------------------------------------------------------------------------------

    def put(self, event: Event) -> None:
        """Tell the core what happened."""
        self._inbox.append(event)
        self._ring()

    def frame(self, frame: "Frame") -> None:
        """Show the newest camera frame; those that came before it are forgotten."""
        self._frame = frame
        self._ring()

    def stop(self, *_: object) -> None:
        """Leave `run` after this round."""
        self._stopped = True
        self._screen.wake()

    def _ring(self) -> None:
        # A flag, so that a camera or a voice that puts fast wakes the loop once a round and never fills SDL's queue.
        if not self._rung:
            self._rung = True
            self._screen.wake()

    # --- the thread that owns the state -------------------------------------------------------------------------------

    def run(self) -> None:
        """Go round until stopped, by `stop`, SIGTERM, Ctrl-C, or where that is allowed by closing the window."""
        with stopping(self.stop):
            self.begin()
            while not self._stopped:
                self.turn()

    def begin(self) -> None:
        """Show the first picture."""
        self._take([], self._clock())

    def renew(self, event: Event) -> None:
        """Hand the core an event at once and show all of its picture anew. Only for the thread that owns the state."""
        self.scene = None
        self._take([event], DurationMs(self._ticked_at))

    def turn(self) -> None:
        """Wait for something to happen, and answer it."""
        felt = self._screen.wait(self._patience())
        self._rung = False  # before the inbox is read, or an event put in between would lie there until the next beat
        now = self._clock()
        for one in felt:
            self._answer(one, now)
        tired = self._meant(partial(self._pointer.tire, now))
        events = [*tired, *(self._inbox.popleft() for _ in range(len(self._inbox)))]
        if events or now - self._beat_at >= BEAT:
            self._take(events, now)
        self._show_frame(now)
        self._guarded("the watch over the kiosk", self._alive)

    def _patience(self) -> DurationMs:
        now = self._clock()
        due = self._beat_at + BEAT
        if self._frame is not None and self._watched():
            due = min(due, self._framed_at + FRAME)
        return DurationMs(max(0, due - now))

    def _answer(self, felt: Felt, now: DurationMs) -> None:
        match felt:
            case Contact():
                scene = self.scene
                if scene and (events := self._meant(partial(self._pointer.feel, felt, scene, now))):
                    self._take(events, now)
            case Lost() if events := self._meant(self._pointer.lose):
                self._take(events, now)
            case KeyPressed(key=key):
                self._guarded("a key", self._keys.get(key, nothing))
            case Closed() if self._closable:
                self._stopped = True

    def _take(self, events: Sequence[Event], now: DurationMs) -> None:
        if now - self._beat_at >= BEAT:
            self._beat_at = now
        if now != self._ticked_at:
            self._ticked_at = now
            self._decide(Ticked(now))
        for event in events:
            self._decide(event)
        self._show()

    def _decide(self, event: Event) -> None:
        try:
            self.state, orders = self._step(self.state, event)
        except Exception as error:  # noqa: BLE001 - the border named above
            self._stumble("the core", error)
            if not isinstance(event, Stumbled):
                self._decide(Stumbled())
            return
        for order in orders:
            self._guarded("an order", partial(self._carry, order))

    def _show(self) -> None:
        scene = self._drawn()
        if scene is not None and scene != self.scene:
            self.scene = scene
            if not self._watched():
                self._frame = None  # a frame of a visitor is never kept for a later scene
            if not self._guarded("the screen", lambda: self._screen.show(scene)):
                self.scene = None  # she does not see it: no touch is taken for it, and the next beat tries again

    def _drawn(self) -> Scene | None:
        """The picture of the state; if none can be made, of the state after stumbling; if none again, the calm one."""
        for _ in range(2):
            try:
                return self._picture(self.state)
            except Exception as error:  # noqa: BLE001 - the border named above
                self._stumble("the picture", error)
                self._decide(Stumbled())
        try:
            return self._calm()
        except Exception as error:  # noqa: BLE001 - the border named above
            self._stumble("the calm picture", error)
            return None

    def _show_frame(self, now: DurationMs) -> None:
        if self._frame is not None and not self._watched():
            self._frame = None  # a camera that is being closed may still give one
        frame = self._frame
        if frame is not None and now - self._framed_at >= FRAME:
            self._frame, self._framed_at = None, now
            self._guarded("a camera frame", lambda: self._screen.look(frame))

    def _watched(self) -> bool:
        return self.scene is not None and any(shows_camera(item) for item in self.scene.items)

    def _meant(self, feel: Callable[[], Sequence[Event]]) -> Sequence[Event]:
        """What a finger meant; nothing, if that cannot be told."""
        try:
            return feel()
        except Exception as error:  # noqa: BLE001 - the border named above
            self._stumble("a touch", error)
            return ()

    def _guarded(self, what: str, deed: Callable[[], object]) -> bool:
        """Whether it could be done."""
        try:
            deed()
        except Exception as error:  # noqa: BLE001 - the border named above
            self._stumble(what, error)
            return False
        return True

    def _stumble(self, what: str, error: Exception) -> None:
        self.stumbles += 1
        self._tell(f"{what} stumbled: {type(error).__name__} at {place(error)}")


def shows_camera(item: Item) -> bool:
    """Whether an item has a view of the camera."""
    return any(isinstance(mark, View) for mark in item.marks)


def place(error: BaseException) -> str:
    """File and line where an exception was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"


@contextmanager
def stopping(stop: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Have SIGTERM and Ctrl-C call `stop` meanwhile; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
