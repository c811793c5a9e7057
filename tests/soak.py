"""A week of a kiosk in a quarter of an hour: visitors come, learn, wander, leave. Only the clock is not a true one.

    python -m tests.soak          # seven days of 80 visits, as a table: a quarter of an hour
    python -m tests.soak 2 30     # two days of 30

The real window (SDL's dummy driver), loop, core, scenes and pointer; the threads of the voice, the camera and the
counters; the database on disk. The clock begins three days before its milliseconds no longer fit 32 bits, on the third
day the date is one of 2099, and each night the content is exchanged.
"""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import pygame

from kiosk.app import NEAR_MM, SLOP_MM, Stepped, stepping
from kiosk.camera.decoder import Decoder
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.camera.watcher import Watcher
from kiosk.core import codes, guide
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.state import State
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.packs.shelf import unpacked
from kiosk.scenes.hit import hit
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Item
from kiosk.screen.pointer import Pointer
from kiosk.screen.window import Window
from kiosk.stats.counters import Counters
from kiosk.stats.registry import Registry, load_registry
from kiosk.voice.clips import Clips
from kiosk.voice.mixer import SilentMixer
from kiosk.voice.speaker import Speaker

BUILD = Path("build")
BEGINS = datetime(2026, 11, 23, 6)
BEGINS_MS = 2**32 - 3 * 86_400_000
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
WRONG_DAY, WRONG_YEARS = 2, 73
OPEN_HOURS = 13

HEADS = ("day", "visits", "rounds", "touches", "lessons", "kB", "objects", "threads", "files", "database kB", "told")


class Week:
    """One kiosk, and whoever comes to it."""

    def __init__(self, stack: ExitStack, folder: Path, seed: int) -> None:
        self.packed = (BUILD / "library.msgpack").read_bytes()
        self.metrics = (BUILD / "metrics.msgpack").read_bytes()
        self.library = unpacked(self.packed)
        self.now, self.day = BEGINS_MS, 0
        self.chance = Random(seed)  # noqa: S311 - to repeat, not to hide
        self.told: list[str] = []
        self.counted: dict[str, int] = {}
        self.rounds = self.touches = 0
        self.database = folder / "counters.db"
        self.window = Window.open(800, 480, read_picture=self.drawing, driver="dummy")
        stack.enter_context(self.window)
        look = Look(800, 480, 5.25, 450.0, self.window.fonts.measure)
        self.loop = Loop(
            State(now=self.clock()),
            step=self.step,
            picture=lambda state: picture(self.library, state, look),
            carry=self.carry,
            screen=self.window,
            pointer=Pointer(hit, slop=look.mm(SLOP_MM), near=look.mm(NEAR_MM)),
            clock=self.clock,
            closable=False,
            stumbled=self.told.append,
        )
        cards = {name: card.payload for name, card in self.library.cards.items()}
        self.camera = SyntheticCamera(cards, width=320, height=240)
        show = self.loop.frame
        self.watcher = Watcher(self.camera, Decoder(), codes.read, self.loop.put, lambda one: show(one.pixels))
        self.voice = Speaker(Clips((BUILD / "voice",)), SilentMixer(self.clock), self.loop.put, self.clock)
        self.counters = Counters(self.database, self.registry(), self.date, tell=self.loop.put)
        self.counters.start()
        for part in (self.watcher, self.voice, self.counters):
            stack.callback(part.close)
        self.loop.begin()

    def drawing(self, name: str) -> str | None:
        """A drawing of the content in use."""
        return self.library.pictures.get(name)

    def step(self, state: State, event: e.Event) -> Stepped:
        """The core with the content in use."""
        return stepping(self.library, self.window.forget)(state, event)

    def clock(self) -> DurationMs:
        """The clock that only goes forward."""
        return DurationMs(self.now)

    def date(self) -> datetime:
        """The date, which lies for a day."""
        true = BEGINS + timedelta(milliseconds=self.now - BEGINS_MS)
        return true.replace(year=true.year + WRONG_YEARS) if self.day == WRONG_DAY else true

    def registry(self) -> Registry:
        """What may be counted with the content in use."""
        return load_registry(self.metrics, self.library)

    def carry(self, order: o.Order) -> None:
        """Hand an order on, as `kiosk.parts` does."""
        match order:
            case o.Say():
                self.voice.say(order)
            case o.Hush():
                self.voice.hush()
            case o.Play(sound=sound):
                self.voice.effect(sound)
            case o.SetVolume(step=step):
                self.voice.volume(step)
            case o.Look(card=card):
                self.watcher.look(card)
            case o.LookAway():
                self.watcher.look_away()
            case o.Count():
                self.counted[order.metric] = self.counted.get(order.metric, 0) + 1
                self.counters.count(order.metric, order.key)

    def turns(self, later: int) -> None:
        """One round of the loop, so much later."""
        self.now += later
        self.rounds += 1
        self.window.wake()
        self.loop.turn()

    def lives(self, visits: int) -> None:
        """A day: visitors over the hours of a market, and a night."""
        ends = self.now + DAY_MS
        for _ in range(visits):
            self.visits()
            self.rests(self.now + OPEN_HOURS * HOUR_MS // visits // 2)
        self.renews()
        self.rests(ends)
        self.day += 1

    def rests(self, until: int) -> None:
        """Nobody is there."""
        while self.now < until:
            self.turns(min(60_000, until - self.now))

    def visits(self) -> None:
        """Somebody comes, learns or wanders, and leaves without a word."""
        careful = self.chance.random()
        self.touch(400, 240)
        for _ in range(self.chance.randrange(10, 80)):
            self.hears()
            item = self.wanted() if self.chance.random() < careful else None
            box = (item or self.chance.choice(self.controls())).box
            self.touch(box.x + box.w // 2, box.y + box.h // 2)
        for _ in range(400):
            if self.loop.state.place == "attract":
                return
            self.hears()
            self.turns(5_000)
        raise AssertionError(f"a visit never ends: {self.loop.state}")

    def controls(self) -> list[Item]:
        """What can be touched; where there is nothing, the first thing there is."""
        items = list(self.loop.scene.items) if self.loop.scene is not None else []
        return [one for one in items if one.means is not None and not one.dead] or items[:1]

    def wanted(self) -> Item | None:
        """Where the right move is, if a lesson is under way."""
        state = self.loop.state
        if state.lesson is None or state.place != "lesson":
            return None
        move = guide.next_move(self.library, state.lesson)
        if isinstance(move, e.CardShown):
            self.loop.put(e.CodeRead(codes.read(self.library.cards[move.card].payload)))
            return None
        return next((one for one in self.controls() if one.means == move), None)

    def hears(self) -> None:
        """What is being said has been said; now and then something breaks."""
        self.loop.put(e.SpeechEnded(self.loop.state.speaking.ticket))
        if self.chance.random() < 0.002:
            self.loop.put(self.chance.choice((e.Failed("camera", "unplugged"), e.Recovered("camera"), e.Stumbled())))
        self.turns(self.chance.choice((400, 900, 2_000, 3_000)))

    def touch(self, x: int, y: int) -> None:
        """A finger comes and goes."""
        self.touches += 1
        for kind in (pygame.FINGERDOWN, pygame.FINGERUP):
            where: dict[str, Any] = {"x": (x + 0.5) / 800, "y": (y + 0.5) / 480, "dx": 0.0, "dy": 0.0, "pressure": 1.0}
            pygame.event.post(pygame.event.Event(kind, finger_id=1, touch_id=1, **where))
            self.turns(120)

    def renews(self) -> None:
        """Other content, as `kiosk.app.renewed` takes it."""
        self.library = unpacked(self.packed)
        self.camera.take({name: card.payload for name, card in self.library.cards.items()})
        self.counters.allow(self.registry())
        self.window.renew()
        self.loop.renew(e.ContentSwitched("other"))

    def row(self) -> tuple[object, ...]:
        """How it is after a day."""
        gc.collect()
        self.counters.flush()
        kept = sum(file.stat().st_size for file in self.database.parent.iterdir())
        told = len(self.told) - self.counted.get("stumbles", 0)
        return (
            self.day, self.counted.get("visits", 0), self.rounds, self.touches, self.counted.get("lessons_finished", 0),
            resident_kb(), len(gc.get_objects()), threading.active_count(), len(list(Path("/proc/self/fd").iterdir())),
            kept // 1024, told,
        )  # fmt: skip


def resident_kb() -> int:
    """Memory of this process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE") // 1024


def rows(days: int, visits: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """A row a day."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        week = Week(stack, Path(folder), seed)
        for _ in range(days):
            week.lives(visits)
            yield week.row()
        for sentence in week.told[:10]:
            sys.stderr.write(f"{sentence}\n")


def main() -> None:
    """The table."""
    days, visits = map(int, sys.argv[1:] or (7, 80))
    began, busy = perf_counter(), process_time()
    sys.stdout.write(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}\n")
    for row in rows(days, visits):
        sys.stdout.write(f"| {' | '.join(map(str, row))} |\n")
        sys.stdout.flush()
    sys.stdout.write(f"\n{perf_counter() - began:.0f} s, of them {process_time() - busy:.0f} s of work.\n")


if __name__ == "__main__":
    main()
