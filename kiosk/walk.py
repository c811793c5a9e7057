"""Walks: every scene on every screen that matters, every lesson in every way by the robot learner."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from msgspec import Struct

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Lang
from kiosk.core.ways import WAYS
from kiosk.packs.robot.play import Played, play
from kiosk.scenes.check import faults
from kiosk.scenes.look import Look, Measure
from kiosk.scenes.picture import picture
from kiosk.screen.fonts import Fonts

SCREENS = {
    "7": (800, 480, 5.29, 450.0, 5.59),
    "10": (1280, 800, 5.88, 500.0, 5.88),
    "upright": (800, 1280, 5.88, 500.0, 5.88),
}
"""Name → width, height, pixels a millimetre, viewing distance in millimetres, and pixels a millimetre where they are
densest: the three that every scene must fit. The first is the smallest that is sold, whose pixels are not square."""


class Told(Struct, frozen=True):
    """One visit of the robot in one line."""

    line: str
    bad: bool


@cache
def _measure() -> Measure:
    """One set of fonts for all walks of a process: whatever was measured once is known, and no set is kept in vain."""
    return Fonts().measure


def looks(measure: Measure) -> dict[str, Look]:
    """The three screens, with a measure for their letters."""
    return {name: look_on(name, measure) for name in SCREENS}


def look_on(name: str, measure: Measure) -> Look:
    """One of the three screens."""
    width, height, px_per_mm, distance_mm, densest = SCREENS[name]
    return Look(width, height, px_per_mm, distance_mm, measure, densest)


def faults_everywhere() -> Callable[[Library, State], Iterable[str]]:
    """Says what is wrong with the scene of a state on each of the three screens."""
    return partial(_faults, looks(_measure()))


def offered(look: Look) -> Callable[[Library, State], frozenset[e.Event]]:
    """The events that the controls of a scene can send: a robot may do nothing that a finger could not."""

    def events(library: Library, state: State) -> frozenset[e.Event]:
        items = picture(library, state, look).items
        return frozenset(item.means for item in items if item.means is not None and not item.dead)

    return events


def played(library: Library, lesson: str | None, lang: Lang, seeds: tuple[int, ...]) -> Iterator[Told]:
    """Every lesson in every way: right, or wrong by each seed."""
    look = looks(_measure())["7"]
    for name in [lesson] if lesson else library.lessons:
        for way in WAYS:
            for seed in seeds or (None,):
                told = play(library, name, way, lang, seed, faults=partial(_faults, {"7": look}), offered=offered(look))
                yield Told(_line(told, seed), bool(told.stuck or told.faults))


def _faults(screens: dict[str, Look], library: Library, state: State) -> Iterator[str]:
    for name, look in screens.items():
        yield from (
            f"[{name}″ {state.size} {state.lang}] {fault}" for fault in faults(picture(library, state, look), look)
        )


def _line(told: Played, seed: int | None) -> str:
    how = "right" if seed is None else f"wrong moves by seed {seed}"
    slowest = max(told.steps, key=lambda step: step.speech_ms)
    ended = f"STUCK: {told.stuck}" if told.stuck else f"{told.moves} moves, {told.wrong} wrong"
    speech = f"speaks {told.speech_ms / 1000:.0f} s, longest {slowest.step} {slowest.speech_ms / 1000:.0f} s"
    return "\n  ".join((f"{told.lesson}/{told.way} ({told.lang}, {how}): {ended}; {speech}", *told.faults))
