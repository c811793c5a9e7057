"""A visitor in a test: touches, listens, waits; every order the kiosk gave is kept."""

from kiosk.core import events as e
from kiosk.core import guide
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import Lesson, State
from kiosk.core.step import step
from kiosk.core.units import DurationMs


class Visitor:
    """Drives `step` with nothing but events."""

    def __init__(self, library: Library, state: State | None = None) -> None:
        self.library = library
        self.state = state or State()
        self.orders: list[o.Order] = []

    def does(self, *events: e.Event) -> "Visitor":
        """Send events one after another."""
        for event in events:
            self.state, orders = step(self.library, self.state, event)
            self.orders.extend(orders)
        return self

    def listens(self) -> "Visitor":
        """Hear the present sentence out."""
        return self.does(e.SpeechEnded(self.state.speaking.ticket))

    def waits(self, ms: int) -> "Visitor":
        """Let time pass in ticks of half a second."""
        for _ in range(max(1, ms // 500)):
            self.does(e.Ticked(DurationMs(self.state.now + 500)))
        return self

    def opens(self, way: str, topic: str = "pay") -> "Visitor":
        """From the resting kiosk into a lesson."""
        return self.does(e.Came(7), e.TopicChosen(topic), e.WayChosen(way))

    def does_right(self) -> "Visitor":
        """The guide's next move, or waiting where there is none."""
        move = guide.next_move(self.library, self.lesson)
        return self.does(move) if move is not None else self.listens().waits(2_000)

    def finishes(self, moves: int = 60) -> "Visitor":
        """Right moves until the lesson is done; a lesson that needs more than that many is stuck."""
        for _ in range(moves):
            if self.state.place == "done":
                return self
            self.does_right()
        raise AssertionError(f"stuck at step {self.lesson.step}")

    @property
    def lesson(self) -> Lesson:
        """The lesson under way."""
        assert self.state.lesson is not None
        return self.state.lesson

    def counted(self, metric: str) -> list[str]:
        """Keys of all counts of a metric."""
        return [order.key for order in self.orders if isinstance(order, o.Count) and order.metric == metric]

    def said(self) -> list[str]:
        """Every line that the voice was given."""
        return [line for order in self.orders if isinstance(order, o.Say) for line in order.lines]
