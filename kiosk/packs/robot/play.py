"""A robot learner: plays any lesson in any way, right and with seeded wrong moves, knowing only the content model.

It sits where a visitor sits: it moves by events through `kiosk.core.step.step`, hears the sentences out and lets time
pass. What is right it asks of the same guide that makes targets glow. It reports where it got stuck, how long each step
speaks and what `faults` says about every scene it met; its events are a journey, so that a visit that went wrong can be
kept and played again.
"""

from msgspec import Struct

from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.units import Lang
from kiosk.packs.findings.faults import Faults
from kiosk.packs.pacing import spoken_ms
from kiosk.packs.robot.learner import Durations, Learner, Offered, Senses, StepHeard, Stuck


class Played(Struct, frozen=True, kw_only=True):
    """What came of one visit."""

    lesson: str
    way: str
    lang: Lang
    finished: bool
    passed: bool
    stuck: str
    """Why it did not come to the end, with the step; empty when it did."""
    moves: int
    wrong: int
    mistakes: tuple[str, ...]
    """Names of the author's mistakes that were met."""
    steps: tuple[StepHeard, ...]
    faults: tuple[str, ...]
    events: tuple[e.Event, ...]

    @property
    def speech_ms(self) -> int:
        """Speech of the whole lesson."""
        return sum(step.speech_ms for step in self.steps)


def play(  # noqa: PLR0913 - what a visit is made of
    library: Library,
    lesson: str,
    way: str,
    lang: Lang = "vi",
    wrong_seed: int | None = None,
    *,
    camera: bool = True,
    durations: Durations = spoken_ms,
    faults: Faults | None = None,
    offered: Offered | None = None,
) -> Played:
    """Play one lesson in one way; with a seed, wrong moves between the right ones."""
    robot = Learner(library, lang, Senses(durations, faults, offered), wrong_seed)
    stuck = ""
    try:
        robot.enter(lesson, way, camera=camera)
        robot.learn()
    except Stuck as why:
        stuck = str(why)
    ended = robot.state.lesson
    return Played(
        lesson=lesson,
        way=way,
        lang=lang,
        finished=ended is not None and ended.finished,
        passed=ended is not None and ended.finished and ended.passed,
        stuck=stuck,
        moves=robot.moves,
        wrong=robot.wrong,
        mistakes=tuple(
            order.key for order in robot.orders if isinstance(order, o.Count) and order.metric == "mistakes"
        ),
        steps=robot.heard(),
        faults=tuple(dict.fromkeys(robot.faults)),
        events=tuple(robot.events),
    )
