"""A desk in a process of its own with a real window, and somebody who looks at it and touches it.

What should be on the screen is reckoned beside it: the same core, moved by the same events, and the same scenes. The
only thing nobody outside can know is the chance of the visit, which orders cards and options; so a few seeds are
followed at once, and those that the screen refutes are dropped.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from msgspec.structs import replace
from Xlib import XK, X
from Xlib.ext import xtest

from kiosk.core import events as e
from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Part
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Box, Item, Scene
from kiosk.screen.headless import Headless
from kiosk.screen.stage import views
from tests.bench.display import Display, pause, until
from tests.likeness import Pixels, pixels, side_by_side, unlikeness
from tests.visitor import Visitor

ROOT = Path(__file__).parents[2]
OUT = ROOT / "out" / "e2e"

THIN = 2

APART = 0.002
"""Share of the screen that may differ clearly: one digit more is seen."""

A_TRIFLE = 0.0005

APART_IN_WORDS = 0.01
"""Share of the sentence's box that may differ in its red: under the word being spoken gold is as red as paper."""

SEEDS = range(12)
"""Cards and options are turned by the seed: with two, three or four of them these are all orders there are."""

BOUNCE, DOUBLE = 0.2, 0.55
"""Seconds: what comes sooner than 150 ms is a bounce, a second strike on the same place within 500 ms is none."""

NEAR = 80
"""Pixels within which two strikes are on the same place."""

KIOSK = (sys.executable, "-m", "kiosk")


class Sight(Display):
    """A display that can be looked at as a whole, and whose keyboard is played too."""

    def picture(self) -> Pixels:
        """The whole screen."""
        size = self._root.get_geometry()
        raw = self._root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data
        return np.frombuffer(raw, np.uint8).reshape(size.height, size.width, 4)[..., 2::-1]

    def key(self, name: str) -> None:
        """Strike a key of the keyboard."""
        code = self._connection.keysym_to_keycode(XK.string_to_keysym(name))
        xtest.fake_input(self._connection, X.KeyPress, code)
        xtest.fake_input(self._connection, X.KeyRelease, code)
        self._connection.sync()


class Eyes(Protocol):
    """What somebody has before a screen, whichever it is."""

    def picture(self) -> Pixels:
        """The whole screen."""

    def press(self, x: int, y: int) -> None:
        """Put a finger down."""

    def lift(self) -> None:
        """Lift it."""

    def move(self, x: int, y: int) -> None:
        """Move it."""

    def key(self, name: str) -> None:
        """Strike a key."""


class Desk:
    """The programme, with a data folder of its own."""

    def __init__(self, display: str, data: Path, **environ: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own programme
            [*KIOSK, "desk"], cwd=ROOT, env=own_environ(data, DISPLAY=display, **environ),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ends(self) -> tuple[int, str]:
        """Ask it to stop, as systemd does: the exit code, and what it wrote to the log."""
        self.process.terminate()
        _, log = self.process.communicate(timeout=10)
        return self.process.returncode, log

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def own_environ(data: Path, **more: str) -> dict[str, str]:
    """This machine's environment without its settings, its display and its sound."""
    foreign = ("SDL_", "KIOSK_", "DISPLAY", "WAYLAND_DISPLAY", "PULSE_", "PIPEWIRE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"SDL_AUDIODRIVER": "dummy", "KIOSK_DATA_FOLDER": str(data)} | more


class Somebody:
    """A visitor at the real window, and what she must be seeing."""

    def __init__(self, library: Library, sight: Eyes, look: Callable[[Headless], Look]) -> None:
        self.library, self.sight = library, sight
        self._screen = Headless(1280, 800, library.pictures.get)
        self._look = look(self._screen)
        self._struck = (0, 0)
        self._awaited: dict[int, set[Scene]] = {}
        self._paintings: dict[Scene, Pixels] = {}
        self._minds: Mapping[int, Visitor] = {seed: Visitor(library) for seed in SEEDS}

    @property
    def state(self) -> State:
        """Of the first seed that is not refuted."""
        return next(iter(self._minds.values())).state

    def does(self, *events: e.Event) -> None:
        """What she did, in her own way of reckoning."""
        for seed, mind in self._minds.items():
            mind.does(*(replace(event, seed=seed) if isinstance(event, e.Came) else event for event in events))

    def holds_the_right_card(self) -> None:
        """With the space key; again when that came before the camera was open."""
        for mind in self._minds.values():
            mind.does_right()
        self._awaits()
        for _ in range(8):
            self.sight.key("space")
            try:
                until(self._recognised, seconds=3.0, every=0.05)
            except TimeoutError:
                continue
            return
        self.sees()

    def loses(self, *parts: Part) -> None:
        """Parts of this kiosk that do not work, so that nobody reckons with them."""
        self.does(*(e.Failed(part, "") for part in parts))

    def touches(self, *names: str) -> None:
        """Touch items one after another; each must be there to be seen, and do what it means."""
        for name in names:
            item = self._item(name)
            self._strike(item.box.x + item.box.w // 2, item.box.y + item.box.h // 2)
            assert item.means is not None
            self.does(item.means)
            self.sees()

    def listens_and_waits(self) -> None:
        """Until the voice has ended and what was announced has come."""
        for mind in self._minds.values():
            mind.listens().waits(2_000)
        self.sees()

    def sees(self, *, seconds: float = 20.0) -> None:
        """Wait until the window shows what it must; seeds whose picture it is not are dropped."""
        self.sight.move(1279, 799)  # away from everything, so that no pointer is in the picture
        self._awaits()
        try:
            until(self._recognised, seconds, every=0.05)
        except TimeoutError:
            file = OUT / f"{self.state.place}-{self.state.sheet or 'plain'}.png"
            side_by_side(self.sight.picture(), self._painted(self._scene(self.state)), file)
            raise AssertionError(f"the window never came to show this; see {file}") from None

    def _strike(self, x: int, y: int) -> None:
        """A touch, no sooner after the last than a hand could mean it as another one."""
        near = all(abs(now - last) <= NEAR for now, last in zip((x, y), self._struck, strict=True))
        pause(DOUBLE if near else BOUNCE)
        self._struck = (x, y)
        self.sight.press(x, y)
        self.sight.lift()

    def _recognised(self) -> bool:
        """Keep the seeds whose picture it is best; none when it is nobody's."""
        shot = thinned(self.sight.picture())
        apart = {scene: apart_from(scene, picture, shot) for scene, picture in self._paintings.items()}
        best = {seed: min(apart[scene] for scene in scenes) for seed, scenes in self._awaited.items()}
        least = min(best.values())
        if least <= APART:
            self._minds = {seed: mind for seed, mind in self._minds.items() if best[seed] <= least + A_TRIFLE}
        return least <= APART

    def _awaits(self) -> None:
        """Paint once what may be on the screen now."""
        self._awaited = {seed: set(map(self._scene, moments(mind.state))) for seed, mind in self._minds.items()}
        scenes = set().union(*self._awaited.values())
        self._paintings = {scene: thinned(self._painted(scene)) for scene in scenes}

    def _painted(self, scene: Scene) -> Pixels:
        self._screen.show(scene)
        return pixels(self._screen.surface)

    def _scene(self, state: State) -> Scene:
        return picture(self.library, state, self._look)

    def items(self) -> tuple[Item, ...]:
        """What she sees now."""
        return tuple(self._scene(self.state).items)

    def _item(self, name: str) -> Item:
        items = {item.name: item for item in self.items()}
        assert name in items, f"there is no {name}; there are {', '.join(items)}"
        return items[name]


def thinned(whole: Pixels) -> Pixels:
    """Every second pixel of every second row: a quarter of the work, and no letter gets lost."""
    return whole[::THIN, ::THIN]


def apart_from(scene: Scene, expected: Pixels, shot: Pixels) -> float:
    """Share of the screen that clearly differs; the camera's view and the word being spoken may."""
    seen = shot.copy()
    for box in views(scene):
        seen[_place(box)] = expected[_place(box)]
    caption = next((_place(item.box) for item in scene.items if item.name == "caption"), None)
    if caption and unlikeness(seen[caption][..., :1], expected[caption][..., :1]).share <= APART_IN_WORDS:
        seen[caption] = expected[caption]
    return unlikeness(seen, expected).share


def _place(box: Box) -> tuple[slice, slice]:
    """A box in a thinned picture."""
    return slice(box.y // THIN, box.bottom // THIN + 1), slice(box.x // THIN, box.right // THIN + 1)


def moments(state: State) -> list[State]:
    """A state while its lines are said, and when the voice is silent and what glows breathes in and out."""
    speaking = state.speaking
    lines = () if speaking.ended else speaking.lines
    words = ((n, word) for n, line in enumerate(lines) for word in (0, len(line.split()) - 1))
    said = [replace(state, speaking=replace(speaking, line=n, word=word)) for n, word in words]
    silent = replace(state, speaking=replace(speaking, ended=True))
    return [state, replace(silent, beat=0), replace(silent, beat=1), *said]
