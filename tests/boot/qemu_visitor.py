"""Somebody before a whole machine: what she must be seeing is reckoned beside it, as in `tests/e2e/desk.py`."""

import msgspec

from kiosk.config import load_settings
from kiosk.core import events as e
from kiosk.core import guide
from kiosk.core.content.packs import Library
from kiosk.core.setup import Told
from kiosk.core.state import House, State
from kiosk.scenes.look import Look
from kiosk.scenes.values import Scene
from kiosk.screen.headless import Headless
from tests.boot.qemu import QemuMachine
from tests.boot.qemu_glass import Glass
from tests.e2e.desk import SEEDS, Somebody, moments
from tests.visitor import Visitor

HELP_NUMBER = "0234 3 000 000"
"""As tests/boot/kiosk-answers.toml has it."""

SLOWLY_S = 120.0
"""Until an emulated machine has painted what it has to."""


def standard_look(screen: Headless) -> Look:
    """The measures of `hdmi-10`, which are those of a screen nobody has set anything about."""
    given = load_settings({}).screen
    return Look(given.width, given.height, given.px_per_mm, given.viewing_distance_mm, screen.fonts.measure)


class Caller(Somebody):
    """Touches the glass of a machine."""

    def __init__(self, library: Library, machine: QemuMachine) -> None:
        self.glass = Glass(machine)
        super().__init__(library, self.glass, standard_look)
        self.machine = machine
        rested = State(house=House(help_number=HELP_NUMBER))
        self._minds = {seed: Visitor(library, rested) for seed in SEEDS}
        self.does(e.Failed("camera", "There is none.", absent=True))

    def scenes(self) -> set[Scene]:
        """What may be on the screen now."""
        return {self._scene(moment) for moment in moments(self.state)}

    def sees(self, *, seconds: float = SLOWLY_S) -> None:
        """Wait until the screen shows what it must."""
        super().sees(seconds=seconds)

    def is_asked(self) -> None:
        """The page of the first start: what it was set up with."""
        told = msgspec.json.decode(self.machine.out("cat", "/var/lib/kiosk/setup.json"), type=Told)
        self.does(e.SetupTold(told, "mark", ask=True))

    def learns(self, moves: int = 80) -> int:
        """Do what is right until the lesson is done; how many touches that took."""
        touches = 0
        for _ in range(moves):
            if self.state.place == "done":
                return touches
            lesson = self.state.lesson
            assert lesson is not None, self.state.place
            move = guide.next_move(self.library, lesson)
            if move is None:
                self.listens_and_waits()
                continue
            names = [item.name for item in self.items() if item.means == move]
            assert names, f"nothing here means {move}"
            self.touches(names[0])
            touches += 1
        raise AssertionError("the lesson does not end")
