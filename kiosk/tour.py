"""A scripted visit without a screen: a picture of every scene and a transcript of events, orders and clips.

Everything is what a visitor would meet: the same core, scenes and painter, the sentences' own clips, and codes read by
the real decoder from frames of the synthetic camera.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from kiosk.camera.decoder import Decoder
from kiosk.camera.seam import Frame
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.config import Settings
from kiosk.config.screens import densest
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.state import House, State
from kiosk.core.step import step
from kiosk.core.units import Lang
from kiosk.packs.journeys import CannotGo, Hold, Move, Speech, Tick, event_of, read_journey
from kiosk.packs.robot.play import play
from kiosk.packs.shelf import open_library
from kiosk.scenes.look import Look
from kiosk.scenes.picture import picture
from kiosk.scenes.values import Scene
from kiosk.screen.headless import Headless
from kiosk.voice.clips import Clips

MOST_FRAMES = 90
"""Six seconds before the lens; a practice card is read in far fewer."""

ScreenSize = tuple[int, int, float, float, float]
"""Width, height in pixels, diagonal and viewing distance in millimetres, height where pixels are not square, or 0."""


def moves_of(library: Library, journey: Path | None, way: str, lang: Lang) -> list[Move]:
    """The moves of a journey file, or of the robot learner in every lesson."""
    if journey is not None:
        return list(read_journey(journey).moves)
    played = (play(library, name, way, lang).events for name in library.lessons)
    return [move for events in played for move in (*_relative(events), e.WentHome())]


def _relative(events: tuple[e.Event, ...]) -> Iterator[Move]:
    """Moments and tickets of a visit played alone, as they are in a visit that goes on after another."""
    now = 0
    for event in events:
        match event:
            case e.Ticked():
                yield Tick(tick=event.now - now)
                now = event.now
            case e.SpeechEnded():
                yield Speech(speech="ended")
            case _:
                yield event


class Tour:
    """One visit. `pictures` counts what was drawn."""

    def __init__(self, settings: Settings, size: ScreenSize, lang: Lang, out: Path) -> None:
        width, height, diagonal, distance, height_mm = size
        self.library = open_library(settings.content.library)
        self.state = State(house=House(lang=lang), lang=lang)
        self.pictures = 0
        self._out = out
        self._clips = Clips((settings.voice.folder,))
        self._camera = SyntheticCamera({name: card.payload for name, card in self.library.cards.items()}, seed=1)
        self._decoder = Decoder()
        self._screen = Headless(width, height, self.library.pictures.get)
        px_per_mm, fingers = densest(width, height, diagonal, 0.0), densest(width, height, diagonal, height_mm)
        self._look = Look(width, height, px_per_mm, distance, self._screen.fonts.measure, fingers)
        self._scene: Scene | None = None

    def __enter__(self) -> Self:
        self._out.mkdir(parents=True, exist_ok=True)
        for old in self._out.glob("[0-9][0-9][0-9]-*.png"):
            old.unlink()
        self._transcript = (self._out / "transcript.jsonl").open("w", encoding="utf-8")
        self._camera.open()
        self._draw()
        return self

    def __exit__(self, *_: object) -> None:
        self._transcript.close()
        self._camera.close()
        self._screen.close()

    def go(self, move: Move) -> None:
        """Make one move, write it down, draw the scene if it is another one."""
        if isinstance(move, e.CodeRead) and (card := self._card_of(move)):
            move = Hold(hold=card)  # a practice card is seen by the camera; any other code arrives as it was written
        event = self._see(move.hold) if isinstance(move, Hold) else self._event(move)
        self.state, orders = step(self.library, self.state, event)
        drawn = self._draw()
        self._note(event, orders, drawn)

    def _event(self, move: Move) -> e.Event:
        return event_of(move, self.library, self.state, self._touched)

    def _touched(self, name: str) -> e.Event | None:
        scene = picture(self.library, self.state, self._look)
        return next((item.means for item in scene.items if item.name == name and not item.dead), None)

    # --- the camera ---------------------------------------------------------------------------------------------------

    def _card_of(self, read: e.CodeRead) -> str:
        """The practice card that a robot held: the one with the same reading; empty for any other code."""
        cards = self.library.cards.values()
        return next((card.card for card in cards if codes.read(card.payload) == read.reading), "")

    def _see(self, card: str) -> e.Event:
        """Hold a card before the camera until the decoder has read it from a frame."""
        if card not in self.library.cards:
            raise CannotGo(f"there is no practice card `{card}`")
        self._camera.hold(card)
        for frame in islice(self._frames(), MOST_FRAMES):
            payload = self._decoder.decode(frame.gray())
            if payload is not None:
                self._screen.look(frame.pixels)
                self._save("card")
                return e.CodeRead(codes.read(payload))
        raise CannotGo(f"the card `{card}` could not be read from {MOST_FRAMES} frames")

    def _frames(self) -> Iterator[Frame]:
        while True:
            yield self._camera.frame()

    # --- what is left behind ------------------------------------------------------------------------------------------

    def _draw(self) -> str:
        """Draw the scene unless it looks as before; beats and fingers make no picture of their own."""
        still = replace(self.state, beat=0, pressed="")
        scene = picture(self.library, still, self._look)
        if scene == self._scene:
            return ""
        self._scene = scene
        self._screen.show(scene)
        return self._save(self._name())

    def _name(self) -> str:
        lesson = self.state.lesson
        if self.state.sheet:
            return self.state.sheet
        if self.state.staff is not None:
            return f"staff-{self.state.staff.page}"
        if self.state.place != "lesson" or lesson is None:
            return self.state.place
        return f"{lesson.lesson}-{lesson.step + 1}"

    def _save(self, name: str) -> str:
        self.pictures += 1
        file = f"{self.pictures:03}-{name}.png"
        self._screen.save(self._out / file)
        return file

    def _note(self, event: e.Event, orders: tuple[o.Order, ...], drawn: str) -> None:
        said = [self._clip(line, order) for order in orders if isinstance(order, o.Say) for line in order.lines]
        done = [_plain(order, self.state) for order in orders]
        line = {"event": _plain(event, self.state), "orders": done, "clips": said, "picture": drawn}
        self._transcript.write(msgspec.json.encode(line).decode() + "\n")

    def _clip(self, text: str, order: o.Say) -> dict[str, Any]:
        clip = self._clips.find_or_silence(text, order.lang, order.pace)
        return {"text": text, "file": clip.path.name if clip.path else None, "ms": clip.duration}


def _plain(value: e.Event | o.Order, state: State) -> Any:
    """As data; but a PIN stands in no transcript, whoever typed it."""
    told = msgspec.to_builtins(value)
    if isinstance(value, o.TryPin) or (isinstance(value, e.KeyTouched) and state.place == "staff"):
        return {name: "" if name in ("digits", "key") else given for name, given in told.items()}
    return told
