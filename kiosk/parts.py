"""The parts that carry orders out: voice, camera, panel, counters. Each may be missing; the visit goes on."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from kiosk.config import Settings
from kiosk.core import codes
from kiosk.core import events as e
from kiosk.core import orders as o
from kiosk.core.content.packs import Library
from kiosk.core.units import DurationMs, Part

Tell = Callable[[e.Event], None]
Clock = Callable[[], DurationMs]


_PART_OF: dict[type[o.Order], Part] = {
    o.Count: "stats",
    o.Look: "camera",
    o.LookAway: "camera",
    o.Lamp: "panel",
    o.Say: "voice",
    o.Hush: "voice",
    o.Play: "voice",
    o.SetVolume: "voice",
    o.SwitchContent: "content",
    o.ShowCard: "staff",
    o.TryPin: "staff",
    o.Errand: "staff",
    o.KeepHouse: "staff",
    o.TellStaff: "staff",
    o.Test: "staff",
}
"""Who carries out what."""


def _unheard(_event: e.Event) -> None:
    """Before `open` there is nobody to tell."""


class Parts:
    """Everything beside the screen. An order for a part that is not there is dropped: the core was told so before."""

    def __init__(self, settings: Settings, library: Library, *, desk: bool) -> None:
        self._settings, self._library, self._desk = settings, library, desk
        self._stack = ExitStack()
        self._voice: Any = None
        self._watcher: Any = None
        self._camera: Any = None
        self._panel: Any = None
        self._counters: Any = None
        self._wanted = ""
        self._retired: set[Part] = set()
        self._tell: Tell = _unheard

    def open(self, *, tell: Tell, show: Callable[[Any], None], clock: Clock) -> None:
        """Open what the settings ask for; libraries are loaded here, after the first picture."""
        self._tell = tell
        self._try("voice", lambda: self._open_voice(tell, clock))
        self._try("camera", lambda: self._open_camera(tell, show))
        self._try("panel", lambda: self._open_panel(tell))
        self._try("stats", lambda: self._open_counters(tell))

    def carry(self, order: o.Order) -> None:
        """Hand an order to the part that can do it. A part that raises is retired: told as failed, not asked again."""
        part = _PART_OF[type(order)]
        if part in self._retired:
            return
        try:
            self._carry(order)
        except Exception as error:  # noqa: BLE001 - the border between the core and everything that can break
            self._retired.add(part)
            self._tell(e.Failed(part, type(error).__name__))
            self._tell(e.Stumbled())

    def _carry(self, order: o.Order) -> None:
        match order:
            case o.Count():
                self._count(order)
            case o.Look() | o.LookAway():
                self._look(order)
            case o.Lamp() if self._panel is not None:
                self._panel.lamp(order.lamp, order.on)
            case _ if self._voice is not None:
                self._speak(order)

    def press(self, button: str) -> None:
        """A desk's key plays a button of the panel."""
        if self._panel is not None:
            self._panel.press(button)

    def cards(self) -> tuple[str, ...]:
        """The practice cards there are, in the order of the packs."""
        return tuple(self._library.cards)

    def hold(self, card: str) -> None:
        """A desk's key holds a practice card before the camera, or none."""
        if self._camera is not None:
            self._camera.hold(card)

    def hold_right(self) -> None:
        """Hold the card that the lesson waits for."""
        self.hold(self._wanted)

    def close(self) -> None:
        """Close everything in reverse order of opening. May be called twice."""
        self._stack.close()

    def _speak(self, order: o.Order) -> None:
        match order:
            case o.Say():
                self._voice.say(order)
            case o.Hush():
                self._voice.hush()
            case o.Play(sound=sound):
                self._voice.effect(sound)
            case o.SetVolume(step=step):
                self._voice.volume(step)

    def _look(self, order: o.Order) -> None:
        self._wanted = order.card if isinstance(order, o.Look) else ""
        if self._watcher is None:
            return
        if isinstance(order, o.LookAway):
            self._watcher.look_away()
        else:
            # On a desk somebody holds the cards with a key; a kiosk without a lens holds them up by itself.
            self._watcher.look("" if self._desk else self._wanted)

    def _count(self, order: o.Count) -> None:
        if self._counters is not None:
            self._counters.count(order.metric, order.key)

    def _try(self, part: Part, opens: Callable[[], None]) -> None:
        """A part that cannot be opened is told as failed: a kiosk with a library missing still teaches."""
        try:
            opens()
        except Exception as error:  # noqa: BLE001 - the same border; nobody has typed or shown anything yet
            self._retired.add(part)
            self._tell(e.Failed(part, f"It could not be opened ({type(error).__name__}: {error})."))

    # --- opening ------------------------------------------------------------------------------------------------------

    def _open_voice(self, tell: Tell, clock: Clock) -> None:
        from kiosk.voice.clips import Clips  # noqa: PLC0415
        from kiosk.voice.live import Live  # noqa: PLC0415
        from kiosk.voice.mixer import SilentMixer  # noqa: PLC0415
        from kiosk.voice.pygame_mixer import PygameMixer  # noqa: PLC0415
        from kiosk.voice.speaker import Speaker  # noqa: PLC0415

        voice = self._settings.voice
        mixer = PygameMixer(voice.folder / "effects", voice.device) if voice.on else SilentMixer(clock)
        live = Live() if voice.on else None
        self._voice = Speaker(Clips((voice.folder,)), mixer, tell, clock, live=live)
        self._voice.volume(voice.volume)
        self._stack.callback(self._voice.close)

    def _open_camera(self, tell: Tell, show: Callable[[Any], None]) -> None:
        camera = self._settings.camera
        if camera.source == "none":
            tell(e.Failed("camera", "There is none."))
            return
        from kiosk.camera.decoder import Decoder  # noqa: PLC0415
        from kiosk.camera.watcher import Watcher  # noqa: PLC0415

        self._camera = self._source()
        self._watcher = Watcher(self._camera, Decoder(), codes.read, tell, lambda frame: show(frame.pixels))
        self._stack.callback(self._watcher.close)

    def _source(self) -> Any:
        camera = self._settings.camera
        if camera.source in ("picamera2", "webcam", "auto"):
            from kiosk.camera.sources import true_camera  # noqa: PLC0415

            return true_camera(camera.source, device=camera.device, width=camera.width, height=camera.height)
        if camera.source == "folder":
            from kiosk.camera.folder import FolderCamera  # noqa: PLC0415

            return FolderCamera(camera.folder)
        from kiosk.camera.synthetic import SyntheticCamera  # noqa: PLC0415

        cards = {name: card.payload for name, card in self._library.cards.items()}
        if camera.source == "faulty":
            from kiosk.camera.faulty import faulty_camera  # noqa: PLC0415

            return faulty_camera(lambda: SyntheticCamera(cards))
        return SyntheticCamera(cards)

    def _open_panel(self, tell: Tell) -> None:
        if not (self._desk or self._settings.panel.on):
            return
        from kiosk.panel.desk import DeskPanel  # noqa: PLC0415
        from kiosk.panel.panel import Panel  # noqa: PLC0415

        pins = self._settings.panel.pins
        self._panel = DeskPanel(tell, pins) if self._desk else Panel(tell, pins)
        self._panel.open()
        self._stack.callback(self._panel.close)

    def _open_counters(self, tell: Tell) -> None:
        stats = self._settings.stats
        if not stats.on:
            return
        from kiosk.stats.counters import Counters  # noqa: PLC0415
        from kiosk.stats.registry import load_registry  # noqa: PLC0415

        try:
            registry = load_registry(stats.metrics.read_bytes(), self._library)
        except (OSError, ValueError) as error:
            tell(e.Failed("stats", str(error)))
            return
        self._counters = Counters(stats.path, registry, datetime.now, tell=tell)
        self._counters.start()
        self._stack.callback(self._counters.close)
