"""Visitors who wander through the kiosk by chance, and type, show and have read out what must never be kept."""

from collections.abc import Callable
from random import Random

from kiosk.core import codes, guide, playing
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.lessons import Enter
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.units import DurationMs
from kiosk.core.ways import WAYS

ASKED: tuple[e.Event, ...] = (
    e.AskedAgain(), e.AskedSlower(), e.AskedLouder(), e.LanguageSwitched(), e.SizeSwitched(), e.HelpOpened(),
    e.HelperCalled(), e.HelpClosed(), e.NothingTouched(), e.Failed("camera", "It broke."), e.Recovered("camera"),
    e.Stumbled(),
)  # fmt: skip
WHYS = ("dark", "glare", "far", "near", "shaking", "cut", "other", "several", "nothing")


class Wanderer:
    """One after another, at the same kiosk. `count` is handed every count; what was spoken is remembered here."""

    def __init__(self, library: Library, seed: int, scanned: list[str], typed: list[str]) -> None:
        self.library, self.state = library, State()
        self.chance = Random(seed)  # noqa: S311 - to repeat, not to hide
        self._scanned = [codes.read(secret.encode()) for secret in scanned]
        self._typed = typed
        self.spoken: set[str] = set()
        self.shown = self.keys = 0

    def visit(self, count: Callable[[str, str], None]) -> None:
        """From the first touch until nobody answers any more."""
        self._do(count, e.Came(self.chance.randrange(1, 1000)))
        for _ in range(self.chance.randrange(2, 40)):
            for event in self._moves():
                self._do(count, event)
        while self.state.place != "attract":
            self._do(count, e.SpeechEnded(self.state.speaking.ticket))
            self._do(count, e.Ticked(DurationMs(self.state.now + 121_000)))

    def _do(self, count: Callable[[str, str], None], event: e.Event) -> None:
        self.state, orders = step(self.library, self.state, event)
        for order in orders:
            if isinstance(order, o.Count):
                count(order.metric, order.key)
            elif isinstance(order, o.Say):
                self.spoken.update(order.lines)

    def _moves(self) -> list[e.Event]:
        chance = self.chance
        if chance.random() < 0.15:
            return [chance.choice(ASKED)]
        match self.state.place:
            case "home":
                topic = e.TopicChosen(chance.choice(self.library.topics).topic)
                return [chance.choice((topic, topic, e.CheckOpened()))]
            case "topic":
                return [chance.choice((e.WayChosen(chance.choice(tuple(WAYS))), e.WentBack()))]
            case "check":
                return [chance.choice((self._shows(), e.CodeUnreadable(chance.choice(WHYS)), e.StartedOver()))]
            case "lesson":
                return self._learns()
        return [e.WentHome()]

    def _shows(self) -> e.Event:
        self.shown += 1
        return e.CodeRead(self.chance.choice(self._scanned))

    def _learns(self) -> list[e.Event]:
        lesson, chance = self.state.lesson, self.chance
        if lesson is None or chance.random() < 0.02:
            return [chance.choice((e.WentBack(), e.WentHome()))]
        if chance.random() < 0.08:
            return [self._shows()]
        if isinstance(playing.step_now(self.library, lesson), Enter) and chance.random() < 0.3:
            self.keys += 1
            return [e.KeyTouched(digit) for digit in chance.choice(self._typed)]
        if chance.random() < 0.12:
            stuck: tuple[list[e.Event], ...] = (
                [e.HintAsked()] * 3, [e.HintAsked()], [e.CodeUnreadable(chance.choice(WHYS))],
            )  # fmt: skip
            return chance.choice(stuck)
        move = guide.next_move(self.library, lesson)
        heard = e.SpeechEnded(self.state.speaking.ticket)
        return [heard, e.Ticked(DurationMs(self.state.now + 2_000))] if move is None else [move]
