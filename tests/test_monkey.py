"""Somebody who touches anything at any time, while parts fail and strange codes are held up: nothing goes wrong."""

from random import Random

import numpy as np
import pytest

from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.step import step
from kiosk.core.units import DurationMs, Part
from kiosk.scenes.check import faults
from kiosk.scenes.hit import touchable
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Scene
from kiosk.screen.headless import Headless
from kiosk.stats.registry import Registry
from kiosk.walk import SCREENS, look_on
from tests.likeness import pixels
from tests.moments import HOSTILE

MOVES = 220
PARTS: tuple[Part, ...] = ("voice", "camera", "panel", "stats")

KINDS = {"touch": 64, "hear": 12, "wait": 10, "code": 6, "press": 3, "stray": 3, "part": 2}
"""What happens, of a hundred times."""

OUT_OF_PLACE: tuple[e.Event, ...] = (
    e.WentBack(), e.WentOn(), e.HintAsked(), e.StartedOver(), e.CardShown("fish-bill"), e.KeyTouched("5"),
    e.TargetTouched("scan"), e.OptionChosen("nobody"), e.WayChosen("alone"), e.PageTurned(1), e.PageTurned(-1),
    e.AskedAgain(), e.HelperCalled(), e.HelpClosed(), e.NothingTouched(), e.Stumbled(), e.FingerLeft(),
    e.PersonNear(near=True), e.PersonNear(near=False), e.JackSensed(plugged=True), e.JackSensed(plugged=False),
    e.RoomLight(bright=False), e.HelpHeld(), e.HelpHeld(), e.HelpReleased(), e.HelpStuck(),
)  # fmt: skip
"""What a panel, a late finger or another thread may send at the wrong moment."""


class Monkey:
    """Moves by chance; most moves are touches of what can be touched, and those that lead back are rare."""

    def __init__(self, library: Library, look: Look, seed: int) -> None:
        self.library, self.look = library, look
        self.chance = Random(seed)  # noqa: S311 - to repeat, not to hide
        self.state = State()
        self.orders: list[o.Order] = []

    def scene(self) -> Scene:
        return picture(self.library, self.state, self.look)

    def moves(self, scene: Scene) -> e.Event:
        """One move, made."""
        event = self._any(scene)
        self.state, orders = step(self.library, self.state, event)
        self.orders.extend(orders)
        return event

    def _any(self, scene: Scene) -> e.Event:
        kind = self.chance.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        match kind:
            case "touch":
                return self._touch(scene)
            case "press":
                return e.FingerCame(self.chance.choice(scene.items).name)
            case "hear":
                return e.SpeechEnded(self.state.speaking.ticket)
            case "wait":
                return e.Ticked(DurationMs(self.state.now + self.chance.choice((500, 1_000, 1_000, 1_000, 30_000))))
        return self.chance.choice(OUT_OF_PLACE) if kind == "stray" else self._outside(kind)

    def _outside(self, kind: str) -> e.Event:
        """A code before the camera, or a part that breaks or is mended."""
        if kind == "code":
            cards = [card.payload.encode() for card in self.library.cards.values()]
            return e.CodeRead(codes.read(self.chance.choice((*cards, *HOSTILE))))
        part = self.chance.choice(PARTS)
        return self.chance.choice((e.Failed(part, "It broke."), e.Recovered(part)))

    def _touch(self, scene: Scene) -> e.Event:
        controls = [item for item in scene.items if touchable(item)]
        if not controls:
            return e.NothingTouched()
        onward = [item for item in controls if item.name not in ("home", "back")]
        item = self.chance.choice(onward if onward and self.chance.random() < 0.9 else controls)
        assert item.means is not None
        return item.means


@pytest.mark.parametrize("name", SCREENS)
def test_whatever_is_done_every_scene_is_whole_and_every_count_declared(
    name: str, library: Library, real_registry: Registry
) -> None:
    width, height, *_ = SCREENS[name]
    screen = Headless(width, height)
    look = look_on(name, screen.fonts.measure)
    places: set[str] = set()
    for seed in range(6):
        monkey = Monkey(library, look, seed)
        for number in range(MOVES):
            scene = monkey.scene()
            assert faults(scene, look) == (), f"seed {seed}, move {number}"
            monkey.moves(scene)
            places.add(monkey.state.sheet or monkey.state.place)
        for order in monkey.orders:
            if isinstance(order, o.Count):
                real_registry.check(order.metric, order.key)
    assert places >= {"home", "topic", "lesson", "check", "help", "trouble"}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_painted_bit_by_bit_is_what_would_be_painted_whole(seed: int, library: Library) -> None:
    width, height, *_ = SCREENS["7"]
    screen, anew = (Headless(width, height, library.pictures.get) for _ in range(2))
    look = look_on("7", screen.fonts.measure)
    monkey = Monkey(library, look, seed)
    for number in range(MOVES // 2):
        scene = monkey.scene()
        screen.show(scene)
        anew.scene = None
        anew.show(scene)
        assert np.array_equal(pixels(screen.surface), pixels(anew.surface)), f"move {number}"
        monkey.moves(scene)
