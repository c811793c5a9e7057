"""A visit in a process of its own, by somebody who shows and types what must never be kept. Run by `test_canary.py`.

Everything is real but the hands: the loop, the parts, the decoder, the counters. Secrets come in by the standard input
and go back by the descriptor named on the command line, so that they stand on no command line and in no file.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

from msgspec.structs import replace

from kiosk.app import monotonic_ms, rested, stepping
from kiosk.config import Settings, load_settings
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library, PracticeCard
from kiosk.core.state import Lesson, State
from kiosk.core.units import DurationMs
from kiosk.loop import Loop
from kiosk.packs.shelf import open_library
from kiosk.parts import Parts
from kiosk.scenes.hit import hit
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Item
from kiosk.screen.felt import Contact
from kiosk.screen.headless import Headless
from kiosk.screen.pointer import Pointer
from kiosk.walk import looks

PATIENCE = 30.0
"""Seconds until something that should happen counts as never happening."""

AGAIN = 4.0
"""Seconds until a card that was not read is held up once more."""

RUN = 64
"""Bytes of a camera frame that are looked for afterwards."""


class CanaryVisit:
    """The kiosk, and somebody before it. The clock can be put forward, so that nobody waits for an idle warning."""

    def __init__(self, settings: Settings, secrets: dict[str, str]) -> None:
        library = open_library(settings.content.library)
        self.secrets = secrets
        self.frames: list[bytes] = []
        self.kinds: list[str] = []
        self._skipped = 0
        self._raises: set[type] = set()
        self._screen = Headless(800, 480, library.pictures.get)
        look = looks(self._screen.fonts.measure)["7"]
        self.parts = Parts(settings, with_cards(library, secrets), desk=True)
        self._step = stepping(library, self._screen.forget)
        self.loop = Loop(
            rested(settings),
            step=self._stepped,
            picture=lambda state: picture(library, state, look),
            carry=self._carry,
            screen=self._screen,
            pointer=Pointer(hit, slop=20, near=60),
            clock=self._clock,
            stumbled=lambda sentence: print(sentence, file=sys.stderr),  # noqa: T201 - as the kiosk itself does
        )
        self.loop.begin()
        self.parts.open(tell=self.loop.put, show=self._seen, clock=monotonic_ms)

    # --- hands --------------------------------------------------------------------------------------------------------

    def touch(self, *names: str) -> None:
        """Touch items of the scenes, one after another."""
        for name in names:
            box = self._item(name).box
            x, y = box.x + box.w // 2, box.y + box.h // 2
            self._screen.feel(Contact("down", x, y), Contact("up", x, y))
            self.loop.turn()
            self.skip(1_000)

    def show(self, card: str, kind: str) -> None:
        """Hold a card before the camera until it has been read."""
        before = len(self.kinds)
        until = monotonic() + PATIENCE
        while self.kinds[before:] != [kind] and monotonic() < until:
            # Again and again: a camera that is opened late on a busy machine begins with empty hands.
            self.parts.hold(card)
            self.go_round(AGAIN, lambda: self.kinds[before:] == [kind])
        assert self.kinds[before:] == [kind], f"{card} was not read at {self.loop.state}"
        self.parts.hold("")

    def type(self, digits: str) -> None:
        """Type on the keypad."""
        for digit in digits:
            self.touch(f"key:{digit}")

    def skip(self, ms: int) -> None:
        """Let time pass."""
        self._skipped += ms
        self.loop.turn()

    def stumble(self) -> None:
        """The next listening again fails in the core, and its sound in a part, both with a secret in their words."""
        self._raises = {e.AskedAgain, o.Say}

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Go round the loop until it is so."""
        self.go_round(PATIENCE, done)
        assert done(), f"it is still {self.loop.state.place}, {len(self.kinds)} codes read"

    def go_round(self, seconds: float, done: Callable[[], bool]) -> None:
        """Go round the loop until it is so or the time is over."""
        until = monotonic() + seconds
        while not done() and monotonic() < until:
            self.loop.turn()

    @property
    def lesson(self) -> Lesson:
        """The lesson under way."""
        assert self.loop.state.lesson is not None
        return self.loop.state.lesson

    # --- what is wrapped around the parts -----------------------------------------------------------------------------

    def _item(self, name: str) -> Item:
        assert self.loop.scene is not None
        return next(item for item in self.loop.scene.items if item.name == name)

    def _clock(self) -> DurationMs:
        return DurationMs(monotonic_ms() + self._skipped)

    def _seen(self, pixels: Any) -> None:
        """Each frame goes to the screen; a run of bytes from its middle is what must be found nowhere."""
        self.frames.append(pixels[pixels.shape[0] // 2].tobytes()[300 : 300 + RUN])
        self.loop.frame(pixels)

    def _stepped(self, state: State, event: e.Event) -> Any:
        self._raise(event)
        if isinstance(event, e.CodeRead):
            self.kinds.append(event.reading.kind)
        return self._step(state, event)

    def _carry(self, order: o.Order) -> None:
        self._raise(order)
        self.parts.carry(order)

    def _raise(self, what: e.Event | o.Order) -> None:
        if type(what) in self._raises:
            self._raises.remove(type(what))
            raise ValueError(" ".join(self.secrets.values()))


def with_cards(library: Library, secrets: dict[str, str]) -> Library:
    """The library with the secrets printed on practice cards, for the synthetic camera."""
    card = next(iter(library.cards.values()))
    made: dict[str, PracticeCard] = {
        name: replace(card, card=name, payload=secrets[name]) for name in ("link", "cccd", "wifi", "sticker")
    }
    return replace(library, cards=library.cards | made)


def visit(settings: Settings, secrets: dict[str, str]) -> dict[str, Any]:
    """Lessons and a look at her own code. What must not be found, and proof that it was really shown and typed."""
    kiosk = CanaryVisit(settings, secrets)
    kiosk.touch("start", "topic:qr", "way:together", "on", "target:camera")
    for card in ("link", "cccd", "wifi"):
        kiosk.show(card, card)
    assert kiosk.lesson.wrong == 3
    kiosk.touch("help", "home", "topic:pay", "way:together", "on", "target:scan")
    kiosk.show("fish-stall", "vietqr")
    kiosk.touch("option:stall", "target:right-name")
    kiosk.type(secrets["amount"])
    typed = [kiosk.lesson.typed]
    kiosk.touch("target:continue")
    kiosk.stumble()
    kiosk.touch("again")
    assert kiosk.loop.state.sheet == "trouble"
    kiosk.touch("go-on", "help", "home")
    assert kiosk.loop.stumbles == 2
    kiosk.touch("check")
    kiosk.show("sticker", "vietqr")
    said = " ".join(kiosk.loop.state.speaking.lines)
    kiosk.touch("again", "back")
    assert kiosk.loop.state.check is None
    kiosk.touch("topic:vneid", "way:alone", "on", "target:log-in")
    kiosk.type(secrets["phone"])
    assert kiosk.lesson.mistakes == 1
    typed.append(secrets["phone"] if kiosk.lesson.typed == "" else "")
    for _ in range(8):
        kiosk.skip(65_000)
    assert kiosk.loop.state.place == "attract"
    proof = {"typed": typed, "said": said, "kinds": kiosk.kinds}
    return proof | {"frames": [frame.hex() for frame in kiosk.frames[5::7]]} | _end(kiosk, settings)


def _end(kiosk: CanaryVisit, settings: Settings) -> dict[str, Any]:
    """Everything is written; another reader keeps SQLite from folding its journal away, for that is searched too."""
    kiosk.wait_for(settings.stats.path.exists)
    reader = sqlite3.connect(settings.stats.path)
    reader.execute("select count(*) from counts").fetchone()
    kiosk.parts.close()
    journal = settings.stats.path.with_name(settings.stats.path.name + "-wal")
    return {"journal": journal.stat().st_size, "held": str(type(reader).__name__)}


if __name__ == "__main__":
    told = visit(load_settings(os.environ), json.load(sys.stdin))
    with os.fdopen(int(sys.argv[1]), "w") as back:
        json.dump(told, back)
    sys.stderr.flush()
    os._exit(0)  # as when the plug is pulled: nothing is tidied up behind
