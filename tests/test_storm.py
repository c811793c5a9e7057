"""A storm: every key with every modifier, a hundred thousand touches, everything else that SDL can send.

Real events of pygame go through a real window, the loop, the pointer and the core, as on a device. Afterwards the kiosk
stands where a visitor can stand, nothing stumbled, nothing was counted that is not declared, and nobody got out.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from random import Random
from typing import Any

import pygame
import pytest

from kiosk.app import NEAR_MM, SLOP_MM, stepping
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.session import SESSION
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.scenes.hit import hit
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.screen.pointer import Pointer
from kiosk.screen.window import Window
from kiosk.stats.registry import Registry

EVERY = bool(os.environ.get("EVERY_CUT"))

TOUCHES = 100_000

FEW, MANY = (8, 60) if EVERY else (250, 60)
"""Events between two rounds. What comes together is mostly dropped as a bounce: the fewer, the more acts."""

LULL = 50
"""After so many rounds nobody touches anything for a while, and the visit ends by itself."""

Event = pygame.event.Event

MODIFIERS = ("LSHIFT", "RSHIFT", "LCTRL", "RCTRL", "LALT", "RALT", "LGUI", "RGUI", "CAPS", "NUM", "MODE")
SCANCODES = 512

OF_A_VISITOR = frozenset({"attract", "home", "topic", "lesson", "done", "check"})
"""Without a card or a stick nobody comes anywhere else."""

NEVER = (o.Errand, o.TryPin, o.KeepHouse, o.ShowCard, o.TellStaff, o.Test, o.SwitchContent)
"""What only staff and the updater can bring about."""


class Device:
    """A kiosk on a device, as `kiosk.app` puts it together, with a clock of its own and parts that only listen."""

    def __init__(self, library: Library, *, rotation: int = 0) -> None:
        self.now = 0
        self.orders: list[o.Order] = []
        self.told: list[str] = []
        self.places: set[str] = set()
        self.window = Window.open(800, 480, read_picture=library.pictures.get, driver="dummy", rotation=rotation)
        look = Look(self.window.width, self.window.height, 5.25, 450.0, self.window.fonts.measure)
        self.loop = Loop(
            State(),
            step=stepping(library, self.window.forget),
            picture=lambda state: picture(library, state, look),
            carry=self.orders.append,
            screen=self.window,
            pointer=Pointer(hit, slop=look.mm(SLOP_MM), near=look.mm(NEAR_MM)),
            clock=lambda: DurationMs(self.now),
            closable=False,
            stumbled=self.told.append,
        )
        self.loop.begin()

    def weathers(self, storm: Iterable[Event], *, at_once: int, apart_ms: int) -> None:
        """Let all of it come in, some at once, and look each time where the kiosk stands."""
        coming, rounds = iter(storm), 0
        while gust := list(islice(coming, at_once)):
            for event in gust:
                pygame.event.post(event)
            rounds += 1
            self.turns(apart_ms)
            for _ in range(4 if rounds % LULL == 0 else 0):
                self.turns(60_000)

    def turns(self, later: int) -> None:
        """One round of the loop, so much later; what was being said has been said."""
        self.now += later
        self.loop.put(e.SpeechEnded(self.loop.state.speaking.ticket))
        self.loop.turn()
        self.stands()

    def stands(self) -> None:
        """Where a visitor may stand, with all that was asked for by her."""
        assert self.told == []
        assert self.loop.stumbles == 0
        assert self.loop.state.place in OF_A_VISITOR <= SESSION.keys()
        assert self.loop.state.staff is None
        self.places.add(self.loop.state.sheet or self.loop.state.place)


@pytest.fixture
def device(library: Library) -> Iterator[Device]:
    before = dict(os.environ)
    here = Device(library)
    yield here
    here.window.close()
    os.environ.clear()
    os.environ.update(before)


def keys(chance: Random) -> Iterator[Event]:
    """Every scancode with nothing, with each modifier, with each pair of them, and all of them held."""
    held = [(), *combinations(MODIFIERS, 1), *combinations(MODIFIERS, 2), MODIFIERS]
    for modifiers in held:
        mod = sum({getattr(pygame, f"KMOD_{name}") for name in modifiers})
        for scancode in chance.sample(range(SCANCODES), SCANCODES):
            key = pygame.key.key_code("f4") if scancode == 61 else chance.choice((scancode, scancode | 1 << 30))
            what = {"key": key, "mod": mod, "scancode": scancode}
            yield Event(pygame.KEYDOWN, unicode=chance.choice(("", "a", "\x1b", "ệ", "\x03")), **what)
            yield Event(pygame.KEYUP, unicode="", **what)


def touches(chance: Random, count: int) -> Iterator[Event]:
    """Fingers that tap, slide, rest and never lift, several at once, also where no glass is; and a mouse."""
    for number in range(count):
        finger: dict[str, Any] = {
            "finger_id": chance.randrange(5),
            "touch_id": chance.randrange(2),
            "dx": 0.0,
            "dy": 0.0,
        }
        x, y = chance.random(), chance.random()
        if number % 97 == 0:
            x, y = chance.choice(((0.0, 1.0), (1.0, 1.0), (-0.5, 0.5), (7.0, -3.0)))
        kind = chance.random()
        if kind < 0.9:
            yield Event(pygame.FINGERDOWN, x=x, y=y, pressure=1.0, **finger)
            if chance.random() < 0.2:
                yield Event(pygame.FINGERMOTION, x=chance.random(), y=y, pressure=1.0, **finger)
            if chance.random() < 0.97:
                yield Event(pygame.FINGERUP, x=x, y=y, pressure=0.0, **finger)
        else:
            yield from clicks(chance, (int(x * 800), int(y * 480)))
        yield from anything(chance) if number % 5 == 0 else ()


def clicks(chance: Random, pos: tuple[int, int]) -> Iterator[Event]:
    button = chance.randrange(1, 8)
    yield Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=button, touch=chance.random() < 0.2)
    yield Event(pygame.MOUSEMOTION, pos=pos, rel=(1, 1), buttons=(1, 0, 0), touch=False)
    yield Event(pygame.MOUSEBUTTONUP, pos=pos, button=button, touch=False)


def anything(chance: Random) -> Iterator[Event]:
    """One of all the kinds that SDL can send, with what such an event carries."""
    text = "rm -rf / \N{SNOWMAN}" * chance.randrange(3)
    told: dict[int, dict[str, Any]] = {
        pygame.QUIT: {},
        pygame.TEXTINPUT: {"text": text},
        pygame.TEXTEDITING: {"text": text, "start": 0, "length": 99},
        pygame.MOUSEWHEEL: {"x": chance.randrange(-9, 9), "y": chance.randrange(-9, 9), "flipped": True},
        pygame.MULTIGESTURE: {"x": 0.5, "y": 0.5, "pinched": -1.0, "rotated": 9.0, "num_fingers": 5, "touch_id": 0},
        pygame.JOYBUTTONDOWN: {"joy": 0, "instance_id": 0, "button": chance.randrange(99)},
        pygame.JOYAXISMOTION: {"joy": 0, "instance_id": 0, "axis": 0, "value": -1.0},
        pygame.JOYDEVICEADDED: {"device_index": 0},
        pygame.DROPFILE: {"file": "/etc/passwd"},
        pygame.DROPTEXT: {"text": text},
        pygame.CLIPBOARDUPDATE: {},
        pygame.KEYMAPCHANGED: {},
        pygame.ACTIVEEVENT: {"gain": 0, "state": 1},
        pygame.VIDEORESIZE: {"w": 1, "h": 1, "size": (1, 1)},
        pygame.VIDEOEXPOSE: {},
        pygame.WINDOWCLOSE: {"window": None},
        pygame.WINDOWFOCUSLOST: {"window": None},
        pygame.WINDOWMINIMIZED: {"window": None},
        pygame.APP_TERMINATING: {},
        pygame.APP_LOWMEMORY: {},
        pygame.RENDER_TARGETS_RESET: {},
        pygame.FINGERUP: {"x": 0.1, "y": 0.1, "finger_id": 2**40, "touch_id": -1},
        pygame.USEREVENT: {"code": 0},
    }
    kind = chance.choice(tuple(told))
    yield Event(kind, told[kind])


def test_no_key_and_no_chord_leads_anywhere(device: Device) -> None:
    device.weathers(keys(Random(0)), at_once=MANY, apart_ms=5)  # noqa: S311 - to repeat, not to hide
    assert device.places == {"attract"}
    assert device.orders == []


def test_keys_do_nothing_in_the_middle_of_a_lesson_either(device: Device) -> None:
    device.loop.state = State(place="home")
    device.weathers(islice(keys(Random(1)), 4 * SCANCODES), at_once=MANY, apart_ms=5)  # noqa: S311
    assert device.places == {"home"}


@pytest.mark.timeout(3600 if EVERY else 90)
def test_a_hundred_thousand_touches_leave_a_kiosk(device: Device, real_registry: Registry) -> None:
    """In `make test` they come by the hundred, in `make test-cuts` by the handful, which takes five minutes."""
    device.weathers(touches(Random(2), TOUCHES), at_once=FEW, apart_ms=600)  # noqa: S311
    assert device.places >= {"attract", "home", "topic", "lesson", "help"}
    for order in device.orders:
        assert not isinstance(order, NEVER)
        if isinstance(order, o.Count):
            real_registry.check(order.metric, order.key)


@pytest.mark.parametrize("rotation", [90, 270])
def test_it_weathers_the_same_on_its_side(library: Library, rotation: int) -> None:
    before = dict(os.environ)
    device = Device(library, rotation=rotation)
    device.weathers(touches(Random(3), 600), at_once=5, apart_ms=900)  # noqa: S311
    assert "home" in device.places
    device.window.close()
    os.environ.clear()
    os.environ.update(before)
