"""The visitor that the robot learner is: it knows the state, moves by events, hears sentences out, lets time pass."""

from collections.abc import Callable, Collection
from random import Random

from msgspec import Struct

from kiosk.core import codes, guide, playing
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.lessons import Wait
from kiosk.core.content.packs import Library
from kiosk.core.phone import machine
from kiosk.core.state import House, State
from kiosk.core.step import step
from kiosk.core.units import DurationMs, Lang
from kiosk.packs.findings.faults import Faults
from kiosk.packs.pacing import spoken_ms
from kiosk.packs.robot.missteps import misstep

Durations = Callable[[str, Lang], int]
"""Milliseconds that a sentence takes to say."""

Offered = Callable[[Library, State], Collection[e.Event]]
"""The events that touching something on the scene of a state would send."""

WRONG_SHARE = 0.4
"""Of a wrong-moving visitor's moves. Enough to reach the help that comes after three in one step."""

MOST_EVENTS = 3_000
"""In one visit; right play of a long lesson takes about a hundred."""

PATIENCE = 60
"""Events without any change but time before the robot calls itself stuck."""

MOMENT = DurationMs(500)


class Stuck(Exception):  # noqa: N818 - ends the visit, and says why
    """There is no way on."""


class Senses(Struct, frozen=True):
    """What the learner perceives beside the state itself. Speech is estimated when nobody knows better."""

    durations: Durations = spoken_ms
    faults: Faults | None = None
    offered: Offered | None = None


class StepHeard(Struct, frozen=True):
    """What a step of the lesson cost the listener."""

    step: str
    speech_ms: int
    moves: int


class Learner:
    """One visitor made of right and wrong moves."""

    def __init__(self, library: Library, lang: Lang, senses: Senses, wrong_seed: int | None) -> None:
        self.library = library
        self.senses = senses
        self.chance = Random(wrong_seed) if wrong_seed is not None else None  # noqa: S311 - to repeat, not to hide
        self.state = State(house=House(lang=lang), lang=lang)
        self.events: list[e.Event] = []
        self.orders: list[o.Order] = []
        self.faults: list[str] = []
        self.moves = 0
        self.wrong = 0
        self._speech: dict[str, int] = {}
        self._moves: dict[str, int] = {}

    def enter(self, lesson: str, way: str, *, camera: bool) -> None:
        """From the resting kiosk into the lesson, as every visitor comes."""
        topic = next((topic.topic for topic in self.library.topics if lesson in topic.lessons), None)
        if topic is None:
            raise Stuck(f"{lesson}: in no topic, so nobody can choose it")
        if not camera:
            self._send(e.Failed("camera", "none on this machine"))
        for event in (e.Came(), e.TopicChosen(topic), e.LessonChosen(lesson), e.WayChosen(way)):
            if self._must_choose(event):
                self._turn_to(event)
                self._touch(event)

    def _must_choose(self, event: e.Event) -> bool:
        """A topic with one lesson has it chosen already."""
        return not isinstance(event, e.LessonChosen) or self.state.chosen_lesson != event.lesson

    def _turn_to(self, event: e.Event) -> None:
        """The big arrow, until what is wanted is on the page or there is no arrow any more."""
        onward = e.PageTurned(1)
        while self.senses.offered is not None and self.state.place == "home":
            there = self.senses.offered(self.library, self.state)
            if event in there or onward not in there or len(self.events) > MOST_EVENTS:
                return
            self._touch(onward)

    def learn(self) -> None:
        """To the end of the lesson."""
        still = 0
        while self.state.place == "lesson":
            before = self._sight()
            self._act()
            still = 0 if self._sight() != before else still + 1
            if still > PATIENCE or len(self.events) > MOST_EVENTS:
                raise Stuck(self._where("nothing changes any more"))
        self._listen()

    def heard(self) -> tuple[StepHeard, ...]:
        """Speech and moves of every step, in the order of playing."""
        return tuple(StepHeard(name, ms, self._moves.get(name, 0)) for name, ms in self._speech.items())

    # --- one action ---------------------------------------------------------------------------------------------------

    def _act(self) -> None:
        self._listen()
        lesson = self.state.lesson
        if lesson is None:
            return
        if self.state.sheet:
            self._touch(e.WentBack())
        elif playing.way(lesson).plays_itself or isinstance(playing.step_now(self.library, lesson), Wait):
            self._send(e.Ticked(DurationMs(self.state.now + MOMENT)))
        elif self.chance is not None and self.chance.random() < WRONG_SHARE:
            self._go_wrong(self.chance)
        else:
            self._go_right()

    def _go_right(self) -> None:
        lesson = self.state.lesson
        move = guide.next_move(self.library, lesson) if lesson else None
        if move is None:
            raise Stuck(self._where("no way leads on from here"))
        self._touch(move)

    def _go_wrong(self, chance: Random) -> None:
        """The step may end in the middle of a wrong move, when help does it: then the rest is forgotten."""
        lesson = self.state.lesson
        if lesson is None:
            return
        self.wrong += 1
        for event in misstep(self.library, lesson, chance, camera="camera" not in self.state.broken):
            now = self.state.lesson
            if now is None or (now.step, now.mistakes) != (lesson.step, lesson.mistakes) or now.finished:
                return
            self._touch(event)

    def _listen(self) -> None:
        """Hear the sentences to their end; time goes by meanwhile."""
        speaking = self.state.speaking
        if speaking.ended:
            return
        took = sum(self.senses.durations(line, self.state.lang) for line in speaking.lines)
        self._send(e.Ticked(DurationMs(self.state.now + took)))
        self._send(e.SpeechEnded(speaking.ticket))

    def _touch(self, event: e.Event) -> None:
        """A move of the visitor, which must be possible where she is."""
        lesson = self.state.lesson
        if isinstance(event, e.TargetTouched) and lesson is not None:
            live = machine.live(playing.app(self.library, lesson), lesson.phone)
            if event.target not in live:
                raise Stuck(self._where(f"`{event.target}` is not there to be touched"))
        self._seen_on_scene(event)
        if isinstance(event, e.CardShown) and "camera" not in self.state.broken:
            event = e.CodeRead(codes.read(self.library.cards[event.card].payload))
        self.moves += 1
        name = self._step_name()
        self._moves[name] = self._moves.get(name, 0) + 1
        self._send(event)

    def _seen_on_scene(self, event: e.Event) -> None:
        """Cards are held by hand where there is a camera; a touch beside everything is always possible."""
        by_hand = isinstance(event, e.CardShown | e.CodeUnreadable) and "camera" not in self.state.broken
        if self.senses.offered is None or by_hand or isinstance(event, e.NothingTouched | e.Came):
            return
        if event not in self.senses.offered(self.library, self.state):
            raise Stuck(self._where(f"nothing on the scene means {event!r}"))

    def _send(self, event: e.Event) -> None:
        before = self._sight()
        self.events.append(event)
        self.state, orders = step(self.library, self.state, event)
        self.orders += orders
        for order in orders:
            if isinstance(order, o.Say):
                name = self._step_name()
                took = sum(self.senses.durations(line, order.lang) for line in order.lines)
                self._speech[name] = self._speech.get(name, 0) + took
        if self.senses.faults is not None and self._sight() != before:
            self.faults += (self._where(fault) for fault in self.senses.faults(self.library, self.state))

    # --- where it is --------------------------------------------------------------------------------------------------

    def _sight(self) -> object:
        """What a visitor could tell apart: the state without its clocks."""
        state = self.state
        return (state.place, state.sheet, state.lesson, state.page, state.chosen_lesson, state.speaking.ticket)

    def _step_name(self) -> str:
        lesson = self.state.lesson
        if self.state.place != "lesson" or lesson is None:
            return self.state.place
        return playing.step_now(self.library, lesson).id

    def _where(self, what: str) -> str:
        name = self.state.lesson.lesson if self.state.lesson else self.state.chosen_lesson
        return f"{name or '-'}/{self._step_name()}: {what}"
